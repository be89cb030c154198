"""`/desk/searches/`: one's saved searches and recent searches; the page behind the way out in a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ipplatform.accounts.models import User
from ipplatform.alerts.forms import NameForm, SwitchForm
from ipplatform.alerts.permissions import searches_readable_by
from ipplatform.alerts.presenters import recent_rows, search_rows
from ipplatform.alerts.selectors import MAX_RECENT, MAX_SAVED, recent_of, search_of_token, searches_with_findings
from ipplatform.alerts.services import (
    NAME_NEEDED,
    alert_switch,
    recent_clear,
    recent_switch,
    search_delete,
    search_rename,
)
from ipplatform.moves import Refused

PAGE_SIZE = 20


@login_required
@never_cache
@require_GET
def searches(request: HttpRequest) -> HttpResponse:
    """One's own, newest first, with what each alert found last; below them the recent searches."""
    page = Paginator(searches_with_findings(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    recent = recent_of(request.user)
    context = {
        "page": page, "rows": search_rows(page.object_list), "most": MAX_SAVED, "recent": recent_rows(recent),
        "recent_kept": recent.kept, "recent_most": MAX_RECENT,
    }  # fmt: skip
    return render(request, "alerts/searches.html", context)


@login_required
@require_POST
def rename(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another name; an empty or endless one is refused."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    found = get_object_or_404(searches_readable_by(user), public_id=public_id)
    form = NameForm(request.POST)
    if not form.is_valid():
        raise Refused(NAME_NEEDED)
    search_rename(search=found, name=form.cleaned_data["name"], by=user)
    messages.success(request, _("名称已改。"))
    return redirect("alerts:searches")


@login_required
@require_POST
def switch(request: HttpRequest, public_id: str) -> HttpResponse:
    """The alert on or off."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    found = get_object_or_404(searches_readable_by(user), public_id=public_id)
    form = SwitchForm(request.POST)
    alert = form.is_valid() and bool(form.cleaned_data["on"])
    alert_switch(search=found, alert=alert, by=user)
    messages.success(request, _("提醒已打开：从现在起，有新的或有变化的记录时告诉您。") if alert else _("提醒已关闭。"))
    return redirect("alerts:searches")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Asks first; then nothing of it stays."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    found = get_object_or_404(searches_readable_by(user), public_id=public_id)
    if request.method == "GET":
        return render(request, "alerts/delete.html", {"search": found})
    search_delete(search=found, by=user)
    messages.success(request, _("检索已删除。"))
    return redirect("alerts:searches")


@login_required
@require_POST
def recent(request: HttpRequest) -> HttpResponse:
    """Forget the recent searches, or keep none from now on, or keep them again."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    kept = {"off": False, "on": True}.get(request.POST.get("keep", ""))
    if kept is None:
        recent_clear(user=user)
        messages.success(request, _("最近的检索已清空。"))
    else:
        recent_switch(user=user, kept=kept)
        messages.success(request, _("从现在起记住最近的检索。") if kept else _("不再记住最近的检索，已有的已清空。"))
    return redirect("alerts:searches")


@csrf_exempt  # mail programs post without a cookie (RFC 8058); the signature in the address stands for the right
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The way out of a mail, without log-in. GET asks and changes nothing; POST switches the alert off."""
    found = search_of_token(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        alert_switch(search=found, alert=False, by=found.owner)
    context = {"on": found.alert_on, "done": request.method == "POST"}
    return render(request, "alerts/unsubscribe.html", context)
