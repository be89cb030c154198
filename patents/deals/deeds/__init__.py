"""The buttons of the room, by the object they belong to and the desk they stand on."""

from patents.deals.deeds.deals import DESK as DESK_DEAL
from patents.deals.deeds.deals import DESK_LANDING, DESK_PAYMENT, DESK_QUOTE
from patents.deals.deeds.deed import Button, Deed, buttons, deed_of
from patents.deals.deeds.inquiries import DESK as DESK_INQUIRY
from patents.deals.deeds.inquiries import STAFF as STAFF_INQUIRY
from patents.deals.deeds.parts import LANDING_DEEDS, OBJECTION_DEEDS, PARTY_DEEDS, PATENT_DEEDS, PAYMENT_DEEDS
from patents.deals.deeds.staff import ALL as STAFF_DEAL
from patents.deals.deeds.staff import DOCUMENT, MAIN, OBJECTION, PARTY, PRICING, SCHEDULE, TECH

__all__ = [
    "DESK_DEAL",
    "DESK_INQUIRY",
    "DESK_LANDING",
    "DESK_PAYMENT",
    "DESK_QUOTE",
    "DOCUMENT",
    "LANDING_DEEDS",
    "MAIN",
    "OBJECTION",
    "OBJECTION_DEEDS",
    "PARTY",
    "PARTY_DEEDS",
    "PATENT_DEEDS",
    "PAYMENT_DEEDS",
    "PRICING",
    "SCHEDULE",
    "STAFF_DEAL",
    "STAFF_INQUIRY",
    "TECH",
    "Button",
    "Deed",
    "buttons",
    "deed_of",
]
