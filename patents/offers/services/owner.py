"""Moves that the owner enterprise makes: submit, withdraw, renew."""

from datetime import date

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.moves import Refused
from patents.offers.models import FilePurpose, Offer, OfferFile
from patents.offers.services.standing import offer_move


def offer_submit(*, offer: Offer, truth_declared: bool, by: User, on: date, revision: int) -> Offer:
    """draft -> submitted. Raises Refused naming the first of SUBMIT_CHECKS that does not hold, with what is missing."""
    papers = OfferFile.objects.filter(offer=offer, purpose=FilePurpose.AUTHORITY)
    # The guard reads the declaration that this move makes; a refused move leaves no trace of it.
    offer.truth_declared_at = clock.now() if truth_declared else None
    try:
        return offer_move(
            offer=offer, action="submit", by=by, on=on, revision=revision,
            evidence=map(str, papers.values_list("file__public_id", flat=True)),
            changes={"truth_declared_at": offer.truth_declared_at, "return_note": ""},
        )  # fmt: skip
    except Refused:
        offer.truth_declared_at = None
        raise


def offer_withdraw(*, offer: Offer, reason_code: str, note: str, by: User, on: date, revision: int) -> Offer:
    """To withdrawn. An open licence only after its announced withdrawal (O8)."""
    return offer_move(
        offer=offer, action="withdraw", by=by, on=on, revision=revision, reason_code=reason_code,
        changes={"withdraw_note": note.strip()},
    )  # fmt: skip


def offer_renew(*, offer: Offer, by: User, on: date, revision: int) -> Offer:
    """expired -> draft: everything typed stays; the declaration, verification and day of publishing go."""
    return offer_move(
        offer=offer, action="renew", by=by, on=on, revision=revision,
        changes={
            "truth_declared_at": None, "verified_on": None, "status_checked_on": None, "published_on": None,
            "wording_checked": False,
        },
    )  # fmt: skip
