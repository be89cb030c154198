"""Public and desk pages of offers and demands."""

from patents.offers.views.demands import (
    demand_page,
    demands,
    desk_demand,
    desk_demand_create,
    desk_demand_edit,
    desk_demand_move,
    desk_demands,
)
from patents.offers.views.desk import desk_create, desk_detail, desk_edit, desk_list, desk_move
from patents.offers.views.papers import (
    desk_file_add,
    desk_file_remove,
    desk_patent_add,
    desk_patent_remove,
    desk_patent_state,
)
from patents.offers.views.public import offer_page, offers

__all__ = [
    "demand_page",
    "demands",
    "desk_create",
    "desk_demand",
    "desk_demand_create",
    "desk_demand_edit",
    "desk_demand_move",
    "desk_demands",
    "desk_detail",
    "desk_edit",
    "desk_file_add",
    "desk_file_remove",
    "desk_list",
    "desk_move",
    "desk_patent_add",
    "desk_patent_remove",
    "desk_patent_state",
    "offer_page",
    "offers",
]
