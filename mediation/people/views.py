"""The public directory of mediators."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mediation.people.forms import DirectoryFilter
from mediation.people.selectors import directory

PAGE_SIZE = 12


@require_safe
def mediator_directory(request: HttpRequest) -> HttpResponse:
    """Listed mediators, 12 a page, filtered by speciality; an unknown speciality shows all with the error said."""
    form = DirectoryFilter(request.GET or None)
    speciality = form.cleaned_data["speciality"] if form.is_valid() else ""
    page = Paginator(directory(speciality), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "people/directory.html", {"page": page, "form": form, "speciality": speciality})
