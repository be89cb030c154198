"""State table of a report (domain.md 6.5) with its named refusals."""

from django.utils.translation import gettext_lazy as _

from analytics.reports.checklist import checklist_checked
from analytics.reports.models import Report, ReportEvent, ReportSheet, State
from analytics.reports.permissions import can_plan, can_publish, can_supersede, is_author, is_reviewer
from analytics.reports.selectors import expression_of, people_disjoint, people_hold_roles, report_fingerprint
from ipplatform.moves import Context, Move, Refusal, Workflow

PLAN_REASON_MISSING = Refusal("plan_reason_missing", _("请选择计划目标，或写明立项理由。"))
AUTHORS_MISSING = Refusal("authors_missing", _("请至少指定一名编制人和一名审核人。"))
AUTHOR_ROLE = Refusal("author_role", _("编制人和审核人只能是运营专员或综合科人员。"))
AUTHORS_REVIEWERS_OVERLAP = Refusal("authors_reviewers_overlap", _("同一个人不能既编制又审核，请调整名单。"))
NOT_A_DATA_REPORT = Refusal("not_a_data_report", _("智库报告没有数据集，不需要固化数据。"))
EXPRESSION_MISSING = Refusal("expression_missing", _("这个产业还没有检索式，请先在产业页保存检索式。"))
QUALITY_MISSING = Refusal(
    "quality_missing", _("请填写查准率、查全率和抽样件数，或写明未抽样的原因；每个技术分支也要有。")
)
DATASET_EMPTY = Refusal("dataset_empty", _("检索式现在没有命中专利，无法固化。请检查检索式和索引。"))
REPORT_DATE_MISSING = Refusal("report_date_missing", _("请先填写报告日期。"))
DATASET_NOT_FROZEN = Refusal("dataset_not_frozen", _("请先固化数据集，再提交审核。"))
SOURCES_MISSING = Refusal("sources_missing", _("请先列出引用文献，再提交审核。"))
EXPERT_SHEET_MISSING = Refusal("expert_sheet_missing", _("请先归档至少一份专家评审单。"))
INTERVIEW_OUTSIDE_YEAR = Refusal("interview_outside_year", _("访谈日期应在报告日期所在的年度内，请核对。"))
CHECKLIST_INCOMPLETE = Refusal("checklist_incomplete", _("验收清单还有未完成的项目，请补齐，或注明不适用的理由。"))
PDF_MISSING = Refusal("pdf_missing", _("请先生成 PDF。"))
PDF_OUT_OF_DATE = Refusal("pdf_out_of_date", _("内容在生成 PDF 之后有改动，请重新生成 PDF。"))
APPROVER_IS_AUTHOR = Refusal("approver_is_author", _("编制人不能批准自己的报告，请由综合科另一位同事批准。"))
REVIEWER_IS_AUTHOR = Refusal("reviewer_is_author", _("编制人不能审核自己的报告。"))
PDF_CHANGED = Refusal("pdf_changed", _("PDF 与批准时的指纹不符，不能发布。请退回重新批准。"))
CONFIDENTIAL_UNCHECKED = Refusal("confidential_unchecked", _("请确认报告不含保密信息，再发布。"))
NOTHING_WRITTEN = Refusal("nothing_written", _("这个产业还没有开始编制的智库报告，请先立项。"))
NO_NEW_VERSION = Refusal("no_new_version", _("新版本还没有发布，旧版本不能标为被取代。"))


def people_named(report: Report, context: Context) -> Refusal | None:
    """Industry and kind are fields; authors and reviewers are named, of the right roles, and disjoint."""
    authors, reviewers = context.data["authors"], context.data["reviewers"]
    if not authors or not reviewers:
        return AUTHORS_MISSING
    if not people_disjoint(authors, reviewers):
        return AUTHORS_REVIEWERS_OVERLAP
    return None if people_hold_roles([*authors, *reviewers]) else AUTHOR_ROLE


def data_can_freeze(report: Report, context: Context) -> Refusal | None:
    """A data report's industry has an expression."""
    if not report.is_data:
        return NOT_A_DATA_REPORT
    return None if expression_of(report) else EXPRESSION_MISSING


def quality_recorded(report: Report, context: Context) -> Refusal | None:
    """Precision and recall with the sample, or 'not sampled' with reason, of the whole and of each branch."""
    missing = quality_missing_branches(report)
    if missing or not context.data["quality_recorded"]:
        return QUALITY_MISSING.with_missing(missing)
    return None


def quality_missing_branches(report: Report) -> list[str]:
    """Technology branches of the industry that are neither sampled nor said why not."""
    return [branch.name for branch in report.industry.branches.all() if not branch.is_recorded]


def draft_complete(report: Report, context: Context) -> Refusal | None:
    """What `submit` asks, in the order in which an author meets it."""
    if report.report_date is None:
        return REPORT_DATE_MISSING
    if report.is_data and report.dataset_id is None:
        return DATASET_NOT_FROZEN
    if not report.is_data:
        refusal = _study_complete(report)
        if refusal:
            return refusal
    open_lines = [checked.line.title for checked in checklist_checked(report) if not checked.is_complete]
    return CHECKLIST_INCOMPLETE.with_missing(open_lines) if open_lines else None


def pdf_current(report: Report, context: Context) -> Refusal | None:
    """The stored PDF was made from what the report says now."""
    if report.pdf_id is None:
        return PDF_MISSING
    return None if report.pdf_fingerprint == report_fingerprint(report) else PDF_OUT_OF_DATE


def reviewer_not_author(report: Report, context: Context) -> Refusal | None:
    """Separation of the two lists holds for the person too."""
    return REVIEWER_IS_AUTHOR if is_author(context.by, report) else None


def experts_filed(report: Report, context: Context) -> Refusal | None:
    """At least one expert sheet lies with the report."""
    filed = report.sheets.filter(kind=ReportSheet.SheetKind.EXPERT).exists()
    return None if filed else EXPERT_SHEET_MISSING


def approver_not_author(report: Report, context: Context) -> Refusal | None:
    """An author is not the sole approver: here he is none at all."""
    return APPROVER_IS_AUTHOR if is_author(context.by, report) else None


def pdf_as_approved(report: Report, context: Context) -> Refusal | None:
    """The stored bytes have the hash that was approved; the editor confirms that nothing is confidential."""
    if context.data["pdf_sha256"] != report.approved_sha256:
        return PDF_CHANGED
    return None if context.data["no_confidential_data"] else CONFIDENTIAL_UNCHECKED


def successor_published(report: Report, context: Context) -> Refusal | None:
    """Only with the new version's publication: one published version an industry and kind at a time."""
    successor: Report | None = context.data.get("successor")
    if successor is None or (successor.industry_id, successor.kind) != (report.industry_id, report.kind):
        return NO_NEW_VERSION
    return None if successor.version > report.version else NO_NEW_VERSION


def _study_complete(report: Report) -> Refusal | None:
    """Domain.md 10.4: sources listed, an expert sheet filed, interviews within the year."""
    if not report.citations.exists():
        return SOURCES_MISSING
    if not report.sheets.filter(kind=ReportSheet.SheetKind.EXPERT).exists():
        return EXPERT_SHEET_MISSING
    assert report.report_date is not None, "draft_complete asked"
    outside = report.interviews.exclude(held_on__year=report.report_date.year)
    names = list(outside.values_list("organisation", flat=True))
    return INTERVIEW_OUTSIDE_YEAR.with_missing(names) if names else None


_TO_FREEZE = (data_can_freeze, quality_recorded)
_TO_APPROVE = (approver_not_author, experts_filed, pdf_current)
_REVIEWED = (reviewer_not_author,)

REPORT = Workflow(
    "report",
    ReportEvent,
    (
        Move("start", (State.PLANNED,), State.DRAFTING, can_plan, guards=(people_named,)),
        Move("freeze_data", (State.DRAFTING,), None, is_author, guards=_TO_FREEZE, evidence=True),
        Move("submit", (State.DRAFTING,), State.INTERNAL_REVIEW, is_author, guards=(draft_complete, pdf_current)),
        Move("return", (State.INTERNAL_REVIEW,), State.DRAFTING, is_reviewer, guards=_REVIEWED, reason=True),
        Move("pass", (State.INTERNAL_REVIEW,), State.EXPERT_REVIEW, is_reviewer, guards=_REVIEWED, evidence=True),
        Move("return", (State.EXPERT_REVIEW,), State.DRAFTING, can_plan, reason=True),
        Move("approve", (State.EXPERT_REVIEW,), State.APPROVED, can_plan, guards=_TO_APPROVE),
        Move("publish", (State.APPROVED,), State.PUBLISHED, can_publish, guards=(pdf_as_approved,)),
        Move("supersede", (State.PUBLISHED,), State.SUPERSEDED, can_supersede, guards=(successor_published,)),
        Move("withdraw", (State.PUBLISHED,), State.WITHDRAWN, can_plan, reason=True),
    ),
)
