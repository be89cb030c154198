"""Public and desk pages of mediation, and the page of any deed (staff pages use it too)."""

from mediation.proceedings.views.apply import start as apply_start
from mediation.proceedings.views.apply import step as apply_step
from mediation.proceedings.views.deed_pages import deed_page, refusal_words
from mediation.proceedings.views.pages import desk_list, services_page
from mediation.proceedings.views.room import case_for, message, room, room_deed

__all__ = [
    "apply_start",
    "apply_step",
    "case_for",
    "deed_page",
    "desk_list",
    "message",
    "refusal_words",
    "room",
    "room_deed",
    "services_page",
]
