"""The settlement agreement: drafted, signed, in effect; the return visit. Proceedings ask when it is complete."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import CASE_COORDINATOR
from ipplatform.moves import NOT_ALLOWED, Refused
from mediation.cases.models import Appointment, MediationCase, Party
from mediation.cases.permissions import acts_for, standing_of
from mediation.cases.services import case_trail, deadlines_end
from mediation.dossier.models import AgreementSignature, ReturnVisit, SettlementAgreement
from mediation.dossier.ownership import agreement_refusal, ownership_words_in
from mediation.dossier.refusals import (
    ALREADY_SIGNED,
    NOT_OF_THIS_CASE,
    RETURN_VISIT_EARLY,
    SIGNATURE_EVIDENCE_MISSING,
)
from mediation.dossier.sealed import values_seal
from mediation.dossier.selectors import agreement_current


def agreement_draft_write(
    *,
    case: MediationCase,
    facts: str,
    issues: str,
    content: str,
    manner: str,
    performance_due_on: date | None,
    form: str,
    ownership_term: bool | None,
    by: User,
    on: date,
) -> SettlementAgreement:
    """A new draft in place of the present one (PML 29: facts, issues and responsibility, content, manner, term).

    When the word check finds something the mediator must say whether a clause decides ownership or validity.
    """
    texts = {"facts": facts.strip(), "issues": issues.strip(), "content": content.strip(), "manner": manner.strip()}
    refusal = agreement_refusal(texts, ownership_term)
    if refusal is not None:
        raise Refused(refusal)
    words = ownership_words_in(*texts.values())
    last = SettlementAgreement.objects.filter(case=case).aggregate(last=Max("version"))["last"] or 0
    agreement_supersede(case=case, by=by)
    agreement = SettlementAgreement(
        case=case, version=last + 1, form=form, terms_sealed=values_seal(case, texts), ownership_words=words,
        contains_ownership_term=bool(ownership_term), performance_due_on=performance_due_on, drafted_by=by,
    )  # fmt: skip
    agreement.full_clean()
    agreement.save()
    return agreement


def agreement_supersede(*, case: MediationCase, by: User) -> int:
    """The present draft is no longer the one to sign; it and its signatures stay as they were."""
    return SettlementAgreement.objects.filter(case=case).filter(current=True).update(current=False)


def agreement_sign_record(
    *,
    agreement: SettlementAgreement,
    by: User,
    on: date,
    party: Party | None = None,
    appointment: Appointment | None = None,
    evidence: Iterable[str] = (),
) -> AgreementSignature:
    """One signature: a party's own, the mediator's own, or a party's on paper that the mediator files with its scan."""
    evidence_ids = [str(item) for item in evidence]
    standing = standing_of(by, agreement.case)
    method = AgreementSignature.Method.ELECTRONIC
    if party is not None:
        if party.case_id != agreement.case_id:
            raise Refused(NOT_OF_THIS_CASE)
        if not acts_for(by, party):
            if not standing.mediator:
                raise Refused(NOT_ALLOWED)
            if not evidence_ids:
                raise Refused(SIGNATURE_EVIDENCE_MISSING)
            method = AgreementSignature.Method.SCAN
    elif appointment is None or standing.appointment_id != appointment.pk:
        raise Refused(NOT_ALLOWED)
    if agreement.signatures.filter(party=party, appointment=appointment).exists():
        raise Refused(ALREADY_SIGNED)
    signature = AgreementSignature(
        agreement=agreement, party=party, appointment=appointment, method=method, evidence_ids=evidence_ids,
        signed_by=by, signed_on=on,
    )  # fmt: skip
    signature.full_clean()
    signature.save()
    case_trail(
        case=agreement.case, action="agreement_signed", object_kind="agreement", object_id=agreement.public_id, by=by
    )
    return signature


def agreement_seal_record(
    *, agreement: SettlementAgreement, evidence: Iterable[str], by: User, on: date
) -> SettlementAgreement:
    """The committee's seal is on the paper (PML 29); its scan is the evidence. No seal is ever drawn here."""
    standing = standing_of(by, agreement.case)
    if not (standing.mediator or standing.coordinator):
        raise Refused(NOT_ALLOWED)
    if not list(evidence):
        raise Refused(SIGNATURE_EVIDENCE_MISSING)
    agreement.sealed_by_committee = True
    agreement.save(update_fields=["sealed_by_committee"])
    case_trail(
        case=agreement.case, action="agreement_sealed", object_kind="agreement", object_id=agreement.public_id, by=by
    )
    return agreement


def agreement_effect(*, agreement: SettlementAgreement, by: User, on: date) -> SettlementAgreement:
    """The day on which the last signature was given: from now the agreement binds."""
    agreement.effective_on = on
    agreement.save(update_fields=["effective_on"])
    return agreement


def return_visit_record(
    *,
    case: MediationCase,
    visited_on: date,
    performed: str,
    satisfaction: int | None,
    note: str,
    escalate: bool,
    by: User,
    on: date,
) -> ReturnVisit:
    """What a coordinator heard of the performance; ends D27."""
    if not has_role(by, CASE_COORDINATOR):
        raise Refused(NOT_ALLOWED)
    agreement = agreement_current(case)
    if agreement is None or agreement.effective_on is None or visited_on < agreement.effective_on:
        raise Refused(RETURN_VISIT_EARLY)
    visit = ReturnVisit(
        case=case, visited_on=visited_on, performed=performed, satisfaction=satisfaction, note=note.strip(),
        escalate=escalate, by=by,
    )  # fmt: skip
    with transaction.atomic():
        visit.full_clean()
        visit.save()
        agreement.performance_status = performed
        agreement.save(update_fields=["performance_status"])
        deadlines_end(case=case, codes=("D27",), on=on, by=by)
        case_trail(case=case, action="return_visit", object_kind="return_visit", object_id=visit.pk, by=by)
    return visit
