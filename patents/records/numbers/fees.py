"""When the next annual fee of a Chinese patent falls due (PL 43, PL-R on annual fees). Knows no database."""

from dataclasses import dataclass
from datetime import date

# A fee can still be paid, with a surcharge, for six months after its day (D25; verify).
LATE_MONTHS = 6


@dataclass(frozen=True)
class FeeWindow:
    """The fee of patent year `year` (2 = the second): due until `due_on`, with a surcharge until `late_until`."""

    year: int
    due_on: date
    late_until: date

    def is_late(self, on: date) -> bool:
        """Past its day and still payable."""
        return self.due_on < on <= self.late_until

    def is_over(self, on: date) -> bool:
        """No longer payable."""
        return on > self.late_until


def fee_window(
    *,
    office: str,
    filing_date: date | None,
    grant_date: date | None,
    expiry_date: date | None,
    paid_to: date | None,
    on: date,
) -> FeeWindow | None:
    """The first fee that no source says is paid; without a paid day, the next one that falls due from `on`.

    The fee of year n falls due on the anniversary n - 1 of the filing date; the fee of the year of grant was paid at
    registration. None outside China, before grant, after the last fee, or where the filing day is unknown.
    """
    if office != "CN" or filing_date is None or grant_date is None:
        return None
    since = paid_to if paid_to and paid_to > grant_date else max(grant_date, on if paid_to is None else grant_date)
    for year in range(2, 21):
        due_on = months_later(filing_date, 12 * (year - 1))
        if expiry_date is not None and due_on > expiry_date:
            return None
        if due_on >= since and due_on > grant_date:
            return FeeWindow(year, due_on, months_later(due_on, LATE_MONTHS))
    return None


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for shorter in range(4):
        try:
            return date(year, month + 1, day.day - shorter)
        except ValueError:
            continue
    raise ValueError(day)
