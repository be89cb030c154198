"""State table of a judicial confirmation (domain.md 6.4, last paragraph). It may run after the case is closed."""

from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.permissions import AnyUser, has_role, is_system
from ipplatform.accounts.roles import CASE_COORDINATOR
from ipplatform.moves import Context, Move, Refusal, Workflow
from mediation.cases.models import Party
from mediation.cases.permissions import standing_of
from mediation.dossier.models import ConfirmationEvent, ConfirmationState, JudicialConfirmation

WINDOW_OVER = Refusal("confirmation_window_over", _("自协议生效起 30 日的申请期限已过，协议仍具有合同效力。"))
WINDOW_RUNS = Refusal("confirmation_window_runs", _("申请期限尚未届满。"))
COURT_MISSING = Refusal("confirmation_court_missing", _("请填写受理法院。"))
CASE_NO_MISSING = Refusal("confirmation_case_no_missing", _("请填写法院的调确字号。"))
ANSWERS_MISSING = Refusal("confirmation_answers_missing", _("须各方当事人都同意共同申请。"))
NO_OWNERSHIP_TERM = Refusal("no_ownership_term", _("协议不含确权条款，不能排除司法确认。"))


def _system(user: AnyUser, confirmation: JudicialConfirmation) -> bool:
    return is_system(user)


def _coordinator(user: AnyUser, confirmation: JudicialConfirmation) -> bool:
    return has_role(user, CASE_COORDINATOR)


def _party(user: AnyUser, confirmation: JudicialConfirmation) -> bool:
    return standing_of(user, confirmation.agreement.case).party


def all_want(confirmation: JudicialConfirmation, context: Context) -> Refusal | None:
    """Every claimant and respondent said yes (CPL 205: joint application)."""
    parties = confirmation.agreement.case.parties.exclude(role=Party.Role.THIRD_PARTY).values_list("pk", flat=True)
    wants = set(confirmation.answers.filter(wants=True).values_list("party_id", flat=True))
    return None if set(parties) <= wants else ANSWERS_MISSING


def has_ownership_term(confirmation: JudicialConfirmation, context: Context) -> Refusal | None:
    """CPL-I 355(5)."""
    return None if confirmation.agreement.contains_ownership_term else NO_OWNERSHIP_TERM


def window_open(confirmation: JudicialConfirmation, context: Context) -> Refusal | None:
    """Within 30 days of effect (D10): the one window that closes a path."""
    ends = confirmation.window_ends_on
    return WINDOW_OVER if ends is None or context.on > ends else None


def window_passed(confirmation: JudicialConfirmation, context: Context) -> Refusal | None:
    """The system may only say so once it is true."""
    ends = confirmation.window_ends_on
    return None if ends is not None and context.on > ends else WINDOW_RUNS


def court_named(confirmation: JudicialConfirmation, context: Context) -> Refusal | None:
    """Venue follows the type of right; it is a hint, so a person names the court."""
    return None if context.data.get("court") else COURT_MISSING


def case_no_given(confirmation: JudicialConfirmation, context: Context) -> Refusal | None:
    """The court's own number of the confirmation case."""
    return None if context.data.get("case_no") else CASE_NO_MISSING


S = ConfirmationState
CONFIRMATION = Workflow(
    "confirmation",
    ConfirmationEvent,
    (
        Move("exclude", (S.OFFERED,), S.EXCLUDED, _system, guards=(has_ownership_term,)),
        Move("want", (S.OFFERED,), S.WANTED, _system, guards=(all_want,)),
        Move("decline", (S.OFFERED,), S.NOT_WANTED, _party),
        Move("prepare", (S.WANTED,), S.PREPARED, _coordinator),
        Move("submit", (S.PREPARED,), S.SUBMITTED, _coordinator, guards=(window_open, court_named)),
        Move("accept", (S.SUBMITTED,), S.ACCEPTED, _coordinator, guards=(case_no_given,)),
        Move("refuse", (S.SUBMITTED,), S.REFUSED_ACCEPTANCE, _coordinator, reason=True),
        Move("confirm", (S.ACCEPTED,), S.CONFIRMED, _coordinator),
        Move("reject", (S.ACCEPTED,), S.REJECTED, _coordinator, reason=True),
        Move("withdraw", (S.ACCEPTED,), S.WITHDRAWN, _coordinator),
        Move("miss_window", (S.OFFERED, S.WANTED, S.PREPARED), S.WINDOW_MISSED, _system, guards=(window_passed,)),
    ),
)
