"""Staff pages of the technology breakdown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ipplatform.accounts.staffpages import staff_view
from patents.industries.forms import BranchForm
from patents.industries.models import TechnologyBranch
from patents.industries.selectors import branch_parents, branches_of
from patents.industries.services import branch_delete, branch_save
from patents.industries.staff.parts import (
    STAFF,
    confirm_page,
    form_page,
    industry_or_404,
    person,
    tab_page,
    writable_or_404,
)


@staff_view(*STAFF)
@require_GET
def branches(request: HttpRequest, code: str) -> HttpResponse:
    """The breakdown in reading order."""
    industry = industry_or_404(request, code)
    context = {"branches": branches_of(industry)}
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
        branch_save(industry=industry, branch=existing, **form.cleaned_data, by=person(request))

    title = existing.name if existing else _("新增技术分支")
    back = reverse("industries_staff:branches", args=[code])
    return form_page(request, industry, form, act, back, title, branch=existing)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def branch_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask, naming all that goes with it, then remove a branch with all below it."""
    industry = writable_or_404(request, code)
    found: TechnologyBranch = get_object_or_404(industry.branches, pk=pk)

    def act() -> None:
        branch_delete(branch=found, by=person(request))

    rows = [row.name for row in _below(branches_of(industry), found)]
    title = _("删除技术分支：%(name)s") % {"name": found.name}
    back = reverse("industries_staff:branches", args=[code])
    text = _("下列分支会一起删除，不能恢复。已固化的报告不受影响。")
    return confirm_page(request, industry, act, back, title, text=text, label=_("删除"), danger=True, rows=rows)


def _below(rows: list[TechnologyBranch], top: TechnologyBranch) -> list[TechnologyBranch]:
    """A branch and all below it, of a list in reading order."""
    start = next(place for place, row in enumerate(rows) if row.pk == top.pk)
    found = [rows[start]]
    for row in rows[start + 1 :]:
        if row.level <= top.level:
            break
        found.append(row)
    return found
