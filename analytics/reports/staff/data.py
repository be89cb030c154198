"""Long work started from a report's page: freezing its data, typesetting its PDF; and filing expert sheets."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from analytics.reports.forms import FreezeForm, SheetForm
from analytics.reports.models import Report, ReportSheet
from analytics.reports.permissions import can_build, can_edit, can_file_sheet
from analytics.reports.selectors import expression_of, sources_spoken
from analytics.reports.services import sheet_file
from analytics.reports.staff.detail import report_or_404
from analytics.reports.tasks import BUILD, FREEZE, report_build_task, report_freeze_task
from analytics.reports.workflow import quality_missing_branches
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.jobs.services import job_enqueue
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once
from patents.industries.models import IndustryExpression
from patents.industries.selectors import quality_of
from patents.industries.services import share_percent
from patents.names.selectors import NameReading


@staff_view(OPERATOR, GENERAL_SECTION)
@require_http_methods(["GET", "POST"])
def freeze(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """State what the data are, then freeze them in the worker."""
    report = report_or_404(request, public_id)
    expression = expression_of(report)
    if not can_edit(request.user, report) or not report.is_data:
        raise Http404
    form = FreezeForm(request.POST or None, initial=_initial(report))
    status = 200
    if request.method == "POST" and form.is_valid():
        missing = quality_missing_branches(report)
        if not missing and expression is not None:
            _enqueue(request, report, form)
            return redirect("reports_staff:detail", public_id=public_id)
        text = _("请先在产业页保存检索式。") if expression is None else _("这些技术分支还没有查准查全的记录：%(names)s")
        form.add_error(None, text % {"names": "、".join(missing)} if missing else text)
        status = 409
    elif request.method == "POST":
        status = 400
    context = {
        "page_title": _("固化数据"), "report": report, "form": form, "expression": expression,
        "label": _("固化数据"), "back": reverse("reports_staff:detail", args=[public_id]),
    }  # fmt: skip
    return render(request, "reports/staff_freeze.html", context, status=status)


@staff_view(OPERATOR, GENERAL_SECTION)
@require_POST
def build(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Typeset the PDF in the worker; pressing twice starts it once."""
    report = report_or_404(request, public_id)
    if not can_build(request.user, report):
        raise Http404
    with transaction.atomic():
        job_enqueue(
            kind=BUILD, key=str(report.public_id), task=report_build_task, by=request.user,  # type: ignore[arg-type]  # staff_view
            params={"report": str(report.public_id)},
        )  # fmt: skip
    return redirect("reports_staff:detail", public_id=public_id)


@staff_view(OPERATOR, GENERAL_SECTION)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """File an expert sheet."""
    report = report_or_404(request, public_id)
    if not can_file_sheet(request.user, report):
        raise Http404
    form = SheetForm(request.POST or None, request.FILES or None)
    status = 200 if request.method == "GET" else 400
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def act() -> str:
            sheet_file(
                report=report, kind=ReportSheet.SheetKind.EXPERT, people=data["people"], given_on=data["given_on"],
                opinion=data["opinion"], content=data["sheet"], name=data["sheet"].name, by=request.user,  # type: ignore[arg-type]  # staff_view
            )  # fmt: skip
            return reverse("reports_staff:detail", args=[public_id])

        try:
            target = submission_once(request, act)
        except Refused as refused:
            form.add_error(None, str(refused.refusal.message))
            status = 409
        else:
            messages.success(request, _("专家评审单已归档"))
            return redirect(target)
    context = {
        "page_title": _("归档专家评审单"), "form": form, "label": _("归档"), "multipart": True,
        "back": reverse("reports_staff:detail", args=[public_id]),
    }  # fmt: skip
    return render(request, "reports/staff_form.html", context, status=status)


def _initial(report: Report) -> dict[str, object]:
    expression = expression_of(report)
    sources = expression.filters.get("source", []) if expression else []
    newest = report.dataset
    sampled = _sampled(expression)
    return {
        **sampled,
        "revision": report.revision,
        "cutoff": newest.cutoff_date if newest else report.industry.cutoff_date,
        "unit": newest.unit if newest else "application",
        "names": newest.names if newest else NameReading.APPROVED.value,
        "source": newest.source if newest else sources_spoken(sources),
        "licence": newest.licence if newest else _("仅供本报告统计分析使用，不对外提供批量记录下载。"),
        "not_sampled_reason": newest.not_sampled_reason if newest and not sampled else "",
    }


def _sampled(expression: IndustryExpression | None) -> dict[str, object]:
    """Precision, recall and sample size that the version in use was sampled with, where it was sampled for both."""
    quality = quality_of(expression) if expression else None
    if quality is None or quality.precision is None or quality.recall is None:
        return {}
    return {
        "precision": share_percent(quality.precision), "recall": share_percent(quality.recall),
        "sample_size": quality.precision.sample.size,
    }  # fmt: skip


def _enqueue(request: HttpRequest, report: Report, form: FreezeForm) -> None:
    data = form.cleaned_data
    sampled = {name: str(data[name]) if data[name] is not None else None for name in ("precision", "recall")}
    params = {
        **sampled, "report": str(report.public_id), "cutoff": data["cutoff"].isoformat(),
        **{name: data[name] for name in (
            "unit", "names", "source", "licence", "sample_size", "not_sampled_reason", "redraft",
        )},
        "revision": data["revision"],
    }  # fmt: skip
    with transaction.atomic():
        job_enqueue(
            kind=FREEZE, key=str(report.public_id), task=report_freeze_task, by=request.user,  # type: ignore[arg-type]  # staff_view
            params=params,
        )  # fmt: skip
