"""The first page of the staff area: the mediator's day, the coordinator's board, and the list of all cases."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import CASE_COORDINATOR, MEDIATOR
from ipplatform.accounts.staffpages import staff_view
from mediation.cases.models import MediationCase, State
from mediation.cases.selectors import cases_listed
from mediation.proceedings.presenters import deadline_row, kind_words, state_tag, title_of, waits_for
from mediation.proceedings.selectors import (
    cases_for_board,
    cases_of_mediator,
    cases_unassigned,
    deadlines_at_risk,
    mediators_with_load,
)
from mediation.proceedings.waiting import waiting_for

ROLES = (CASE_COORDINATOR, MEDIATOR)
PER_PAGE = 30
SOON = 5


def line(case: MediationCase, on: date) -> dict[str, Any]:
    """A row of a staff list: what `cases_listed` loads, no query."""
    left = (case.due_on - on).days if case.due_on else None
    mediators = "、".join(row.mediator.display_name for row in case.present_appointments)  # type: ignore[attr-defined]  # loaded by cases_listed
    return {
        "case": case, "title": title_of(case), "kind": kind_words(case), "tag": state_tag(case),
        "waits": waits_for(case), "parties": [party.name for party in case.parties.all()], "mediators": mediators,
        "left": left, "late": left is not None and left < 0, "soon": left is not None and 0 <= left <= SOON,
    }  # fmt: skip


@staff_view(*ROLES)
@never_cache
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What waits today, by role; somebody with both roles sees both."""
    user: User = request.user  # type: ignore[assignment]  # staff_view lets only accounts in
    on = clock.today()
    context: dict[str, Any] = {"page_title": _("调解案件"), "today": on, "waiting": waiting_for(user, None)[:30]}
    if has_role(user, MEDIATOR):
        mine = [line(case, on) for case in cases_of_mediator(user)]
        mine.sort(key=lambda row: (row["left"] is None, row["left"]))
        context["mine"] = mine
    if has_role(user, CASE_COORDINATOR):
        context |= {
            "coordinator": True,
            "incoming": [line(case, on) for case in cases_listed(user, states=(State.APPLIED,))[:30]],
            "unassigned": [line(case, on) for case in cases_unassigned(user)[:30]],
            "risks": [deadline_row(row, on) for row in deadlines_at_risk(user, on=on, days=SOON)[:30]],
            "load": list(mediators_with_load()[:40]),
        }
    return render(request, "proceedings/staff_board.html", context)


@staff_view(*ROLES)
@never_cache
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """Every readable case, by state, number or party."""
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()
    found = cases_for_board(request.user, state=state, text=text)  # type: ignore[arg-type]  # staff_view
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": _("全部案件"), "page": page, "rows": [line(case, clock.today()) for case in page],
        "states": State.choices, "state": state, "text": text, "coordinator": has_role(request.user, CASE_COORDINATOR),
    }  # fmt: skip
    return render(request, "proceedings/staff_list.html", context)
