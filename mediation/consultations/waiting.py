"""What of consultations waits for somebody."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import CASE_COORDINATOR
from ipplatform.enterprises.models import Enterprise
from ipplatform.waiting import Waiting
from mediation.consultations.models import Consultation

LAPSE_DAYS = 10  # shown as the date by which to acknowledge; the rule itself is consultation_lapse_days


def waiting_for(user: User, enterprise: Enterprise | None) -> list[Waiting]:
    """Answers to acknowledge; as staff: questions to assign and to answer. At most two queries."""
    found: list[Waiting] = []
    if enterprise is not None:
        for row in Consultation.objects.filter(enterprise=enterprise, state="answered").defer("question", "answer"):
            due = row.answered_on + timedelta(days=LAPSE_DAYS) if row.answered_on else None
            found.append(Waiting(_("确认咨询答复"), row.number, row.answered_on, due, row.get_absolute_url()))
    staff = Consultation.objects.filter(adviser=user, state="assigned")
    if has_role(user, CASE_COORDINATOR):
        staff = staff | Consultation.objects.filter(state="requested")
    for row in staff.defer("question", "answer").order_by("opened_on"):
        what = _("答复咨询") if row.state == "assigned" else _("分派咨询")
        found.append(
            Waiting(what, row.number, row.opened_on, None, reverse("consultations_staff:detail", args=[row.number]))
        )
    return found
