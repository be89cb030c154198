"""Industries, frozen data and reports in any state, made through the rooms' own services where a rule is at stake."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from analytics.reports.models import ChecklistLine, Kind, Report, ReportSheet
from analytics.reports.selectors import report_fingerprint
from analytics.reports.services import (
    checklist_set,
    report_approve,
    report_details_set,
    report_freeze_data,
    report_pass,
    report_plan,
    report_publish,
    report_start,
    report_submit,
    section_save,
    sheet_file,
)
from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.files.services import file_store
from ipplatform.search.services import drain, touch
from patents.industries.models import Industry
from patents.industries.services import branch_save, industry_create
from patents.records.models import Patent
from tests.factories.market import patent
from tests.factories.people import user

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
REPORT_DATE = date(2026, 4, 15)
CUTOFF = date(2025, 12, 31)


def patents_indexed(counts: dict[int, int] | None = None, **values: Any) -> list[Patent]:
    """Published patents of those filing years, found by the search at once."""
    made = []
    for year, n in (counts or {2018: 2, 2019: 3, 2020: 4, 2021: 5}).items():
        for place in range(n):
            fields = {"filing_date": None, "filing_year": year, "cited_by_count": place, "family_size": 1} | values
            holder = fields.pop("holder", "示例甲公司" if place % 2 else "示例乙公司")
            made.append(patent(holder, **fields))
    index(made)
    return made


def index(patents: Iterable[Patent]) -> None:
    """Bring them to the index now."""
    touch("patents", [one.pk for one in patents], drain_after=False)
    drain("patents")


def industry(
    by: User | None = None, *, name: str = "示例产业", code: str = "sample", branches: bool = True
) -> Industry:
    """An industry of all sample patents, with a breakdown of three levels; makes patents where there are none."""
    if not Patent.objects.exists():
        patents_indexed()
    by = by or user("operator")
    made = industry_create(
        name=name, code=code, text="", filters={"source": ["demo"]}, cutoff_date=CUTOFF, by=by, summary="示例概况。",
        upstream="示例上游", midstream="示例中游", downstream="示例下游",
    )  # fmt: skip
    parent = None
    for level in ("一级", "二级", "三级") if branches else ():
        parent = branch_save(
            industry=made, name=f"{level}分支", parent=parent, by=by, not_sampled_reason="示例，未抽样"
        )
    return made


def people(report: Report) -> tuple[User, User, User]:
    """(author, reviewer, another member of the general section) of a started report."""
    return report.authors.get(), report.reviewers.get(), user("general_section")


def planned(kind: str = Kind.DATA, of: Industry | None = None, on: date | None = None) -> Report:
    """A planned report."""
    return report_plan(
        industry=of or industry(), kind=kind, commissioner="示例委托单位", plan_target="T3-4",
        by=user("general_section"), on=on or clock.today(),
    )  # fmt: skip


def drafting(kind: str = Kind.DATA, of: Industry | None = None) -> Report:
    """A draft with an author and a reviewer; nothing written."""
    report = planned(kind, of)
    return report_start(
        report=report, authors=[user("operator")], reviewers=[user("operator")], by=user("general_section"),
        on=clock.today(), revision=report.revision,
    )  # fmt: skip


def frozen(report: Report, **values: Any) -> Report:
    """The same with its data frozen."""
    stated: dict[str, Any] = {
        "cutoff": CUTOFF, "unit": "application", "source": "示例数据", "licence": "示例许可", "precision": None,
        "recall": None, "sample_size": None, "not_sampled_reason": "示例，未抽样",
    }  # fmt: skip
    return report_freeze_data(
        report=report, **(stated | values), by=report.authors.get(), on=clock.today(), revision=report.revision
    )


def complete(report: Report) -> Report:
    """A draft that may be submitted: written, ticked off, with a stored PDF."""
    author = report.authors.get()
    if report.is_data and report.dataset is None:
        report = frozen(report)
    details_filled(report, author)
    section = report.sections.get(key="recommendations")
    section.report = report
    blocks = [{"type": "recommendation", "text": "示例建议", "owner": "示例单位", "term": "年底前"}]
    section_save(section=section, title=section.title, blocks=blocks, by=author, revision=report.revision)
    ticked(report, author)
    return pdf_stored(report)


def details_filled(report: Report, by: User) -> Report:
    """Cover with the report's date."""
    return report_details_set(
        report=report, title=report.title, series="示例第 1 号", commissioner=report.commissioner,
        summary=report.summary or "示例摘要。", report_date=REPORT_DATE, cutoff_date=CUTOFF, by=by,
        revision=report.revision,
    )  # fmt: skip


def ticked(report: Report, by: User) -> None:
    """Every line of the checklist answered with done."""
    answers = {line.code: (ChecklistLine.LineState.DONE.value, "") for line in report.checklist.all()}
    checklist_set(report=report, answers=answers, by=by, revision=report.revision)


def pdf_stored(report: Report) -> Report:
    """Sample bytes in the place of the typeset PDF, for tests that are not about typesetting."""
    file = file_store(
        content=PDF, name="r.pdf", owner_kind="report", owner_id=str(report.public_id), by=report.created_by
    )
    report.pdf, report.pdf_pages, report.pdf_fingerprint = file, 1, report_fingerprint(report)
    report.save(update_fields=["pdf", "pdf_pages", "pdf_fingerprint"])
    return report


def expert_sheet(report: Report, by: User) -> ReportSheet:
    """An expert's signed sheet."""
    return sheet_file(
        report=report, kind=ReportSheet.SheetKind.EXPERT, people="示例专家", given_on=REPORT_DATE, opinion="agreed",
        content=PDF, name="sheet.pdf", by=by,
    )  # fmt: skip


def submitted(report: Report) -> Report:
    """In internal review."""
    report = complete(report)
    return report_submit(report=report, by=report.authors.get(), on=clock.today(), revision=report.revision)


def in_expert_review(report: Report) -> Report:
    """Passed by the reviewer."""
    report = submitted(report)
    return report_pass(
        report=report, sheet=PDF, sheet_name="review.pdf", given_on=REPORT_DATE, by=report.reviewers.get(),
        on=clock.today(), revision=report.revision,
    )  # fmt: skip


def approved(report: Report) -> Report:
    """Approved by the general section."""
    report = in_expert_review(report)
    general = user("general_section")
    expert_sheet(report, general)
    return report_approve(report=report, by=general, on=clock.today(), revision=report.revision)


def published(report: Report | None = None, on: date | None = None) -> Report:
    """Published by an editor."""
    report = approved(report or drafting())
    return report_publish(
        report=report, no_confidential_data=True, by=user("editor"), on=on or clock.today(), revision=report.revision
    )
