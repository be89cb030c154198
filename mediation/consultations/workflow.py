"""State table of a consultation (domain.md 6.3)."""

from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.deadlines.selectors import rule_int
from ipplatform.moves import Context, Move, Refusal, Workflow
from mediation.consultations.models import Consultation, ConsultationEvent
from mediation.consultations.permissions import can_assign, is_adviser, is_own, is_the_system
from mediation.people.selectors import conflicts_of

ADVISER_HAS_CONFLICT = Refusal("adviser_has_conflict", _("该顾问与提问企业有利害关系，请改派他人。"))
ADVISER_NOT_OFFERED = Refusal("adviser_not_offered", _("只能分派给调解员或运营专员。"))
ANSWER_INCOMPLETE = Refusal("answer_incomplete", _("请填写答复内容并选择结果。"))
SATISFACTION_MISSING = Refusal("satisfaction_missing", _("请为本次服务选择 1 至 5 分。"))
NOT_LAPSED_YET = Refusal("not_lapsed_yet", _("确认期尚未届满。"))


def adviser_fit(consultation: Consultation, context: Context) -> Refusal | None:
    """A mediator or operator without a recorded tie to the asking enterprise."""
    adviser: User = context.data["adviser"]
    if not context.data["offered"]:
        return ADVISER_NOT_OFFERED
    if conflicts_of(adviser, [consultation.enterprise_id], on=context.on).recorded:
        return ADVISER_HAS_CONFLICT
    return None


def answer_complete(consultation: Consultation, context: Context) -> Refusal | None:
    """Outcome code and summary."""
    complete = context.data["answer"].strip() and context.data["outcome"] in Consultation.Outcome.values
    return None if complete else ANSWER_INCOMPLETE


def satisfaction_given(consultation: Consultation, context: Context) -> Refusal | None:
    """1 to 5."""
    return None if context.data["satisfaction"] in range(1, 6) else SATISFACTION_MISSING


def lapse_days_over(consultation: Consultation, context: Context) -> Refusal | None:
    """Ten natural days without acknowledgement (house)."""
    if consultation.answered_on is None:
        return NOT_LAPSED_YET
    days = rule_int("consultation_lapse_days", consultation.answered_on)
    return None if (context.on - consultation.answered_on).days > days else NOT_LAPSED_YET


CONSULTATION = Workflow(
    "consultation",
    ConsultationEvent,
    (
        Move("assign", ("requested",), "assigned", can_assign, guards=(adviser_fit,)),
        Move("decline", ("requested",), "declined", can_assign, reason=True),
        Move("withdraw", ("requested", "assigned"), "withdrawn", is_own),
        Move("answer", ("assigned",), "answered", is_adviser, guards=(answer_complete,)),
        Move("reopen", ("answered",), "assigned", is_own),
        Move("acknowledge", ("answered",), "closed", is_own, guards=(satisfaction_given,)),
        Move("close", ("answered",), "closed", is_adviser, evidence=True),
        Move("lapse", ("answered",), "lapsed", is_the_system, guards=(lapse_days_over,)),
    ),
)
