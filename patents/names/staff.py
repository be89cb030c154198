"""Staff pages of name groups: proposals judged in bulk, groups with their history, rejections; all can be undone."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.enterprises.selectors import enterprise_by_uscc
from ipplatform.jobs.selectors import job_latest
from ipplatform.jobs.services import job_enqueue
from patents.names.forms import EnterpriseForm, FilterForm, GroupFilterForm, LabelForm
from patents.names.models import NameGroup
from patents.names.permissions import can_group, groups_readable_by
from patents.names.presenters import event_columns, event_rows, proposal_line
from patents.names.selectors import (
    enterprises_suggested,
    events_of,
    examples_of,
    groups_listed,
    members_of,
    proposals_chosen,
    proposals_open,
    rejections,
)
from patents.names.services import (
    group_dissolve,
    group_link,
    group_relabel,
    name_leave,
    proposals_approve,
    proposals_reject,
    rejection_undo,
)
from patents.names.tasks import ALIASES_JOB, ALIASES_KEY, aliases_task

READERS = (OPERATOR, GENERAL_SECTION)
PER_PAGE = 25


@staff_view(*READERS)
@never_cache
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Names that may be one body, with why and how often; judged one by one or many at once."""
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = proposals_open(request.user, reason=chosen.get("reason", ""), text=chosen.get("q", ""))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    examples = examples_of({pk for one in page for pk in (one.name_id, one.target_id)})
    job = job_latest(ALIASES_JOB, ALIASES_KEY)
    context = {
        "page_title": _("名称归并"), "tab": "proposals", "page": page, "form": form,
        "can_group": can_group(request.user),
        "rows": [proposal_line(one, examples) for one in page], "filtered": any(chosen.values()),
        "job": job if job and job.is_live else None, "last": job if job and not job.is_live else None,
    }  # fmt: skip
    return render(request, "names/staff_proposals.html", context)


@staff_view(OPERATOR)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Hand the search to the worker; pressed twice it runs once."""
    job_enqueue(kind=ALIASES_JOB, key=ALIASES_KEY, task=aliases_task, by=person_of(request))
    return redirect("names_staff:proposals")


@staff_view(OPERATOR)
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Approve or refuse the proposals that are ticked."""
    by = person_of(request)
    ids = [int(text) for text in request.POST.getlist("proposal") if text.isdecimal() and len(text) < 19]
    chosen = proposals_chosen(by, ids)
    if not chosen:
        messages.warning(request, _("没有勾选任何建议，或它们已处理过。"))
    elif request.POST.get("decision") == "reject":
        proposals_reject(proposals=chosen, by=by)
        messages.success(request, _("已记为不归并：%(n)s 条，以后不再建议。") % {"n": len(chosen)})
    else:
        failed = proposals_approve(proposals=chosen, by=by)
        if len(chosen) > len(failed):
            messages.success(request, _("已归并 %(n)s 条，可在“已有的组”里撤销。") % {"n": len(chosen) - len(failed)})
        for line in failed:
            messages.error(request, line)
    query = request.POST.get("query", "")
    return redirect(reverse("names_staff:proposals") + (f"?{query}" if query else ""))


@staff_view(*READERS)
@never_cache
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Groups that stand, with search."""
    form = GroupFilterForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(groups_listed(request.user, text), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_title": _("名称归并"), "tab": "groups", "page": page, "form": form, "filtered": bool(text)}
    return render(request, "names/staff_groups.html", context)


@staff_view(*READERS)
@never_cache
@require_safe
def group(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One group: its names, its enterprise, its history."""
    return _group_page(request, _readable(request, public_id))


@staff_view(OPERATOR)
@never_cache
@require_POST
def relabel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change how rankings show the group."""
    found, form = _readable(request, public_id), LabelForm(request.POST)
    if not form.is_valid():
        return _group_page(request, found, label_form=form, status=422)
    group_relabel(group=found, label=form.cleaned_data["label"], by=person_of(request))
    messages.success(request, _("显示名称已改。"))
    return redirect("names_staff:group", public_id)


@staff_view(OPERATOR)
@never_cache
@require_POST
def link(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Link the group to an enterprise, or to none."""
    found, form = _readable(request, public_id), EnterpriseForm(request.POST)
    code = form.cleaned_data["uscc"] if form.is_valid() else ""
    enterprise = enterprise_by_uscc(code) if code else None
    if code and enterprise is None:
        form.add_error("uscc", _("平台上没有这个代码的企业，请核对，或先登记企业。"))
    if form.errors:
        return _group_page(request, found, enterprise_form=form, status=422)
    group_link(group=found, enterprise=enterprise, by=person_of(request))
    messages.success(request, _("企业关联已更新。"))
    return redirect("names_staff:group", public_id)


@staff_view(OPERATOR)
@never_cache
@require_POST
def leave(request: HttpRequest, public_id: UUID, name_id: int) -> HttpResponse:
    """Take one name out of the group; approving it again brings it back."""
    found = _readable(request, public_id)
    name = next((member.name for member in members_of(found) if member.name.pk == name_id), None)
    if name is None:
        raise Http404
    name_leave(group=found, name=name, by=person_of(request))
    messages.success(request, _("已移出。"))
    return redirect("names_staff:group", public_id)


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def dissolve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once more, then let all names stand for themselves again."""
    found = _readable(request, public_id)
    if request.method == "POST":
        group_dissolve(group=found, by=person_of(request))
        messages.success(request, _("名称组已解散，各名称重新分别计数。"))
        return redirect("names_staff:groups")
    context = {"page_title": _("解散名称组"), "group": found, "members": members_of(found)}
    return render(request, "names/staff_dissolve.html", context)


@staff_view(*READERS)
@never_cache
@require_safe
def rejected(request: HttpRequest) -> HttpResponse:
    """Names that a person said are two bodies."""
    page = Paginator(rejections(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_title": _("名称归并"), "tab": "rejected", "page": page, "can_group": can_group(request.user)}
    return render(request, "names/staff_rejected.html", context)


@staff_view(OPERATOR)
@never_cache
@require_POST
def rejection_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let two names be proposed again."""
    rejection_undo(rejection=get_object_or_404(rejections(request.user), public_id=public_id), by=person_of(request))
    messages.success(request, _("已撤销。下次查找会重新建议这两个名称。"))
    return redirect("names_staff:rejected")


def _group_page(
    request: HttpRequest, found: NameGroup, *, label_form: LabelForm | None = None,
    enterprise_form: EnterpriseForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    members = members_of(found)
    uscc = found.enterprise.uscc if found.enterprise else ""
    context = {
        "page_title": found.label, "group": found, "members": members, "can_group": can_group(request.user),
        "label_form": label_form or LabelForm(initial={"label": found.label}),
        "enterprise_form": enterprise_form or EnterpriseForm(initial={"uscc": uscc}),
        "suggested": [] if found.enterprise else enterprises_suggested(members),
        "columns": event_columns(), "events": event_rows(events_of(found)),
    }  # fmt: skip
    return render(request, "names/staff_group.html", context, status=status)


def _readable(request: HttpRequest, public_id: UUID) -> NameGroup:
    return get_object_or_404(
        groups_readable_by(request.user).select_related("enterprise", "representative"), public_id=public_id
    )
