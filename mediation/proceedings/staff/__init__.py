"""The room's pages in the staff area: board, cases, the counter."""

from mediation.proceedings.staff.board import ROLES, board, case_list
from mediation.proceedings.staff.case import case_deed, case_page, message
from mediation.proceedings.staff.intake import convert, intake

__all__ = ["ROLES", "board", "case_deed", "case_list", "case_page", "convert", "intake", "message"]
