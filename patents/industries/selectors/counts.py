"""How the sets have grown: the stored counts of days."""

from dataclasses import dataclass
from datetime import date, timedelta

from patents.industries.models import Industry, SetCount, TechnologyBranch

SERIES_DAYS = 366
CHANGE_DAYS = 30


@dataclass(frozen=True)
class Standing:
    """The newest count of a set and what it was at the earliest count of the 30 days before."""

    on: date
    count: int
    since: date | None = None
    before: int | None = None

    @property
    def change(self) -> int | None:
        """Grown by, or None without an earlier count."""
        return None if self.before is None else self.count - self.before


def counts_series(industry: Industry, branch: TechnologyBranch | None, *, on: date) -> list[SetCount]:
    """Counts of a year back from a day, oldest first; of the whole set or of one branch. One query."""
    rows = industry.counts.filter(branch=branch, on__gt=on - timedelta(days=SERIES_DAYS), on__lte=on)
    return list(rows.order_by("on"))


def counts_standing(industry: Industry, *, on: date) -> dict[int | None, Standing]:
    """Branch id (None: the whole set) -> its newest count up to a day, with the change in 30 days. One query."""
    found: dict[int | None, Standing] = {}
    rows = industry.counts.filter(on__lte=on, on__gt=on - timedelta(days=SERIES_DAYS)).order_by("-on")
    for branch_id, day, count in rows.values_list("branch_id", "on", "count"):
        newest = found.get(branch_id)
        if newest is None:
            found[branch_id] = Standing(day, count)
        elif newest.on - day <= timedelta(days=CHANGE_DAYS):
            found[branch_id] = Standing(newest.on, newest.count, day, count)
    return found
