"""Saved searches: kept, renamed, their alert switched, deleted. The caller has asked whose they are."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.alerts.models import NAME_LENGTH, AlertFinding, SavedSearch
from ipplatform.alerts.selectors import MAX_SAVED, look_done, search_saved_as
from ipplatform.moves import Refusal, Refused
from ipplatform.notices.services import notices_take_back
from ipplatform.search import SearchQuery

LONGEST_ADDRESS = 8000

TOO_MANY = Refusal("saved_too_many", _("最多保存 50 条检索。请先在“保存的检索”里删去不用的，再保存。"))
ALREADY_SAVED = Refusal("already_saved", _("这条检索已经保存过了，在“保存的检索”里可以打开、改名或设提醒。"))
NAME_NEEDED = Refusal("name_needed", _("请给检索起个名称，不超过 80 个字。"))
TOO_LONG = Refusal("search_too_long", _("这条检索太长，存不下。请缩短检索式或少选几个筛选条件。"))
NOT_BROKEN = Refusal("search_not_broken", _("这条检索现在读得懂，不能替换。请刷新页面查看最新状态。"))


def search_save(
    *, owner: User, query: SearchQuery, address: str, said: str, name: str, alert: bool, by: User
) -> SavedSearch:
    """Keep a checked question under a name. `address`: the query string that asks it. Raises Refused.

    An alert begins with the look that is finished: what stands there now is not told.
    """
    name, digest = _name(name), _digest(address)
    with transaction.atomic():
        # The account's row is held: two tabs may not save one beyond the limit, nor the same twice.
        User.objects.select_for_update().get(pk=owner.pk)
        if search_saved_as(owner, query.index, digest):
            raise Refused(ALREADY_SAVED)
        if owner.saved_searches.count() >= MAX_SAVED:
            raise Refused(TOO_MANY)
        saved = SavedSearch(
            owner=owner, index=query.index, name=name, address=address, digest=digest, question=query.as_dict(),
            said=said, alert_on=alert, told_up_to=max(look_done(query.index), 0),
        )  # fmt: skip
        saved.full_clean()
        saved.save()
    return saved


def search_replace(*, search: SavedSearch, query: SearchQuery, address: str, said: str, by: User) -> SavedSearch:
    """Put a mended question in the place of one that cannot be read any more. Raises Refused.

    Name and alert stay, and how far the alert has told: what came since it broke is told by its next run.
    """
    digest = _digest(address)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=search.owner_id)
        same = search_saved_as(search.owner, query.index, digest)
        if same and same.pk != search.pk:
            raise Refused(ALREADY_SAVED)
        broken = SavedSearch.objects.filter(pk=search.pk, index=query.index).exclude(broken_code="")
        changes = {"address": address, "digest": digest, "question": query.as_dict(), "said": said, "broken_code": ""}
        if not broken.update(**changes):
            raise Refused(NOT_BROKEN)
    search.refresh_from_db()
    return search


def search_rename(*, search: SavedSearch, name: str, by: User) -> SavedSearch:
    """Give it another name. Raises Refused (name_needed)."""
    search.name = _name(name)
    search.save(update_fields=["name"])
    return search


def alert_switch(*, search: SavedSearch, alert: bool, by: User) -> bool:
    """On or off; whether that changed anything. Switched on, the alert tells what comes from now on."""
    changes = {"alert_on": alert, "broken_code": ""}
    if alert:
        changes["told_up_to"] = max(look_done(search.index), 0)
    changed = SavedSearch.objects.filter(pk=search.pk, alert_on=not alert).update(**changes)
    search.refresh_from_db()
    return bool(changed)


@transaction.atomic
def search_delete(*, search: SavedSearch, by: User) -> None:
    """Remove it with all that its alert found and the desk notices about that; nothing of it stays."""
    told = AlertFinding.objects.filter(search=search, notice__isnull=False).values_list("notice_id", flat=True)
    notices_take_back(ids=list(told), by=by)
    search.delete()


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_LENGTH:
        raise Refused(NAME_NEEDED)
    return name


def _digest(address: str) -> str:
    if len(address) > LONGEST_ADDRESS:
        raise Refused(TOO_LONG)
    return hashlib.sha256(address.encode()).hexdigest()
