"""Writing a draft: cover and summary, one chapter's blocks, sources, interviews, the checklist."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from analytics.reports.checklist import checklist_checked
from analytics.reports.forms import (
    BlockFormSet,
    ChecklistFormSet,
    CitationFormSet,
    DetailsForm,
    InterviewFormSet,
    block_initial,
    blocks_typed,
)
from analytics.reports.models import Report
from analytics.reports.permissions import can_edit
from analytics.reports.services import (
    checklist_set,
    citations_set,
    interviews_set,
    report_details_set,
    section_save,
)
from analytics.reports.staff.detail import report_or_404
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.moves import Refused


@staff_view(OPERATOR, GENERAL_SECTION)
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Cover and summary."""
    report = _draft(request, public_id)
    fields = ("title", "series", "commissioner", "report_date", "cutoff_date", "summary", "revision")
    form = DetailsForm(request.POST or None, initial={name: getattr(report, name) for name in fields})
    if report.is_data:
        del form.fields["cutoff_date"]

    def act() -> None:
        report_details_set(report=report, **({"cutoff_date": None} | form.cleaned_data), by=request.user)  # type: ignore[arg-type]  # staff_view

    return _answer(request, report, form, act, "reports/staff_form.html", _("封面与摘要"))


@staff_view(OPERATOR, GENERAL_SECTION)
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """One chapter: its blocks, each with a place; two empty ones wait at the end."""
    report = _draft(request, public_id)
    chapter = get_object_or_404(report.sections.select_related("report__industry"), key=key)
    formset = BlockFormSet(request.POST or None, initial=[block_initial(block) for block in chapter.blocks])

    def act() -> None:
        section_save(
            section=chapter, title=request.POST.get("title", chapter.title), blocks=blocks_typed(formset),
            by=request.user, revision=_revision(request),  # type: ignore[arg-type]  # staff_view
        )  # fmt: skip

    return _answer(request, report, formset, act, "reports/staff_section.html", chapter.title, section=chapter)


@staff_view(OPERATOR, GENERAL_SECTION)
@require_http_methods(["GET", "POST"])
def citations(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The list of sources."""
    report = _draft(request, public_id)
    formset = CitationFormSet(request.POST or None, initial=list(report.citations.values("text", "url")))

    def act() -> None:
        rows = [row for row in _kept(formset) if row.get("text")]
        citations_set(report=report, citations=rows, by=request.user, revision=_revision(request))  # type: ignore[arg-type]  # staff_view

    return _answer(request, report, formset, act, "reports/staff_rows.html", _("引用文献"))


@staff_view(OPERATOR, GENERAL_SECTION)
@require_http_methods(["GET", "POST"])
def interviews(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The list of interviews."""
    report = _draft(request, public_id)
    fields = ("organisation", "held_on", "people", "consent", "note")
    formset = InterviewFormSet(request.POST or None, initial=list(report.interviews.values(*fields)))

    def act() -> None:
        rows = [row for row in _kept(formset) if row.get("organisation")]
        interviews_set(report=report, interviews=rows, by=request.user, revision=_revision(request))  # type: ignore[arg-type]  # staff_view

    return _answer(request, report, formset, act, "reports/staff_rows.html", _("企业访谈"))


@staff_view(OPERATOR, GENERAL_SECTION)
@require_http_methods(["GET", "POST"])
def checklist(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The acceptance checklist, each line with what the report itself still lacks."""
    report = _draft(request, public_id)
    checked = checklist_checked(report)
    initial = [{"code": one.line.code, "state": one.state, "reason": one.reason} for one in checked]
    formset = ChecklistFormSet(request.POST or None, initial=initial)

    def act() -> None:
        answers = {row["code"]: (row["state"], row["reason"]) for row in _kept(formset)}
        checklist_set(report=report, answers=answers, by=request.user, revision=_revision(request))  # type: ignore[arg-type]  # staff_view

    pairs = list(zip(checked, formset.forms, strict=False))
    return _answer(request, report, formset, act, "reports/staff_checklist.html", _("验收清单"), pairs=pairs)


def _draft(request: HttpRequest, public_id: UUID) -> Report:
    """A report that this person may write now; whoever may only read it has no such page."""
    report = report_or_404(request, public_id)
    if not can_edit(request.user, report):
        raise Http404
    return report


def _answer(
    request: HttpRequest, report: Report, form: Any, act: Callable[[], None], template: str, title: str, **context: Any
) -> HttpResponse:
    """Save and go back to the report, or show the form again with everything that was typed."""
    errors: list[str] = []
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                act()
            except Refused as refused:
                errors, status = [str(refused.refusal.message)], 409
            except ValidationError as error:
                errors = list(error.messages)
            else:
                messages.success(request, _("已保存：%(title)s") % {"title": title})
                return redirect("reports_staff:detail", public_id=report.public_id)
    context |= {
        "page_title": title, "report": report, "form": form, "formset": form, "errors": errors, "label": _("保存"),
        "revision": request.POST.get("revision", report.revision),
        "back": reverse("reports_staff:detail", args=[report.public_id]),
    }  # fmt: skip
    return render(request, template, context, status=status)


def _kept(formset: Any) -> list[dict[str, Any]]:
    """Rows that were filled in and not struck out."""
    rows = [dict(form.cleaned_data) for form in formset.forms if form.cleaned_data]
    return [{name: value for name, value in row.items() if name != "DELETE"} for row in rows if not row.get("DELETE")]


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
