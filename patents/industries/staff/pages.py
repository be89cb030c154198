"""Staff pages of industries: the list, a question with its hits saved as an industry, its overview, its words."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once
from patents.industries.forms import IndustryEditForm, IndustryForm, ListForm
from patents.industries.presenters import industry_tags, list_row
from patents.industries.selectors import cutoff_newest, expression_newest, fault_known, industries_listed
from patents.industries.services import industry_create, industry_resume, industry_retire, industry_update
from patents.industries.staff.parts import (
    STAFF,
    confirm_page,
    form_page,
    industry_or_404,
    tab_page,
    told,
    writable_or_404,
)
from patents.industries.staff.questions import asked


@staff_view(*STAFF)
@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """All industries with their newest question, found by words and state."""
    form = ListForm(request.GET)
    rows = industries_listed(request.user, words=form.words, state=form.chosen_state)
    page = Paginator(rows, 30).get_page(request.GET.get("page"))
    context = {
        "page_title": _("产业"), "page": page, "rows": [list_row(one) for one in page], "form": form,
        "filtered": bool(form.words or form.is_narrowed),
    }  # fmt: skip
    return render(request, "industries/staff_list.html", context)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """First the question with the number of its hits, then the industry's name: one page, works without JavaScript."""
    question, found, fault = asked(request)
    form = IndustryForm(request.POST or None, initial={"cutoff_date": cutoff_newest(question.chosen("source"))})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():

            def act() -> str:
                made = industry_create(
                    **form.cleaned_data, text=question.text, filters=question.filters, by=person_of(request)
                )
                return reverse("industries_staff:detail", args=[made.code])

            try:
                return redirect(submission_once(request, act))
            except Refused as refused:
                form.add_error(None, told(refused))
                status = 409
            except ValidationError as invalid:
                form.add_error(None, invalid.messages)
    context = {"page_title": _("新建产业"), "question": question, "found": found, "fault": fault, "form": form}
    return render(request, "industries/staff_create.html", context, status=status)


@staff_view(*STAFF)
@require_GET
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One industry at a glance: the question in use and whether it can be asked, chain map, state."""
    industry = industry_or_404(request, code)
    expression = expression_newest(industry)
    fault = fault_known(expression.text, expression.filters) if expression else None
    context = {"expression": expression, "fault": fault, "tags": industry_tags(industry, fault)}
    return tab_page(request, industry, "detail", "industries/staff_detail.html", context)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Name, chain map, cut-off."""
    industry = writable_or_404(request, code)
    names = ("name", "cutoff_date", "summary", "upstream", "midstream", "downstream", "revision")
    form = IndustryEditForm(request.POST or None, initial={name: getattr(industry, name) for name in names})

    def act() -> None:
        industry_update(industry=industry, **form.cleaned_data, by=person_of(request))

    back = reverse("industries_staff:detail", args=[code])
    return form_page(request, industry, form, act, back, _("编辑产业"))


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, then take the industry out of use, or use it again."""
    industry = writable_or_404(request, code)
    active = industry.is_active

    def act() -> None:
        service = industry_retire if active else industry_resume
        service(industry=industry, by=person_of(request))

    text = (
        _("停用后不再每天记录数量，也不能用来建新的报告。检索式、分支、抽样和已有报告都保留，可以随时恢复使用。")
        if active
        else _("恢复后每天记录数量，可以用来建新的报告。")
    )
    title = _("停用产业") if active else _("恢复使用产业")
    back = reverse("industries_staff:detail", args=[code])
    return confirm_page(request, industry, act, back, title, text=text, label=title, danger=active)
