"""The documentation says what is: links, commands, variables, and the words that the guides quote from pages."""

import ast
import gettext
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import wagtail.admin
import wagtail.documents
import wagtail.images
from django.core.management import get_commands

from tests.house.sources import ROOT, none_of

# [text](target), not an image and not inside code.
LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
CELL = re.compile(r"`([A-Z][A-Z_]+)`")
COMMAND = re.compile(r"`([a-z]+(?:_[a-z]+)*)")
LABEL = re.compile(r"「([^」]+)」")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENVIRONMENT = ROOT / "docs/operations/environment.md"
COMMANDS = ROOT / "docs/operations/commands.md"
PACKAGES = ("ipplatform", "cms", "patents", "mediation", "analytics")
# Read where Django itself looks, before any settings are.
BEFORE_SETTINGS = {"DJANGO_SETTINGS_MODULE"}
# Where our own commands live.
OURS = tuple(f"{package}." for package in PACKAGES)


def pages() -> list[Path]:
    """Every Markdown page of the project that is in version control or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("this copy of the project is no git work tree")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def without_code(text: str) -> str:
    """A page's prose."""
    return CODE.sub("", FENCE.sub("", text))


def anchors(page: Path) -> set[str]:
    """Names by which headings of a page are linked, as code hosts make them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_relative_links_lead_somewhere() -> None:
    broken = []
    for page in pages():
        for target in LINK.findall(without_code(page.read_text())):
            if target.startswith(("https://", "http://", "mailto:")):
                continue
            path, _sign, anchor = target.partition("#")
            aim = (page.parent / path).resolve() if path else page
            if not aim.exists():
                broken.append(f"{page.relative_to(ROOT)} links to {target}")
            elif anchor and anchor not in anchors(aim):
                broken.append(f"{page.relative_to(ROOT)} links to {target}: no such heading")
    assert len(pages()) > 20
    none_of(broken)


def section(page: Path, heading: str) -> str:
    """The text under a heading, to the next of its level."""
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^## |\Z)", page.read_text(), re.MULTILINE | re.DOTALL)
    assert found, f"{page.relative_to(ROOT)} has no {heading!r}"
    return found[1]


def first_cells(text: str) -> list[str]:
    """First cells of the rows of tables."""
    return [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| `")]


def test_commands_that_are_named_exist_and_ours_are_named() -> None:
    named = {found[1] for cell in first_cells(section(COMMANDS, "## Management commands"))
             for found in COMMAND.finditer(cell)}  # fmt: skip
    known = get_commands()
    ours = {name for name, app in known.items() if isinstance(app, str) and app.startswith(OURS)}
    assert "import_patents" in named
    none_of([f"{name} does not exist" for name in named - set(known)])
    none_of([f"{name} is not in {COMMANDS.relative_to(ROOT)}" for name in ours - named])


def variables_read() -> set[str]:
    """Names that the settings ask the environment for; those of the test tools themselves left out."""
    names = set()
    for path in (ROOT / "ipplatform/settings").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            strings: list[ast.expr] = []
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("env.", "os.environ.", "os.getenv")):
                strings = node.args[:1]
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value) in ("os.environ", "env.ENVIRON"):
                strings = [node.slice]
            names |= {one.value for one in strings if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return {name for name in names if not name.startswith("PYTEST_")}


def test_variables_that_settings_read_are_the_ones_described() -> None:
    table = ENVIRONMENT.read_text().partition("\n## ")[0]
    described = {name for cell in first_cells(table) for name in CELL.findall(cell)}
    read = variables_read() | BEFORE_SETTINGS
    assert "DATABASE_URL" in read
    none_of([f"{name} is read and not described" for name in read - described])
    none_of([f"{name} is described and not read" for name in described - read])


def catalogue_of_wagtail() -> Iterator[str]:
    """The words of Wagtail's own menu in Chinese."""
    for package, word in ((wagtail.admin, "Pages"), (wagtail.images, "Images"), (wagtail.documents, "Documents")):
        path = Path(str(package.__file__)).parent / "locale/zh_Hans/LC_MESSAGES/django.mo"
        with path.open("rb") as file:
            yield gettext.GNUTranslations(file).gettext(word)


@cache
def words_of_the_interface() -> str:
    """All Chinese text of code and templates; wrapped strings joined as Python joins them."""
    parts = [*catalogue_of_wagtail()]
    for package in PACKAGES:
        parts += [path.read_text() for path in (ROOT / package).rglob("*.html")]
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts:
                parts += [
                    node.value
                    for node in ast.walk(ast.parse(path.read_text()))
                    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value)
                ]
    return "\n".join(parts)


def guides() -> list[Path]:
    """The users' guides, one page a person."""
    return sorted((ROOT / "docs/guides").glob("*.md"))


@pytest.mark.parametrize("guide", guides(), ids=lambda path: path.stem)
def test_words_in_corner_brackets_are_on_the_pages(guide: Path) -> None:
    quoted = set(LABEL.findall(guide.read_text()))
    assert quoted, "a guide names the buttons"
    none_of([f"{guide.name}: 「{label}」" for label in sorted(quoted) if label not in words_of_the_interface()])


def test_every_person_has_a_guide() -> None:
    listed = (ROOT / "docs/guides/README.md").read_text()
    none_of([f"{path.name} is not listed" for path in guides() if path.name != "README.md" and path.name not in listed])


def test_every_decision_is_listed_once_and_numbered_in_order() -> None:
    found = sorted(path for path in (ROOT / "docs/decisions").glob("[0-9]*.md") if not path.name.startswith("0000"))
    index = (ROOT / "docs/decisions/README.md").read_text()
    none_of([f"{path.name} is listed {index.count(path.name)} times" for path in found if index.count(path.name) != 1])
    assert [path.name[:4] for path in found] == [f"{number:04d}" for number in range(1, len(found) + 1)]
    none_of(
        [f"{path.name} lacks {head}" for path in found
         for head in ("## Question", "## Decision", "## Why", "## What follows") if head not in path.read_text()]
    )  # fmt: skip
