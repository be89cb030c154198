"""How pages show the room's records: words, tags, rows. Reads no database."""

from patents.deals.presenters.deals import (
    dates,
    deal_tags,
    facts,
    next_step,
    papers,
    parties_by_side,
    payment_note,
    recorded_day,
    timeline,
)
from patents.deals.presenters.words import history_word, state_tag

__all__ = [
    "dates",
    "deal_tags",
    "facts",
    "history_word",
    "next_step",
    "papers",
    "parties_by_side",
    "payment_note",
    "recorded_day",
    "state_tag",
    "timeline",
]
