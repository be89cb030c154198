"""Search page, patent page, export and command over a small set of patents."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ipplatform.search import WINDOW
from ipplatform.search.services import drain, touch
from patents.catalogue.address import PAGE_SIZE
from patents.records.models import Publication
from tests.factories import market, people

pytestmark = pytest.mark.django_db


def _index(*patents):
    touch("patents", [patent.pk for patent in patents], drain_after=False)
    drain("patents")


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.SEARCH_FILE = tmp_path / "search.db"
    settings.PRIVATE_FILES_DIR = tmp_path / "private"


@pytest.fixture
def three():
    made = [
        market.patent(
            "示例储能有限公司", title="固态电解质隔膜及其制备方法", ipc_all=["H01M10/0562"], filing_year=2021
        ),
        market.patent("示例储能有限公司", title="固態電解質複合膜", ipc_all=["H01M10/0565"], filing_year=2022),
        market.patent("示例重工有限公司", title="液压挖掘机能量回收系统", ipc_all=["E02F9/22"], filing_year=2023),
    ]
    _index(*made)
    return made


def test_words_find_traditional_and_simplified_and_are_marked(client, three):
    page = client.get("/patents/", {"q": "TI=电解质"}).content.decode()
    assert '<b class="hit-count">2</b>' in page
    assert "<mark>电解质</mark>" in page and "<mark>電解質</mark>" in page
    assert three[2].title not in page


def test_facets_filter_and_chips_take_away(client, three):
    page = client.get("/patents/", {"q": "", "applicant": "示例重工有限公司"}).content.decode()
    assert '<b class="hit-count">1</b>' in page and three[2].title in page
    assert 'value="示例储能有限公司"' in page  # a facet's counts ignore its own filter
    ranged = client.get("/patents/", {"year_from": "2022"}).content.decode()
    assert '<b class="hit-count">2</b>' in ranged
    assert '<b class="hit-count">1</b>' in client.get("/patents/", {"ipc": "E02F"}).content.decode()


@pytest.mark.parametrize("rows", ["", "publications"])
def test_past_the_last_hit_that_can_be_turned_to_the_page_advises_to_narrow(client, three, monkeypatch, rows):
    monkeypatch.setattr("patents.catalogue.views.hits.WINDOW", 2)
    monkeypatch.setattr("patents.catalogue.views.hits.PAGE_SIZE", 1)
    advice = "只能翻到第 2 件。请加检索词或筛选条件缩小范围。"
    page = client.get("/patents/", {"rows": rows}).content.decode()
    assert advice in page and '<b class="hit-count">3</b>' in page
    assert "page=2" in page and "page=3" not in page
    assert advice not in client.get("/patents/", {"rows": rows, "ipc": "H01M"}).content.decode()


def test_the_page_behind_the_last_hit_is_refused_with_the_number_of_hits_that_can_be_turned_to(client, three):
    answer = client.get("/patents/", {"page": WINDOW // PAGE_SIZE + 1})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "翻不到这一页" in page and f"只能翻到第 {WINDOW} 条" in page


def test_a_wrong_expression_says_where(client, three):
    answer = client.get("/patents/", {"q": "TI=(固态"})
    assert answer.status_code == 400
    assert "个字符处" in answer.content.decode() and "TI=(固态" in answer.content.decode()
    assert client.get("/patents/", {"sort": "rubbish"}).status_code == 400
    assert client.get("/patents/", {"page": "501"}).status_code == 400


def test_nothing_found_says_what_to_do(client, three):
    page = client.get("/patents/", {"q": "不存在的词语"}).content.decode()
    assert "没有找到专利" in page


def test_markup_in_titles_is_escaped(client):
    _index(market.patent("示例公司", title="<script>alert(1)</script>隔膜"))
    page = client.get("/patents/", {"q": "TI=隔膜"}).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_pages_sorts_and_the_address_can_be_shared(client):
    _index(*[market.patent("示例公司", title=f"隔膜{n}", filing_date=date(2000 + n, 5, 6)) for n in range(23)])
    first = client.get("/patents/", {"q": "隔膜", "sort": "-date"}).content.decode()
    second = client.get("/patents/", {"q": "隔膜", "sort": "-date", "page": "2"}).content.decode()
    assert "隔膜</mark>22" in first and "隔膜</mark>0" in second and "隔膜</mark>22" not in second
    assert "sort=-date" in first and "page=2" in first


def test_the_number_of_queries_does_not_grow_with_hits(client):
    _index(*[market.patent("示例公司", title=f"隔膜{n}") for n in range(3)])
    client.get("/patents/")
    with CaptureQueriesContext(connection) as few:
        client.get("/patents/", {"q": "隔膜"})
    _index(*[market.patent("示例公司", title=f"隔膜{n}") for n in range(12)])
    with CaptureQueriesContext(connection) as many:
        client.get("/patents/", {"q": "隔膜"})
    assert len(few) == len(many)


def test_a_patent_is_found_under_any_of_its_numbers(client, three):
    patent = three[0]
    page = client.get(f"/patents/{patent.number}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert text.index("(11)") < text.index("(22)") < text.index("(51)") < text.index("(71)")
    for writing in (patent.application_number, patent.number.lower(), f"ZL{patent.application_number}"):
        assert client.get(f"/patents/{writing}/").url == f"/patents/{patent.number}/"
    assert client.get("/patents/CN999999999B/").status_code == 404


def test_an_unpublished_patent_is_read_by_its_owner_and_operators_only(client):
    enterprise = people.enterprise()
    number = market.application_number()
    patent = market.patent(
        enterprise.name, title="未公开的隔膜", published=False, owner_enterprise=enterprise, number=number,
        application_number=number,
    )  # fmt: skip
    assert not Publication.objects.filter(patent=patent).exists()
    _index(patent)
    url = f"/patents/{patent.number}/"
    assert client.get(url).status_code == 404
    assert "未公开的隔膜" not in client.get("/patents/", {"q": "隔膜"}).content.decode()
    for person, expected in (
        (people.member(enterprise), 200), (people.user("operator"), 200), (people.member(people.enterprise()), 404),
        (people.user("general_section"), 404), (people.user("mediator"), 404),
    ):  # fmt: skip
        client.force_login(person)
        assert client.get(url).status_code == expected


def test_a_public_offer_shows_on_the_patent_and_in_the_facet(client, three):
    offer = market.offer_published(three[2])
    _index(three[2])
    page = client.get(f"/patents/{three[2].number}/").content.decode()
    assert f"/offers/{offer.number}/" in page
    listed = client.get("/patents/", {"on_offer": "yes"}).content.decode()
    assert '<b class="hit-count">1</b>' in listed and "在本平台供给" in listed


def test_export_is_bounded_and_opens_in_a_spreadsheet(client, three):
    answer = client.get("/patents/export.csv", {"q": "TI=电解质"})
    body = b"".join(answer.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    lines = body.decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 3 and lines[1].startswith(three[1].number)  # the shorter title, as on the page
    assert client.get("/patents/export.csv", {"q": "TI=("}).status_code == 400


def test_the_command_answers_in_one_json_object(three):
    out = StringIO()
    call_command("search_patents", "TI=电解质", "--filter", "ipc=H01M", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert set(answer) == {"total", "hits", "facets", "engine", "milliseconds"}
    assert answer["total"] == 2 and answer["engine"] == "embedded"
    assert {hit["number"] for hit in answer["hits"]} == {three[0].number, three[1].number}
    assert "<mark>" in answer["hits"][0]["highlights"]["title"]
    assert ["H01M", 2] in answer["facets"]["ipc"]
    with pytest.raises(CommandError, match="个字符处"):
        call_command("search_patents", "TI=(", "--json")
    with pytest.raises(SystemExit) as wrong:
        call_command("search_patents", "x", "--filter", "colour=red")
    assert wrong.value.code == 2
