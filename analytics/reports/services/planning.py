"""Plan a report or its new version, and start it with its people."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analytics.reports.models import ChecklistLine, Kind, Report, ReportSection, State
from analytics.reports.outline import chapters, checklist_lines
from analytics.reports.permissions import can_plan
from analytics.reports.selectors import slug_free, version_newest
from analytics.reports.workflow import PLAN_REASON_MISSING, REPORT
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import is_system
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused, event_append, move
from patents.industries.models import Industry

VERSION_OPEN = Refusal("version_open", gettext_lazy("这个产业的同类报告还有一个版本没有发布，请先完成它。"))
SLUGS = {Kind.DATA: "data", Kind.THINK_TANK: "study"}
_ENDED = (State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN)


def report_plan(
    *,
    industry: Industry,
    kind: str,
    commissioner: str,
    by: User,
    on: date,
    plan_target: str = "",
    plan_reason: str = "",
) -> Report:
    """- -> planned: version 1, or the next version of the industry's report of this kind with its text carried over.

    Raises Refused: not_allowed, plan_reason_missing, version_open.
    """
    if not can_plan(by) and not is_system(by):
        raise Refused(NOT_ALLOWED)
    if not plan_target and not plan_reason.strip():
        raise Refused(PLAN_REASON_MISSING)
    with transaction.atomic():
        Industry.objects.select_for_update().get(pk=industry.pk)
        newest = version_newest(industry, kind)
        if newest is not None and newest.state not in _ENDED:
            raise Refused(VERSION_OPEN)
        label = str(Kind(kind).label)
        report = Report(
            slug=slug_free(f"{industry.code}-{SLUGS[Kind(kind)]}", on), industry=industry, kind=kind,
            version=newest.version + 1 if newest else 1, previous=newest, state=State.PLANNED, created_by=by,
            title=_("%(industry)s产业%(kind)s") % {"industry": _joined(industry.name), "kind": label},
            commissioner=commissioner.strip(), plan_target=plan_target, plan_reason=plan_reason.strip(),
        )  # fmt: skip
        report.full_clean()
        report.save()
        _open_sections(report, newest)
        lines = [ChecklistLine(report=report, code=line.code) for line in checklist_lines(kind)]
        ChecklistLine.objects.bulk_create(lines)
        event_append(REPORT, report, action="plan", by=by, on=on)
    return report


def report_start(
    *, report: Report, authors: Sequence[User], reviewers: Sequence[User], by: User, on: date, revision: int
) -> Report:
    """planned -> drafting with authors and reviewers named. Raises Refused (authors_missing, author_role, overlap)."""
    with transaction.atomic():
        moved = move(
            REPORT, report, "start", by=by, on=on, revision=revision,
            data={"authors": list(authors), "reviewers": list(reviewers)},
        )  # fmt: skip
        moved.authors.set(authors)
        moved.reviewers.set(reviewers)
    return moved


def _open_sections(report: Report, newest: Report | None) -> None:
    """Opening blocks; of a new version the old text, but figures only where they will be built again."""
    written = {section.key: section.blocks for section in newest.sections.all()} if newest else {}
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report, key=chapter.key, position=place, title=str(chapter.title),
            blocks=written.get(chapter.key, list(chapter.blocks)),
        )
        for place, chapter in enumerate(chapters(report.kind), start=1)
    )  # fmt: skip


def _joined(name: str) -> str:
    """`AR 眼镜` stays readable before the word 产业; a name that says 产业 itself does not say it twice."""
    return name.strip().removesuffix("产业")
