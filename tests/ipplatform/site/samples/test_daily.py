"""`daily` over the sample content: a second run changes nothing, sample offers stay public, others lock."""

from datetime import timedelta

import pytest
from django.db import transaction

from ipplatform import clock
from ipplatform.site import daily as days
from patents.offers.models import Offer
from patents.offers.permissions import offers_public
from tests.ipplatform.site.samples.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.scale]


def test_a_second_run_changes_nothing(counts: dict[str, int]) -> None:
    with transaction.atomic():
        first = days.daily(on=TODAY, tell=lambda name: None)
        second = days.daily(on=TODAY, tell=lambda name: None)
        transaction.set_rollback(True)
    assert first.failed == second.failed == {}
    assert set(first.counts) == {name for name, _job in days.JOBS}
    assert first.counts["audit_heads_signed"] > 300
    assert not any(second.counts.values())


def test_sample_offers_are_still_public_two_months_later(counts: dict[str, int]) -> None:
    later = TODAY + timedelta(days=60)
    before = set(offers_public(TODAY).values_list("pk", flat=True))
    with transaction.atomic(), clock.set_to(later):
        outcome = days.daily(on=later, tell=lambda name: None)
        after = set(offers_public(later).values_list("pk", flat=True))
        transaction.set_rollback(True)
    assert outcome.counts["sample_offers_rechecked"] > 20
    assert after == before


def test_elsewhere_offers_that_nobody_checked_lock(counts: dict[str, int], settings: pytest.FixtureDef) -> None:
    settings.DEMO_CONTENT_ALLOWED = False  # type: ignore[attr-defined]
    later = TODAY + timedelta(days=60)
    with transaction.atomic(), clock.set_to(later):
        days.daily(on=later, tell=lambda name: None)
        locked = Offer.objects.filter(lock_reason="status").count()
        transaction.set_rollback(True)
    assert locked > 20
