"""The ways in for everybody, and the list of one's own cases."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ipplatform import clock
from ipplatform.deadlines.selectors import rule_int
from mediation.proceedings.presenters import kind_words, state_tag, title_of, waits_for
from mediation.proceedings.selectors import cases_own

PER_PAGE = 20


@require_safe
def services_page(request: HttpRequest) -> HttpResponse:
    """Ask first, or apply for mediation: what happens next, in how many days, free and confidential."""
    on = clock.today()
    days = {code: rule_int(code, on) for code in ("D01", "D02", "D03", "D04", "D05", "D06", "D10")}
    return render(request, "proceedings/services.html", {"days": days})


@login_required
@never_cache
@require_safe
def desk_list(request: HttpRequest) -> HttpResponse:
    """Own cases with state, what each waits for, and until when."""
    page = Paginator(cases_own(request.user), PER_PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]  # login_required
    rows = [
        {
            "case": case, "title": title_of(case), "kind": kind_words(case), "tag": state_tag(case),
            "waits": waits_for(case), "parties": list(case.parties.all()), "due": _due(case),
        }
        for case in page
    ]  # fmt: skip
    return render(request, "proceedings/desk_list.html", {"page": page, "rows": rows})


def _due(case: object) -> object:
    """The soonest deadline that runs, as the list loads it."""
    soonest = next(iter(case.open_deadlines), None)  # type: ignore[attr-defined]  # loaded by cases_listed
    return soonest.due_on if soonest else None
