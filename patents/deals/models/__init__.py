"""Nouns of the room: inquiries; deals with parties, patents, papers, quotes, payments and dates; landings. No rules."""

from patents.deals.models.deals import (
    EXCLUSIVE_EFFECT,
    LICENCES,
    REGISTERED,
    Deal,
    DealEvent,
    DealParty,
    DealPatent,
)
from patents.deals.models.documents import DealDeadline, DealDocument, Objection
from patents.deals.models.inquiries import DataRoomView, Inquiry, InquiryEvent, Interaction
from patents.deals.models.landings import Landing, LandingEvent, LandingEvidence
from patents.deals.models.money import (
    Payment,
    PaymentEvent,
    Quote,
    QuoteEvent,
    TechContractRegistration,
)

__all__ = [
    "EXCLUSIVE_EFFECT",
    "LICENCES",
    "REGISTERED",
    "DataRoomView",
    "Deal",
    "DealDeadline",
    "DealDocument",
    "DealEvent",
    "DealParty",
    "DealPatent",
    "Inquiry",
    "InquiryEvent",
    "Interaction",
    "Landing",
    "LandingEvent",
    "LandingEvidence",
    "Objection",
    "Payment",
    "PaymentEvent",
    "Quote",
    "QuoteEvent",
    "TechContractRegistration",
]
