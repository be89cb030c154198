"""Offers, what they consist of, and demands."""

from patents.offers.models.demand import (
    COOPERATION_MODES,
    Demand,
    DemandEvent,
    DemandState,
)
from patents.offers.models.offer import (
    FINAL_STATES,
    LIVE_STATES,
    ApplicationIndustry,
    Confidentiality,
    FilePurpose,
    Offer,
    OfferEvent,
    OfferFile,
    OfferPatent,
    OfferState,
    PaymentMethod,
    PriceType,
)

__all__ = [
    "COOPERATION_MODES",
    "FINAL_STATES",
    "LIVE_STATES",
    "ApplicationIndustry",
    "Confidentiality",
    "Demand",
    "DemandEvent",
    "DemandState",
    "FilePurpose",
    "Offer",
    "OfferEvent",
    "OfferFile",
    "OfferPatent",
    "OfferState",
    "PaymentMethod",
    "PriceType",
]
