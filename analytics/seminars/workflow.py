"""State table of a seminar."""

from django.utils.translation import gettext_lazy as _

from analytics.seminars.models import Seminar, SeminarEvent
from analytics.seminars.permissions import can_conduct
from ipplatform.moves import Context, Move, Refusal, Workflow

HELD_IN_FUTURE = Refusal("held_in_future", _("举办日期不能晚于今天。"))


def held_by_now(seminar: Seminar, context: Context) -> Refusal | None:
    """held_on <= the day of recording."""
    return HELD_IN_FUTURE if context.data["held_on"] > context.on else None


SEMINAR = Workflow(
    "plan",
    SeminarEvent,
    (
        Move("hold", ("announced",), "held", can_conduct, guards=(held_by_now,), evidence=True),
        Move("cancel", ("announced",), "cancelled", can_conduct, reason=True),
    ),
)
