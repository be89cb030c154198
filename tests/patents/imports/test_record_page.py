"""The page of one source record: every cell beside what became of it, the ways to its patent and run; who may read."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ipplatform.spreadsheets import xlsx_write
from patents.imports.models import ImportRun, SourceRecord
from patents.imports.record_page import record_cells, web_address
from patents.imports.selectors import records_at
from patents.imports.services import statement_record
from tests.factories import people
from tests.factories.patents import cn_number, imported, index_ready, patsnap_file, template_file

pytestmark = pytest.mark.django_db
HEADER = (
    "Jurisdiction", "Kind", "Publication Number", "Lens ID", "Publication Date", "Publication Year",
    "Application Number", "Title", "Applicants", "Inventors", "URL", "Type", "My <b>Note</b>", "Non-Patent Citations",
)  # fmt: skip
DAY = date(2026, 3, 1)
LENS_ID, URL = "034-286-600-010-51X", "https://lens.org/034-286-600-010-51X"


def lens_row(number: str, **cells: str) -> dict[str, str]:
    return {
        "Jurisdiction": "US", "Kind": "A1", "Publication Number": number, "Lens ID": LENS_ID,
        "Publication Date": "2021-03-04", "Publication Year": "2021", "Application Number": "US 201715623456 A",
        "Title": "Composite  separator", "Applicants": "EXAMPLE LTD;;OTHER INC", "Inventors": "LI LEI", "URL": URL,
        "Type": "Patent Application", "My <b>Note</b>": "keep me",
    } | cells  # fmt: skip


def lens(folder: Path, *rows: dict[str, str]) -> ImportRun:
    path = folder / f"lens{len(rows)}-{ImportRun.objects.count()}.xlsx"
    xlsx_write(path, header=HEADER, rows=[[row.get(title, "") for title in HEADER] for row in rows])
    return imported(path)


@pytest.fixture
def operator(client: Client) -> Client:
    index_ready()
    client.force_login(people.user("operator"))
    return client


def page_of(client: Client, record: SourceRecord, status: int = 200) -> BeautifulSoup:
    answer = client.get(reverse("imports_staff:record", args=[record.pk]))
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def lines_of(page: BeautifulSoup) -> dict[str, list[str]]:
    rows = page.select("tbody tr")
    return {
        cells[0]: cells[1:]
        for row in rows
        if (cells := [" ".join(one.get_text(" ").split()) for one in row.select("th, td")])
    }


def test_every_cell_stands_beside_what_was_read_from_it(operator: Client, tmp_path: Path) -> None:
    record = lens(tmp_path, lens_row("US20210000001A1", **{"Publication Date": "nonsense"})).records.get()
    lines = lines_of(page_of(operator, record))
    assert lines["Applicants"] == ["EXAMPLE LTD;;OTHER INC", "申请人 EXAMPLE LTD；OTHER INC", ""]
    assert lines["Inventors"] == ["LI LEI", "发明人 与原始值相同", ""]
    assert lines["Publication Date"] == ["nonsense", "公开（公告）日 没有采用", "日期无法识别"]
    assert lines["Publication Year"][:2] == ["2021", "不单独保存"]
    assert lines["My <b>Note</b>"] == ["keep me", "保留，未读取", ""]
    assert lines["Non-Patent Citations"] == ["—", "引用文献", ""]
    assert (
        lines["Application Number"][1].startswith("申请号")
        and record.application_number in lines["Application Number"][1]
    )


def test_the_head_names_file_row_source_and_what_the_source_wants_named(operator: Client, tmp_path: Path) -> None:
    run = lens(tmp_path, lens_row("US20210000001A1"))
    record = run.records.get()
    page = page_of(operator, record)
    facts = dict(zip([dt.get_text() for dt in page.select("dl.facts dt")], page.select("dl.facts dd"), strict=True))
    assert facts["文件"].get_text() == run.file_name and facts["行"].get_text() == "2"
    assert facts["来源"].get_text() == "Lens.org" and facts["数据截止日"].get_text() == run.cutoff.isoformat()
    assert facts["数据商的编号"].get_text() == LENS_ID
    [link] = facts["来源网址"].select("a")
    assert link["href"] == URL and {"noopener", "nofollow"} <= set(link["rel"])
    assert facts["专利"].select_one('a[href="/patents/US20210000001A1/"]')
    assert page.select(f'a[href="{reverse("imports_staff:run", args=[run.public_id])}"]')
    assert page.select_one("h1").get_text().strip() == "来源记录 US20210000001A1"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/1", "https://a b", "JaVaScRiPt://https://x"])
def test_an_address_that_is_no_web_address_is_no_link(operator: Client, tmp_path: Path, url: str) -> None:
    record = lens(tmp_path, lens_row("US20210000001A1", URL=url)).records.get()
    page = page_of(operator, record)
    assert url in page.get_text() and not page.find("a", href=url)
    assert web_address(url) == ""


def test_rows_lead_to_those_beside_them(operator: Client, tmp_path: Path) -> None:
    run = lens(tmp_path, *[lens_row(f"US2021000000{n}A1") for n in (1, 2, 3)])
    first, middle, last = run.records.order_by("row")
    page = page_of(operator, middle)
    assert page.select('a[rel~="prev"]')[0]["href"] == reverse("imports_staff:record", args=[first.pk])
    assert page.select('a[rel~="next"]')[0]["href"] == reverse("imports_staff:record", args=[last.pk])
    assert not page_of(operator, first).select('a[rel~="prev"]') and not page_of(operator, last).select(
        'a[rel~="next"]'
    )


def test_long_cells_fold_and_markup_of_a_file_stays_text(operator: Client, tmp_path: Path) -> None:
    long = "<script>alert(1)</script>" + "权利要求" * 400
    record = lens(tmp_path, lens_row("US20210000001A1", **{"My <b>Note</b>": long})).records.get()
    page = page_of(operator, record)
    assert not [one for one in page.select("script") if "alert(1)" in one.get_text()]
    folded = page.select_one("td details")
    assert folded is not None and long in folded.get_text() and len(folded.summary.get_text()) <= 200


def test_cells_without_a_heading_stand_under_their_place_with_their_flag(operator: Client, tmp_path: Path) -> None:
    path, row = tmp_path / "lens.csv", lens_row("US20210000001A1")
    cells_written = [*(row.get(title, "") for title in HEADER), "again", "beyond"]
    path.write_text("\n".join(map(",".join, ((*HEADER, "Title"), cells_written))) + "\n", "utf-8")
    lines = page_of(operator, imported(path).records.get()).select("tbody tr")
    cells = [[" ".join(one.get_text(" ").split()) for one in line.select("th, td")] for line in lines]
    assert cells[-2] == ["Title", "again", "保留，未读取", ""]
    assert cells[-1] == [f"第 {len(HEADER) + 2} 列", "beyond", "保留，未读取", "单元格比表头多，多出的未采用"]


def test_the_cells_of_a_format_that_is_gone_are_shown_as_they_stand(tmp_path: Path) -> None:
    record = lens(tmp_path, lens_row("US20210000001A1")).records.get()
    record.run.format = "gone"
    cells = record_cells(record)
    assert [cell.raw for cell in cells][:3] == ["US", "A1", "US20210000001A1"]
    assert not any(cell.term for cell in cells)


def test_lists_of_rows_lead_to_their_records(operator: Client, tmp_path: Path) -> None:
    run = imported(patsnap_file(tmp_path / "示例.xlsx", [
        {"公开(公告)号": "CN100000001A", "受理局": "中国", "标题": "示例", "申请号": "CN2019123"},
        {"公开(公告)号": "IR1B-该数据不支持导出"},
    ]))  # fmt: skip
    notes = reverse("imports_staff:notes", args=[run.public_id])
    record = run.records.get()
    flagged = BeautifulSoup(operator.get(notes, {"kind": "flagged"}).content, "html.parser")
    assert flagged.select(f'tbody th a[href="{reverse("imports_staff:record", args=[record.pk])}"]')
    refused = BeautifulSoup(operator.get(notes, {"kind": "refused"}).content, "html.parser")
    assert refused.select_one("tbody th").get_text().strip() == "3" and not refused.select("tbody th a")


def test_a_row_of_several_records_leads_to_the_flagged_one(operator: Client, tmp_path: Path) -> None:
    run = lens(tmp_path, lens_row("US20210000001A1"))
    first = run.records.get()
    others = [
        SourceRecord.objects.create(
            run=run, row=first.row, part=part, source="lens", publication_number=f"US2021000000{part}B1", values={},
            recorded_by=first.recorded_by, as_of=first.as_of, hash="0" * 64, outcome="created", flags=flags,
        )
        for part, flags in ((1, [["Title", "value_too_long"]]), (2, []))
    ]  # fmt: skip
    assert records_at(run, [2, 3]) == {2: others[0].pk}


def test_a_statement_has_no_row_and_shows_what_was_stated(operator: Client) -> None:
    record = stated()
    page = page_of(operator, record)
    assert "示例自述企业" in page.get_text() and "企业自述" in page.get_text()
    assert not page.select("tbody tr") and "自述的标题" in page.get_text()


def stated() -> SourceRecord:
    enterprise = people.enterprise("示例自述企业")
    values = {"title": "自述的标题", "office": "CN", "application_number": cn_number()}
    return statement_record(
        patent=None, values=values, stated_by=enterprise, source="enterprise", by=people.member(enterprise), on=DAY
    )


def test_the_general_section_reads_a_statement_once_its_patent_is_published(client: Client, tmp_path: Path) -> None:
    index_ready()
    record = stated()
    client.force_login(people.user("general_section"))
    page_of(client, record, 404)
    row = {"publication_number": "CN110000001B", "application_number": record.application_number}
    imported(template_file(tmp_path / "published.xlsx", [row]))
    assert page_of(client, record).select('a[href="/patents/CN110000001B/"]')


@pytest.mark.parametrize(("role", "status"), [
    ("operator", 200), ("general_section", 200), ("editor", 404), ("case_coordinator", 404), ("mediator", 404),
    ("administrator", 404), ("", 404),
])  # fmt: skip
def test_who_reads_a_record(client: Client, tmp_path: Path, role: str, status: int) -> None:
    record = lens(tmp_path, lens_row("US20210000001A1")).records.get()
    client.force_login(people.user(*([role] if role else [])))
    page_of(client, record, status)
    client.logout()
    assert client.get(reverse("imports_staff:record", args=[record.pk])).status_code == 302


def test_the_number_of_queries_does_not_grow(operator: Client, tmp_path: Path) -> None:
    def queries(*rows: dict[str, str]) -> int:
        record = list(lens(tmp_path, *rows).records.order_by("row"))[len(rows) // 2]
        with CaptureQueriesContext(connection) as captured:
            page_of(operator, record)
        return len(captured)

    queries(*[lens_row(f"US2021000009{n}A1") for n in range(3)])
    few = queries(*[lens_row(f"US2021000000{n}A1") for n in range(3)])
    assert queries(*[lens_row(f"US202100001{n:02d}A1", Applicants=";;".join("ABCDEFGH")) for n in range(30)]) == few
