"""What must happen by the clock beside web and workers: dead workers' jobs are taken up, the daily jobs run."""

from collections.abc import Callable
from datetime import date

from ipplatform import clock
from ipplatform.jobs.services import jobs_reap
from ipplatform.search.services import catch_up
from ipplatform.site.daily import daily

PAUSE_SECONDS = 15.0


def timekeeper_pass(*, daily_done_on: date | None, tell: Callable[[str], None]) -> date:
    """One round: reap lapsed jobs, bring to search what waits, run the daily jobs when the day has changed.

    Returns the day they last ran on.
    """
    for outcome, count in jobs_reap().items():
        if count:
            tell(f"jobs {outcome}: {count}")
    caught_up = catch_up()
    if caught_up.written or caught_up.deleted:
        tell(f"search caught up: {caught_up.written} written, {caught_up.deleted} deleted")
    today = clock.today()
    if daily_done_on != today:
        outcome_of_day = daily(on=today, tell=lambda name: None)
        for name, error in outcome_of_day.failed.items():
            tell(f"daily job {name} failed: {error}")
    return today
