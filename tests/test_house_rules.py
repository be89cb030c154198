"""What each file of a room may hold, and the few names that only one place may use (docs/architecture)."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.blocks import repeated
from tests.house.rooms import PACKAGES, ROOMS, room_of
from tests.house.sources import ROOT, Source, none_of, room_sources, sources, text_files, with_meaning
from tests.house.templates import templates

LINES = 300
BLOCK = 12  # significant lines that may not stand twice
FORBIDDEN_NAMES = {"core", "common", "utils", "helpers", "lib"}

# Inside a room a file calls its own level or a lower one.
LEVELS = {
    "models": 0, "events": 0,
    "workflow": 1, "permissions": 1, "selectors": 1, "measures": 1, "waiting": 1,
    "services": 2,
    "forms": 3,
    "views": 4, "staff": 4, "api": 4, "tasks": 4, "commands": 4,
    "urls": 5, "wagtail_hooks": 5,
}  # fmt: skip

NEVER_IMPORTED = {
    "models": ("django.http", "django.shortcuts", "django.core.mail", "django.template", "ipplatform.search",
               "ipplatform.notices"),
    "workflow": ("django.http", "django.shortcuts", "django.core.mail", "django.template"),
    "selectors": ("django.http", "django.shortcuts", "django.core.mail", "django.template"),
    "services": ("django.http", "django.shortcuts", "django.template"),
}  # fmt: skip

# These never write; services do.
READERS = (
    "models", "workflow", "permissions", "selectors", "measures", "waiting", "events",
    "forms", "views", "staff", "api", "tasks", "commands", "wagtail_hooks",
)  # fmt: skip
WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
QUERIES = re.compile(r"\.(objects|filter|exclude|all|get_queryset)\b")
# Exceptions, each with its reason.
MAY_WRITE = {
    "ipplatform/accounts/models.py": "Django asks the user manager for create_user",
}
MAY_IMPORT = {
    ("ipplatform/audit/selectors.py", "ipplatform.audit.services"): "verifying computes the same code as writing",
    ("ipplatform/submissions/services.py", "django.http"): "a form token is about the request it came with",
    (
        "ipplatform/notices/services.py",
        "ipplatform.notices.tasks",
    ): "the task machinery hands its own mail to the queue",
}

ONLY_IN = {
    "elasticsearch": "ipplatform.search.elasticsearch",
    "matplotlib": "analytics.landscape",
    "weasyprint": "ipplatform.documents",
}
READS_TIME = re.compile(
    r"(^|\.)(timezone\.(now|localdate)|date\.today|datetime\.(now|utcnow|today)|time\.time|django\.db\.models\.functions\.Now)$"
)
# Real time of this machine, where the site's clock (set back while sample content loads) would be wrong.
MACHINE_TIME = {
    "ipplatform/search/outbox.py": "a lease between processes",
    "ipplatform/search/embedded/files.py": "the age of files on disk",
}
WORDS_OF_TIME = {"auto_now", "auto_now_add"}
# The task machinery itself hands tasks to the queue; elsewhere only views, staff and commands enqueue.
TASK_MACHINERY = ("ipplatform.jobs", "ipplatform.notices", "ipplatform.search")
# Who acts: a person or the system account; or the run, job or case whose person is already on record.
WHO_ACTS = {"by", "user"}
WITHOUT_DOCSTRING = re.compile(r"^(__init__|apps|(\w+_)?urls)$")


def inside(use: str, name: str) -> bool:
    """Whether a dotted name is a module or lies in it."""
    return use == name or use.startswith(name + ".")


def test_no_file_is_longer_than_it_may_be() -> None:
    none_of(
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in text_files(".py", ".html", ".css")
        if (count := len(path.read_text().splitlines())) > LINES
    )


def test_no_block_of_code_stands_twice() -> None:
    places = {str(path.relative_to(ROOT)): path.read_text() for path in text_files(".py")}
    production = {place: text for place, text in places.items() if not place.startswith("tests/")}
    assert len(production) > 500
    none_of(map(str, repeated(production, length=BLOCK)))


def test_nothing_is_called_by_a_name_that_says_nothing() -> None:
    none_of(f"{path.relative_to(ROOT)}" for path in text_files(".py") if FORBIDDEN_NAMES & {*path.parts, path.stem})


def test_every_module_says_what_it_is_for() -> None:
    none_of(
        f"{source.place} has no docstring"
        for source in sources()
        if not (source.is_migration or WITHOUT_DOCSTRING.match(source.path.stem) or ast.get_docstring(source.tree))
    )


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a file."""
    return (node for node in source.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_imports_are_absolute_and_at_the_top() -> None:
    """apps.ready() may import: the models are loaded only then, as Django has it."""
    violations = []
    for source in sources():
        violations += [
            f"{source.place}:{use.line} imports relatively" for use in source.imports if use.name.startswith(".")
        ]
        violations += [
            f"{source.place}:{node.lineno} imports inside {function.name}()"
            for function in functions(source)
            if not (source.meaning == "apps" and function.name == "ready")
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
    none_of(violations)


def test_files_of_a_room_call_downward() -> None:
    violations = []
    for room, source in room_sources():
        level = LEVELS.get(source.meaning)
        for use in source.imports if level is not None else ():
            meaning = use.name.split(".")[2] if room_of(use.name) == room and use.name.count(".") > 1 else ""
            if LEVELS.get(meaning, -1) > (level or 0) and (source.place, use.name) not in MAY_IMPORT:
                violations.append(f"{source.place}:{use.line} imports {use.name}")
    none_of(violations)


def test_files_hold_what_their_name_says() -> None:
    none_of(
        f"{source.place}:{use.line} imports {use.name}"
        for source in with_meaning(*NEVER_IMPORTED)
        for use in source.imported_names
        for name in NEVER_IMPORTED[source.meaning]
        if inside(use.name, name) and source.room != name and (source.place, name) not in MAY_IMPORT
    )


def writes(source: Source) -> Iterator[tuple[int, str]]:
    """Calls that write rows, as far as their name tells: `x.save()`, `X.objects.create()`, `query.update()`."""
    for called, call in source.calls:
        receiver, _, method = called.rpartition(".")
        if method == "save" and receiver == "super()" and source.meaning == "models":
            continue
        if (receiver and method in WRITES) or (method == "update" and QUERIES.search(receiver)):
            yield call.lineno, called


def test_only_services_write() -> None:
    none_of(
        f"{source.place}:{line} calls {called}"
        for source in with_meaning(*READERS)
        if source.place not in MAY_WRITE
        for line, called in writes(source)
    )


def test_entry_layers_hold_no_queries() -> None:
    none_of(
        f"{source.place}:{use.line} asks {use.name}; a selector does that"
        for source in with_meaning("views", "staff", "api", "tasks")
        for use in source.attributes
        if use.name.endswith(".objects")
    )


@pytest.mark.parametrize(("library", "place"), ONLY_IN.items())
def test_a_library_is_imported_in_one_place(library: str, place: str) -> None:
    none_of(
        f"{source.place}:{use.line} imports {use.name}"
        for source in sources()
        for use in source.imported_names
        if inside(use.name, library) and not inside(source.module, place)
    )


def test_nobody_imports_pyplot() -> None:
    none_of(
        f"{source.place}:{use.line} imports {use.name}"
        for source in sources()
        for use in source.imported_names
        if inside(use.name, "matplotlib.pyplot") or inside(use.name, "pylab")
    )


def test_only_the_clock_reads_the_time() -> None:
    violations = []
    for source in sources():
        if source.module == "ipplatform.clock" or source.is_migration:
            continue
        uses = (*source.attributes, *(use for use in source.imported_names if use.name.endswith(".Now")))
        violations += [
            f"{source.place}:{use.line} reads {use.name}"
            for use in uses
            if READS_TIME.search(use.name) and not (use.name == "time.time" and source.place in MACHINE_TIME)
        ]
        violations += [
            f"{source.place}:{call.lineno} {keyword.arg} reads the time"
            for _, call in source.calls
            for keyword in call.keywords
            if keyword.arg in WORDS_OF_TIME
        ]
    violations += [
        f"{template.place} reads the time with {{% now %}}"
        for template in templates()
        if re.search(r"{%-?\s*now\s", template.path.read_text())
    ]
    none_of(violations)


def test_only_settings_read_the_environment() -> None:
    none_of(
        f"{source.place}:{use.line} reads {use.name}"
        for source in sources()
        if source.room not in ("ipplatform.settings", "ipplatform.wsgi")
        for use in (*source.attributes, *source.imported_names)
        if use.name in ("os.environ", "os.getenv", "environ") or use.name.startswith("environ.")
    )


def test_only_entry_layers_enqueue() -> None:
    none_of(
        f"{source.place}:{use.line} imports {use.name}"
        for source in with_meaning("models", "workflow", "permissions", "selectors", "services")
        if source.room not in TASK_MACHINERY
        for use in source.imports
        if ".tasks" in use.name and room_of(use.name)
    )


def test_writing_services_name_their_arguments_and_who_acts() -> None:
    """`offer_publish(*, offer, by, on)`: keyword-only, typed, `by` said, in the rooms that hold the domain."""
    domain = [room for room in ROOMS if not room.startswith("ipplatform.") or room == "ipplatform.enterprises"]
    violations = []
    for source in with_meaning("services"):
        writing = {line for line, _ in writes(source)} if source.room in domain else set()
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            place = f"{source.place}:{node.lineno} {node.name}()"
            named = {argument.arg for argument in node.args.kwonlyargs}
            positional = [*node.args.posonlyargs, *node.args.args]
            if not writing & set(range(node.lineno, (node.end_lineno or node.lineno) + 1)):
                continue
            if positional:
                violations.append(f"{place} writes and takes positional arguments")
            if not named & WHO_ACTS:
                violations.append(f"{place} writes and does not say by whom")
            if node.returns is None or any(argument.annotation is None for argument in node.args.kwonlyargs):
                violations.append(f"{place} is not typed")
    none_of(violations)


def only_registers(node: ast.stmt) -> bool:
    """Import, docstring, `hooks.register(...)`, or a decorated function of one statement."""
    if isinstance(node, ast.FunctionDef):
        body = node.body[1:] if ast.get_docstring(node) else node.body
        return bool(node.decorator_list) and len(body) == 1
    return isinstance(node, ast.Import | ast.ImportFrom | ast.Expr)


def test_wagtail_hooks_only_register() -> None:
    none_of(
        f"{source.place}:{node.lineno} does more than register"
        for source in with_meaning("wagtail_hooks")
        for node in source.tree.body
        if not only_registers(node)
    )


def test_the_packages_are_the_five_the_owner_named() -> None:
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "scripts", "benchmarks"} == set(
        PACKAGES
    )
