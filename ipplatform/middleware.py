"""Answers that every page gives alike: a refusal is one clear 409, the staff area is 404 for who holds no role."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ipplatform.moves import Refused


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


class StaffAreaMiddleware:
    """The staff area is 404 for an account without a staff role (domain.md section 2, separation 9).

    Wagtail alone sends such an account to the log-in page, which sends a logged-in person straight back: a loop.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> None:
        route = request.resolver_match.route if request.resolver_match else ""
        if not route.startswith("admin/") or route == "admin/login/":
            return
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404
