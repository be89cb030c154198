"""Every template of the house, and which rooms it reaches through extends, include, load and url."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.rooms import PACKAGES, room_of
from tests.house.sources import ROOT, sources

TAG = re.compile(r"{%-?\s*(extends|include|load|url)\s+(.*?)\s*-?%}", re.DOTALL)
QUOTED = re.compile(r"""^["']([^"']+)["']""")
BASE = "ipplatform/templates"


@dataclass(frozen=True)
class Template:
    """One template file; `room` is None for the base page and partials in ipplatform/templates."""

    path: Path
    name: str
    room: str | None

    @property
    def place(self) -> str:
        """Path below the project, for messages."""
        return str(self.path.relative_to(ROOT))


@cache
def templates() -> tuple[Template, ...]:
    """All our templates; the folder before `templates/` owns them."""
    found = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            relative = path.relative_to(ROOT).as_posix()
            if not path.is_file() or "/templates/" not in relative:
                continue
            owner, name = relative.split("/templates/", 1)
            found.append(Template(path, name, room_of(owner.replace("/", "."))))
    return tuple(found)


@cache
def tag_libraries() -> dict[str, str]:
    """Template tag library -> the room that holds it."""
    return {
        source.path.stem: source.room
        for source in sources()
        if source.room and source.meaning == "templatetags" and source.path.stem != "__init__"
    }


@cache
def owners_by_name() -> dict[str, str | None]:
    """Template name -> room that owns it."""
    return {template.name: template.room for template in templates()}


def _views(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _views(pattern.url_patterns, space)
        elif pattern.name:
            view = getattr(pattern.callback, "view_class", pattern.callback)
            yield f"{prefix}{pattern.name}", view.__module__


@cache
def rooms_by_url_name() -> dict[str, frozenset[str]]:
    """URL name -> the rooms whose views answer to it; third parties' names map to nothing."""
    found: dict[str, set[str]] = {}
    for name, module in _views(get_resolver().url_patterns, ""):
        room = room_of(module)
        found.setdefault(name, set()).update({room} if room else ())
    return {name: frozenset(rooms) for name, rooms in found.items()}


def reached(template: Template) -> Iterator[tuple[str, str]]:
    """What a template reaches in our rooms: (the tag as written, room)."""
    for tag, rest in TAG.findall(template.path.read_text()):
        if tag == "load":
            names = rest.split()
            libraries = names[names.index("from") + 1 :] if "from" in names else names
            rooms = [tag_libraries()[name] for name in libraries if name in tag_libraries()]
        elif not (quoted := QUOTED.match(rest)):
            continue
        elif tag == "url":
            rooms = sorted(rooms_by_url_name().get(quoted[1], ()))
        else:
            owner = owners_by_name().get(quoted[1])
            rooms = [owner] if owner else []
        for room in rooms:
            yield f"{tag} {rest}", room
