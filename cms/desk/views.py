"""`/desk/`: everything of the enterprise that waits for this person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cms.desk.selectors import waiting_of
from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.permissions import enterprise_ids_of
from ipplatform.enterprises.selectors import enterprise_of
from ipplatform.notices.kinds import kind_sentence
from ipplatform.notices.selectors import notices_of
from ipplatform.notices.services import notices_mark_read

NOTICES_SHOWN = 15


@login_required
@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Staff without an enterprise go to their own desk."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    if user.role_ids and not enterprise_ids_of(user):
        return redirect("/admin/")
    enterprise = enterprise_of(user)
    notices = [(row, kind_sentence(row.kind)) for row in notices_of(user)[:NOTICES_SHOWN]]
    context = {
        "enterprise": enterprise, "waiting": waiting_of(user, enterprise), "today": clock.today(), "notices": notices,
        "unread": any(row.read_at is None for row, _sentence in notices),
    }  # fmt: skip
    return render(request, "desk/home.html", context)


@login_required
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all own notices as read."""
    notices_mark_read(user=request.user)  # type: ignore[arg-type]  # login_required
    return redirect("desk:home")
