"""The only reader of the time. Services take `on`; entry layers ask here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

OFFICE_ZONE: tzinfo = ZoneInfo("Asia/Shanghai")

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC; the set instant inside `set_to`."""
    return _set_to.get() or datetime.now(tz=ZoneInfo("UTC"))


def today() -> date:
    """The present day in Asia/Shanghai, in which all legal dates are kept."""
    return now().astimezone(OFFICE_ZONE).date()


def local_day(instant: datetime) -> date:
    """The legal day (Asia/Shanghai) on which an instant falls."""
    return instant.astimezone(OFFICE_ZONE).date()


def at_office_time(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """The instant of an office hour on a day, aware."""
    return datetime.combine(day, time(hour, minute), tzinfo=OFFICE_ZONE)


def end_of_day(day: date) -> datetime:
    """The first instant after a day in Asia/Shanghai: `recorded_at < end_of_day(as_of)` cuts at as_of inclusive."""
    return at_office_time(day + timedelta(days=1), 0, 0)


@contextmanager
def set_to(moment: date | datetime) -> Iterator[None]:
    """Set the clock for sample content and tests; a plain date means 10:00 office time of that day."""
    instant = moment if isinstance(moment, datetime) else at_office_time(moment)
    token = _set_to.set(instant.astimezone(ZoneInfo("UTC")))
    try:
        yield
    finally:
        _set_to.reset(token)
