"""Staff pages of possible duplicates: the list, two patents beside each other, what was decided and by whom."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipplatform.accounts.roles import OPERATOR
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.jobs.selectors import job_latest
from ipplatform.jobs.services import job_enqueue
from ipplatform.moves import Refused
from patents.duplicates.forms import DIFFERENT, KEEP_FIRST, CompareForm, DecisionForm, FilterForm
from patents.duplicates.presenters import facts_of, pair_line, reason_tags
from patents.duplicates.selectors import (
    Compared,
    compared,
    dismissals,
    merges,
    pair_of,
    pairs_open,
    patents_of_pairs,
)
from patents.duplicates.services import dismissal_undo, pair_dismiss, pair_merge
from patents.duplicates.tasks import DUPLICATES_JOB, DUPLICATES_KEY, duplicates_task
from patents.imports.services import patent_unmerge
from patents.records.selectors import patent_by_any_number

PER_PAGE, DECISIONS_PER_PAGE = 10, 25


@staff_view(OPERATOR)
@never_cache
@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """Pairs that wait for a word, strongest reason first."""
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = pairs_open(request.user, reason=chosen.get("reason", ""), number=chosen.get("number", ""))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    patents = patents_of_pairs(page)
    job = job_latest(DUPLICATES_JOB, DUPLICATES_KEY)
    context = {
        "page_title": _("疑似重复专利"), "page": page, "form": form,
        "rows": [pair_line(pair, patents) for pair in page],
        "job": job if job and job.is_live else None, "last": job if job and not job.is_live else None,
        "filtered": any(chosen.values()), "tab": "open",
    }  # fmt: skip
    return render(request, "duplicates/staff_list.html", context)


@staff_view(OPERATOR)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Hand the search to the worker; pressed twice it runs once."""
    job_enqueue(kind=DUPLICATES_JOB, key=DUPLICATES_KEY, task=duplicates_task, by=person_of(request))
    return redirect("duplicates_staff:list")


@staff_view(OPERATOR)
@never_cache
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Two numbers that a person knows to be one: to the page that shows both."""
    form = CompareForm(request.GET or None)
    status = 200
    if request.GET:
        status = 422
        if form.is_valid():
            found = [patent_by_any_number(form.cleaned_data[name]) for name in ("first", "second")]
            for name, patent in zip(("first", "second"), found, strict=True):
                if patent is None:
                    form.add_error(name, _("没有这个号码的专利，请核对。"))
            if all(found) and found[0] == found[1]:
                form.add_error("second", _("两个号码指的是同一件专利。"))
            elif all(found):
                return redirect("duplicates_staff:compare", *(patent.pk for patent in found if patent))
    context = {"form": form, "page_title": _("比较两件专利")}
    return render(request, "duplicates/staff_choose.html", context, status=status)


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Two patents side by side, and the decision."""
    both = compared(request.user, first, second)
    if both is None:
        raise Http404
    form = DecisionForm(request.POST or None, first=both.first.number, second=both.second.number)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _decided(request, both, form.cleaned_data)
            except Refused as refused:
                form.add_error(None, " ".join([str(refused.refusal.message), *map(str, refused.refusal.missing)]))
                status = 409
    listed = pair_of(first, second)
    context = {
        "page_title": _("是不是同一件专利"), "both": both, "form": form, "facts": facts_of(both.first, both.second),
        "tags": reason_tags(listed.reasons) if listed else [],
        "business": [both.business.get(patent.pk, "") for patent in (both.first, both.second)],
    }  # fmt: skip
    return render(request, "duplicates/staff_compare.html", context, status=status)


@staff_view(OPERATOR)
@never_cache
@require_safe
def decisions(request: HttpRequest, kind: str) -> HttpResponse:
    """What was decided, by whom and when; undone decisions stay in the list."""
    rows: Any = merges(request.user) if kind == "merged" else dismissals(request.user)
    page = Paginator(rows, DECISIONS_PER_PAGE).get_page(request.GET.get("page"))
    title = _("已合并的专利") if kind == "merged" else _("已排除的疑似重复")
    return render(request, "duplicates/staff_decisions.html", {"page_title": title, "page": page, "tab": kind})


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, kind: str, public_id: UUID) -> HttpResponse:
    """Ask once more, then take a decision back."""
    rows: Any = merges(request.user) if kind == "merged" else dismissals(request.user)
    decision = get_object_or_404(rows, public_id=public_id)
    back = reverse("duplicates_staff:decisions", args=[kind])
    if request.method == "POST":
        if kind == "merged":
            patent_unmerge(decision=decision, by=person_of(request))
            messages.success(request, _("合并已撤销，两件专利重新各自独立。"))
        else:
            dismissal_undo(dismissal=decision, by=person_of(request))
            messages.success(request, _("已撤销。下次查找会重新列出这两件专利。"))
        return redirect(back)
    title = _("撤销合并") if kind == "merged" else _("撤销“不是同一件”")
    context = {"page_title": title, "decision": decision, "tab": kind, "back": back}
    return render(request, "duplicates/staff_undo.html", context)


def _decided(request: HttpRequest, both: Compared, said: dict[str, str]) -> HttpResponse:
    by = person_of(request)
    if said["decision"] == DIFFERENT:
        pair_dismiss(first=both.first, second=both.second, by=by, note=said["note"])
        messages.success(request, _("已记为不是同一件，以后不再列出。"))
        return redirect("duplicates_staff:list")
    kept, merged = (both.first, both.second) if said["decision"] == KEEP_FIRST else (both.second, both.first)
    decision = pair_merge(kept=kept, merged=merged, by=by, note=said["note"])
    names = {"merged": decision.merged_number, "kept": decision.kept_number}
    messages.success(request, _("已合并：%(merged)s 并入 %(kept)s。") % names)
    return redirect("duplicates_staff:list")
