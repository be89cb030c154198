"""Staff pages of the question: its next version, all versions with their differences, an older one taken up again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.moves import Refused
from patents.industries.forms import CompareForm, NoteForm
from patents.industries.presenters import difference, version_row
from patents.industries.selectors import expression_newest, expressions_of
from patents.industries.services import industry_expression_restore, industry_expression_set
from patents.industries.staff.parts import STAFF, form_page, industry_or_404, tab_page, told, writable_or_404
from patents.industries.staff.questions import as_address, asked


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def expression(request: HttpRequest, code: str) -> HttpResponse:
    """The next version of the question: previewed with its hits before it is saved."""
    industry = writable_or_404(request, code)
    newest = expression_newest(industry)
    if request.method == "GET" and not request.GET and newest is not None:
        return redirect(f"{request.path}?{as_address(newest.text, newest.filters)}")
    question, found, fault = asked(request)
    status, refusal = 200, ""
    if request.method == "POST":
        note = request.POST.get("note", "")[:300]
        try:
            industry_expression_set(
                industry=industry, text=question.text, filters=question.filters, note=note, by=person_of(request)
            )
        except Refused as refused:
            refusal, status = "" if fault else told(refused), 409
        else:
            messages.success(request, _("已保存新版本的检索式"))
            return redirect("industries_staff:detail", code=code)
    context = {
        "page_title": _("修改检索式"), "industry": industry, "question": question, "found": found, "fault": fault,
        "refusal": refusal, "newest": newest, "note": request.POST.get("note", ""),
    }  # fmt: skip
    return render(request, "industries/staff_expression.html", context, status=status)


@staff_view(*STAFF)
@require_GET
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Every version with who, when, why, and what it changed; any two beside each other."""
    industry = industry_or_404(request, code)
    rows = expressions_of(industry)
    by_number = {row.version: row for row in rows}
    form = CompareForm(request.GET or None, versions=sorted(by_number, reverse=True))
    compared = None
    if form.is_bound and form.is_valid():
        old, new = by_number[form.cleaned_data["old"]], by_number[form.cleaned_data["new"]]
        compared = {"old": old, "new": new, **difference(old, new)}
    context = {
        "rows": [version_row(row, by_number.get(row.version - 1)) for row in rows], "form": form, "compared": compared,
    }  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return tab_page(request, industry, "versions", "industries/staff_versions.html", context, status)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Show what would change, then save the older question as the newest version."""
    industry = writable_or_404(request, code)
    old = get_object_or_404(industry.expressions, version=version)
    newest = expression_newest(industry)
    form = NoteForm(request.POST or None)

    def act() -> None:
        industry_expression_restore(
            industry=industry, expression=old, note=form.cleaned_data["note"], by=person_of(request)
        )

    title = _("恢复第 %(version)d 版检索式") % {"version": version}
    back = reverse("industries_staff:versions", args=[code])
    compared = {"old": newest, "new": old, **difference(newest, old)}
    text = _("旧版原样存为新版本，各版本都保留；已固化的报告不受影响。")
    return form_page(request, industry, form, act, back, title, compared=compared, text=text, label=_("恢复为新版本"))
