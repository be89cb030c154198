"""Writes of what stands on a patent."""

from patents.rights.services.encumbrances import (
    CONSENT_SCOPE_UNKNOWN,
    LICENCE_OVERLAPS,
    OPEN_LICENCE_RUNS,
    PLEDGE_RELEASED,
    STATEMENT_STANDS,
    STATEMENT_WITHDRAWN,
    licence_record,
    open_licence_announce,
    open_licence_record,
    open_licence_withdraw,
    pledge_consent,
    pledge_register,
    pledge_release,
)
from patents.rights.services.holds import HOLD_NOT_YOURS, hold_set, holds_lift

__all__ = [
    "CONSENT_SCOPE_UNKNOWN",
    "HOLD_NOT_YOURS",
    "LICENCE_OVERLAPS",
    "OPEN_LICENCE_RUNS",
    "PLEDGE_RELEASED",
    "STATEMENT_STANDS",
    "STATEMENT_WITHDRAWN",
    "hold_set",
    "holds_lift",
    "licence_record",
    "open_licence_announce",
    "open_licence_record",
    "open_licence_withdraw",
    "pledge_consent",
    "pledge_register",
    "pledge_release",
]
