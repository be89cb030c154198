"""The technology breakdown as a sheet: download, upload, see what it would change, take it."""

import io
import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ipplatform import clock
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.moves import Refused
from ipplatform.spreadsheets import XLSX_MEDIA_TYPE, xlsx_write
from patents.industries.forms import TreeUploadForm
from patents.industries.models import Industry
from patents.industries.selectors import branches_of, counts_standing
from patents.industries.services import branches_import
from patents.industries.staff.parts import STAFF, industry_or_404, revision_of, told, writable_or_404
from patents.industries.treefile import COLUMNS, LEVELS, MOST, REASON, TEXT, TOLD, tree_plan, tree_rows, tree_sheet
from patents.industries.uploads import CellRefused, Line, sheet_lines

REFUSALS_SHOWN = 50


@staff_view(*STAFF)
@require_GET
def tree_export(request: HttpRequest, code: str) -> HttpResponse:
    """The breakdown as XLSX; without branches an empty sheet to fill."""
    industry = industry_or_404(request, code)
    rows = tree_sheet(branches_of(industry), counts_standing(industry, on=clock.today()))
    buffer = io.BytesIO()
    xlsx_write(buffer, header=[*COLUMNS, *TOLD], rows=rows, sheet_name="技术分解")  # type: ignore[arg-type]  # cells of known kinds
    headers = {"Content-Disposition": f'attachment; filename="branches-{industry.code}.xlsx"'}
    return HttpResponse(buffer.getvalue(), content_type=XLSX_MEDIA_TYPE, headers=headers)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def tree_upload(request: HttpRequest, code: str) -> HttpResponse:
    """Read a sheet and show what it would change, or every cell that is wrong; nothing is stored yet."""
    industry = writable_or_404(request, code)
    form = TreeUploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _page(request, industry, form)
    if not form.is_valid():
        return _page(request, industry, form, status=400)
    try:
        lines = sheet_lines(form.cleaned_data["file"], needed=(LEVELS[0], TEXT), known=(*LEVELS[1:], REASON), most=MOST)
    except Refused as refused:
        form.add_error("file", told(refused))
        return _page(request, industry, form, status=409)
    return _looked_at(request, industry, form, lines)


@staff_view(*STAFF)
@require_POST
def tree_take(request: HttpRequest, code: str) -> HttpResponse:
    """Make the breakdown what the sheet said that was just looked at."""
    industry = writable_or_404(request, code)
    rows, wrong = tree_rows(_lines_posted(request))
    if wrong or not rows:
        return redirect("industries_staff:tree_upload", code=code)
    try:
        plan = branches_import(
            industry=industry, rows=rows, remove_absent=request.POST.get("remove_absent") == "on",
            by=person_of(request), revision=revision_of(request),
        )  # fmt: skip
    except ValidationError as invalid:
        form = TreeUploadForm()
        messages.error(request, " ".join(invalid.messages))
        return _page(request, industry, form, status=409)
    told_words = _("技术分解表已导入：新增 %(added)d，修改 %(changed)d，不变 %(same)d") % {
        "added": len(plan.added), "changed": len(plan.changed), "same": plan.same,
    }  # fmt: skip
    messages.success(request, told_words)
    return redirect("industries_staff:branches", code=code)


def _looked_at(request: HttpRequest, industry: Industry, form: TreeUploadForm, lines: list[Line]) -> HttpResponse:
    rows, wrong = tree_rows(lines)
    if wrong:
        return _page(request, industry, form, wrong=wrong, status=400)
    if not rows:
        form.add_error("file", _("表里没有分支。"))
        return _page(request, industry, form, status=400)
    plan = tree_plan(branches_of(industry), rows)
    posted = json.dumps([[line.row, [line.cells[name] for name in COLUMNS]] for line in lines], ensure_ascii=False)
    return _page(request, industry, form, plan=plan, posted=posted)


def _lines_posted(request: HttpRequest) -> list[Line]:
    """The rows that the page carried; anything else than rows of texts gives none."""
    try:
        given = json.loads(request.POST.get("rows", "[]"))
        lines = [
            Line(int(row), dict(zip(COLUMNS, map(str, cells), strict=True))) for row, cells in list(given)[: MOST + 1]
        ]
    except (TypeError, ValueError, RecursionError):
        return []
    return lines if len(lines) <= MOST else []


def _page(
    request: HttpRequest, industry: Industry, form: TreeUploadForm, *, wrong: list[CellRefused] | None = None,
    status: int = 200, **context: object,
) -> HttpResponse:  # fmt: skip
    refused = [[one.row, one.column, str(one.reason), one.value] for one in (wrong or [])[:REFUSALS_SHOWN]]
    shown = {
        "page_title": _("从表格导入技术分解"), "industry": industry, "form": form, "refused": refused,
        "refused_total": len(wrong or []), "refused_columns": [_("行"), _("列"), _("原因"), _("原始值")],
        "back": reverse("industries_staff:branches", args=[industry.code]),
        "revision": industry.tree_revision,
    }  # fmt: skip
    return render(request, "industries/staff_tree.html", shown | context, status=status)
