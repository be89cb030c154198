"""Writes of dated entries outside the page editor: what the sample content and commands publish."""

from datetime import date
from typing import Any, TypeVar

from cms.pages.models import EntryPage, NewsIndexPage, PolicyIndexPage, PolicyPage
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import is_system
from ipplatform.moves import NOT_ALLOWED, Refused

EntryT = TypeVar("EntryT", bound=EntryPage)


def entry_publish(
    *,
    kind: type[EntryT],
    title: str,
    slug: str,
    summary: str,
    body: list[dict[str, Any]],
    on: date,
    by: User,
    **more: Any,
) -> EntryT:
    """Publish an entry dated `on` in its list; `body` are raw blocks, `more` the kind's own fields.

    Raises Refused (not_allowed) for somebody who may not publish there.
    """
    index = (PolicyIndexPage if issubclass(kind, PolicyPage) else NewsIndexPage).objects.get()
    if not (is_system(by) or index.permissions_for_user(by).can_publish_subpage()):
        raise Refused(NOT_ALLOWED)
    page: EntryT = kind(title=title, slug=slug, summary=summary, body=body, date=on, owner=by, live=False, **more)
    index.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    page.refresh_from_db()
    return page
