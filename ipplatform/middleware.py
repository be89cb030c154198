"""Turns a refusal that a service raised into one clear 409 answer, in public, desk and staff pages alike."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
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
