"""How fast a file is read and how long it will still take, in words for the progress bar."""

import time
from collections.abc import Callable

from django.utils.translation import gettext as _

_SETTLED = 2.0  # seconds before a rate is worth saying


class Pace:
    """Hands progress on with a sentence about the rate since it began; the rows read before it began do not count."""

    def __init__(self, report: Callable[[int, int, str], None], now: Callable[[], float] = time.monotonic) -> None:
        self._report = report
        self._now = now
        self._began: tuple[float, int] | None = None

    def __call__(self, done: int, total: int) -> None:
        """Rows done and rows in all (0: unknown)."""
        if self._began is None or done <= self._began[1]:  # time before the first row is no time of reading rows
            self._began = (self._now(), done)
        since, before = self._began
        self._report(done, total, pace_words(done - before, self._now() - since, max(0, total - done)))


def pace_words(rows: int, seconds: float, left: int) -> str:
    """`每秒 350 行，约剩 3 分钟`; empty while nothing is known yet. `left`: rows still to read, 0 where unknown."""
    if seconds < _SETTLED or rows <= 0:
        return ""
    rate = rows / seconds
    words = _("每秒 %(n)s 行") % {"n": f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"}
    if not left:
        return words
    remaining = left / rate
    if remaining < 60:
        return _("%(rate)s，约剩 %(n)s 秒") % {"rate": words, "n": max(1, round(remaining))}
    if remaining < 5400:
        return _("%(rate)s，约剩 %(n)s 分钟") % {"rate": words, "n": round(remaining / 60)}
    return _("%(rate)s，约剩 %(n)s 小时") % {"rate": words, "n": f"{remaining / 3600:.1f}"}
