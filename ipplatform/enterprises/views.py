"""The person's own enterprise: ask to join one; the owner admits members."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.forms import DecisionForm, JoinForm
from ipplatform.enterprises.selectors import enterprise_of, memberships_decidable_by, memberships_of_person
from ipplatform.enterprises.services import enterprise_join, membership_decide
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask to act for an enterprise; its owner or, for the first owner, an operator answers."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            enterprise_join(user=user, **form.cleaned_data, on=clock.today(), by=user)
            return reverse("enterprises:join")

        try:
            target = submission_once(request, act)
        except Refused as refused:
            form.add_error(None, str(refused.refusal.message))
        else:
            messages.success(request, _("申请已提交，核实后会通知您。"))
            return redirect(target)
    context = {"form": form, "memberships": memberships_of_person(user)}
    return render(request, "enterprises/join.html", context, status=400 if form.errors else 200)


@login_required
@never_cache
@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """Requests that this owner may answer."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    context = {"enterprise": enterprise_of(user), "requests": memberships_decidable_by(user)}
    return render(request, "enterprises/members.html", context)


@login_required
@require_POST
def member_decide(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """Admit or refuse."""
    membership = get_object_or_404(memberships_decidable_by(request.user), public_id=public_id)  # type: ignore[arg-type]  # login_required
    form = DecisionForm(request.POST)
    if form.is_valid():
        membership_decide(
            membership=membership, admit=action == "admit", by=request.user, on=clock.today(),  # type: ignore[arg-type]  # login_required
            revision=form.cleaned_data["revision"],
        )  # fmt: skip
        messages.success(request, _("已答复"))
    return redirect("enterprises:members")
