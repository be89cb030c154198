"""The form search page: it fills from an expression, shows the one it builds, and keeps filters on the way."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from patents.catalogue.address import CHOICES
from patents.industries.models import Industry, IndustryExpression
from tests.factories import market
from tests.factories.people import user
from tests.patents.catalogue.conftest import Read, indexed, total

pytestmark = pytest.mark.django_db
FORM = "/patents/form/"


def sent(page: BeautifulSoup) -> dict[str, list[str]]:
    """What a browser would send of the form as it stands."""
    fields: dict[str, list[str]] = {}
    for field in page.select(".search-form input[name]"):
        if field["type"] != "checkbox" or field.has_attr("checked"):
            fields.setdefault(str(field["name"]), []).append(str(field.get("value", "")))
    for choice in page.select(".search-form select"):
        chosen = choice.select_one("option[selected]") or choice.select("option")[0]
        fields[str(choice["name"])] = [str(chosen["value"])]
    return fields


def shown(page: BeautifulSoup) -> str:
    """The expression that the page shows."""
    found = page.select_one(".expression-text")
    return found.get_text() if found else ""


def battery() -> None:
    """An industry of this code."""
    industry = Industry.objects.create(name="电池", code="battery", cutoff_date=date(2026, 5, 1), created_by=user())
    IndustryExpression.objects.create(industry=industry, version=1, text="电池", hits=0, created_by=industry.created_by)


@pytest.mark.parametrize(
    "text",
    [
        "固态 电解质 AND TI=(隔膜 OR 复合膜) AND NOT PA=大学",
        "NOT AD=2019 AND AD=[2018 TO 2020] AND TA=(固态 OR 液态) AND INDUSTRY=battery",
        '"C++ 语言" AND (a OR "AND") AND NOT (x OR y) AND IN="示例 甲" AND IPC=(H01M10 OR B32B*)',
    ],
)
def test_an_expression_goes_through_the_form_and_comes_back(read: Read, text: str) -> None:
    battery()
    page = read(FORM, q=text)
    assert shown(page) == text
    again = read(FORM, **sent(page))
    assert shown(again) == text


def test_the_form_searches_by_its_expression_and_keeps_filters(client: Client, read: Read) -> None:
    indexed(market.patent("示例储能有限公司", title="固态电解质隔膜"), market.patent("示例大学", title="固态电解质"))
    filled = {"words-TI-0": "固态 电解质", "words-ALL-2": "大学", "how-ALL-2": "none", "status": "有效", "go": "search"}
    answer = client.get(FORM, filled)
    assert answer.status_code == 302
    url = urlsplit(answer["Location"])
    assert parse_qs(url.query) == {"q": ["NOT 大学 AND TI=(固态 电解质)"], "status": ["有效"]}
    page = read(answer["Location"])
    assert total(page) == 1
    form = page.find("a", string="表格检索")
    assert form is not None and "status=" in str(form["href"]) and str(form["href"]).startswith(FORM)


def test_what_no_form_can_show_stays_an_expression(read: Read) -> None:
    page = read(FORM, q="TI=a OR PA=b", status="有效")
    assert shown(page) == "TI=a OR PA=b"
    assert "表格显示不了这条检索式" in page.get_text()
    link = page.find("a", string="继续用检索式")
    assert link is not None and parse_qs(urlsplit(str(link["href"])).query) == {
        "q": ["TI=a OR PA=b"], "status": ["有效"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["TA=(固态 NEAR/5 隔膜)", "NOT TA=(固态 NEAR/5 隔膜)", "TA=(固态 NEAR/5 隔膜) OR TI=甲"]
)
def test_words_near_each_other_in_joined_fields_stay_an_expression(read: Read, text: str) -> None:
    assert shown(read(FORM, q=text)) == text
    # Nothing is found: the page looks for what may be left out.
    read("/patents/", q=text)


def test_a_mistake_keeps_what_was_typed(read: Read) -> None:
    page = read(FORM, expect=400, **{"words-TI-0": "a*", "words-PA-0": "示例", "go": "search"})
    assert "星号前至少写" in page.get_text()
    field = page.find("input", {"name": "words-TI-0"})
    assert field is not None and field["value"] == "a*"
    assert shown(read(FORM, expect=400, q="TI=(a")) == "TI=(a"


def test_the_form_asks_a_constant_number_of_queries(client: Client) -> None:
    indexed(*[market.patent(f"示例{n}公司", title=f"隔膜{n}") for n in range(3)])
    with CaptureQueriesContext(connection) as few:
        client.get(FORM, {"q": "隔膜"})
    indexed(*[market.patent(f"示例乙{n}公司", title=f"隔膜乙{n}") for n in range(9)])
    cache.clear()  # both times from nothing: the first page remembers what the second would not ask for
    with CaptureQueriesContext(connection) as many:
        client.get(FORM, {"q": "隔膜"})
    assert len(few) == len(many)


CHOSEN = {
    "status": "有效", "on_offer": "yes", "type": "invention", "sector": "battery", "ipc": ["H01M", "B32B"],
    "applicant": ["示例甲", "示例乙"], "inventor": "张三", "office": "CN", "province": "湖南", "city": "长沙",
    "source": "patsnap", "year": ["2018", "2020"], "year_from": "2017", "year_to": "2021",
    "sort": "-date", "view": "table", "rows": "publications",
}  # fmt: skip


def test_every_filter_of_the_results_stands_in_the_form_and_comes_back(client: Client, read: Read) -> None:
    assert {*CHOSEN} - {"sort", "view", "rows"} == {*CHOICES}
    battery()
    fields = sent(read(FORM, q="固态", **CHOSEN))
    boxes = read(FORM, q="固态", **CHOSEN).select(".search-form input[type=checkbox][checked]")
    assert {str(box["name"]) for box in boxes} == {*CHOICES} - {"year_from", "year_to"}
    answer = client.get(FORM, fields | {"go": ["search"]})
    asked = parse_qs(urlsplit(answer["Location"]).query)
    wanted = {name: value if isinstance(value, list) else [value] for name, value in CHOSEN.items()}
    assert asked == wanted | {"q": ["固态"]}
    form = read(answer["Location"]).find("a", string="表格检索")
    assert form is not None
    assert sent(read(str(form["href"]))) == fields


def test_filters_are_taken_off_and_put_on_in_the_form(client: Client, read: Read) -> None:
    indexed(market.patent("示例储能有限公司", title="固态电解质隔膜"), market.patent("示例大学", title="固态电解质"))
    fields = sent(read(FORM, q="固态", applicant=["示例大学", "示例储能有限公司"], year_from="1900"))
    fields["applicant"].remove("示例大学")
    fields |= {"year_from": [""], "year_to": ["2100"], "go": ["search"]}
    answer = client.get(FORM, fields)
    assert parse_qs(urlsplit(answer["Location"]).query) == {
        "q": ["固态"], "applicant": ["示例储能有限公司"], "year_to": ["2100"],
    }  # fmt: skip
    assert total(read(answer["Location"])) == 1
    on_offer = read(FORM).select_one("input[name=on_offer]")
    assert on_offer is not None and on_offer["value"] == "yes" and not on_offer.has_attr("checked")
    assert total(read("/patents/", q="固态", on_offer="yes")) == 0


def test_an_expression_without_a_form_stays_while_only_filters_change(client: Client, read: Read) -> None:
    fields = sent(read(FORM, q="TI=a OR PA=b", status="有效"))
    fields.pop("status")
    answer = client.get(FORM, fields | {"on_offer": "yes", "go": "search"})
    assert parse_qs(urlsplit(answer["Location"]).query) == {"q": ["TI=a OR PA=b"], "on_offer": ["yes"]}
    assert shown(read(FORM, **fields)) == "TI=a OR PA=b"
    assert shown(read(FORM, **fields | {"words-TI-0": ["c"]})) == "TI=c"


def test_a_star_inside_a_word_of_the_form_is_refused_with_its_place(read: Read) -> None:
    page = read(FORM, expect=400, **{"words-TI-0": "wa*e", "how-TI-0": "all"})
    mark = page.select_one(".wrong-mark")
    assert mark is not None and mark.get_text() == "*"
