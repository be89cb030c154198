"""Business numbers: given once, by year and prefix."""

import threading
from datetime import date

import pytest
from django.db import connections

from ipplatform.numbers.services import CASE, OFFER, number_next

DAY = date(2026, 5, 1)


@pytest.mark.django_db
def test_numbers_run_by_prefix_and_year():
    assert [number_next(prefix=OFFER, on=DAY) for _ in range(2)] == ["GJ-2026-0001", "GJ-2026-0002"]
    assert number_next(prefix=CASE, on=DAY) == "TJ-2026-0001"
    assert number_next(prefix=OFFER, on=date(2027, 1, 1)) == "GJ-2027-0001"


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_get_fifty_numbers():
    given: list[str] = []

    def take():
        try:
            given.append(number_next(prefix=OFFER, on=DAY))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(given) == [f"GJ-2026-{n:04d}" for n in range(1, 51)]
