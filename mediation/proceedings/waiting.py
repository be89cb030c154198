"""What waits for whom in the cases: for parties, mediators, coordinators. Numbers, never content."""

from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import CASE_COORDINATOR, MEDIATOR
from ipplatform.enterprises.models import Enterprise
from ipplatform.waiting import Waiting
from mediation.cases.models import Appointment, CaseDeadline, Disclosure, MediationCase, Party, State
from mediation.cases.permissions import accesses_open_to, cases_readable_by
from mediation.dossier.models import ConfirmationState, Session, SettlementAgreement
from mediation.proceedings.telling import case_link, case_staff_link

_RUNNING = (
    State.DRAFT, State.APPLIED, State.ACCEPTED, State.CONSENTED, State.APPOINTED, State.IN_MEDIATION, State.SUSPENDED,
    State.AGREEMENT_DRAFTED, State.AGREED,
)  # fmt: skip


def waiting_for(user: User, enterprise: Enterprise | None) -> list[Waiting]:
    """Everything in cases that waits for this person, in whatever capacity; soonest due first."""
    found = _for_party(user, enterprise)
    if has_role(user, MEDIATOR):
        found += _for_mediator(user)
    if has_role(user, CASE_COORDINATOR):
        found += _for_coordinator(user)
    return sorted(found, key=lambda row: (row.due is None, row.due or date.max, row.number))


def _row(case: MediationCase, what: str, *, since: date | None, code: str = "", staff: bool = False) -> Waiting:
    due = {row.rule_code: row.due_on for row in case.deadlines.all() if row.done_on is None}
    return Waiting(
        what=what, number=case.number or _("草稿"), since=since, due=due.get(code),
        link=case_staff_link(case) if staff else case_link(case),
    )  # fmt: skip


def _for_party(user: User, enterprise: Enterprise | None) -> list[Waiting]:
    accesses = accesses_open_to(user).filter(party__isnull=False)
    if enterprise is not None:
        accesses = accesses.filter(party__enterprise=enterprise)
    parties = {access.party_id: access.case_id for access in accesses}
    rows: list[Waiting] = []
    for case in _cases(set(parties.values())):
        for party in case.parties.all():
            if party.pk in parties:
                rows += _of_party(case, party)
    return rows


def _cases(keys: set[int]) -> list[MediationCase]:
    """Running cases with all that the questions below ask, one query a kind."""
    disclosures = Prefetch("disclosures", Disclosure.objects.prefetch_related("answers").order_by("pk"))
    return list(
        MediationCase.objects.filter(pk__in=keys, state__in=_RUNNING)
        .prefetch_related(
            "parties",
            "deadlines",
            Prefetch(
                "appointments",
                Appointment.objects.filter(ended_on__isnull=True).prefetch_related(disclosures),
                to_attr="present",
            ),
            Prefetch(
                "sessions",
                Session.objects.filter(state=Session.State.HELD).prefetch_related("confirmations"),
                to_attr="held",
            ),
            Prefetch(
                "agreements",
                SettlementAgreement.objects.filter(current=True)
                .select_related("confirmation")
                .prefetch_related("signatures", "confirmation__answers"),
                to_attr="drafted",
            ),
            "mediator_choices",
        )
        .order_by("pk")
    )


def _of_party(case: MediationCase, party: Party) -> list[Waiting]:
    """What one party is asked in one case, by its state."""
    return [*_before(case, party), *_disclosures(case, party), *_records(case, party), *_agreement(case, party)]


def _before(case: MediationCase, party: Party) -> list[Waiting]:
    """Application, consent, choice of a mediator."""
    if case.state == State.DRAFT and party.role == Party.Role.CLAIMANT:
        what = _("补正后重新提交调解申请") if case.return_note else _("完成并提交调解申请")
        return [_row(case, what, since=None)]
    if case.state == State.ACCEPTED and party.role == Party.Role.RESPONDENT and not party.consent:
        return [_row(case, _("答复是否同意调解"), since=case.accepted_on, code="D02")]
    chosen = {choice.party_id for choice in case.mediator_choices.all() if not choice.void}
    if case.state == State.CONSENTED and party.role != Party.Role.THIRD_PARTY and party.pk not in chosen:
        return [_row(case, _("选定调解员"), since=case.consented_on, code="D03")]
    return []


def _disclosures(case: MediationCase, party: Party) -> list[Waiting]:
    """Disclosures and notices to answer before and during mediation."""
    if case.state not in (State.APPOINTED, State.IN_MEDIATION):
        return []
    rows: list[Waiting] = []
    for appointment in case.present:  # type: ignore[attr-defined]  # prefetched by _cases
        last = next(reversed(appointment.disclosures.all()), None)
        if last is not None and party.pk not in {row.party_id for row in last.answers.all()}:
            rows.append(_row(case, _("答复调解员的披露"), since=last.disclosed_on))
    if party.rights_notice_ack_at is None or party.false_mediation_warning_ack_at is None:
        rows.append(_row(case, _("确认权利义务与虚假调解告知"), since=case.consented_on))
    return rows


def _records(case: MediationCase, party: Party) -> list[Waiting]:
    """Records of sessions to confirm."""
    return [
        _row(case, _("确认调解笔录"), since=clock.local_day(session.starts_at))
        for session in case.held  # type: ignore[attr-defined]  # prefetched by _cases
        if party.pk not in {row.party_id for row in session.confirmations.all()}
    ]


def _agreement(case: MediationCase, party: Party) -> list[Waiting]:
    """An agreement to sign, then the question of confirmation."""
    agreement = next(iter(case.drafted), None)  # type: ignore[attr-defined]  # prefetched by _cases
    if agreement is None:
        return []
    if case.state == State.AGREEMENT_DRAFTED and party.pk not in {row.party_id for row in agreement.signatures.all()}:
        return [_row(case, _("签署调解协议"), since=clock.local_day(agreement.drafted_at))]
    if case.state == State.AGREED and party.role != Party.Role.THIRD_PARTY:
        confirmation = getattr(agreement, "confirmation", None)
        if confirmation is None or confirmation.state != ConfirmationState.OFFERED:
            return []
        if party.pk not in {row.party_id for row in confirmation.answers.all()}:
            return [_row(case, _("答复是否申请司法确认"), since=agreement.effective_on, code="D10")]
    return []


def _for_mediator(user: User) -> list[Waiting]:
    appointments = Appointment.objects.filter(mediator__user=user, ended_on__isnull=True).prefetch_related(
        "disclosures"
    )
    own = {row.case_id: row for row in appointments}
    scheduled = set(
        Session.objects.filter(case__in=own, state=Session.State.SCHEDULED).values_list("case_id", flat=True)
    )
    rows: list[Waiting] = []
    for case in _cases(set(own)):
        appointment = own[case.pk]
        if case.state == State.APPOINTED:
            if appointment.accepted_on is None:
                rows.append(_row(case, _("答复是否接受任命"), since=appointment.appointed_on, code="D05"))
            elif not appointment.disclosures.all():
                rows.append(_row(case, _("作出披露声明"), since=appointment.accepted_on))
            else:
                rows.append(_row(case, _("条件齐备后开始调解"), since=appointment.accepted_on))
        elif case.state == State.IN_MEDIATION:
            what = _("召开并记录调解会议") if case.pk in scheduled else _("安排调解会议或拟定协议")
            rows.append(_row(case, what, since=appointment.accepted_on, code=_main(case)))
        elif case.state == State.AGREEMENT_DRAFTED:
            signed = {row.appointment_id for agreement in case.drafted for row in agreement.signatures.all()}  # type: ignore[attr-defined]  # prefetched above
            what = _("督促各方签署协议") if appointment.pk in signed else _("签署调解协议")
            rows.append(_row(case, what, since=appointment.accepted_on, code=_main(case)))
    return rows


def _main(case: MediationCase) -> str:
    return next((row.rule_code for row in case.deadlines.all() if row.main and row.done_on is None), "")


def _for_coordinator(user: User) -> list[Waiting]:
    """Intake, designation, closing, and deadlines that have passed."""
    states = (State.APPLIED, State.CONSENTED, State.AGREED, State.ACCEPTED, State.CLOSED)
    cases = cases_readable_by(user).filter(state__in=states).prefetch_related("deadlines", "parties").order_by("pk")
    words = {
        State.APPLIED: (_("决定是否受理"), "D01"),
        State.ACCEPTED: (_("征求被申请人意见"), "D02"),
        State.CONSENTED: (_("选定期过后指定调解员"), "D04"),
        State.AGREED: (_("各方答复司法确认后结案"), "D10"),
        State.CLOSED: (_("补齐卷宗并归档"), "D27"),
    }
    rows = []
    for case in cases:
        what, code = words[State(case.state)]
        since = case.closed_on or case.consented_on or case.accepted_on or case.applied_on
        rows.append(
            _row(case, what, since=since, code="D18" if code == "D01" and _has(case, "D18") else code, staff=True)
        )
    missed = CaseDeadline.objects.filter(
        case__in=cases_readable_by(user), main=True, state=CaseDeadline.MISSED, done_on__isnull=True
    )
    for deadline in missed.select_related("case").prefetch_related("case__deadlines").order_by("pk"):
        rows.append(
            _row(deadline.case, _("期限届满，决定是否结案"), since=deadline.due_on, code=deadline.rule_code, staff=True)
        )
    return rows


def _has(case: MediationCase, code: str) -> bool:
    return any(row.rule_code == code for row in case.deadlines.all())
