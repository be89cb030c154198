"""Answers that every page gives alike: a refusal is one clear 409, the staff area is 404 for who holds no role."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ipplatform.moves import Refused
from ipplatform.search import EngineError


class RefusalMiddleware:
    """`Refused` -> 409 with the refusal's name and message (domain.md section 2, separation 9)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        response = render(request, "refusal.html", {"refusal": exception.refusal}, status=409)
        response["X-Refusal"] = exception.refusal.code
        return response


class UnstorableMiddleware:
    """NUL in an address or a form that reached the database -> 400: PostgreSQL holds no such text, SQLite finds none.

    Django's form fields refuse it with their own words; this is for what is read from the address directly.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DataError | ValueError) or not _holds_nul(request):
            return None
        return render(request, "400.html", status=400)


def _holds_nul(request: HttpRequest) -> bool:
    if "\x00" in request.path_info:
        return True
    return any(
        "\x00" in text for form in (request.GET, request.POST) for _name, texts in form.lists() for text in texts
    )


class SearchAwayMiddleware:
    """`EngineError` that no view answered itself -> a plain page (503): the rest of the site goes on without search."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, EngineError):
            return None
        response = render(request, "search_away.html", status=503)
        response["Retry-After"] = "30"
        return response


class StaffAreaMiddleware:
    """The staff area is 404 for an account without a staff role (domain.md section 2, separation 9).

    Wagtail alone sends such an account to the log-in page, which sends a logged-in person straight back: a loop.
    Where settings ask for a second factor (decision 13), staff without one are led to the page that sets it up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        route = request.resolver_match.route if request.resolver_match else ""
        if not route.startswith("admin/") or route in ("admin/login/", "admin/logout/"):
            return None
        if not request.user.is_authenticated:
            return None
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404
        if settings.STAFF_SECOND_FACTOR_REQUIRED and not is_mfa_enabled(request.user):
            messages.warning(request, _("工作人员需先启用两步验证，才能进入工作台。"))
            return redirect("mfa_activate_totp")
        return None
