"""Landings for staff: the general section's queue and checklist; operators read and note revisits."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ipplatform import clock
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.enterprises.selectors import NO, UNKNOWN, YES, is_new_area
from patents.deals.deeds import LANDING_DEEDS, buttons
from patents.deals.models import Landing
from patents.deals.permissions import landings_readable_by
from patents.deals.presenters import state_tag
from patents.deals.selectors import landing_for_page, landings_listed
from patents.deals.views import deed_page

PER_PAGE = 25


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def landings(request: HttpRequest) -> HttpResponse:
    """The queue: landings to verify first shown."""
    state = request.GET.get("state", Landing.State.CLAIMED)
    rows = landings_listed(landings_readable_by(request.user), state="" if state == "all" else state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [{"landing": row, "tag": state_tag(row)} for row in page]
    states = [*Landing.State.choices, ("all", _("全部"))]
    context = {"page": page, "lines": lines, "states": states, "state": state, "page_title": _("落地")}
    return render(request, "deals/staff_landings.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def landing(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One landing: what was claimed, the evidence, what the rule asks, what can be done."""
    found = _readable(request, public_id)
    area = {YES: _("在新区"), NO: _("不在新区"), UNKNOWN: _("未核定")}[is_new_area(found.enterprise, found.landed_on)]
    context = {
        "landing": found,
        "deal": found.deal,
        "tag": state_tag(found),
        "facts": [
            {"term": _("落地企业"), "value": found.enterprise.name, "note": _("落地当日：%s") % area},
            {"term": _("地址"), "value": found.address, "note": found.region_words},
            {"term": _("企业注册地址"), "value": found.enterprise.registered_address},
            {"term": _("落地日期"), "value": found.landed_on},
            {"term": _("交易生效日期"), "value": found.deal.effective_on},
            {"term": _("使用方式"), "value": found.get_use_display()},
            {"term": _("提出人"), "value": str(found.claimed_by), "note": f"{clock.local_day(found.claimed_at)}"},
        ],
        "files": [
            {
                "name": row.file.name,
                "url": reverse("files:download", args=[row.file.public_id]),
                "meta": f"{row.get_kind_display()} · SHA-256 {row.file.sha256[:8]}…",
            }
            for row in found.evidence.all()
        ],
        "conditions": _conditions(found, area),
        "buttons": buttons(
            LANDING_DEEDS, request.user, found,
            lambda slug: reverse("deals_staff:landing_deed", args=[found.public_id, slug]),
        ),
        "is_claimer": found.claimed_by_id == request.user.pk,
        "page_title": _("落地 %s") % found.deal.number,
    }  # fmt: skip
    return render(request, "deals/staff_landing.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_http_methods(["GET", "POST"])
def landing_deed(request: HttpRequest, public_id: UUID, slug: str) -> HttpResponse:
    """One decision; the claimer is refused by name whatever roles he or she also holds (separation 5)."""
    found = _readable(request, public_id)
    back = reverse("deals_staff:landing", args=[found.public_id])
    return deed_page(
        request, LANDING_DEEDS, slug, found, number=found.deal.number, back=back, template="deals/staff_deed.html"
    )  # fmt: skip


def _conditions(landing: Landing, area: str) -> list[dict[str, object]]:
    """What verification asks, as it stands."""
    deal = landing.deal
    in_time = deal.effective_on is not None and landing.landed_on >= deal.effective_on
    return [
        {"label": _("交易有效"), "holds": deal.is_effective_deal},
        {"label": _("落地日期不早于生效日期"), "holds": in_time},
        {"label": _("企业落地当日在新区"), "holds": is_new_area(landing.enterprise, landing.landed_on) == YES},
        {"label": _("至少一份证据"), "holds": bool(landing.evidence.all())},
        {"label": _("企业已确认"), "holds": landing.enterprise_confirmed_at is not None},
        {"label": _("地址已核对"), "holds": landing.address_checked, "ticked": True},
        {"label": _("证据已查阅"), "holds": landing.evidence_read, "ticked": True},
    ]


def _readable(request: HttpRequest, public_id: UUID) -> Landing:
    return get_object_or_404(landing_for_page(landings_readable_by(request.user)), public_id=public_id)
