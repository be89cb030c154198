"""The reports that a staff member works on, and planning one."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from analytics.reports.forms import PlanForm
from analytics.reports.models import State
from analytics.reports.permissions import can_plan
from analytics.reports.presenters import staff_row
from analytics.reports.selectors import reports_for_staff
from analytics.reports.services import report_plan
from ipplatform import clock
from ipplatform.accounts.roles import EDITOR, GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once


@staff_view(OPERATOR, GENERAL_SECTION, EDITOR)
@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """Reports, those touched last first."""
    state = request.GET.get("state", "")
    rows = reports_for_staff(request.user, state if state in State.values else "")
    page = Paginator(rows, 30).get_page(request.GET.get("page"))
    context = {
        "page_title": _("产业报告"), "page": page, "rows": [staff_row(report) for report in page], "state": state,
        "states": State.choices, "can_plan": can_plan(request.user),
    }  # fmt: skip
    return render(request, "reports/staff_list.html", context)


@staff_view(GENERAL_SECTION)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new report, or the next version of one."""
    form = PlanForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            made = report_plan(**form.cleaned_data, by=request.user, on=clock.today())  # type: ignore[arg-type]  # staff_view
            return reverse("reports_staff:detail", args=[made.public_id])

        try:
            return redirect(submission_once(request, act))
        except Refused as refused:
            form.add_error(None, str(refused.refusal.message))
            status = 409
        except ValidationError as error:
            form.add_error(None, error.messages)
            status = 400
    elif request.method == "POST":
        status = 400
    context = {"page_title": _("报告立项"), "form": form, "label": _("立项"), "back": reverse("reports_staff:list")}
    return render(request, "reports/staff_form.html", context, status=status)
