"""Arithmetic of natural and working days (CC 201-203; CPL 85). Pure but for CalendarDay and chinesecalendar."""

import calendar as month_calendar
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar

from ipplatform.deadlines.models import CalendarDay

WORKING, NATURAL, MONTHS, YEARS = "working", "natural", "months", "years"
_KNOWN_YEARS = (2004, 2026)


@dataclass(frozen=True)
class DueDate:
    """`unmoved` is the date before rolling to a working day; `provisional` if a year's calendar is not loaded."""

    due_on: date
    unmoved: date
    provisional: bool


class WorkCalendar:
    """Working days between two dates, overrides loaded once."""

    def __init__(self, first: date, last: date) -> None:
        rows = CalendarDay.objects.filter(day__range=(first, last)).values_list("day", "kind")
        self._overrides = dict(rows)
        self.provisional = False

    def is_working(self, day: date) -> bool:
        """Monday-Friday minus holidays plus adjusted weekends; an unloaded year is marked provisional."""
        override = self._overrides.get(day)
        if override is not None:
            return override == CalendarDay.WORKDAY
        if not _KNOWN_YEARS[0] <= day.year <= _KNOWN_YEARS[1]:
            self.provisional = True
            return day.weekday() < 5
        return bool(chinese_calendar.is_workday(day))


def months_after(start: date, months: int) -> date:
    """Same day number, else the month's last day: 2024-11-30 + 3 months = 2025-02-28."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = month_calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def due_date(start: date, length: int, unit: str, *, suspended_days: int = 0, roll: bool = True) -> DueDate:
    """Due date of a period: the start day is not counted; natural and month periods roll to the next working day.

    `due = start + length + suspended days`, then roll (domain.md section 7). Raises ValueError for an unknown unit.
    """
    work = WorkCalendar(start, start + timedelta(days=max(length * 3, 40) + suspended_days + 400))
    if unit == WORKING:
        day, left = start, length
        while left > 0:
            day += timedelta(days=1)
            if work.is_working(day):
                left -= 1
        unmoved = day + timedelta(days=suspended_days)
    elif unit == NATURAL:
        unmoved = start + timedelta(days=length + suspended_days)
    elif unit in (MONTHS, YEARS):
        unmoved = months_after(start, length * (12 if unit == YEARS else 1)) + timedelta(days=suspended_days)
    else:
        raise ValueError(f"unknown unit of a period: {unit}")
    due_on = unmoved
    while roll and not work.is_working(due_on):
        due_on += timedelta(days=1)
    return DueDate(due_on=due_on, unmoved=unmoved, provisional=work.provisional)


def is_working_day(day: date) -> bool:
    """Whether offices work on a day."""
    return WorkCalendar(day, day).is_working(day)
