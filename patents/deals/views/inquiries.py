"""An enterprise's inquiries: ask, follow, answer, read the data room."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.permissions import enterprise_ids_of
from ipplatform.enterprises.selectors import enterprises_of
from ipplatform.files.views import file_response
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once
from patents.deals.deeds import DESK_INQUIRY, buttons
from patents.deals.forms import InquiryForm
from patents.deals.models import Inquiry
from patents.deals.permissions import data_room_open_for, inquiries_of, inquiries_readable_by, is_asking_side
from patents.deals.presenters import state_tag
from patents.deals.selectors import (
    about_is_open,
    about_words,
    data_room_files,
    data_room_views,
    demand_by_number,
    disclosures_for,
    inquiries_listed,
    inquiry_for_page,
    offer_by_number,
    offer_patent_ids,
)
from patents.deals.services import data_room_view, inquiry_send
from patents.deals.views.deed_pages import deed_page, refusal_words
from patents.deals.workflow.refusals import OWN_OFFER
from patents.offers.models import Demand, Offer
from patents.offers.permissions import demand_can_read, offer_can_read

PER_PAGE = 20


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def inquiry_create(request: HttpRequest, number: str) -> HttpResponse:
    """Ask about an offer: purpose and NDA."""
    offer = offer_by_number(number)
    if offer is None or not offer_can_read(request.user, offer):
        raise Http404
    return _create(request, offer)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def demand_inquiry_create(request: HttpRequest, number: str) -> HttpResponse:
    """Ask about a demand, as one who may meet it."""
    demand = demand_by_number(number)
    if demand is None or not demand_can_read(request.user, demand):
        raise Http404
    return _create(request, demand)


def _create(request: HttpRequest, about: Offer | Demand) -> HttpResponse:
    user = _person(request)
    own = enterprises_of(user)
    asking = [enterprise for enterprise in own if enterprise.pk != about.enterprise_id]
    if own and not asking:
        raise Refused(OWN_OFFER)
    form = InquiryForm(request.POST or None, enterprises=asking)
    refusal = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        enterprise = next(one for one in asking if one.pk == values["from_enterprise"])

        def act() -> str:
            return inquiry_send(
                about=about, from_enterprise=enterprise, purpose=values["purpose"], nda=values["nda"], by=user,
                on=clock.today(),
            ).get_absolute_url()  # fmt: skip

        try:
            return redirect(submission_once(request, act))
        except Refused as refused:
            refusal = refused.refusal
            form.add_error(None, refusal_words(refusal))
    context = {
        "form": form, "about": about, "asking": asking, "refusal": refusal,
        "open": about_is_open(about, clock.today()), "is_offer": isinstance(about, Offer),
    }  # fmt: skip
    return render(request, "deals/inquiry_create.html", context, status=409 if refusal else 200)


@login_required
@never_cache
@require_safe
def desk_inquiries(request: HttpRequest) -> HttpResponse:
    """Inquiries sent and received by the person's enterprises."""
    own = enterprise_ids_of(request.user)
    rows = inquiries_listed(inquiries_of(own), state=request.GET.get("state", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [
        {
            "inquiry": row,
            "tag": state_tag(row),
            "sent": row.from_enterprise_id in own,
            "other": row.about.enterprise if row.from_enterprise_id in own else row.from_enterprise,
        }
        for row in page
    ]
    context = {"page": page, "lines": lines, "states": Inquiry.State.choices, "state": request.GET.get("state", "")}
    return render(request, "deals/desk_inquiries.html", context)


@login_required
@never_cache
@require_safe
def desk_inquiry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One inquiry: what was asked and answered, contacts, data room, what can be done."""
    inquiry = _own(request, public_id)
    return render(request, "deals/desk_inquiry.html", inquiry_context(request, inquiry))


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def desk_inquiry_deed(request: HttpRequest, public_id: UUID, slug: str) -> HttpResponse:
    """One deed on an inquiry."""
    inquiry = _own(request, public_id)
    return deed_page(
        request, DESK_INQUIRY, slug, inquiry, number=inquiry.about.number, back=inquiry.get_absolute_url(),
        template="deals/deed.html",
    )  # fmt: skip


@login_required
@never_cache
@require_safe
def data_room_file(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file of the data room; every view is logged before the bytes go out. Operators come here too."""
    inquiry = get_object_or_404(inquiry_for_page(inquiries_readable_by(request.user)), public_id=public_id)
    file = next((one for one in data_room_files(inquiry) if one.public_id == file_id), None)
    opened = data_room_open_for(request.user, inquiry) or is_asking_side(request.user, inquiry)
    if file is None or not opened:  # who asks is told of the missing promise, who only reads along sees no file
        raise Http404
    data_room_view(inquiry=inquiry, file=file, by=_person(request))
    return file_response(file)


def inquiry_context(request: HttpRequest, inquiry: Inquiry) -> dict[str, object]:
    """What both the desk's and the staff's page of an inquiry show."""
    opened = data_room_open_for(request.user, inquiry)
    files = [
        {
            "name": file.name,
            "url": reverse("deals:data_room_file", args=[inquiry.public_id, file.public_id]),
            "meta": f"{file.uploaded_at:%Y-%m-%d} · SHA-256 {file.sha256[:8]}…",
        }
        for file in (data_room_files(inquiry) if opened else [])
    ]
    return {
        "inquiry": inquiry,
        "about": inquiry.about,
        "tag": state_tag(inquiry),
        "data_room_open": opened,
        "files": files,
        "views": list(data_room_views(inquiry)[:20]) if opened and not is_asking_side(request.user, inquiry) else [],
        "disclosures": disclosures_for(offer_patent_ids(inquiry), clock.today()) if opened else [],
        "asking_side": is_asking_side(request.user, inquiry),
        "interactions": list(inquiry.interactions.all()),
        "buttons": buttons(
            DESK_INQUIRY,
            request.user,
            inquiry,
            lambda slug: reverse("deals:desk_inquiry_deed", args=[inquiry.public_id, slug]),
        ),
        "facts": [
            {"term": _("项目"), "value": about_words(inquiry)},
            {"term": _("洽询企业"), "value": inquiry.from_enterprise.name},
            {"term": _("被洽询企业"), "value": inquiry.about.enterprise.name},
            {"term": _("提出日期"), "value": inquiry.sent_on},
            {"term": _("保密承诺"), "value": inquiry.nda_accepted_at, "note": ""},
        ],
    }


def _own(request: HttpRequest, public_id: UUID) -> Inquiry:
    rows = inquiry_for_page(inquiries_of(enterprise_ids_of(request.user)))
    return get_object_or_404(rows, public_id=public_id)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "login_required"
    return request.user
