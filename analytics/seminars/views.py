"""Public pages of seminars."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from analytics.seminars.permissions import seminars_readable_by


@require_safe
def seminar_list(request: HttpRequest) -> HttpResponse:
    """Coming and past seminars, newest first."""
    page = Paginator(seminars_readable_by(request.user), 20).get_page(request.GET.get("page"))
    return render(request, "seminars/list.html", {"page": page})


@require_safe
def seminar_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One seminar."""
    seminar = get_object_or_404(seminars_readable_by(request.user), slug=slug)
    return render(request, "seminars/detail.html", {"seminar": seminar})
