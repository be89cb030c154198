"""The arrows of the house (docs/architecture): every room knows only the rooms below it.

The rooms themselves are one visible list, tests/house/rooms.py. What each file of a room may hold is in
tests/test_house_rules.py.
"""

import configparser
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from django.apps import apps

from ipplatform.addresses import address_names
from tests.house.rooms import COMPOSITION, MODULES, PACKAGES, ROOMS, WITHOUT_CODE, points_up, room_of
from tests.house.sources import ROOT, Source, modules, none_of, room_sources, sources
from tests.house.templates import BASE, reached, rooms_by_url_name, templates

DOTTED = re.compile(rf"^(?:{'|'.join(PACKAGES)})(?:\.\w+)+$")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)
MODEL_REFERENCE = re.compile(r"^([a-z_]+)\.[A-Z]\w+$")

FOLDERS_OF_DJANGO = ("management", "migrations", "templatetags")

# All that analytics may know of mediation: services counted without case content.
ANALYTICS_MAY_KNOW = "mediation.ledger"

# The only openings upward: closed tables of lower rooms that upper rooms fill while the site starts, called in
# apps.ready() and nowhere else (addresses are filled by ipplatform/urls).
OPENINGS = {
    "index_register": "ipplatform.search",  # index declarations
    "kind_register": "ipplatform.notices",  # notice kinds
    "owner_register": "ipplatform.files",  # owners of private files
    "merge_guard_register": "patents.records",  # guards on a patent's merge
    "disappearance_guard_register": "patents.records",  # and on its disappearance
}
# What else apps.ready() may do: seed its own reference rows after a migration, mark a sentence for translation.
AT_START = {*OPENINGS, "connect", "get_app_configs", "_"}


def arrows(source: Source) -> Iterator[tuple[int, str]]:
    """The rooms that a file imports."""
    for use in source.imports:
        if target := room_of(use.name):
            yield use.line, target


def test_every_folder_of_the_packages_is_a_listed_room() -> None:
    listed = {*COMPOSITION, *ROOMS, *MODULES, *WITHOUT_CODE}
    names = {
        f"{package}.{path.stem}"
        for package in PACKAGES
        for path in (ROOT / package).iterdir()
        if path.stem not in ("__init__", "__pycache__", "py") and (path.suffix == ".py" or any(path.rglob("*.*")))
    }
    none_of(f"{name} is not in tests/house/rooms.py" for name in names - listed)


def test_imports_point_down() -> None:
    none_of(
        f"{source.place}:{line} imports {target}, which lies above {source.room}"
        for source in sources()
        if source.room
        for line, target in arrows(source)
        if points_up(source.room, target)
    )


def test_bottom_modules_know_no_room() -> None:
    none_of(
        f"{source.place}:{line} imports {target}"
        for room, source in room_sources()
        if room in MODULES
        for line, target in arrows(source)
        if target not in MODULES
    )


def test_analytics_knows_mediation_by_its_ledger_only() -> None:
    none_of(
        f"{source.place}:{line} imports {target}"
        for room, source in room_sources()
        if room.startswith("analytics.")
        for line, target in arrows(source)
        if target.startswith("mediation.") and target != ANALYTICS_MAY_KNOW
    )


def test_the_landscape_is_pure() -> None:
    none_of(
        f"{source.place}:{use.line} imports {use.name}"
        for room, source in room_sources()
        if room == "analytics.landscape"
        for use in source.imports
        if use.name.split(".")[0] in (*PACKAGES, "django") and room_of(use.name) != room and source.meaning != "apps"
    )


def test_modules_import_in_no_circle() -> None:
    graph = {
        source.module: {use.name for use in source.imports if use.name in modules() and use.name != source.module}
        for source in sources()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        none_of([" -> ".join(error.args[1])])


def test_outsiders_import_the_package_only() -> None:
    """A file of a room that became a package is still one name to the other rooms."""
    violations = []
    for room, source in room_sources():
        for use in source.imports:
            parts = use.name.split(".")
            target = room_of(use.name)
            if target and target != room and len(parts) > 3 and parts[2] not in FOLDERS_OF_DJANGO:
                violations.append(f"{source.place}:{use.line} imports {use.name}; import {'.'.join(parts[:3])}")
    none_of(violations)


def test_foreign_keys_point_down() -> None:
    violations = []
    for model in apps.get_models(include_auto_created=True):
        source = room_of(model.__module__)
        for field in (*model._meta.fields, *model._meta.many_to_many):
            target = room_of(field.related_model.__module__) if field.is_relation and field.related_model else None
            if source and target and points_up(source, target):
                violations.append(f"{model._meta.label}.{field.name} points up to {target}")
    none_of(violations)


def test_audit_stores_no_foreign_key_to_a_person() -> None:
    none_of(
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("audit").get_models()
        for field in model._meta.fields
        if field.is_relation and field.related_model and room_of(field.related_model.__module__) != "ipplatform.audit"
    )


def test_templates_point_down() -> None:
    none_of(
        f"{template.place}: {{% {tag} %}} reaches {room}"
        for template in templates()
        for tag, room in reached(template)
        if template.room and points_up(template.room, room)
    )


def test_base_templates_and_static_files_name_no_room() -> None:
    reaching = [
        f"{template.place}: {{% {tag} %}} reaches {room}"
        for template in templates()
        if template.place.startswith(BASE)
        for tag, room in reached(template)
    ]
    written = re.compile("|".join(re.escape(name) for room in ROOMS for name in (room, room.replace(".", "/"))))
    files = [path for folder in ("templates", "static") for path in (ROOT / "ipplatform" / folder).rglob("*.*")]
    naming = [
        f"{path.relative_to(ROOT)} names {found[0]}"
        for path in files
        if path.suffix in (".html", ".css", ".js", ".txt", ".svg") and "vendor" not in path.parts
        if (found := written.search(COMMENT.sub("", path.read_text())))
    ]
    none_of(reaching + naming)


def named_room(text: str) -> str | None:
    """The room that a string names: a dotted path, or `app_label.Model`."""
    if DOTTED.match(text):
        return room_of(text)
    if (reference := MODEL_REFERENCE.match(text)) and reference[1] in apps.app_configs:
        return room_of(apps.app_configs[reference[1]].name)
    return None


def test_dotted_strings_point_down() -> None:
    none_of(
        f'{source.place}:{use.line} names "{use.name}", which lies above {room}'
        for room, source in room_sources()
        for use in source.strings
        if (target := named_room(use.name)) and points_up(room, target)
    )


def test_urls_named_in_code_point_down() -> None:
    violations = []
    for room, source in room_sources():
        for called, call in source.calls:
            if called.split(".")[-1] not in ("reverse", "reverse_lazy", "redirect", "resolve_url") or not call.args:
                continue
            name = getattr(call.args[0], "value", None)
            targets = rooms_by_url_name().get(name, frozenset()) if isinstance(name, str) else frozenset()
            violations += [
                f'{source.place}:{call.lineno} {called}("{name}") reaches {target}; use ipplatform.addresses'
                for target in targets
                if points_up(room, target)
            ]
    none_of(violations)


def test_only_ipplatform_urls_fills_the_addresses() -> None:
    none_of(
        f"{source.place}:{call.lineno} fills the address table"
        for source in sources()
        for called, call in source.calls
        if called.split(".")[-1] == "addresses_fill" and source.module != "ipplatform.urls"
    )
    assert rooms_by_url_name() and address_names()


def test_openings_upward_are_the_listed_ones() -> None:
    """apps.ready() fills tables of rooms below and seeds its own rows; nobody else fills them."""
    violations = []
    for room, source in room_sources():
        for called, call in source.calls:
            name = called.split(".")[-1]
            if source.meaning == "apps" and name not in AT_START:
                violations.append(f"{source.place}:{call.lineno} calls {called} while the site starts")
            if source.meaning != "apps" and name in OPENINGS and room != OPENINGS[name]:
                violations.append(f"{source.place}:{call.lineno} calls {called} outside apps.ready()")
    none_of(violations)


def test_import_linter_holds_the_same_list() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    layers = config["importlinter:contract:rooms"]["layers"].split("\n")
    listed = [tuple(name.strip(" ()") for name in line.split(":")) for line in layers if line.strip()]
    assert listed == [COMPOSITION, *((room,) for room in ROOMS), MODULES]
