"""Staff pages of industries: a question with its hits, saved as an industry or its next version; the breakdown."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.moves import Refused
from ipplatform.search import EngineError, QueryError
from ipplatform.submissions.services import submission_once
from patents.industries.forms import BranchForm, IndustryEditForm, IndustryForm, QuestionForm
from patents.industries.models import Industry, TechnologyBranch
from patents.industries.permissions import industries_readable_by, industry_can_write
from patents.industries.selectors import (
    Preview,
    branch_parents,
    branches_of,
    cutoff_newest,
    expression_newest,
    expressions_of,
    industries_listed,
    preview,
)
from patents.industries.services import (
    branch_delete,
    branch_save,
    industry_create,
    industry_expression_set,
    industry_update,
)

STAFF = (OPERATOR, GENERAL_SECTION)


@staff_view(*STAFF)
@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """All industries with their newest question."""
    page = Paginator(industries_listed(request.user), 30).get_page(request.GET.get("page"))
    return render(request, "industries/staff_list.html", {"page_title": _("产业"), "page": page})


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """First the question with the number of its hits, then the industry's name: one page, works without JavaScript."""
    question, found, error = _asked(request)
    form = IndustryForm(request.POST or None, initial={"cutoff_date": cutoff_newest(question.chosen("source"))})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():

            def act() -> str:
                made = industry_create(
                    **form.cleaned_data, text=question.text, filters=question.filters, by=request.user  # type: ignore[arg-type]  # staff_view
                )  # fmt: skip
                return reverse("industries_staff:detail", args=[made.code])

            try:
                return redirect(submission_once(request, act))
            except Refused as refused:
                form.add_error(None, _told(refused))
                status = 409
            except ValidationError as invalid:
                form.add_error(None, invalid.messages)
    context = {"page_title": _("新建产业"), "question": question, "found": found, "error": error, "form": form}
    return render(request, "industries/staff_create.html", context, status=status)


@staff_view(*STAFF)
@require_GET
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One industry: chain, question with its history, breakdown."""
    industry = _industry(request, code)
    context = {
        "page_title": industry.name, "industry": industry, "expressions": expressions_of(industry),
        "branches": branches_of(industry), "can_write": industry_can_write(request.user, industry),
    }  # fmt: skip
    return render(request, "industries/staff_detail.html", context)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Name, chain map, cut-off."""
    industry = _writable(request, code)
    names = ("name", "cutoff_date", "summary", "upstream", "midstream", "downstream", "revision")
    form = IndustryEditForm(request.POST or None, initial={name: getattr(industry, name) for name in names})

    def act() -> None:
        industry_update(industry=industry, **form.cleaned_data, by=request.user)  # type: ignore[arg-type]  # staff_view

    return _saved(request, industry, form, act, _("编辑产业"))


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def expression(request: HttpRequest, code: str) -> HttpResponse:
    """The next version of the question: previewed with its hits before it is saved."""
    industry = _writable(request, code)
    newest = expression_newest(industry)
    if request.method == "GET" and not request.GET and newest is not None:
        return redirect(f"{request.path}?{_as_address(newest.text, newest.filters)}")
    question, found, error = _asked(request)
    status = 200
    if request.method == "POST":
        note = request.POST.get("note", "")
        try:
            industry_expression_set(
                industry=industry, text=question.text, filters=question.filters, note=note, by=request.user,  # type: ignore[arg-type]  # staff_view
            )  # fmt: skip
        except Refused as refused:
            error, status = _told(refused), 409
        else:
            messages.success(request, _("已保存新版本的检索式"))
            return redirect("industries_staff:detail", code=code)
    context = {
        "page_title": _("修改检索式"), "industry": industry, "question": question, "found": found, "error": error,
        "newest": newest,
    }  # fmt: skip
    return render(request, "industries/staff_expression.html", context, status=status)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def branch(request: HttpRequest, code: str, pk: int | None = None) -> HttpResponse:
    """A new technology branch, or one that exists (its place stays)."""
    industry = _writable(request, code)
    existing = get_object_or_404(industry.branches, pk=pk) if pk else None
    fields = ("name", "text", "precision", "recall", "sample_size", "not_sampled_reason")
    initial = {name: getattr(existing, name) for name in fields} if existing else {"parent": request.GET.get("parent")}
    form = BranchForm(request.POST or None, initial=initial, parents=None if existing else branch_parents(industry))

    def act() -> None:
        branch_save(industry=industry, branch=existing, **form.cleaned_data, by=request.user)  # type: ignore[arg-type]  # staff_view

    return _saved(request, industry, form, act, existing.name if existing else _("新增技术分支"), branch=existing)


@staff_view(*STAFF)
@require_POST
def branch_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Remove a branch with all below it."""
    industry = _writable(request, code)
    found: TechnologyBranch = get_object_or_404(industry.branches, pk=pk)
    branch_delete(branch=found, by=request.user)  # type: ignore[arg-type]  # staff_view
    messages.success(request, _("已删除技术分支：%(name)s") % {"name": found.name})
    return redirect("industries_staff:detail", code=code)


def _industry(request: HttpRequest, code: str) -> Industry:
    return get_object_or_404(industries_readable_by(request.user).select_related("created_by"), code=code)


def _writable(request: HttpRequest, code: str) -> Industry:
    industry = _industry(request, code)
    if not industry_can_write(request.user, industry):
        raise Http404
    return industry


def _asked(request: HttpRequest) -> tuple[QuestionForm, Preview | None, str]:
    """The question of the address or the posted form, what it finds, and what is wrong with it."""
    data = request.POST if request.method == "POST" else request.GET
    asked = QuestionForm(data, facets={})
    try:
        found = preview(asked.text, asked.filters)
    except (QueryError, EngineError) as wrong:
        return asked, None, str(wrong)
    return QuestionForm(data, facets=found.facets), found, ""


def _as_address(text: str, filters: dict[str, list[str]]) -> str:
    query = HttpRequest().GET.copy()
    query["q"] = text
    for name, values in filters.items():
        query.setlist(name, values)
    return query.urlencode()


def _told(refused: Refused) -> str:
    return " ".join([str(refused.refusal.message), *(str(one) for one in refused.refusal.missing)])


def _saved(
    request: HttpRequest, industry: Industry, form: Any, act: Any, title: str, **context: Any
) -> HttpResponse:  # fmt: skip
    """Save and go back to the industry, or show the form with everything that was typed."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                act()
            except Refused as refused:
                form.add_error(None, _told(refused))
                status = 409
            except ValidationError as invalid:
                form.add_error(None, invalid.messages)
            else:
                messages.success(request, _("已保存"))
                return redirect("industries_staff:detail", code=industry.code)
    context |= {"page_title": title, "industry": industry, "form": form}
    return render(request, "industries/staff_form.html", context, status=status)
