"""Every Python file of the house, parsed once, with what the rules ask of it: imports, strings, calls, its meaning."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tests.house.rooms import PACKAGES, room_of

ROOT = Path(__file__).resolve().parent.parent.parent
# Folders beside the packages that hold code of ours too.
BESIDE = ("tests", "scripts", "benchmarks")


@dataclass(frozen=True)
class Use:
    """One place in a file: an import, a string or a call, by its dotted name."""

    line: int
    name: str


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path
    module: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes, walked once."""
        return tuple(ast.walk(self.tree))

    @property
    def place(self) -> str:
        """Path below the project, for messages."""
        return str(self.path.relative_to(ROOT))

    @property
    def room(self) -> str | None:
        """The room that the file lies in."""
        return room_of(self.module)

    @property
    def meaning(self) -> str:
        """What kind of file of its room this is: models, services, commands …; empty for the room's own __init__."""
        parts = self.module.split(".")[2:]
        if parts[:2] == ["management", "commands"]:
            return "commands"
        return parts[0] if parts else ""

    @property
    def is_migration(self) -> bool:
        """Whether the file is a migration: generated, and free of length and layout rules."""
        return "migrations" in self.module.split(".")

    @cached_property
    def imports(self) -> tuple[Use, ...]:
        """Imported modules; `from a import b` is a.b where that is a module of ours, else a."""
        found: list[Use] = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [Use(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                names = [f"{base}.{alias.name}" for alias in node.names]
                found += [Use(node.lineno, name if name in modules() else base) for name in names]
        return tuple(found)

    @cached_property
    def imported_names(self) -> tuple[Use, ...]:
        """Imported names in full: `from a import b` is a.b."""
        found: list[Use] = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [Use(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                found += [Use(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
        return tuple(found)

    @cached_property
    def strings(self) -> tuple[Use, ...]:
        """All string literals that are no docstring."""
        return tuple(
            Use(node.lineno, node.value)
            for node in self.nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in self._docstrings
        )

    @cached_property
    def _docstrings(self) -> frozenset[int]:
        holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        return frozenset(
            id(node.body[0].value)
            for node in self.nodes
            if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
        )

    @cached_property
    def attributes(self) -> tuple[Use, ...]:
        """All attribute accesses in full: `timezone.now`, `self.form.save`; a call inside is written `()`."""
        return tuple(
            Use(node.lineno, dotted(node)) for node in self.nodes if isinstance(node, ast.Attribute) and dotted(node)
        )

    @cached_property
    def calls(self) -> tuple[tuple[str, ast.Call], ...]:
        """All calls with the dotted name of what is called."""
        return tuple((dotted(node.func), node) for node in self.nodes if isinstance(node, ast.Call))


def dotted(node: ast.AST) -> str:
    """`a.b.c` of an attribute chain; a call in it leaves its name with `()`; empty when it starts elsewhere."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value) or '?'}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return ""


def _module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def _paths() -> tuple[Path, ...]:
    return tuple(sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")))


@cache
def modules() -> frozenset[str]:
    """All module names of the five packages."""
    return frozenset(_module_name(path) for path in _paths())


@cache
def sources() -> tuple[Source, ...]:
    """All Python files of the five packages."""
    return tuple(Source(path, _module_name(path), path.read_text()) for path in _paths())


@cache
def room_sources() -> tuple[tuple[str, Source], ...]:
    """The files that lie in a room (composition and bottom modules are rooms of one file), without migrations."""
    return tuple((source.room, source) for source in sources() if source.room and not source.is_migration)


def with_meaning(*meanings: str) -> Iterator[Source]:
    """The files of all rooms that have one of the given meanings."""
    return (source for _, source in room_sources() if source.meaning in meanings)


def text_files(*endings: str) -> Iterator[Path]:
    """Our own files with one of the endings, migrations and third parties' files apart."""
    for folder in (*PACKAGES, *BESIDE):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings and not re.search(r"/(migrations|vendor|__pycache__)/", str(path)):
                yield path


def none_of(violations: Iterable[str]) -> None:
    """Fail with one line a violation."""
    found = sorted(set(violations))
    assert not found, f"{len(found)} broken:\n" + "\n".join(found)
