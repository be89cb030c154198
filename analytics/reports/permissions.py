"""Who reads and who moves a report (domain.md sections 2 and 6.5). Public pages show published reports only."""

from django.db.models import Q, QuerySet

from analytics.reports.models import Dataset, Report, ReportSheet, State
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser, has_role, is_system
from ipplatform.accounts.roles import EDITOR, GENERAL_SECTION, OPERATOR
from ipplatform.files.models import PrivateFile

WRITERS = (OPERATOR, GENERAL_SECTION)
EDITOR_READS = (State.APPROVED, State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN)
EDITABLE = State.DRAFTING
BUILDABLE = (State.DRAFTING, State.INTERNAL_REVIEW, State.EXPERT_REVIEW)


def reports_public() -> QuerySet[Report]:
    """What everybody reads: published reports."""
    return Report.objects.filter(_published())


def reports_readable_by(user: AnyUser) -> QuerySet[Report]:
    """Published ones; the general section all; an author or reviewer his own; an editor from approval on."""
    return Report.objects.filter(_readable(user))


def report_can_read(user: AnyUser, report: Report) -> bool:
    """The same rule for one report."""
    return reports_readable_by(user).filter(pk=report.pk).exists()


def is_author(user: AnyUser, report: Report) -> bool:
    """Named in `authors`, and still an operator or of the general section."""
    return isinstance(user, User) and has_role(user, *WRITERS) and report.authors.filter(pk=user.pk).exists()


def is_reviewer(user: AnyUser, report: Report) -> bool:
    """Named in `reviewers`, and still an operator or of the general section."""
    return isinstance(user, User) and has_role(user, *WRITERS) and report.reviewers.filter(pk=user.pk).exists()


def can_plan(user: AnyUser, report: object = None) -> bool:
    """General section plans, starts, returns from expert review, approves, withdraws."""
    return has_role(user, GENERAL_SECTION)


def can_publish(user: AnyUser, report: object = None) -> bool:
    """Editors publish what is approved."""
    return has_role(user, EDITOR)


def can_supersede(user: AnyUser, report: object = None) -> bool:
    """General section; or `system` as the consequence of publishing the new version."""
    return has_role(user, GENERAL_SECTION) or is_system(user)


def can_edit(user: AnyUser, report: Report) -> bool:
    """Authors, while the report is a draft."""
    return report.state == EDITABLE and is_author(user, report)


def can_build(user: AnyUser, report: Report) -> bool:
    """Authors and the general section make the PDF until it is approved; `system` for the command."""
    if report.state not in BUILDABLE:
        return False
    return is_author(user, report) or has_role(user, GENERAL_SECTION) or is_system(user)


def can_file_sheet(user: AnyUser, report: Report) -> bool:
    """Authors (expert sheets belong to a think-tank draft) and the general section until approval."""
    return can_build(user, report) and not is_system(user)


def report_file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """PDF and figure images follow their report."""
    return reports_readable_by(user).filter(public_id=file.owner_id).exists()


def sheet_file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """Signed sheets hold names: whoever works on the report and the editor, not the public."""
    if not has_role(user, OPERATOR, GENERAL_SECTION, EDITOR):
        return False
    sheets = ReportSheet.objects.filter(file=file, report__in=reports_readable_by(user).exclude(_published()))
    return has_role(user, GENERAL_SECTION) or sheets.exists()


def dataset_file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """Frozen rows: no bulk export beyond the licence (domain.md 10.5); general section and authors only."""
    mine = Dataset.objects.filter(file=file)
    if has_role(user, GENERAL_SECTION):
        return mine.exists()
    return isinstance(user, User) and has_role(user, OPERATOR) and mine.filter(reports__authors=user).exists()


def _published() -> Q:
    return Q(state=State.PUBLISHED)


def _readable(user: AnyUser) -> Q:
    if has_role(user, GENERAL_SECTION) or is_system(user):
        return Q()
    condition = _published()
    if isinstance(user, User) and has_role(user, OPERATOR):
        condition |= Q(pk__in=Report.authors.through.objects.filter(user=user).values("report"))
        condition |= Q(pk__in=Report.reviewers.through.objects.filter(user=user).values("report"))
    if has_role(user, EDITOR):
        condition |= Q(state__in=EDITOR_READS)
    return condition
