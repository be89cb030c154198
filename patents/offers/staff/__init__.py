"""Operators' pages in the staff admin: the review queue of offers and of demands."""

from patents.offers.staff.demands import demand_detail, demand_move, demand_queue
from patents.offers.staff.offers import detail, file_add, hold_lift, offer_move, queue, state_record

__all__ = [
    "demand_detail",
    "demand_move",
    "demand_queue",
    "detail",
    "file_add",
    "hold_lift",
    "offer_move",
    "queue",
    "state_record",
]
