"""Reads of the plan: the board, the records behind it, what was stored."""

from analytics.plan.selectors.board import (
    Board,
    MilestoneRow,
    TargetRow,
    expected_by,
    forecast,
    plan_board,
    plan_current,
    plan_of_year,
    targets_of,
)
from analytics.plan.selectors.records import Shown, board_as_data, pseudonyms, records_shown
from analytics.plan.selectors.stored import PublicFigure, figures_stored

__all__ = [
    "Board",
    "MilestoneRow",
    "PublicFigure",
    "Shown",
    "TargetRow",
    "board_as_data",
    "expected_by",
    "figures_stored",
    "forecast",
    "plan_board",
    "plan_current",
    "plan_of_year",
    "pseudonyms",
    "records_shown",
    "targets_of",
]
