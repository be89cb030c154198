"""Staff pages of verdicts: the sheet for a judge, the judged sheet back, a judge's verdicts taken away."""

import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ipplatform import clock
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.moves import Refused
from ipplatform.spreadsheets import XLSX_MEDIA_TYPE, SheetOut, xlsx_write_sheets
from patents.industries.forms import JudgeForm
from patents.industries.judgefile import COLUMNS, NUMBER, POSITION, VERDICT, WIDTHS, WORDS, verdicts_read
from patents.industries.models import Judging, Sample
from patents.industries.selectors import sample_sheet, samples_of
from patents.industries.services import branch_quality_take, judging_delete, judging_record
from patents.industries.staff.parts import STAFF, confirm_page, industry_or_404, told, writable_or_404
from patents.industries.uploads import CellRefused, sheet_lines

REFUSALS_SHOWN = 50
HOW_TO_JUDGE = _noop(
    "逐件看标题和摘要，属于这个产业（或分支）填 是，不属于填 否，看不出来填 不确定。不要增删行，不要改序号和号码。"
)


@staff_view(*STAFF)
@require_GET
def sample_export(request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    """The sample as XLSX for a judge: whether the expression finds an item is not told."""
    industry = industry_or_404(request, code)
    found = get_object_or_404(samples_of(industry), public_id=public_id)
    rows = [[*row, "", ""] for row in sample_sheet(found)]
    notes: list[list[str | int]] = [
        [_("产业"), industry.name], [_("对象"), found.branch_name or _("整个产业")], [_("产业概况"), industry.summary],
        [_("样本"), str(found.public_id)], [_("件数"), found.size],
        [_("怎样判定"), _(HOW_TO_JUDGE)],
    ]  # fmt: skip
    buffer = io.BytesIO()
    xlsx_write_sheets(buffer, [
        SheetOut("样本", COLUMNS, rows, WIDTHS, {COLUMNS.index(VERDICT): tuple(WORDS)}),
        SheetOut("说明", ["项目", "内容"], notes, (14, 90)),
    ])  # fmt: skip
    headers = {"Content-Disposition": f'attachment; filename="sample-{industry.code}-{found.pk}.xlsx"'}
    return HttpResponse(buffer.getvalue(), content_type=XLSX_MEDIA_TYPE, headers=headers)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    """Take a judged sheet: all of it, or every cell that is wrong and nothing."""
    industry = writable_or_404(request, code)
    found = get_object_or_404(samples_of(industry), public_id=public_id)
    today = clock.today()
    form = JudgeForm(
        request.POST or None, request.FILES or None, initial={"judge": str(request.user), "judged_on": today}
    )
    back = reverse("industries_staff:sample", args=[code, public_id])
    wrong: list[CellRefused] = []
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                verdicts, wrong = _read(found, form)
                if not wrong:
                    judging_record(
                        sample=found, judge=form.cleaned_data["judge"], judged_on=form.cleaned_data["judged_on"],
                        verdicts=verdicts, by=person_of(request), on=today,
                    )  # fmt: skip
                    messages.success(request, _("判定已保存"))
                    return redirect(back)
            except Refused as refused:
                form.add_error(None, told(refused))
                status = 409
    context: dict[str, Any] = {
        "page_title": _("上传判定"), "industry": industry, "sample": found, "form": form, "back": back,
        "refused": [[one.row or "—", one.column, str(one.reason), one.value] for one in wrong[:REFUSALS_SHOWN]],
        "refused_total": len(wrong), "refused_columns": [_("行"), _("列"), _("原因"), _("原始值")],
    }  # fmt: skip
    return render(request, "industries/staff_judge.html", context, status=status)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def judging_remove(request: HttpRequest, code: str, public_id: UUID, place: int) -> HttpResponse:
    """Ask, then take a judge's verdicts away."""
    industry = writable_or_404(request, code)
    found = get_object_or_404(samples_of(industry), public_id=public_id)
    judging: Judging = get_object_or_404(found.judgings.select_related("sample__industry"), place=place)

    def act() -> None:
        judging_delete(judging=judging, by=person_of(request))

    title = _("删除%(judge)s的判定") % {"judge": judging.judge}
    back = reverse("industries_staff:sample", args=[code, public_id])
    text = _("这位判定人的全部判定会删除，不能恢复；样本保留，可以重新判定。")
    return confirm_page(request, industry, act, back, title, text=text, label=_("删除"), danger=True)


@staff_view(*STAFF)
@require_POST
def quality_take(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Write the sampled figures of a branch into the branch, as reports print them."""
    industry = writable_or_404(request, code)
    branch = get_object_or_404(industry.branches.select_related("industry"), pk=pk)
    branch_quality_take(branch=branch, by=person_of(request))
    messages.success(request, _("已采用抽样结果：%(name)s") % {"name": branch.name})
    return redirect("industries_staff:branches", code=code)


def _read(found: Sample, form: JudgeForm) -> tuple[dict[str, str], list[CellRefused]]:
    lines = sheet_lines(
        form.cleaned_data["file"], needed=(NUMBER, VERDICT), known=(POSITION,), most=2 * found.size + 100
    )
    items = dict(found.items.values_list("number", "position"))
    return verdicts_read(lines, items)
