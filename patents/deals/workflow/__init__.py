"""State tables of the room: inquiry, deal, quote, payment, landing; and the checks that a signature asks."""

from patents.deals.workflow.asking import (
    area_approve_refusal,
    data_room_add_refusal,
    interaction_refusal,
    move_refusal,
    operate_refusal,
)
from patents.deals.workflow.deals import DEAL, PAPER_OF_MOVE
from patents.deals.workflow.inquiries import INQUIRY
from patents.deals.workflow.landings import LANDING, claim_refusal
from patents.deals.workflow.money import PAYMENT, QUOTE
from patents.deals.workflow.signing import Checked, publicity_needed, sign_checklist

__all__ = [
    "DEAL",
    "INQUIRY",
    "LANDING",
    "PAPER_OF_MOVE",
    "PAYMENT",
    "QUOTE",
    "Checked",
    "area_approve_refusal",
    "claim_refusal",
    "data_room_add_refusal",
    "interaction_refusal",
    "move_refusal",
    "operate_refusal",
    "publicity_needed",
    "sign_checklist",
]
