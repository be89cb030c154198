"""What of reports waits for somebody."""

from django.urls import reverse
from django.utils.translation import gettext as _

from analytics.reports.models import State
from analytics.reports.selectors import reports_waiting
from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import EDITOR, GENERAL_SECTION
from ipplatform.enterprises.models import Enterprise
from ipplatform.waiting import Waiting


def waiting_for(user: User, enterprise: Enterprise | None) -> list[Waiting]:
    """Drafts to write, reports to review, start, approve or publish; one query. Nothing waits for enterprises."""
    deeds = {
        State.PLANNED: _("指定编制人与审核人"), State.DRAFTING: _("编制报告"),
        State.INTERNAL_REVIEW: _("审核报告"), State.EXPERT_REVIEW: _("专家评审与批准"), State.APPROVED: _("发布报告"),
    }  # fmt: skip
    rows = reports_waiting(user, general=has_role(user, GENERAL_SECTION), editor=has_role(user, EDITOR))
    return [
        Waiting(
            deeds[State(report.state)], report.title, report.updated_at.astimezone(clock.OFFICE_ZONE).date(), None,
            reverse("reports_staff:detail", args=[report.public_id]),
        )
        for report in rows
    ]  # fmt: skip
