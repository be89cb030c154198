"""Frame of staff pages in Wagtail's admin: menu items and view guards by role. Rooms use it; it names none of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class RoleMenuItem(MenuItem):
    """A menu item that only holders of the given roles see."""

    def __init__(
        self, label: str | Promise, url: str | Promise, *, roles: tuple[str, ...], icon_name: str = "", order: int = 100
    ) -> None:
        # Wagtail marks all items whose name begins the current one's: named by label, 产业 would be marked on 产业报告.
        super().__init__(label, url, name=f"{icon_name}-{order:04d}", icon_name=icon_name, order=order)
        self.roles = roles

    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, *self.roles)


def staff_view(*roles: str) -> Callable[[View], View]:
    """Only holders of the roles; a signed-in stranger gets 404 (separation 9), an anonymous one the log-in page."""

    def decorate(view: View) -> View:
        @require_admin_access
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not has_role(request.user, *roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def person_of(request: HttpRequest) -> User:
    """Who is signed in, as the services want it; 404 where nobody is."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
