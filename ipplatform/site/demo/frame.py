"""What every sample room needs: the plan year, days in it, the persons, a fixed seed. Everything is plainly 示例."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.contrib.auth.hashers import make_password

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise

SEED = 20190326
PASSWORD = "demo-2026-xj"  # noqa: S105  the published password of the sample accounts; production refuses them
PLAN_YEAR_LAG = timedelta(days=90)


@dataclass
class Frame:
    """The sample world while it is made. `persons` by the name before the @, `enterprises` by short name."""

    today: date
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311  sample content, no secret
    persons: dict[str, User] = field(default_factory=dict)
    enterprises: dict[str, Enterprise] = field(default_factory=dict)
    inside: list[Enterprise] = field(default_factory=list)
    outside: list[Enterprise] = field(default_factory=list)

    @cached_property
    def password_hash(self) -> str:
        """One for all ninety accounts, whose password is published: each hash of its own takes a third of a second."""
        return make_password(PASSWORD)

    @property
    def year(self) -> int:
        """The plan year: that of today minus 90 days."""
        return (self.today - PLAN_YEAR_LAG).year

    @property
    def first_day(self) -> date:
        """Start of the plan year."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """Every event is before today and in the plan year."""
        return min(date(self.year, 12, 31), self.today - timedelta(days=1))

    def day(self, share: float) -> date:
        """A day of the plan year that has passed: 0 its first, 1 the last one before today."""
        return self.first_day + timedelta(days=round((self.last_day - self.first_day).days * share))

    def member(self, enterprise: Enterprise) -> User:
        """An owner member of an enterprise."""
        return enterprise.memberships.select_related("user").filter(state="active").order_by("pk")[0].user


@contextmanager
def on(day: date) -> Iterator[date]:
    """The clock stands on a day while its events are made and recorded."""
    with clock.set_to(day):
        yield day


def system() -> User:
    """Who loads sample content."""
    return User.objects.system()
