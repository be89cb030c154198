"""Moves that are expected to be refused, and their refusal; a pledge with consent to some modes."""

from datetime import date

import pytest

from ipplatform.files.services import file_store
from ipplatform.moves import Refusal, Refused
from patents.offers.models import Offer
from patents.offers.services import offer_publish, offer_submit, offer_verify
from patents.records.models import Patent
from patents.rights.services import pledge_consent, pledge_register
from tests.conftest import SAMPLE_DAY as DAY
from tests.factories import market


def submit(offer: Offer, *, declared: bool = True, on: date = DAY) -> Refusal:
    with pytest.raises(Refused) as refused:
        offer_submit(offer=offer, truth_declared=declared, by=offer.created_by, on=on, revision=offer.revision)
    offer.refresh_from_db()
    assert offer.state == "draft"
    return refused.value.refusal


def verify(offer: Offer, on: date = DAY) -> Refusal:
    with pytest.raises(Refused) as refused:
        offer_verify(offer=offer, by=market.operator(), on=on, revision=offer.revision)
    offer.refresh_from_db()
    assert offer.state == "submitted"
    return refused.value.refusal


def publish(offer: Offer, on: date = DAY, *, wording_checked: bool = False) -> Refusal:
    with pytest.raises(Refused) as refused:
        offer_publish(
            offer=offer, by=market.operator(), on=on, revision=offer.revision, wording_checked=wording_checked
        )
    offer.refresh_from_db()
    assert offer.state == "verified"
    return refused.value.refusal


def pledged(one: Patent, *modes: str) -> None:
    """A live pledge; the pledgee agrees to the modes."""
    clerk = market.operator()
    made = pledge_register(
        patent=one, pledgor="甲", pledgee="乙", registration_number=f"Y{one.pk}", registered_on=DAY, by=clerk, on=DAY
    )
    if modes:
        file = file_store(content=market.PDF, name="c.pdf", owner_kind="pledge", owner_id="x", by=clerk)
        pledge_consent(pledge=made, file=file, modes=modes, by=clerk, on=DAY)
