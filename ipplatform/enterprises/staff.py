"""Staff pages of enterprises: operators register and propose New Area facts, the general section decides."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ipplatform import clock
from ipplatform.accounts.roles import ADMINISTRATOR, CASE_COORDINATOR, GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.enterprises.forms import AreaForm, DecisionForm, EnterpriseForm
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.permissions import (
    area_can_propose,
    areas_can_read,
    areas_readable_by,
    enterprises_readable_by,
)
from ipplatform.enterprises.selectors import enterprises_for_staff, memberships_decidable_by
from ipplatform.enterprises.services import (
    area_approve,
    area_propose,
    area_refuse,
    enterprise_create,
    membership_decide,
)
from ipplatform.enterprises.workflow import NEW_AREA
from ipplatform.moves import Refused, moves_offered
from ipplatform.submissions.services import submission_once

READERS = (OPERATOR, GENERAL_SECTION, CASE_COORDINATOR, ADMINISTRATOR)


@staff_view(*READERS)
@never_cache
@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """All enterprises, by name or code."""
    text = request.GET.get("q", "").strip()
    page = Paginator(enterprises_for_staff(request.user, text), 30).get_page(request.GET.get("page"))
    context = {"page_title": _("企业"), "page": page, "text": text, "may_create": area_can_propose(request.user, None)}
    return render(request, "enterprises/staff_list.html", context)


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Register an enterprise."""
    form = EnterpriseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            made = enterprise_create(**form.cleaned_data, by=request.user)  # type: ignore[arg-type]  # staff_view
            return str(made.public_id)

        try:
            return redirect("enterprises_staff:detail", public_id=submission_once(request, act))
        except ValidationError as error:
            form.add_error(None, error.messages[0])
    context = {"page_title": _("登记企业"), "form": form}
    return render(request, "enterprises/staff_form.html", context, status=400 if form.errors else 200)


def _enterprise(request: HttpRequest, public_id: str) -> Enterprise:
    return get_object_or_404(enterprises_readable_by(request.user), public_id=public_id)


@staff_view(*READERS)
@never_cache
@require_GET
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Profile, members, New Area facts with what this person may decide."""
    return _page(request, _enterprise(request, public_id), AreaForm())


def _page(request: HttpRequest, enterprise: Enterprise, form: Form, status: int = 200) -> HttpResponse:
    rows = areas_readable_by(request.user).filter(enterprise=enterprise)
    areas = rows.select_related("proposed_by", "approved_by").order_by("-valid_from", "-pk")
    members = enterprise.memberships.select_related("user").order_by("-pk")
    context: dict[str, Any] = {
        "page_title": enterprise.name, "enterprise": enterprise,
        "areas": [(row, moves_offered(NEW_AREA, row, request.user)) for row in areas], "members": members,
        "requests": [row.pk for row in memberships_decidable_by(request.user).filter(enterprise=enterprise)],  # type: ignore[arg-type]  # staff_view
        "form": form, "may_propose": area_can_propose(request.user, None),
        "shows_areas": areas_can_read(request.user, enterprise),
    }  # fmt: skip
    return render(request, "enterprises/staff_detail.html", context, status=status)


@staff_view(OPERATOR)
@require_POST
def propose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose a New Area fact."""
    enterprise, form = _enterprise(request, public_id), AreaForm(request.POST)
    if not form.is_valid():
        return _page(request, enterprise, form, status=400)

    def act() -> str:
        area_propose(enterprise=enterprise, **form.cleaned_data, by=request.user, on=clock.today())  # type: ignore[arg-type]  # staff_view
        return str(enterprise.public_id)

    submission_once(request, act)
    messages.success(request, _("已提交，等待综合科核准。"))
    return redirect("enterprises_staff:detail", public_id=public_id)


@staff_view(*READERS)
@require_POST
def area_decide(request: HttpRequest, public_id: str, area_id: str, action: str) -> HttpResponse:
    """Approve or refuse a New Area fact; the proposer is refused by name."""
    enterprise, form = _enterprise(request, public_id), DecisionForm(request.POST)
    row = get_object_or_404(areas_readable_by(request.user).filter(enterprise=enterprise), public_id=area_id)
    if not form.is_valid():
        return _page(request, enterprise, AreaForm(), status=400)
    common: dict[str, Any] = {
        "membership": row, "by": request.user, "on": clock.today(), "revision": form.cleaned_data["revision"],
    }  # fmt: skip
    try:
        area_approve(**common) if action == "approve" else area_refuse(reason_code="evidence_insufficient", **common)
    except Refused as refused:
        if refused.refusal.code == "not_allowed":
            raise
        messages.error(request, str(refused.refusal.message))
    else:
        messages.success(request, _("已办理"))
    return redirect("enterprises_staff:detail", public_id=public_id)


@staff_view(OPERATOR)
@require_POST
def member_decide(request: HttpRequest, public_id: str, membership_id: str, action: str) -> HttpResponse:
    """Admit or refuse a first owner."""
    enterprise, form = _enterprise(request, public_id), DecisionForm(request.POST)
    rows = memberships_decidable_by(request.user).filter(enterprise=enterprise)  # type: ignore[arg-type]  # staff_view
    membership = get_object_or_404(rows, public_id=membership_id)
    if form.is_valid():
        membership_decide(
            membership=membership, admit=action == "admit", by=request.user, on=clock.today(),  # type: ignore[arg-type]  # staff_view
            revision=form.cleaned_data["revision"],
        )  # fmt: skip
        messages.success(request, _("已办理"))
    return redirect("enterprises_staff:detail", public_id=public_id)
