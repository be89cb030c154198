"""Writes that follow from the moves of a case: access and clock. Who may move lies in proceedings."""

from mediation.cases.services.access import access_end, access_grant, mediator_access_end
from mediation.cases.services.clock import (
    MAIN_RULES,
    clock_recompute,
    deadline_open,
    deadlines_alarm,
    deadlines_end,
)
from mediation.cases.services.trail import case_trail

__all__ = [
    "MAIN_RULES",
    "access_end",
    "access_grant",
    "case_trail",
    "clock_recompute",
    "deadline_open",
    "deadlines_alarm",
    "deadlines_end",
    "mediator_access_end",
]
