"""A patent's page: every section with facts, none without; links, deals, origins, a constant number of queries."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ipplatform import clock
from ipplatform.search.services import drain, touch
from patents.imports.models import ImportRun, SourceRecord
from patents.records.models import Citation, Patent, Publication
from tests.factories import deals, market, people

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 26)
LONG = "可折叠储能柜的热管理与均衡控制" * 22


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path, sample_day):
    settings.SEARCH_FILE = tmp_path / "search.db"
    settings.PRIVATE_FILES_DIR = tmp_path / "private"


def _index(*patents):
    touch("patents", [patent.pk for patent in patents], drain_after=False)
    drain("patents")


def _page(client, patent, **extra) -> BeautifulSoup:
    answer = client.get(f"/patents/{patent.number}/", **extra)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def _text(page: BeautifulSoup, selector: str) -> str:
    return " ".join(" ".join(found.get_text(" ").split()) for found in page.select(selector))


def full(**fields) -> Patent:
    values = {
        "title": "固态电解质复合隔膜的制备方法", "filing_date": date(2020, 3, 5), "grant_date": date(2022, 6, 7),
        "expiry_date": date(2040, 3, 4), "fee_paid_to": date(2027, 3, 5), "priority_date": date(2019, 4, 1),
        "priorities": [{"country": "US", "number": "62/1", "date": "2019-04-01"}],
        "ipc_all": ["H01M10/0562", "H01M50/40", "G06V10/00"], "family_id": "77", "family_size": 4,
        "family_members": ["US20210000001A1", "CN110000000B"], "cites_count": 3, "cited_by_count": 9,
        "citations": [
            {"number": "US20180000009", "by": "search", "category": "X"}, {"text": "A book, 1999", "by": "examination"},
        ],
        "legal_event_rows": [
            {"code": "PB01", "date": "2021-09-07", "country": "CN"},
            {"code": "17Q ", "date": "2022-01-02", "country": "EP", "text": "First examination report"},
            {"code": "ZZ9", "date": "2022-03-04", "country": "CN", "text": "看来源怎么说"},
        ],
    } | fields  # fmt: skip
    return market.patent("示例储能有限公司", **values)


def published(number: str, **fields) -> Patent:
    made = market.patent("示例储能有限公司", number=number, anchor=f"p:{number}", published=False, **fields)
    Publication.objects.create(patent=made, publication_number=number, office=number[:2], title=made.title)
    return made


def test_facts_stand_in_the_order_of_their_codes_and_days_never_break(client):
    page = _page(client, full())
    codes = [code.get_text().strip("()") for code in page.select(".facts .inid")]
    assert codes == sorted(codes, key=lambda code: int(code)) and {"11", "19", "21", "22", "30", "45"} <= set(codes)
    days = [found.get_text() for found in page.select(".facts .date")]
    assert "2020-03-05" in days and "2022-06-07" in days
    assert page.select_one('link[rel="canonical"]')["href"].endswith(page.select_one(".lead").get_text() + "/")


def test_classes_show_their_titles_up_to_the_section_and_lead_to_the_search(client):
    page = _page(client, full())
    chain = _text(page, ".class-chain")
    assert "H 电学" in chain and "H01M 电池与燃料电池" in chain and "G06V 图像与视频识别" in chain
    assert page.select('.class-symbols a[href="/patents/?q=IPC%3DH01M10%2F0562"]')
    assert "电机、电气设备与电能" in page.get_text()


def test_symbols_of_a_main_group_share_one_line_with_its_title(client):
    symbols = ["H01M10/0562", "H01M50/40", "H01M10/0525", "H01M99/00", "H01M1/02", "H01M10"]
    page = _page(client, full(ipc_all=symbols))
    lines = [" ".join(line.get_text(" ").split()) for line in page.select(".class-symbols")]
    assert lines == ["H01M10/0562 H01M10/0525 H01M10 蓄电池", "H01M50/40 电池壳体、隔膜等结构件", "H01M99/00 H01M1/02"]
    assert _text(page, ".class-chain") == "H 电学 H01 电气元件 H01M 电池与燃料电池"


def test_the_life_shows_what_falls_due_and_where_today_is(client):
    page = _page(client, full())
    lines = [" ".join(line.get_text(" ").split()) for line in page.select(".timeline > li")]
    order = [next(n for n, line in enumerate(lines) if word in line) for word in (
        "期限届满日", "补缴期截止", "第 8 年度年费到期日", "今天", "授权公告", "申请", "最早优先权日",
    )]  # fmt: skip
    assert order == sorted(order)
    assert "2027年3月5日" in lines[order[2]] and "年费缴至" in lines[order[2]] and "2027年9月5日" in lines[order[1]]


def test_codes_of_legal_events_are_described_and_the_sources_words_kept(client):
    rows = [" ".join(row.get_text(" ").split()) for row in _page(client, full()).select("#legal tbody tr")]
    assert rows[0] == "2022-03-04 看来源怎么说 ZZ9 中国"
    assert rows[1].startswith("2022-01-02 首次审查意见 First examination report 17Q") and "欧洲专利局" in rows[1]
    assert rows[2] == "2021-09-07 公布 PB01 中国"


def test_family_and_citations_lead_to_our_own_records_both_ways(client):
    patent = full()
    member = published("US20210000001A1", title="Composite separator")
    same = published("JP2021000002A", title="複合膜", family_id="77")
    cited = published("US20180000009A1", title="Older separator")
    citing = published("CN119999999A", title="后来的隔膜")
    Citation.objects.create(patent=citing, number=patent.number)
    page = _page(client, patent)
    family = {link["href"] for link in page.select("#family a")}
    assert family == {f"/patents/{member.number}/", f"/patents/{same.number}/"}
    assert "同族 4 件" in _text(page, "#family") and "CN110000000B" in _text(page, "#family")
    citations = _text(page, "#citations")
    assert {link["href"] for link in page.select("#citations a")} == {
        f"/patents/{cited.number}/", f"/patents/{citing.number}/",
    }  # fmt: skip
    assert "A book, 1999" in citations and "检索报告，X" in citations and "本库中有 1 件引用它" in citations


def test_an_unpublished_patent_is_in_nobodys_list(client):
    patent = full()
    hidden = market.patent("示例公司", title="未公开", published=False, family_id="77", number="X1", anchor="x1")
    Citation.objects.create(patent=hidden, number=patent.number)
    page = _page(client, patent)
    assert "未公开" not in page.get_text() and "本库中有 0 件引用它" in page.get_text()


def test_similar_patents_say_what_they_share(client):
    patent = full()
    near = market.patent("示例储能有限公司", title="固態電解質複合隔膜", ipc_all=["H01M10/0565"])
    nearer = market.patent("示例储能有限公司", title="一种固态电解质薄膜", ipc_all=["H01M10/0562"])
    far = market.patent("示例重工有限公司", title="固态电解质挖掘机", ipc_all=["E02F9/22"])
    other = market.patent("示例储能有限公司", title="液压回收的方法", ipc_all=["H01M10/0562"])
    _index(patent, near, nearer, far, other)
    page = _page(client, patent)
    found = {link["href"]: " ".join(link.parent.get_text(" ").split()) for link in page.select("#similar a")}
    assert set(found) == {f"/patents/{near.number}/", f"/patents/{nearer.number}/"}
    assert "共同词：固态电解质复合隔膜" in found[f"/patents/{near.number}/"]
    assert "共同分类：H01M10" in found[f"/patents/{near.number}/"]
    assert "共同分类：H01M10/0562" in found[f"/patents/{nearer.number}/"]


def test_without_an_index_the_page_stands_without_similar_patents(client):
    assert not _page(client, full()).select("#similar")


def test_the_cite_line_is_that_of_the_standard(client):
    patent = full()
    expected = f"示例储能有限公司. 固态电解质复合隔膜的制备方法: {patent.number}[P]. 2022-06-07."
    assert _text(_page(client, patent), ".cite") == expected


def _record(patent: Patent, by, run=None, row=None, **fields) -> SourceRecord:
    values = {
        "publication_number": patent.number, "office": "CN", "recorded_by": by, "as_of": DAY, "hash": "0" * 64,
        "outcome": "created",
    }  # fmt: skip
    return SourceRecord.objects.create(run=run, row=row, **(values | fields))


def test_each_fact_says_where_it_comes_from_and_where_sources_differ(client):
    patent, clerk = full(), people.user("operator")
    run = ImportRun.objects.create(
        file_name="secret-name.xlsx", file_sha256="0", format="lens", source="lens", cutoff=DAY, created_by=clerk
    )
    _record(patent, clerk, run, 12, source="lens", values={
        "title": "Composite separator", "filing_date": "2020-03-05", "inventors": ["LI, LEI", "Wang Wei"], "pages": 9,
    })  # fmt: skip
    _record(patent, clerk, source="clerk", values={
        "title": "固态电解质复合隔膜的制备方法", "inventors": ["wang  wei", "Li, Lei"], "pages": 10,
    })  # fmt: skip
    page = _page(client, patent)
    rows = [" ".join(row.get_text(" ").split()) for row in page.select("#origins tbody tr")]
    assert any(row.startswith("申请日 2020-03-05 Lens.org") for row in rows)
    assert any(row.startswith("页数 10 工作人员录入") for row in rows)
    differing = [" ".join(row.get_text(" ").split()) for row in page.select("#differing tbody tr")]
    assert [row.split()[0] for row in differing] == ["页数", "标题"]
    assert "9 Lens.org" in differing[0] and "Composite separator" in differing[1]
    assert "secret-name" not in page.get_text()
    client.force_login(clerk)
    page = _page(client, patent)
    assert "secret-name.xlsx 第 12 行" in page.get_text()
    record = SourceRecord.objects.get(run=run)
    assert page.select(f'#differing a[href="/admin/imports/records/{record.pk}/"]')
    own = SourceRecord.objects.get(run=None)
    assert page.select(f'#origins a[href="/admin/imports/records/{own.pk}/"]')


def _origin_rows(page: BeautifulSoup, part: str) -> list[str]:
    return [" ".join(row.get_text(" ").split()) for row in page.select(f"#{part} tbody tr")]


def _run(by) -> ImportRun:
    return ImportRun.objects.create(
        file_name="f.csv", file_sha256="0", format="lens", source="lens", cutoff=DAY, created_by=by
    )


def test_the_key_citations_titles_type_and_codes_have_their_origin_too(client):
    patent, clerk = full(), people.user("operator")
    run = _run(clerk)
    _record(patent, clerk, run, 2, source="lens", application_number=patent.application_number, values={
        "stage_raw": "Granted Patent", "other_titles": {"en": "Separator"}, "citations": [{"number": "US1A"}] * 3,
        "applicants": ["示例储能有限公司"], "applicant_usccs": ["91430100MA4L00005R"],
    })  # fmt: skip
    _record(patent, clerk, run, 3, source="google_patents", application_number="201999999999.X", values={
        "stage_raw": "patent", "other_titles": {"fr": "Séparateur"}, "citations": [{"number": "US1A"}],
    })  # fmt: skip
    page = _page(client, patent)
    facts = _origin_rows(page, "origins")
    for start in (
        f"申请号 {patent.application_number} Lens.org", "受理局 CN Lens.org", "引用文献 CN", "其他标题 CN",
        "专利类型（来源写法） CN", "申请人统一社会信用代码 91430100MA4L00005R Lens.org",
    ):  # fmt: skip
        assert any(line.startswith(start) for line in facts), start
    assert any("3 条 Lens.org" in line for line in facts) and any("en Separator Lens.org" in line for line in facts)
    differing = _origin_rows(page, "differing")
    assert len(differing) == 1 and differing[0].startswith(f"申请号 {patent.application_number} Lens.org")
    assert "201999999999.X Google Patents" in differing[0]


def test_a_source_that_wants_its_number_named_is_named_with_it(client):
    patent, clerk = full(), people.user("operator")
    run, address = _run(clerk), "https://lens.org/034-286-600-010-51X"
    _record(patent, clerk, run, 2, source="lens", values={"source_id": "034-286-600-010-51X", "source_url": address})
    _record(patent, clerk, run, 3, source="google_patents", values={"source_url": "javascript:alert(1)"})
    _record(patent, clerk, run, 4, source="other", values={"source_id": "row 4 of our list"})
    page = _page(client, patent)
    [link] = page.select(".sources a")
    assert link["href"] == address and link.get_text() == "Lens ID 034-286-600-010-51X" and "noopener" in link["rel"]
    assert "javascript:" not in str(page.select_one(".sources")) and "row 4" not in page.get_text()


def test_a_patent_with_one_fact_only_has_no_empty_sections(client):
    made = Patent.objects.create(number="US1A", anchor="p:US1A")
    Publication.objects.create(patent=made, publication_number="US1A")
    page = _page(client, made)
    assert page.select_one("h1").get_text() == "US1A"
    for section in ("#abstract", "#claims", "#legal", "#family", "#citations", "#similar", "#origins", ".timeline"):
        assert not page.select(section), section
    assert _text(page, ".cite") == "US1A[P]."


def test_a_long_title_is_whole_and_set_smaller(client):
    page = _page(client, full(title=LONG))
    assert page.select_one(".long-title h1").get_text() == LONG


def test_deals_show_to_those_who_may_read_them(client):
    cast = deals.opened(on=clock.today())
    deal, patent = cast.deal, cast.deal.deal_patents.get().patent
    assert deal.number not in _page(client, patent).get_text()
    client.force_login(people.member(people.enterprise()))
    assert deal.number not in _page(client, patent).get_text()
    client.force_login(people.user("general_section"))
    assert _page(client, patent).select(f'a[href="/admin/deals/{deal.number}/"]')


def test_english_pages_speak_english_of_facts(client):
    patent = full(title="Composite separator")
    with override("en"):
        page = BeautifulSoup(client.get(f"/en/patents/{patent.number}/").content, "html.parser")
    assert "H01M Batteries, fuel cells" in _text(page, ".class-chain")
    assert "H01M10/0562 Secondary cells" in _text(page, ".class-symbols")
    assert "First examination report" in _text(page, "#legal")


def test_the_number_of_queries_does_not_grow_with_the_record(client):
    patent, clerk = full(), people.user("operator")
    _index(patent)
    _page(client, patent)
    with CaptureQueriesContext(connection) as few:
        _page(client, patent)
    for n in range(12):
        other = published(f"US202200000{n:02d}A1", title=f"固态电解质{n}", ipc_all=["H01M10/0562"], family_id="77")
        Citation.objects.create(patent=other, number=patent.number)
        _record(patent, clerk, source="clerk", values={"pages": n}, hash=f"{n:064d}")
        _index(other)
    Patent.objects.filter(pk=patent.pk).update(
        citations=[{"number": f"US202200000{n:02d}A1"} for n in range(12)],
        family_members=[f"US202200000{n:02d}A1" for n in range(6)],
    )
    with CaptureQueriesContext(connection) as many:
        page = _page(client, patent)
    assert len(page.select("#similar li")) == 5 and len(page.select("#citations a")) == 24
    assert len(few) == len(many)
