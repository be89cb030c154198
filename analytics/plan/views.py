"""About the figures: the year's figures as stored, and how each counts, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from analytics.plan.presenters import public_rows
from analytics.plan.selectors import figures_stored, plan_current
from ipplatform import clock


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Nothing is counted here: the daily job stored the values with their date."""
    plan = plan_current(clock.today())
    as_of, rows = figures_stored(plan) if plan else (None, [])
    return render(request, "plan/figures.html", {"plan": plan, "as_of": as_of, "rows": public_rows(rows)})
