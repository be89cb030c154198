"""The legal status of sample offers read again, so that they do not lock after the days of D28 on a sample site."""

from datetime import date, timedelta

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.deadlines.selectors import rule_int
from ipplatform.moves import Refused
from ipplatform.site.demo.frame import Frame, on
from ipplatform.site.demo.papers import EXTRACT, pdf
from patents.imports.models import Source
from patents.offers.models import FilePurpose, Offer, OfferState
from patents.offers.services import offer_file_add, offer_recheck, offer_record_state
from patents.records.models import LegalStatus

EMAIL = "operator@demo.test"
CHECKED_STATES = (OfferState.VERIFIED, OfferState.PUBLISHED, OfferState.RESERVED)
EARLY = timedelta(days=5)
FEE_AHEAD = timedelta(days=31)


def load(frame: Frame) -> dict[str, int]:
    """Read again, yesterday, what was checked early in the year."""
    with on(frame.today - timedelta(days=1)) as day:
        offers_recheck(on=day)
    return {}


def offers_recheck(*, on: date) -> int:
    """Sample offers whose check lapses within five days get a new extract, a paid fee and a new day; how many.

    Sample = every patent of it comes from the sample file. What was locked alone stays locked; what no longer may be
    offered is left to the daily rules.
    """
    operator = User.objects.filter(email=EMAIL).first()
    if operator is None:
        return 0
    last = on - timedelta(days=rule_int("D28", on)) + EARLY
    due = Offer.objects.filter(state__in=CHECKED_STATES, locked_on=None, status_checked_on__lt=last)
    done = 0
    for offer in due.select_related("enterprise").prefetch_related("patents").order_by("pk"):
        if all(Source.DEMO in patent.sources for patent in offer.patents.all()):
            done += _recheck(offer, operator, on)
    return done


def _recheck(offer: Offer, operator: User, on: date) -> int:
    try:
        with transaction.atomic():
            for patent in offer.patents.all():
                paid = patent.fee_paid_to
                if patent.legal_status == LegalStatus.VALID and paid is not None and paid < on + FEE_AHEAD:
                    values = {"fee_paid_to": paid.replace(year=on.year + 1, day=min(paid.day, 28))}
                    offer_record_state(offer=offer, patent=patent, values=values, by=operator, on=on)
            offer_file_add(
                offer=offer, purpose=FilePurpose.EXTRACT, content=pdf(EXTRACT), name=f"{EXTRACT}.pdf", by=operator,
                on=on, dated_on=on,
            )  # fmt: skip
            offer_recheck(offer=offer, by=operator, on=on, revision=offer.revision)
    except Refused:
        return 0
    return 1
