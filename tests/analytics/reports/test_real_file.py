"""A real vendor file from import to printed report: counts equal the expected answers, built twice the same."""

import io
import json
import time
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from analytics.landscape import table_from_json
from analytics.reports.book import book_of_report
from analytics.reports.book.content import tables_of
from analytics.reports.models import Report
from analytics.reports.services import report_freeze_data, report_pdf_build
from ipplatform import clock
from ipplatform.files.services import path_of
from patents.imports.services import import_run_execute, import_run_start
from patents.industries.selectors import expression_newest
from patents.industries.services import branch_save, industry_create
from tests.factories.people import user
from tests.factories.reports import drafting
from tests.shared_data import shared_data

pytestmark = [pytest.mark.django_db, pytest.mark.scale]
CUTOFF = date(2023, 3, 21)
ROWS = 17_111  # 17,113 rows less the two that are refused; the expected answers count those two under "-"


def freeze(report: Report) -> Report:
    return report_freeze_data(
        report=report, cutoff=CUTOFF, unit="application", source="示例导出", licence="示例许可", precision=None,
        recall=None, sample_size=None, not_sampled_reason="示例", by=report.authors.get(), on=clock.today(),
        revision=report.revision,
    )  # fmt: skip


def less_refused(counts: dict[str, int]) -> dict[str, int]:
    """Expected answers without the two refused rows; what was empty elsewhere is our unknown."""
    kept = dict(counts)
    unknown = kept.pop("-", 0) - 2
    return kept | ({"未知": unknown} if unknown > 0 else {})


def composition(report: Report) -> dict[str, dict[str, Any]]:
    tables = [table_from_json(one) for one in report.dataset.extras["composition"]]
    return {table.name.removeprefix("composition_"): dict(table.rows) for table in tables}


def test_from_the_file_to_the_book():
    expected = json.loads(shared_data("patsnap/ar_glasses_expected.json").read_text())
    by = user("operator")
    run = import_run_start(
        file=shared_data("patsnap/ar_glasses.xlsx"), format="auto", cutoff=CUTOFF, by=by, on=clock.today()
    )
    run = import_run_execute(run=run, by=by, on=clock.today())
    assert (run.rows, run.refused, run.publications) == (17_113, 2, ROWS)
    made = industry_create(
        name="AR 眼镜", code="ar", text="", filters={"source": ["patsnap"]}, cutoff_date=CUTOFF, by=by
    )
    assert expression_newest(made).hits == ROWS
    parent = None
    for name in ("一级", "二级", "三级"):
        parent = branch_save(industry=made, name=name, parent=parent, by=by, not_sampled_reason="示例")
    report = drafting(of=made)

    began = time.monotonic()
    report = freeze(report)
    seconds = time.monotonic() - began
    assert report.dataset.rows == ROWS
    assert seconds < 120, f"freezing took {seconds:.0f} s"

    # The tables, against the answers that were computed from the file by other means.
    figures = {figure.number: table_from_json(figure.table) for figure in report.figures.all()}
    years = dict(zip(map(str, figures[1].column("year")), figures[1].column("total"), strict=True))
    assert years == {year: n for year, n in expected["per_year"].items() if year != "-"}
    assert figures[1].n == ROWS
    assert figures[1].truncated_years == (2021, 2022)
    top = [[name, n] for _rank, name, n in figures[9].rows][:10]
    assert top == expected["top10_applicants_raw_exact"]
    offices = {row["place"]: row["count"] for row in figures[7].panel("office")}
    leading = list(less_refused(expected["per_country"]).items())[:10]
    assert {name: offices[name] for name, _ in leading} == dict(leading)
    assert sum(figures[6].column("count")) == ROWS
    found = composition(report)
    assert found["year"] == less_refused(expected["per_year"])
    assert found["status"] == less_refused(expected["per_simple_legal_status"])
    stages = less_refused(expected["per_patent_type"])
    assert found["stage"] == {"申请公开": stages["发明申请"], "授权公告": stages["授权发明"]}
    assert {name: found["office"].get(name) for name in less_refused(expected["per_country"])} == less_refused(
        expected["per_country"]
    )
    assert [list(one) for one in found["subclass"].items()] == expected["top10_ipc_subclasses"]

    # Built twice: the same rows, tables and bytes.
    first, tables = report.dataset.hash, tables_of(book_of_report(report))
    built = report_pdf_build(report=report, by=report.authors.get())
    again = freeze(Report.objects.get(pk=report.pk))
    assert again.dataset.hash == first
    assert tables_of(book_of_report(again)) == tables
    assert len(tables) >= 6
    content = path_of(built.pdf.sha256).read_bytes()
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).replace("\n", "")
    assert "17,111 件公开文献" in text
    assert first[:30] in text
    rebuilt = report_pdf_build(report=again, by=again.authors.get())
    assert rebuilt.pdf.sha256 == built.pdf.sha256
