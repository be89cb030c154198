"""Guards of the state table (domain.md 6.4): each answers None or the named refusal. Deadlines never refuse here."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.permissions import is_system
from ipplatform.moves import Context, Refusal
from mediation.cases.models import (
    Appointment,
    CaseDeadline,
    DisclosureAnswer,
    DisputeType,
    Extension,
    MediationCase,
    Party,
    Procedure,
)
from mediation.cases.permissions import standing_of
from mediation.cases.selectors import disclosure_last
from mediation.dossier.models import CaseDocument, ConfirmationState, ReturnVisit, Session, SettlementAgreement
from mediation.dossier.ownership import agreement_refusal
from mediation.dossier.selectors import agreement_current, confirmation_of, documents_missing
from mediation.people.permissions import mediators_appointable
from mediation.proceedings import refusals as r
from mediation.proceedings.selectors import case_conflicts

# OLM 8 (domain.md 6.4, refuse): the only grounds on which an open-licence dispute is not accepted.
OPEN_LICENCE_GROUNDS = ("other_party_refuses", "suit_filed", "arbitration_filed", "already_judged", "other")
ADMINISTRATIVE_SCOPE = (
    DisputeType.OWNERSHIP, DisputeType.INVENTOR_STATUS, DisputeType.REWARD, DisputeType.USE_BEFORE_GRANT,
    DisputeType.INFRINGEMENT, DisputeType.OTHER,
)  # fmt: skip


def application_complete(case: MediationCase, context: Context) -> Refusal | None:
    """Mandatory fields and both sides."""
    missing: list[str] = [
        str(label)
        for label, value in (
            (_("知识产权类型"), case.ip_type),
            (_("纠纷类型"), case.dispute_type),
            (_("事项类别"), case.topic_id),
            (_("纠纷简述"), case.summary),
            (_("调解请求"), [item for item in case.requests if item]),
        )
        if not value
    ]
    roles = set(case.parties.values_list("role", flat=True))
    missing += [str(role.label) for role in (Party.Role.CLAIMANT, Party.Role.RESPONDENT) if role not in roles]
    return r.APPLICATION_INCOMPLETE.with_missing(missing) if missing else None


def application_documents(case: MediationCase, context: Context) -> Refusal | None:
    """Must-documents 1 and 3. Filed online, the record is the application and its PDF is made of it."""
    filed = set(CaseDocument.objects.filter(case=case).values_list("type_code", "party_id"))
    if case.on_paper and not any(code == 1 for code, _party in filed):
        return r.APPLICATION_DOCUMENT_MISSING
    claimants = case.parties.filter(role=Party.Role.CLAIMANT).select_related("enterprise")
    without = [party.name for party in claimants if (3, party.pk) not in filed]
    return r.IDENTITY_DOCUMENT_MISSING.with_missing(without) if without else None


def gaps_listed(case: MediationCase, context: Context) -> Refusal | None:
    return None if context.data["note"] else r.GAPS_REQUIRED


def refusal_reasoned(case: MediationCase, context: Context) -> Refusal | None:
    """A reason in words; for open licences one of the listed grounds."""
    if case.procedure == Procedure.OPEN_LICENCE and context.reason_code not in OPEN_LICENCE_GROUNDS:
        return r.OPEN_LICENCE_GROUND
    return None if context.data["note"] else r.REFUSAL_NOTE_REQUIRED


def competence_and_venue(case: MediationCase, context: Context) -> Refusal | None:
    if not context.data["competence_checked"]:
        return r.COMPETENCE_NOT_CHECKED
    if not context.data["venue_checked"]:
        return r.VENUE_NOT_CHECKED
    if case.procedure == Procedure.ADMINISTRATIVE and case.dispute_type not in ADMINISTRATIVE_SCOPE:
        return r.OUTSIDE_ADMINISTRATIVE_SCOPE  # PL-R 102; PL 65
    return None


def all_respondents_consented(case: MediationCase, context: Context) -> Refusal | None:
    waiting = (
        case.parties.filter(role=Party.Role.RESPONDENT).exclude(consent=Party.Consent.YES).select_related("enterprise")
    )
    names = [party.name for party in waiting]
    return r.CONSENTS_MISSING.with_missing(names) if names else None


def paper_has_evidence(case: MediationCase, context: Context) -> Refusal | None:
    """What a coordinator records for a party needs the signed paper."""
    own = standing_of(context.by, case).respondent
    return None if own or context.evidence else r.PAPER_EVIDENCE_MISSING


def reach_tried(case: MediationCase, context: Context) -> Refusal | None:
    """At least three attempts over two channels to one party that was never reached (house)."""
    party = context.data["party"]
    if party.case_id != case.pk:
        return r.NOT_OF_THIS_CASE
    channels = list(case.contact_attempts.filter(party=party, reached=False).values_list("channel", flat=True))
    if len(channels) < 3:
        return r.ATTEMPTS_TOO_FEW
    return None if len(set(channels)) >= 2 else r.CHANNELS_TOO_FEW


def no_recorded_conflict(case: MediationCase, context: Context) -> Refusal | None:
    """Separation 7, for every mediator to be appointed."""
    mediators = context.data["mediators"]
    available = set(mediators_appointable().filter(pk__in=[row.pk for row in mediators]).values_list("pk", flat=True))
    for mediator in mediators:
        if mediator.pk not in available:
            return r.MEDIATOR_UNAVAILABLE
        if case_conflicts(case, mediator.user, on=context.on).recorded:
            return r.CONFLICT_RECORDED
    return None if mediators else r.MEDIATOR_UNAVAILABLE


def answer_period_passed_for_system(case: MediationCase, context: Context) -> Refusal | None:
    """The system declines for a mediator only when D05 has passed without an answer."""
    if not is_system(context.by):
        return None
    accepted = case.appointments.filter(ended_on__isnull=True, accepted_on__isnull=False).exists()
    passed = case.deadlines.filter(
        rule_code="D05", due_on__lt=context.on, done_on__isnull=True, state__in=(CaseDeadline.OPEN, CaseDeadline.MISSED)
    )
    return None if passed.exists() and not accepted else r.ANSWER_PERIOD_RUNS


def ready_to_start(case: MediationCase, context: Context) -> Refusal | None:
    """Accepted, disclosed, no objection, identity verified, both notices acknowledged (OMR 13, 17)."""
    appointments = list(case.appointments.filter(ended_on__isnull=True))
    if not appointments or any(row.accepted_on is None for row in appointments):
        return r.MEDIATOR_NOT_ACCEPTED
    parties = list(case.parties.select_related("enterprise"))
    for appointment in appointments:
        refusal = disclosure_settled(appointment, parties)
        if refusal is not None:
            return refusal
    checks = (
        ("identity_verified_at", r.IDENTITY_UNVERIFIED),
        ("rights_notice_ack_at", r.RIGHTS_NOTICE_UNACKNOWLEDGED),
        ("false_mediation_warning_ack_at", r.FALSE_WARNING_UNACKNOWLEDGED),
    )
    for field, refusal in checks:
        names = [party.name for party in parties if getattr(party, field) is None]
        if names:
            return refusal.with_missing(names)
    return None


def disclosure_settled(appointment: Appointment, parties: list[Party]) -> Refusal | None:
    """Every party answered the newest disclosure with no objection or an informed waiver."""
    disclosure = disclosure_last(appointment)
    if disclosure is None:
        return r.DISCLOSURE_MISSING
    answers = {row.party_id: row.answer for row in disclosure.answers.all()}
    if DisclosureAnswer.Answer.OBJECTION in answers.values():
        return r.DISCLOSURE_OBJECTED
    names = [party.name for party in parties if party.pk not in answers]
    return r.DISCLOSURE_UNANSWERED.with_missing(names) if names else None


def conflict_not_waived(case: MediationCase, context: Context) -> Refusal | None:
    """A new conflict is disclosed first; where every party waives it knowingly, the mediator stays (IMR 15)."""
    disclosure = context.data["disclosure"]
    if disclosure is None or not disclosure.has_relation or disclosure.appointment.case_id != case.pk:
        return r.CONFLICT_DISCLOSURE_MISSING
    answers = {row.party_id: row.answer for row in disclosure.answers.all()}
    settled = all(
        answers.get(key) in (DisclosureAnswer.Answer.INFORMED_WAIVER, DisclosureAnswer.Answer.NO_OBJECTION)
        for key in case.parties.values_list("pk", flat=True)
    )
    return r.CONFLICT_WAIVED if settled else None


def notice_sent(case: MediationCase, context: Context) -> Refusal | None:
    session: Session = context.data["session"]
    if session.case_id != case.pk:
        return r.NOT_OF_THIS_CASE
    ready = session.notice_sent_at is not None and session.state == Session.State.SCHEDULED
    return None if ready else r.SESSION_NOTICE_MISSING


def suspension_free(case: MediationCase, context: Context) -> Refusal | None:
    """Ranges do not overlap and do not begin before the clock."""
    first: date = context.data["from_on"]
    overlapping = case.suspensions.filter(to_on__gt=first).exists() or case.suspensions.filter(to_on=None).exists()
    early = case.accepted_on is None or first < case.accepted_on or first > context.on
    return r.SUSPENSION_FROM_WRONG if overlapping or early else None


def suspension_ends_after_start(case: MediationCase, context: Context) -> Refusal | None:
    suspension, last = context.data["suspension"], context.data["to_on"]
    return None if suspension is not None and suspension.from_on <= last <= context.on else r.SUSPENSION_FROM_WRONG


def extension_agreed_in_time(case: MediationCase, context: Context) -> Refusal | None:
    """All parties consent before expiry (OMR 24); administrative mediation once (D14)."""
    extension: Extension | None = context.data["extension"]
    if extension is None or extension.case_id != case.pk or extension.agreed_on is not None:
        return r.EXTENSION_MISSING
    if case.due_on is None or context.on > case.due_on:
        return r.PERIOD_OVER
    if extension.new_due <= case.due_on:
        return r.EXTENSION_NOT_LATER
    earlier = case.extensions.filter(agreed_on__isnull=False).exists()
    if case.procedure == Procedure.ADMINISTRATIVE and earlier:
        return r.EXTENDED_ONCE
    consented = set(extension.consents.filter(given_on__lte=case.due_on).values_list("party_id", flat=True))
    waiting = [party.name for party in case.parties.select_related("enterprise") if party.pk not in consented]
    return r.EXTENSION_CONSENTS_MISSING.with_missing(waiting) if waiting else None


def agreement_writable(case: MediationCase, context: Context) -> Refusal | None:
    """Content check, and the warning of ownership terms answered (PML 29; CPL-I 355(5))."""
    return agreement_refusal(context.data["texts"], context.data["ownership_term"])


def signatures_complete(case: MediationCase, context: Context) -> Refusal | None:
    """All parties and the mediator, with seal in people's mediation (PML 29); oral: the mediator (PML 30)."""
    agreement = agreement_current(case)
    if agreement is None:
        return r.NO_AGREEMENT
    signed = list(agreement.signatures.all())
    if not any(row.appointment_id is not None for row in signed):
        return r.SIGNATURES_MISSING
    if agreement.form == SettlementAgreement.Form.ORAL:
        return None
    parties = {row.party_id for row in signed if row.party_id is not None}
    waiting = [party.name for party in case.parties.select_related("enterprise") if party.pk not in parties]
    if waiting:
        return r.SIGNATURES_MISSING.with_missing(waiting)
    sealed = case.procedure != Procedure.PEOPLES or agreement.sealed_by_committee
    return None if sealed else r.SEAL_MISSING


def note_given(case: MediationCase, context: Context) -> Refusal | None:
    return None if context.data["note"] else r.NOTE_REQUIRED


def party_of_case(case: MediationCase, context: Context) -> Refusal | None:
    return None if context.data["party"].case_id == case.pk else r.NOT_OF_THIS_CASE


def one_more_try_offered(case: MediationCase, context: Context) -> Refusal | None:
    return None if context.data["one_more_try"] else r.ONE_MORE_TRY


def period_passed(case: MediationCase, context: Context) -> Refusal | None:
    """due_on already holds an agreed extension."""
    return None if case.due_on is not None and case.due_on < context.on else r.PERIOD_RUNS


def confirmation_answered(case: MediationCase, context: Context) -> Refusal | None:
    """Agreement effective, and the question wanted / not wanted answered or excluded."""
    agreement, confirmation = agreement_current(case), confirmation_of(case)
    if agreement is None or agreement.effective_on is None:
        return r.AGREEMENT_NOT_EFFECTIVE
    open_question = confirmation is None or confirmation.state == ConfirmationState.OFFERED
    return r.CONFIRMATION_UNANSWERED if open_question else None


def file_complete(case: MediationCase, context: Context) -> Refusal | None:
    """Must-documents complete; a return visit where there is an agreement (house)."""
    if case.closing_reason == 1 and not ReturnVisit.objects.filter(case=case).exists():
        return r.RETURN_VISIT_MISSING
    missing = documents_missing(case)
    return r.DOCUMENTS_MISSING.with_missing(item.label for item in missing) if missing else None
