"""What the calendar does over all rooms: one visible table of jobs, each on its own; a second run changes nothing."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from analytics.plan.models import Plan
from analytics.plan.services import figures_store
from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.alerts.services import alerts_run, findings_expire, versions_look
from ipplatform.enterprises.services import memberships_end
from ipplatform.files.services import orphans_sweep
from ipplatform.jobs.services import jobs_reap
from ipplatform.search import services as search
from ipplatform.search.declarations import indexes
from ipplatform.site.audit_heads import heads_sign
from ipplatform.site.demo.rechecks import offers_recheck
from mediation.consultations.services import consultations_lapse
from mediation.proceedings.services import cases_daily
from patents.catalogue.services import exports_expire
from patents.deals.services import deals_end_terms, quotes_lapse
from patents.industries.services import counts_daily
from patents.offers.services import offers_daily

log = logging.getLogger("ipplatform.daily")


@dataclass
class Outcome:
    """Counts of what each job changed, and the jobs that failed with the class of their error."""

    counts: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def _system() -> User:
    return User.objects.system()


def _sample_offers(on: date) -> int:
    """Where sample content is allowed its offers are read again before D28 locks them."""
    return offers_recheck(on=on) if settings.DEMO_CONTENT_ALLOWED else 0


def _cases(on: date) -> int:
    """`closings_proposed` are deadlines missed as well: they are counted once."""
    counts = cases_daily(on=on)
    return sum(counts.values()) - counts["closings_proposed"]


def _figures(on: date) -> int:
    """The newest plan that has begun."""
    plan = Plan.objects.filter(period_start__lte=on).order_by("-year").first()
    return figures_store(plan=plan, by=_system(), on=on) if plan else 0


def _search(on: date) -> int:
    """What waits goes to the index; what differs from the database is written again; a missing index is built."""
    if search.rebuild_needed():
        return search.rebuild().documents
    changed = 0
    for declaration in indexes():
        drained = search.drain(declaration.name)
        changed += drained.written + drained.deleted
    for name, checked in search.check().items():
        differing = sorted({*checked.missing, *checked.extra, *checked.stale})
        if differing:
            search.touch(name, differing, drain_after=False)
            drained = search.drain(name)
            changed += drained.written + drained.deleted
    return changed


def _versions(on: date) -> int:
    """Every index in turn, after what waits has been written to it."""
    return sum(versions_look(index=declaration.name, on=on) for declaration in indexes())


# Sample offers come before the rule that would lock them, figures after all that moves, sets are counted and alerts run
# in a fresh index, alerts after the look that finds what is new, the signed heads come last.
JOBS: tuple[tuple[str, Callable[[date], int]], ...] = (
    ("jobs_reaped", lambda on: sum(jobs_reap().values())),
    ("memberships_ended", lambda on: memberships_end(on=on)),
    ("sample_offers_rechecked", _sample_offers),
    ("offers", lambda on: sum(offers_daily(by=_system(), on=on).values())),
    ("quotes_lapsed", lambda on: quotes_lapse(by=_system(), on=on)),
    ("licence_terms_ended", lambda on: deals_end_terms(by=_system(), on=on)),
    ("consultations_lapsed", lambda on: consultations_lapse(on=on)),
    ("cases", _cases),
    ("figures_stored", _figures),
    ("search_written", _search),
    ("record_versions", _versions),
    ("alerts_told", lambda on: alerts_run(on=on, by=_system())),
    ("industries_counted", lambda on: counts_daily(by=_system(), on=on)),
    ("alert_findings_expired", lambda on: findings_expire(on=on, by=_system())),
    ("exports_expired", lambda on: exports_expire(on=on, by=_system())),
    ("files_swept", lambda on: orphans_sweep(now=clock.now())),
    ("audit_heads_signed", lambda on: heads_sign(on=on)),
)


def daily(*, on: date, tell: Callable[[str], None]) -> Outcome:
    """Run every job for a day; one that fails is named and does not keep the others from running."""
    outcome = Outcome()
    for name, job in JOBS:
        tell(name)
        try:
            outcome.counts[name] = job(on)
        except Exception as error:  # whatever it is: the other jobs are due all the same
            log.error("daily %s failed: %s", name, type(error).__name__)
            outcome.failed[name] = type(error).__name__
    return outcome
