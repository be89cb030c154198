"""The question that a page was asked with: read from the address or the posted form, with what it finds."""

from django.http import HttpRequest

from ipplatform.search import EngineError, QueryError
from patents.industries.forms import QuestionForm
from patents.industries.selectors import Fault, Preview, fault_told, preview


def asked(request: HttpRequest) -> tuple[QuestionForm, Preview | None, Fault | None]:
    """The form, what its question finds, and what is wrong with it."""
    data = request.POST if request.method == "POST" else request.GET
    form = QuestionForm(data, facets={})
    try:
        found = preview(form.text, form.filters)
    except (QueryError, EngineError) as wrong:
        return form, None, fault_told(wrong)
    return QuestionForm(data, facets=found.facets), found, None


def as_address(text: str, filters: dict[str, list[str]]) -> str:
    """The same question as the tail of an address."""
    query = HttpRequest().GET.copy()
    query["q"] = text
    for name, values in filters.items():
        query.setlist(name, values)
    return query.urlencode()
