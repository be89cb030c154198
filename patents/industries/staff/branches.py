"""Staff pages of the technology breakdown: the tree, a branch, its steps, its removal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ipplatform import clock
from ipplatform.accounts.staffpages import person_of, staff_view
from patents.industries.forms import BranchForm
from patents.industries.models import TechnologyBranch
from patents.industries.presenters import branch_rows
from patents.industries.selectors import (
    branch_parents,
    branch_questions,
    branches_of,
    counts_standing,
    expression_newest,
)
from patents.industries.services import branch_delete, branch_move, branch_save
from patents.industries.staff.parts import (
    STAFF,
    confirm_page,
    form_page,
    industry_or_404,
    revision_of,
    tab_page,
    writable_or_404,
)


@staff_view(*STAFF)
@require_GET
def branches(request: HttpRequest, code: str) -> HttpResponse:
    """The breakdown in reading order, each branch with its newest count and what is wrong with its expression."""
    industry = industry_or_404(request, code)
    asked = branch_questions(expression_newest(industry), branches_of(industry))
    standing = counts_standing(industry, on=clock.today())
    context = {
        "rows": branch_rows(asked, standing), "whole": standing.get(None),
        "faults": sum(one.fault is not None for one in asked if one.branch.text),
    }  # fmt: skip
    return tab_page(request, industry, "branches", "industries/staff_branches.html", context)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def branch(request: HttpRequest, code: str, pk: int | None = None) -> HttpResponse:
    """A new technology branch, or one that exists (its place stays)."""
    industry = writable_or_404(request, code)
    existing = get_object_or_404(industry.branches, pk=pk) if pk else None
    fields = ("name", "text", "precision", "recall", "sample_size", "not_sampled_reason")
    initial = {name: getattr(existing, name) for name in fields} if existing else {"parent": request.GET.get("parent")}
    form = BranchForm(request.POST or None, initial=initial, parents=None if existing else branch_parents(industry))

    def act() -> None:
        branch_save(industry=industry, branch=existing, **form.cleaned_data, by=person_of(request))

    title = existing.name if existing else _("新增技术分支")
    back = reverse("industries_staff:branches", args=[code])
    return form_page(request, industry, form, act, back, title, creates=existing is None, branch=existing)


@staff_view(*STAFF)
@require_POST
def branch_step(request: HttpRequest, code: str, pk: int, direction: str) -> HttpResponse:
    """One step up, down, in or out, with all below it."""
    industry = writable_or_404(request, code)
    found: TechnologyBranch = get_object_or_404(industry.branches.select_related("industry"), pk=pk)
    branch_move(branch=found, direction=direction, by=person_of(request), revision=revision_of(request))
    messages.success(request, _("已移动：%(name)s") % {"name": found.name})
    return redirect(f"{reverse('industries_staff:branches', args=[code])}#branch-{pk}")


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def branch_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask, naming all that goes with it, then remove a branch with all below it."""
    industry = writable_or_404(request, code)
    found: TechnologyBranch = get_object_or_404(industry.branches.select_related("industry"), pk=pk)

    def act() -> None:
        branch_delete(branch=found, by=person_of(request), revision=revision_of(request))

    rows = [row.name for row in _below(branches_of(industry), found)]
    title = _("删除技术分支：%(name)s") % {"name": found.name}
    back = reverse("industries_staff:branches", args=[code])
    text = _("上列分支和它们的数量记录会一起删除，不能恢复。抽样记录和已固化的报告保留。")
    return confirm_page(
        request, industry, act, back, title, text=text, label=_("删除"), danger=True, rows=rows,
        revision=industry.tree_revision,
    )  # fmt: skip


def _below(rows: list[TechnologyBranch], top: TechnologyBranch) -> list[TechnologyBranch]:
    """A branch and all below it, of a list in reading order."""
    start = next(place for place, row in enumerate(rows) if row.pk == top.pk)
    found = [rows[start]]
    for row in rows[start + 1 :]:
        if row.level <= top.level:
            break
        found.append(row)
    return found
