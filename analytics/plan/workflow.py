"""State table of a plan task."""

from analytics.plan.models import PlanTaskEvent
from analytics.plan.permissions import plan_can_keep
from ipplatform.moves import Move, Workflow

_ANY = ("not_started", "running", "done")
PLAN_TASK = Workflow(
    "plan",
    PlanTaskEvent,
    tuple(Move(f"set_{state}", _ANY, state, plan_can_keep) for state in _ANY),
)
