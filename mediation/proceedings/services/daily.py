"""What passes with the days: deadlines, a mediator's silence, a confirmation window. A second run changes nothing."""

from datetime import date

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.moves import Refused
from mediation.cases.models import MediationCase, State
from mediation.cases.services import deadline_open, deadlines_alarm
from mediation.dossier.services import confirmations_miss_window
from mediation.proceedings.services.appointing import case_decline
from mediation.proceedings.telling import tell_coordinators


def cases_daily(*, on: date) -> dict[str, int]:
    """Alarm what is over. D03: D04 starts; D05: declined by the system; main period: closing proposed."""
    system = User.objects.system()
    counts = {"deadlines_missed": 0, "designations_due": 0, "declined_by_silence": 0, "closings_proposed": 0}
    with transaction.atomic():
        missed = deadlines_alarm(on=on, by=system)
        for deadline in missed:
            counts["deadlines_missed"] += 1
            if deadline.main:
                counts["closings_proposed"] += 1
            if deadline.rule_code == "D03" and deadline.case.state == State.CONSENTED:
                deadline_open(case=deadline.case, code="D04", start=on, by=system)
                counts["designations_due"] += 1
            tell_coordinators(deadline.case, "case_period_over" if deadline.main else "case_deadline_passed")
    silent = MediationCase.objects.filter(
        state=State.APPOINTED, deadlines__rule_code="D05", deadlines__due_on__lt=on, deadlines__done_on__isnull=True
    ).distinct()
    for case in silent.order_by("pk"):
        try:
            case_decline(case=case, reason="D05", by=system, on=on, revision=case.revision)
        except Refused:
            continue  # accepted meanwhile
        counts["declined_by_silence"] += 1
    counts["confirmation_windows_missed"] = confirmations_miss_window(on=on)
    return counts
