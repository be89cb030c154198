"""The legal checks of an offer: one table serves the guards of the moves and the pages that lay them out."""

from patents.offers.checks import refusals
from patents.offers.checks.check import BLOCKED, MISSING, OK, Check, Rule
from patents.offers.checks.open_licence import OPEN_CHECKS, PROMOTIONAL_WORDS, withdrawal_announced
from patents.offers.checks.refusals import LOCKED, REFUSALS
from patents.offers.checks.review import latest_extract, status_is_live
from patents.offers.checks.submission import MANDATORY, patent_name
from patents.offers.checks.tables import (
    CAUSE_CHECKS,
    PUBLISH_CHECKS,
    RECHECK_CHECKS,
    SUBMIT_CHECKS,
    VERIFY_CHECKS,
    checks_of,
    first_refusal,
    lock_reasons,
    offer_check_groups,
    offer_checks,
    refusal_of,
)

__all__ = [
    "BLOCKED",
    "CAUSE_CHECKS",
    "LOCKED",
    "MANDATORY",
    "MISSING",
    "OK",
    "OPEN_CHECKS",
    "PROMOTIONAL_WORDS",
    "PUBLISH_CHECKS",
    "RECHECK_CHECKS",
    "REFUSALS",
    "SUBMIT_CHECKS",
    "VERIFY_CHECKS",
    "Check",
    "Rule",
    "checks_of",
    "first_refusal",
    "latest_extract",
    "lock_reasons",
    "offer_check_groups",
    "offer_checks",
    "patent_name",
    "refusal_of",
    "refusals",
    "status_is_live",
    "withdrawal_announced",
]
