"""A day's run of the alerts: each tells its owner once what is new or changed since its last run, or why it cannot.

What an alert found, its notice and how far it has told are written in one transaction: a run that dies or is repeated
tells nothing twice and leaves nothing out. While the engine is away nothing moves on; the next run tells all of it.
"""

import logging
import time
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from ipplatform.accounts.models import User
from ipplatform.addresses import address
from ipplatform.alerts.models import AlertFinding, SavedSearch
from ipplatform.alerts.selectors import alerts_due, both, look_done, records_changed
from ipplatform.notices.services import notices_send, notices_take_back
from ipplatform.search import WINDOW, EngineError, QueryError, indexes, parse_query, query_restore
from ipplatform.search.services import rebuild_needed, scan, search

RUN_SECONDS = 900.0
"""After this the alerts that are left wait for the next run; those that waited longest come first."""
FINDINGS_KEPT = timedelta(days=180)

log = logging.getLogger("ipplatform.alerts")


class AlertsFailed(Exception):
    """Some alerts could not run for a reason that is none of their owners' making; the others ran."""


@dataclass
class _Found:
    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    total: int = 0
    new_total: int = 0


def alerts_run(*, on: date, by: User, seconds: float = RUN_SECONDS) -> int:
    """Run every alert that is due; how many told something. Raises EngineError, AlertsFailed after the others ran."""
    if rebuild_needed():
        raise EngineError("an index is not there")  # an empty one would answer, and every interval pass untold
    until, told, failed = time.monotonic() + seconds, 0, 0
    for declaration in indexes():
        up_to = look_done(declaration.name)
        for saved in alerts_due(declaration.name, up_to=up_to, on=on):
            if time.monotonic() > until:
                log.warning("alerts: out of time, the rest waits for the next run")
                return told
            try:
                told += _run(saved, up_to, on)
            except EngineError:
                raise
            except Exception as error:  # whatever it is: the other alerts are due all the same
                log.error("alert %s failed: %s", saved.public_id, type(error).__name__)
                failed += 1
    if failed:
        raise AlertsFailed(str(failed))
    return told


def findings_expire(*, on: date, by: User) -> int:
    """Remove findings older than FINDINGS_KEPT with the notices about them; how many. Idempotent."""
    old = AlertFinding.objects.filter(found_on__lt=on - FINDINGS_KEPT)
    with transaction.atomic():
        notices_take_back(ids=[pk for pk in old.values_list("notice_id", flat=True) if pk is not None], by=by)
        return old.delete()[0]


def _run(saved: SavedSearch, up_to: int, on: date) -> bool:
    try:
        found = _found(saved, up_to)
    except QueryError as error:
        _engine_answers(saved.index)
        return _broken(saved, str(error.code))
    return _tell(saved, found, up_to, on)


def _found(saved: SavedSearch, up_to: int) -> _Found:
    """The hits among the records that came or changed. Ids up to the window, counts to the end."""
    found = _Found()
    query = query_restore(saved.question)
    changed = records_changed(saved.index, after=saved.told_up_to, up_to=up_to)
    for object_id, new in both(changed, scan(query)):
        found.total += 1
        found.new_total += new
        if found.total <= WINDOW:
            (found.new if new else found.changed).append(object_id)
    return found


def _engine_answers(index: str) -> None:
    """Raises EngineError when there is no answer: a silent engine does not know the words of vendors, which then
    seem wrong in an expression."""
    search(replace(parse_query("", index=index), size=1), facets=False)


@transaction.atomic
def _tell(saved: SavedSearch, found: _Found, up_to: int, on: date) -> bool:
    if not _moved_on(saved, up_to, on) or not found.total:
        return False
    finding = AlertFinding(
        search=saved, up_to=up_to, found_on=on, new_ids=found.new, changed_ids=found.changed, total=found.total,
        new_total=found.new_total,
    )  # fmt: skip
    link = address(f"{saved.index}_found", finding.public_id)
    [finding.notice] = notices_send(to=[saved.owner], kind="alert_found", number=f"+{found.total}", link=link)
    finding.save()
    return True


def _moved_on(saved: SavedSearch, up_to: int, on: date) -> bool:
    """Claim the interval: false when another process told it, or the owner switched the alert meanwhile."""
    standing = SavedSearch.objects.filter(
        Q(last_run_on__isnull=True) | Q(last_run_on__lt=on), pk=saved.pk, alert_on=True, told_up_to=saved.told_up_to
    )
    return bool(standing.update(told_up_to=up_to, last_run_on=on, broken_code=""))


@transaction.atomic
def _broken(saved: SavedSearch, code: str) -> bool:
    """Tell the owner once. How far the alert has told stays: read again one day, it goes on from there."""
    if not SavedSearch.objects.filter(pk=saved.pk, alert_on=True, broken_code="").update(broken_code=code):
        return False
    notices_send(to=[saved.owner], kind="alert_broken", number="", link=address("desk_searches"))
    return True
