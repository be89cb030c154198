"""The state table of a mediation case (domain.md 6.4). Actions that are not listed are refused."""

from ipplatform.moves import Move, Workflow
from mediation.cases.models import CaseEvent, State
from mediation.proceedings import guards as g
from mediation.proceedings import permissions as who

S = State
UNTIL_IN_MEDIATION = (S.ACCEPTED, S.CONSENTED, S.APPOINTED, S.IN_MEDIATION, S.SUSPENDED)
UNTIL_DRAFTED = (*UNTIL_IN_MEDIATION, S.AGREEMENT_DRAFTED)
NOT_SUSPENDED = tuple(state for state in UNTIL_DRAFTED if state != S.SUSPENDED)
ANY_OPEN = (S.APPLIED, *UNTIL_DRAFTED, S.AGREED)

CASE = Workflow(
    "case",
    CaseEvent,
    (
        Move("submit", (S.DRAFT,), S.APPLIED, who.claimant_or_coordinator,
             guards=(g.application_complete, g.application_documents)),
        Move("withdraw", (S.DRAFT, S.APPLIED), S.WITHDRAWN, who.claimant),
        Move("return", (S.APPLIED,), S.DRAFT, who.coordinator, guards=(g.gaps_listed,)),
        Move("refuse", (S.APPLIED,), S.NOT_ACCEPTED, who.coordinator, guards=(g.refusal_reasoned,), reason=True),
        Move("accept", (S.APPLIED,), S.ACCEPTED, who.coordinator, guards=(g.competence_and_venue,)),
        Move("consent", (S.ACCEPTED,), S.CONSENTED, who.respondent_or_coordinator,
             guards=(g.paper_has_evidence, g.all_respondents_consented)),
        Move("unreachable", UNTIL_IN_MEDIATION, S.CLOSED, who.coordinator, guards=(g.reach_tried,)),
        Move("appoint", (S.CONSENTED,), S.APPOINTED, who.coordinator_or_system, guards=(g.no_recorded_conflict,)),
        Move("accept_appointment", (S.APPOINTED,), None, who.mediator_unanswered),
        Move("decline", (S.APPOINTED,), S.CONSENTED, who.mediator_or_system,
             guards=(g.answer_period_passed_for_system,), reason=True),
        Move("object", (S.APPOINTED, S.IN_MEDIATION), S.CONSENTED, who.party_first_objection),
        Move("object_again", (S.APPOINTED, S.IN_MEDIATION), S.CLOSED, who.party_second_objection),
        Move("start", (S.APPOINTED,), S.IN_MEDIATION, who.mediator, guards=(g.ready_to_start,)),
        Move("hold_session", (S.IN_MEDIATION,), None, who.mediator, guards=(g.notice_sent,)),
        Move("new_conflict", (S.IN_MEDIATION,), S.CONSENTED, who.mediator_or_party, guards=(g.conflict_not_waived,)),
        Move("suspend", (S.IN_MEDIATION,), S.SUSPENDED, who.coordinator, guards=(g.suspension_free,), evidence=True),
        Move("resume", (S.SUSPENDED,), S.IN_MEDIATION, who.coordinator,
             guards=(g.suspension_ends_after_start,), evidence=True),
        Move("extend", (S.IN_MEDIATION,), None, who.coordinator, guards=(g.extension_agreed_in_time,)),
        Move("draft_agreement", (S.IN_MEDIATION,), S.AGREEMENT_DRAFTED, who.mediator,
             guards=(g.agreement_writable,)),
        Move("back", (S.AGREEMENT_DRAFTED,), S.IN_MEDIATION, who.mediator),
        Move("sign_complete", (S.AGREEMENT_DRAFTED,), S.AGREED, who.system, guards=(g.signatures_complete,)),
        Move("refuse_sign", (S.AGREEMENT_DRAFTED,), S.CLOSED, who.mediator, guards=(g.note_given,)),
        Move("settle_withdraw", UNTIL_DRAFTED, S.CLOSED, who.claimant),
        Move("party_refuses", UNTIL_DRAFTED, S.CLOSED, who.coordinator,
             guards=(g.party_of_case, g.note_given), reason=True),
        Move("too_far", (S.IN_MEDIATION,), S.CLOSED, who.mediator, guards=(g.one_more_try_offered,)),
        Move("expire", NOT_SUSPENDED, S.CLOSED, who.coordinator, guards=(g.period_passed,)),
        Move("stop_false", ANY_OPEN, S.CLOSED, who.coordinator, guards=(g.note_given,), reason=True),
        Move("other_end", ANY_OPEN, S.CLOSED, who.coordinator, guards=(g.note_given,)),
        Move("close", (S.AGREED,), S.CLOSED, who.coordinator, guards=(g.confirmation_answered,)),
        Move("archive", (S.CLOSED, S.NOT_ACCEPTED), S.ARCHIVED, who.coordinator, guards=(g.file_complete,)),
    ),
)  # fmt: skip
