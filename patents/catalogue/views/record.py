"""A patent's page under any of its numbers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ipplatform import clock
from patents.catalogue.selectors import patent_view, status_tag


@require_safe
def patent(request: HttpRequest, number: str) -> HttpResponse:
    """The record under any of its numbers; the address of the canonical number is the lasting one."""
    view = patent_view(request.user, number, clock.today())
    if view is None:
        raise Http404
    if number != view.patent.number:
        return redirect(reverse("catalogue:patent", args=[view.patent.number]), permanent=False)
    context = {
        "view": view, "patent": view.patent, "tags": [status_tag(view.patent)],
        "canonical": request.build_absolute_uri(request.path),
    }  # fmt: skip
    return render(request, "catalogue/patent.html", context)
