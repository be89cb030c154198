"""Reads: saved searches with their last findings, what changed in an index, recent searches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser
from ipplatform.alerts.models import AlertFinding, IndexLook, RecentSearches, RecordVersion, SavedSearch
from ipplatform.alerts.permissions import searches_readable_by

MAX_SAVED = 50
"""Searches that one person keeps: what `daily` has to do for one account is bounded."""
MAX_RECENT = 10
_SALT = "ipplatform.alerts.unsubscribe"


@dataclass(frozen=True)
class Recent:
    """The last searches of a person; `kept` False: the person has switched them off."""

    kept: bool = True
    entries: tuple[dict[str, Any], ...] = ()


def searches_with_findings(user: AnyUser) -> QuerySet[SavedSearch]:
    """A person's own with `last_findings`, the newest finding of each in a list; two queries for a page of them."""
    newest = AlertFinding.objects.filter(search=OuterRef("search")).order_by("-up_to").values("pk")[:1]
    findings = AlertFinding.objects.filter(pk=Subquery(newest)).defer("new_ids", "changed_ids")
    return searches_readable_by(user).prefetch_related(Prefetch("findings", findings, to_attr="last_findings"))


def search_saved_as(user: AnyUser, index: str, digest: str) -> SavedSearch | None:
    """The person's own search of the same question, if there is one."""
    return searches_readable_by(user).filter(index=index, digest=digest).first()


def searches_broken(user: AnyUser, index: str) -> list[SavedSearch]:
    """The person's own of an index that cannot be read any more, newest first."""
    return list(searches_readable_by(user).filter(index=index).exclude(broken_code=""))


def recent_of(user: AnyUser) -> Recent:
    """A person's last searches, newest first; nothing for visitors, without a query."""
    if not isinstance(user, User):
        return Recent(kept=False)
    row = RecentSearches.objects.filter(owner=user).first()
    return Recent(row.kept, tuple(row.entries)) if row else Recent()


def look_done(index: str) -> int:
    """The last look that is finished; -1 before the first."""
    done = IndexLook.objects.filter(index=index).values_list("done", flat=True).first()
    return -1 if done is None else done


def alerts_due(index: str, *, up_to: int, on: date) -> list[SavedSearch]:
    """Alerts that have something to look through and did not run on this day, those that waited longest first."""
    rows = SavedSearch.objects.filter(index=index, alert_on=True, owner__is_active=True, told_up_to__lt=up_to)
    rows = rows.filter(Q(last_run_on__isnull=True) | Q(last_run_on__lt=on))
    return list(rows.select_related("owner").order_by("told_up_to", "pk"))


def records_changed(index: str, *, after: int, up_to: int) -> Iterator[tuple[int, bool]]:
    """(id, whether it is new) of records that came or changed in the looks after one up to another, by ascending id."""
    rows = RecordVersion.objects.filter(index=index, changed_in__gt=after, changed_in__lte=up_to, gone_on__isnull=True)
    for object_id, first_in in rows.order_by("object_id").values_list("object_id", "first_in").iterator(2000):
        yield object_id, first_in > after


def both(changed: Iterable[tuple[int, bool]], hits: Iterable[int]) -> Iterator[tuple[int, bool]]:
    """Those of the changed records that are hits; both sides ascend, neither is held in memory.

    The hits are not asked for before there is a changed record.
    """
    standing = iter(hits)
    hit: int | None = -1
    for object_id, new in changed:
        while hit is not None and hit < object_id:
            hit = next(standing, None)
        if hit is None:
            return
        if hit == object_id:
            yield object_id, new


def unsubscribe_token(search: SavedSearch) -> str:
    """Signed with the site's secret; it holds the search's public id, and stays good as long as the search."""
    return signing.Signer(salt=_SALT).sign(str(search.public_id))


def search_of_token(token: str) -> SavedSearch | None:
    """The search whose alert a link from a mail switches off; None for a forged link or a deleted search."""
    try:
        public_id = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    return SavedSearch.objects.filter(public_id=public_id).first()


def finding_of_notice(notice_id: int) -> AlertFinding | None:
    """The finding that a notice tells of."""
    return AlertFinding.objects.filter(notice=notice_id).select_related("search").first()
