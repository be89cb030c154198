"""The room's pages in the staff area: inquiries, deals, landings."""

from patents.deals.staff.deals import deal, deal_deed, deals, part_deed
from patents.deals.staff.inquiries import inquiries, inquiry, inquiry_deed
from patents.deals.staff.landings import landing, landing_deed, landings

__all__ = [
    "deal",
    "deal_deed",
    "deals",
    "inquiries",
    "inquiry",
    "inquiry_deed",
    "landing",
    "landing_deed",
    "landings",
    "part_deed",
]
