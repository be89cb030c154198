"""Desk pages of the room, and the page of any deed (staff pages use it too)."""

from patents.deals.views.deals import desk_deal, desk_deals, desk_deed, desk_part_deed
from patents.deals.views.deed_pages import deed_page
from patents.deals.views.inquiries import (
    data_room_file,
    demand_inquiry_create,
    desk_inquiries,
    desk_inquiry,
    desk_inquiry_deed,
    inquiry_context,
    inquiry_create,
)

__all__ = [
    "data_room_file",
    "deed_page",
    "demand_inquiry_create",
    "desk_deal",
    "desk_deals",
    "desk_deed",
    "desk_inquiries",
    "desk_inquiry",
    "desk_inquiry_deed",
    "desk_part_deed",
    "inquiry_context",
    "inquiry_create",
]
