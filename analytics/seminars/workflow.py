"""State table of a seminar."""

from django.utils.translation import gettext_lazy as _

from analytics.seminars.models import Seminar, SeminarEvent
from analytics.seminars.permissions import can_conduct, can_edit_texts, can_publish_minutes
from ipplatform.moves import Context, Move, Refusal, Workflow

HELD_IN_FUTURE = Refusal("held_in_future", _("举办日期不能晚于今天。"))
TEXTS_CLOSED = Refusal("texts_closed", _("会议纪要已经发布，题目、简介和纪要不能再改。"))
MINUTES_MISSING = Refusal("minutes_missing", _("还没有写会议纪要，请先在「修改文字」里写好。"))


def texts_open(seminar: Seminar, context: Context) -> Refusal | None:
    """What the public has read of a seminar's course does not change."""
    return None if seminar.texts_are_open else TEXTS_CLOSED


def minutes_written(seminar: Seminar, context: Context) -> Refusal | None:
    """There is something to publish."""
    return None if seminar.minutes else MINUTES_MISSING


def held_by_now(seminar: Seminar, context: Context) -> Refusal | None:
    """held_on <= the day of recording."""
    return HELD_IN_FUTURE if context.data["held_on"] > context.on else None


SEMINAR = Workflow(
    "plan",
    SeminarEvent,
    (
        Move("hold", ("announced",), "held", can_conduct, guards=(held_by_now,), evidence=True),
        Move("edit", ("announced", "held"), None, can_edit_texts, guards=(texts_open,)),
        Move("publish", ("held",), None, can_publish_minutes, guards=(texts_open, minutes_written)),
        Move("cancel", ("announced",), "cancelled", can_conduct, reason=True),
    ),
)
