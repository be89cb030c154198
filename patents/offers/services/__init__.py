"""Writes of offers and demands."""

from patents.offers.services.daily import offers_daily
from patents.offers.services.demands import (
    demand_close,
    demand_create,
    demand_edit,
    demand_expire,
    demand_match,
    demand_publish,
    demand_return,
    demand_submit,
)
from patents.offers.services.drafts import (
    offer_application_add,
    offer_create,
    offer_edit,
    offer_patent_add,
    offer_patent_remove,
    offer_patent_state,
)
from patents.offers.services.files import offer_file_add, offer_file_remove
from patents.offers.services.owner import offer_renew, offer_submit, offer_withdraw
from patents.offers.services.review import (
    offer_hold_lift,
    offer_lock,
    offer_publish,
    offer_recheck,
    offer_record_state,
    offer_reject,
    offer_return,
    offer_unlock,
    offer_verify,
)
from patents.offers.services.system import offer_close, offer_expire, offer_release, offer_reserve

__all__ = [
    "demand_close",
    "demand_create",
    "demand_edit",
    "demand_expire",
    "demand_match",
    "demand_publish",
    "demand_return",
    "demand_submit",
    "offer_application_add",
    "offer_close",
    "offer_create",
    "offer_edit",
    "offer_expire",
    "offer_file_add",
    "offer_file_remove",
    "offer_hold_lift",
    "offer_lock",
    "offer_patent_add",
    "offer_patent_remove",
    "offer_patent_state",
    "offer_publish",
    "offer_recheck",
    "offer_record_state",
    "offer_reject",
    "offer_release",
    "offer_renew",
    "offer_reserve",
    "offer_return",
    "offer_submit",
    "offer_unlock",
    "offer_verify",
    "offer_withdraw",
    "offers_daily",
]
