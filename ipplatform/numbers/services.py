"""Business numbers `GJ XQ JY ZX TJ`-YYYY-NNNN (offer, demand, deal, consultation, case)."""

from datetime import date

from django.db import transaction

from ipplatform.numbers.models import Counter

OFFER, DEMAND, DEAL, CONSULTATION, CASE = "GJ", "XQ", "JY", "ZX", "TJ"


def number_next(*, prefix: str, on: date) -> str:
    """The next number of a prefix in the year of `on`, e.g. `GJ-2026-0001`; given once, also to 50 at a time."""
    with transaction.atomic():
        Counter.objects.get_or_create(prefix=prefix, year=on.year)
        counter = Counter.objects.select_for_update().get(prefix=prefix, year=on.year)
        counter.value += 1
        counter.save(update_fields=["value"])
    return f"{prefix}-{on.year}-{counter.value:04d}"
