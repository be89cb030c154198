"""The English catalogue: complete for what a visitor can meet, sound, and compiled from the text beside it."""

import ast
import re
from functools import cache
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from ipplatform.site.management.commands.makemessages import ALIASES
from tests.house.sources import ROOT, sources
from tests.house.templates import templates

CATALOGUE = ROOT / "ipplatform/locale/en/LC_MESSAGES/django.po"
CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")

# What a visitor or a member of an enterprise is shown. Staff pages may lag behind in English.
PUBLIC_TEMPLATES = re.compile(
    r"^(ipplatform/templates/(?!documents|wagtailadmin|base_staff)"
    r"|cms/pages/templates/"
    r"|patents/catalogue/templates/"
    r"|cms/desk/templates/desk/"
    r"|patents/(offers|deals)/templates/\w+/(?!staff_|_staff)"
    r"|mediation/people/templates/"
    r"|mediation/(consultations|proceedings)/templates/\w+/(?!staff_|_staff)"
    r"|analytics/reports/templates/reports/(list|detail|part)\.html"
    r"|analytics/seminars/templates/seminars/(list|detail)\.html"
    r"|analytics/plan/templates/plan/figures\.html"
    r"|ipplatform/enterprises/templates/enterprises/(join|members)\.html)"
)
PUBLIC_CODE = re.compile(
    r"^(cms/pages/(context|home|models|navigation)"
    r"|patents/catalogue/"
    r"|patents/records/(models|numbers)"
    r"|patents/rights/models"
    r"|patents/(offers|deals)/(?!staff|deeds/staff)"
    r"|mediation/(people|consultations|cases|dossier|proceedings)/(?!staff|wagtail)"
    r"|analytics/plan/(measures|presenters|seed)"
    r"|analytics/reports/(models/report|presenters)"
    r"|analytics/seminars/models"
    r"|ipplatform/(moves|money|search|files|submissions|enterprises/(uscc|services|forms|views|models)))"
)
GETTEXT = {
    "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext",
    "npgettext_lazy",
}  # fmt: skip
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
# Names that Django's own makemessages looks for.
KNOWN = GETTEXT | {"_", *ALIASES}
IN_TEMPLATE = re.compile(
    r"(?<![\w.])(?:_|gettext|pgettext)\((u?(['\"]).*?(?<!\\)\2(?:,\s*u?(['\"]).*?(?<!\\)\3)?)\)", re.S
)

Text = tuple[str | None, str]  # context, message


@cache
def read() -> tuple[Message, ...]:
    """The rows of the committed text file."""
    with CATALOGUE.open("rb") as file:
        return tuple(row for row in read_po(file, locale="en") if row.id and not row.fuzzy)


@cache
def committed() -> dict[Text, str]:
    """Message -> English; empty ones and plurals left out."""
    return {(row.context, str(row.id)): str(row.string) for row in read() if row.string and not row.pluralizable}


def texts_of_code(tree: ast.Module) -> set[Text]:
    """Literal messages that a Python file hands to gettext under any of the known names."""
    found: set[Text] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in KNOWN:
            continue
        words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if words:
            found.add((words[0], words[1]) if node.func.id in WITH_CONTEXT else (None, words[0]))
    return found


def texts_of_template(text: str) -> set[Text]:
    """Messages of a template's translate tags and `_()` arguments, as Django reads them."""
    found: set[Text] = set()
    for match in IN_TEMPLATE.finditer(templatize(text)):
        words = ast.literal_eval(f"({match[1]},)")
        found.add((words[0], words[1]) if len(words) == 2 else (None, words[0]))
    return found


def test_every_text_of_public_templates_has_english() -> None:
    chosen = [one for one in templates() if one.path.suffix == ".html" and PUBLIC_TEMPLATES.match(one.place)]
    assert len(chosen) > 70
    missing = [
        f"{one.place}: {text}"
        for one in chosen
        for context, text in sorted(texts_of_template(one.path.read_text()), key=str)
        if CHINESE.search(text) and (context, text) not in committed()
    ]
    assert not missing, "run scripts/messages.sh, then write the English in django.po:\n" + "\n".join(missing)


def test_every_text_of_public_code_has_english() -> None:
    chosen = [one for one in sources() if PUBLIC_CODE.match(one.place)]
    assert len(chosen) > 60
    missing = [
        f"{one.place}: {text}"
        for one in chosen
        for context, text in sorted(texts_of_code(one.tree), key=str)
        if CHINESE.search(text) and (context, text) not in committed()
    ]
    assert not missing, "run scripts/messages.sh, then write the English in django.po:\n" + "\n".join(missing)


def test_the_compiled_catalogue_is_that_of_the_text_beside_it() -> None:
    expected: dict[str | tuple[str, int], str] = {}
    for row in read():
        before = f"{row.context}\x04" if row.context else ""
        if row.pluralizable and all(row.string):
            expected |= {(before + row.id[0], place): text for place, text in enumerate(row.string)}
        elif row.string and not row.pluralizable:
            expected[before + str(row.id)] = str(row.string)
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = dict(GNUTranslations(file)._catalog)  # type: ignore[attr-defined]  # gettext keeps it so
    compiled.pop("", None)
    assert compiled == expected, "run scripts/messages.sh"


def test_english_is_english_and_keeps_what_is_filled_in() -> None:
    wrong = []
    for (_context, text), english in committed().items():
        if CHINESE.search(english):
            wrong.append(f"Chinese in: {english}")
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(english)):
            wrong.append(f"other values filled in: {text} -> {english}")
        if "’" in english or "“" in english:
            wrong.append(f"the page's Chinese font draws this quote wide: {english}")
    assert not wrong, "\n".join(wrong)


def test_no_two_kinds_of_licence_share_a_name() -> None:
    kinds = [committed()[(None, name)] for name in ("独占许可", "排他许可", "普通许可", "开放许可")]
    assert kinds == ["Exclusive licence", "Sole licence", "Ordinary licence", "Open licence"]
    roles = [committed()[key] for key in ((None, "申请人"), ("mediation", "申请人"), (None, "被申请人"))]
    assert roles == ["Applicant", "Claimant", "Respondent"]


def test_texts_are_collected_under_every_name_gettext_is_imported_as() -> None:
    unknown = [
        f"{one.place}: {alias.asname}"
        for one in sources()
        for node in one.nodes
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in GETTEXT and alias.asname and alias.asname not in KNOWN
    ]
    assert not unknown, "add the name to ALIASES of makemessages:\n" + "\n".join(unknown)


@pytest.mark.parametrize(
    ("template", "texts"),
    [
        ("{% translate \"甲\" %}{% translate '乙' as x %}", {(None, "甲"), (None, "乙")}),
        ("{% blocktranslate with n=1 trimmed %}共 {{ n }} 项{% endblocktranslate %}", {(None, "共 %(n)s 项")}),
        ('{% translate "公开" context "menu" %}', {("menu", "公开")}),
        ("{# {% translate '丙' %} #}<p>丁</p>", set()),
    ],
)
def test_templates_are_read_as_django_reads_them(template: str, texts: set[Text]) -> None:
    assert texts_of_template(template) == texts
