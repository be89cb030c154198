"""The counter: an application on paper, and a consultation that becomes a case."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ipplatform import clock
from ipplatform.accounts.roles import CASE_COORDINATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once
from mediation.consultations.permissions import consultations_readable_by
from mediation.people.selectors import topics_active
from mediation.proceedings.forms.intake import ConvertForm, IntakeForm
from mediation.proceedings.services import case_from_consultation, case_take_in
from mediation.proceedings.staff.case import staff_link
from mediation.proceedings.tasks import papers_enqueue
from mediation.proceedings.views import refusal_words


@staff_view(CASE_COORDINATOR)
@never_cache
@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """An application that came on paper: everything in one screen, submitted at once."""
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = IntakeForm(*data, topics=topics_active())

    def act() -> str:
        case = case_take_in(by=request.user, on=clock.today(), **form.cleaned_data)  # type: ignore[arg-type]  # staff_view
        papers_enqueue(case=case, by=request.user)  # type: ignore[arg-type]  # staff_view
        return staff_link(case)

    return _once(request, form, act, title=_("窗口收件登记"), label=_("登记并提交"), wide=True)


@staff_view(CASE_COORDINATOR)
@never_cache
@require_http_methods(["GET", "POST"])
def convert(request: HttpRequest) -> HttpResponse:
    """A consultation whose enterprise wants mediation: a linked draft for that enterprise."""
    initial = {"number": request.GET.get("number", "")}
    form = ConvertForm(request.POST or None, initial=initial)
    found: Any = None
    if request.method == "POST" and form.is_valid():
        found = consultations_readable_by(request.user).filter(number=form.cleaned_data["number"].strip()).first()
        if found is None:
            form.add_error("number", _("没有这个咨询编号，请核对。"))

    def act() -> str:
        case_from_consultation(
            consultation=found, enterprise_agrees=form.cleaned_data["enterprise_agrees"], by=request.user,  # type: ignore[arg-type]  # staff_view
            on=clock.today(),
        )  # fmt: skip
        return reverse("proceedings_staff:list")

    return _once(request, form, act, title=_("由咨询转为调解申请"), label=_("转为申请草稿"))


def _once(
    request: HttpRequest, form: Form, act: Any, *, title: str, label: str, wide: bool = False
) -> HttpResponse:  # fmt: skip
    """Run the form once; a refusal or a wrong value comes back with everything that was typed."""
    status, code = 200, ""
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return redirect(submission_once(request, act))
            except Refused as refused:
                form.add_error(None, refusal_words(refused.refusal))
                status, code = 409, refused.refusal.code
            except ValidationError as error:
                form.add_error(None, error.messages)
    context = {"page_title": title, "form": form, "label": label, "wide": wide}
    answer = render(request, "proceedings/staff_form.html", context, status=status)
    if code:
        answer["X-Refusal"] = code
    return answer
