"""Expressions of the search language: sound ones from its own rules, then spoiled; and what must hold for each.

Asked of the parser, of the engine, of the search page and, for a share, of the form page. A defect is an exception
that is no named refusal, an answer of 500, a refusal without a place inside the text, a question beyond its bounds, or
a form that does not come back from its expression.
"""

import re
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes, urlencode

from bs4 import BeautifulSoup
from django.test import Client

from ipplatform.search import ExpressionError, QueryError, SearchQuery, highlight, parse_query
from ipplatform.search.limits import MAX_EXPANDED, MAX_TREE
from ipplatform.search.services import scan, search
from ipplatform.search.tree import depth, leaves
from patents.catalogue.form_search import expression_to_form, form_to_expression
from patents.catalogue.search import DECLARATION, PATENTS
from patents.records.models import Patent

LONGEST_SECONDS = 20
"""Of processor time; more is a defect."""
LIMITS = frozenset({
    "too_long", "too_deep", "too_many_terms", "too_wide", "prefix_wide", "near_distance", "expansion_cycle",
    "expansion_broken", "field_nested",
})  # fmt: skip
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass
class Asked:
    """What became of one expression. `read` is False for a refusal, whose name is `code`."""

    text: str
    way: str
    read: bool = False
    code: str = ""
    hits: int = 0
    form: bool = False
    seconds: float = 0.0
    crash: str = ""
    defects: list[str] = field(default_factory=list)


def put(text: str, way: str, client: Client, *, form: bool) -> Asked:
    """Ask an expression everywhere. Never raises for what it did."""
    asked = Asked(text, way, form=form)
    begun = time.process_time()
    try:
        _put(asked, client)
    except Exception:  # the very thing that is looked for
        asked.crash = traceback.format_exc()
    asked.seconds = time.process_time() - begun
    if asked.seconds > LONGEST_SECONDS:
        asked.defects.append(f"took {asked.seconds:.0f} s of processor time")
    return asked


def _put(asked: Asked, client: Client) -> None:
    expected = 400
    try:
        query = parse_query(asked.text, index=PATENTS)
        expected = _answered(asked, query)
    except ExpressionError as error:
        _refused(asked, error)
    answer = client.get("/patents/?" + parameter("q", asked.text))
    if answer.status_code != expected and not _HALVES.search(asked.text):
        asked.defects.append(f"the page answers {answer.status_code}, the parser and the engine say {expected}")
    if answer.status_code not in (200, 400):
        asked.defects.append(f"the page answers {answer.status_code}")
    if asked.form:
        _form_page(asked, client)


def parameter(name: str, text: str) -> str:
    """A parameter of an address, halves of surrogates as the bytes that some programs send."""
    return f"{name}={quote_from_bytes(text.encode('utf-8', 'surrogatepass'))}"


def _refused(asked: Asked, error: ExpressionError) -> None:
    asked.code = str(error.code)
    if not 0 <= error.position <= len(asked.text):
        asked.defects.append(f"{error.code} at {error.position} of {len(asked.text)} letters")
    if not str(error.message).strip() or error.before + error.at + error.after != error.text:
        asked.defects.append(f"{error.code} has no words, or its place does not show")
    if asked.way == "sound" and asked.code not in LIMITS:
        asked.defects.append(f"a sound expression is refused: {error}")
    if error.suggestion is not None:
        try:
            parse_query(error.suggestion, index=PATENTS)
        except QueryError as again:
            asked.defects.append(f"the correction {error.suggestion!r} is refused: {again}")


def _answered(asked: Asked, query: SearchQuery) -> int:
    """What the page must answer to an expression that was read."""
    if query.tree is not None and (
        depth(query.tree) > MAX_TREE or sum(1 for _leaf in leaves(query.tree)) > 2 * MAX_EXPANDED
    ):
        asked.defects.append("a question beyond its bounds")
    try:
        result = search(query)
    except ExpressionError as error:
        _refused(asked, error)
        return 400
    asked.read, asked.hits = True, result.total
    found = list(scan(query))
    if len(found) != result.total or len(set(found)) != len(found) or not set(result.ids) <= set(found):
        asked.defects.append(f"{result.total} hits on the page, {len(found)} in all")
    for title in Patent.objects.filter(pk__in=result.ids[:5]).values_list("title", flat=True):
        shown = BeautifulSoup(highlight(title, query, "title"), "html.parser")
        if shown.get_text() != title or {tag.name for tag in shown.find_all(True)} - {"mark"}:
            asked.defects.append("marks change the title")
    _round_trip(asked)
    return 200


def _round_trip(asked: Asked) -> None:
    form = expression_to_form(asked.text, DECLARATION)
    if form:
        written = form_to_expression(form)
        if expression_to_form(written, DECLARATION) != form:
            asked.defects.append(f"the form of {written!r} does not come back")


def _form_page(asked: Asked, client: Client) -> None:
    """The filled form, sent as it stands, shows the expression that it was filled from (in its normal writing)."""
    answer = client.get("/patents/form/?" + parameter("q", asked.text))
    if answer.status_code not in (200, 400):
        asked.defects.append(f"the form page answers {answer.status_code}")
    if not asked.read or _HALVES.search(asked.text):  # no browser sends half a surrogate
        return
    form = expression_to_form(asked.text, DECLARATION)
    if not form:
        return
    page = BeautifulSoup(answer.content, "html.parser")
    fields = page.select_one("form.search-form")
    sent = [(str(one["name"]), str(one.get("value", ""))) for one in fields.select("input[name]")
            if one.get("type") != "checkbox" or one.has_attr("checked")]  # fmt: skip
    sent += [
        (str(one["name"]), str((one.select_one("option[selected]") or one.select("option")[0])["value"]))
        for one in fields.select("select")
    ]
    again = client.get("/patents/form/?" + urlencode(sent))
    shown = BeautifulSoup(again.content, "html.parser").select_one(".expression-text")
    wanted = form_to_expression(form)
    if " ".join((shown.get_text() if shown else "").split()) != " ".join(wanted.split()):
        asked.defects.append(f"the form page makes {shown and shown.get_text()!r} of {wanted!r}")


def counted(asked: Asked) -> Counter[str]:
    """One expression's line of the table."""
    return Counter({
        "expressions": 1, "read": asked.read, "refused": bool(asked.code), "with hits": asked.hits > 0,
        "forms": asked.form, "crashes": bool(asked.crash), "broken": bool(asked.defects),
    })  # fmt: skip
