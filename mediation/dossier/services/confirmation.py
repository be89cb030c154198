"""The moves of a judicial confirmation (CPL 205; PML 33; OMR 20)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refused, event_append, move
from mediation.cases.models import CaseDeadline, MediationCase, Party
from mediation.cases.permissions import acts_for
from mediation.cases.services import deadline_open, deadlines_end
from mediation.dossier.models import ConfirmationAnswer, ConfirmationState, JudicialConfirmation, SettlementAgreement
from mediation.dossier.refusals import ALREADY_CONFIRMED, NOT_OF_THIS_CASE
from mediation.dossier.workflow import ANSWERS_MISSING, CONFIRMATION


def confirmation_offer(*, agreement: SettlementAgreement, by: User, on: date) -> JudicialConfirmation:
    """- -> offered, by the system when the agreement takes effect; excluded at once when a clause decides ownership."""
    window = deadline_open(case=agreement.case, code="D10", start=on, by=by)
    confirmation = JudicialConfirmation(
        agreement=agreement, state=ConfirmationState.OFFERED, created_by=by, window_ends_on=window.due_on
    )
    confirmation.full_clean()
    confirmation.save()
    event_append(CONFIRMATION, confirmation, action="offer", by=by, on=on)
    if agreement.contains_ownership_term:
        move(CONFIRMATION, confirmation, "exclude", by=by, on=on, revision=None)
        deadlines_end(case=agreement.case, codes=("D10",), on=on, by=by, state=CaseDeadline.VOID)
    return confirmation


def confirmation_answer(
    *, confirmation: JudicialConfirmation, party: Party, wants: bool, by: User, on: date
) -> JudicialConfirmation:
    """A party says whether it wants to apply; the last yes makes it `wanted`, one no `not_wanted`."""
    case = confirmation.agreement.case
    if party.case_id != case.pk or party.role == Party.Role.THIRD_PARTY:
        raise Refused(NOT_OF_THIS_CASE)
    if not acts_for(by, party):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        MediationCase.objects.select_for_update().get(pk=case.pk)
        confirmation.refresh_from_db()
        if confirmation.answers.filter(party=party).exists():
            raise Refused(ALREADY_CONFIRMED)
        ConfirmationAnswer.objects.create(confirmation=confirmation, party=party, wants=wants, by=by)
        if not wants:
            move(CONFIRMATION, confirmation, "decline", by=by, on=on, revision=confirmation.revision)
            deadlines_end(case=case, codes=("D10",), on=on, by=by, state=CaseDeadline.VOID)
            return confirmation
        try:
            with transaction.atomic():
                move(CONFIRMATION, confirmation, "want", by=User.objects.system(), on=on, revision=None)
        except Refused as refused:
            if refused.refusal.code != ANSWERS_MISSING.code:
                raise
            confirmation.refresh_from_db()
    return confirmation


def confirmation_prepare(
    *, confirmation: JudicialConfirmation, by: User, on: date, revision: int
) -> JudicialConfirmation:
    """wanted -> prepared: the papers are together."""
    return move(CONFIRMATION, confirmation, "prepare", by=by, on=on, revision=revision)


def confirmation_submit(
    *, confirmation: JudicialConfirmation, court: str, by: User, on: date, revision: int, evidence: Iterable[str] = ()
) -> JudicialConfirmation:
    """prepared -> submitted, jointly and within 30 days of effect; starts D11."""
    with transaction.atomic():
        move(
            CONFIRMATION, confirmation, "submit", by=by, on=on, revision=revision, evidence=evidence,
            changes={"court": court.strip(), "applied_on": on}, data={"court": court.strip()},
        )  # fmt: skip
        deadlines_end(case=confirmation.agreement.case, codes=("D10",), on=on, by=by)
        deadline_open(case=confirmation.agreement.case, code="D11", start=on, by=by)
    return confirmation


def confirmation_accept(
    *, confirmation: JudicialConfirmation, case_no: str, by: User, on: date, revision: int
) -> JudicialConfirmation:
    """submitted -> accepted, with the court's number; starts D12."""
    with transaction.atomic():
        move(
            CONFIRMATION, confirmation, "accept", by=by, on=on, revision=revision,
            changes={"case_no": case_no.strip(), "accepted_on": on}, data={"case_no": case_no.strip()},
        )  # fmt: skip
        deadlines_end(case=confirmation.agreement.case, codes=("D11",), on=on, by=by)
        deadline_open(case=confirmation.agreement.case, code="D12", start=on, by=by)
    return confirmation


def confirmation_refuse(
    *, confirmation: JudicialConfirmation, reason_code: str, by: User, on: date, revision: int
) -> JudicialConfirmation:
    """submitted -> refused_acceptance."""
    return _end(confirmation, "refuse", by, on, revision, reason_code)


def confirmation_confirm(
    *, confirmation: JudicialConfirmation, by: User, on: date, revision: int
) -> JudicialConfirmation:
    """accepted -> confirmed by ruling."""
    return _end(confirmation, "confirm", by, on, revision, ruled_on=on)


def confirmation_reject(
    *, confirmation: JudicialConfirmation, reason_code: str, by: User, on: date, revision: int
) -> JudicialConfirmation:
    """accepted -> rejected by ruling."""
    return _end(confirmation, "reject", by, on, revision, reason_code, ruled_on=on)


def confirmation_withdraw(
    *, confirmation: JudicialConfirmation, by: User, on: date, revision: int
) -> JudicialConfirmation:
    """accepted -> withdrawn."""
    return _end(confirmation, "withdraw", by, on, revision)


def confirmations_miss_window(*, on: date) -> int:
    """Close the path where 30 days passed; the agreement stays a contract. Repeated, it changes nothing."""
    system, missed = User.objects.system(), 0
    rows = JudicialConfirmation.objects.filter(
        state__in=(ConfirmationState.OFFERED, ConfirmationState.WANTED, ConfirmationState.PREPARED),
        window_ends_on__lt=on,
    )
    for confirmation in rows.select_related("agreement__case").order_by("pk"):
        try:
            with transaction.atomic():
                move(CONFIRMATION, confirmation, "miss_window", by=system, on=on, revision=confirmation.revision)
                deadlines_end(
                    case=confirmation.agreement.case, codes=("D10",), on=on, by=system, state=CaseDeadline.MISSED
                )
        except Refused:
            continue  # submitted meanwhile
        missed += 1
    return missed


def _end(
    confirmation: JudicialConfirmation, action: str, by: User, on: date, revision: int, reason_code: str = "",
    ruled_on: date | None = None,
) -> JudicialConfirmation:  # fmt: skip
    with transaction.atomic():
        move(
            CONFIRMATION, confirmation, action, by=by, on=on, revision=revision, reason_code=reason_code,
            changes={"ruled_on": ruled_on} if ruled_on else None,
        )  # fmt: skip
        deadlines_end(case=confirmation.agreement.case, codes=("D11", "D12"), on=on, by=by)
    return confirmation
