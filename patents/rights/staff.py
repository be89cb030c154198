"""One patent's rights in the staff admin: operators record, general section reads, coordinators hold for disputes."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.roles import CASE_COORDINATOR, GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.files.services import file_store
from ipplatform.moves import NOT_IN_TABLE, Refused
from ipplatform.submissions.services import submission_once
from patents.records.models import Patent
from patents.rights.forms import ConsentForm, DayForm, HoldForm, LicenceForm, PledgeForm, StatementForm
from patents.rights.models import HoldEffect, HoldReason, PatentHold
from patents.rights.permissions import encumbrance_can_record, hold_can_lift, hold_can_set
from patents.rights.selectors import RightsOfPatent, patent_for_rights, rights_readable
from patents.rights.services import (
    hold_set,
    holds_lift,
    licence_record,
    open_licence_announce,
    open_licence_record,
    open_licence_withdraw,
    pledge_consent,
    pledge_register,
    pledge_release,
)

ROLES = (OPERATOR, GENERAL_SECTION, CASE_COORDINATOR)
CONSENT_KIND = "pledge"
# Lifted here by hand. A pledge's hold goes with consent or release, fee and status with the re-check of an offer.
BY_HAND = (HoldReason.DISPUTE, HoldReason.CNIPA_SUSPENSION, HoldReason.OTHER)


@staff_view(*ROLES)
@never_cache
@require_safe
def patent_rights(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands on a patent, with the forms of whoever may add to it."""
    return _page(request, _patent(request, pk))


@staff_view(*ROLES)
@never_cache
@require_POST
def deed(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Record a pledge, consent, release, licence, statement, announcement, withdrawal or hold; lift a hold."""
    patent = _patent(request, pk)
    person = person_of(request)
    rights = rights_readable(person, patent)
    if action not in DEEDS:
        raise Refused(NOT_IN_TABLE)
    make_form, run = DEEDS[action]
    form = make_form(request, person)
    if not form.is_valid():
        return _page(request, patent, {action: form}, 400)

    def act() -> str:
        run(request, patent, rights, form, person)
        return reverse("rights_staff:patent", args=[pk])

    try:
        place = submission_once(request, act)
    except Refused as refused:
        form.add_error(None, str(refused.refusal.message))
        return _page(request, patent, {action: form}, 409)
    messages.success(request, _("已登记。"))
    return redirect(place)


Run = Callable[[HttpRequest, Patent, RightsOfPatent, Form, User], None]


def _pledge(request: HttpRequest, patent: Patent, rights: RightsOfPatent, form: Form, by: User) -> None:
    pledge_register(patent=patent, by=by, on=clock.today(), **form.cleaned_data)


def _consent(request: HttpRequest, patent: Patent, rights: RightsOfPatent, form: Form, by: User) -> None:
    pledge = _one(rights.pledges, request)
    upload = form.cleaned_data["file"]
    if not encumbrance_can_record(by):
        raise Http404
    file = file_store(content=upload, name=upload.name, owner_kind=CONSENT_KIND, owner_id=str(pledge.public_id), by=by)
    pledge_consent(pledge=pledge, file=file, modes=form.cleaned_data["modes"], by=by, on=clock.today())


def _release(request: HttpRequest, patent: Patent, rights: RightsOfPatent, form: Form, by: User) -> None:
    day = form.cleaned_data["day"]
    pledge_release(pledge=_one(rights.pledges, request), released_on=day, by=by, on=clock.today())


def _licence(request: HttpRequest, patent: Patent, rights: RightsOfPatent, form: Form, by: User) -> None:
    licence_record(patent=patent, by=by, **form.cleaned_data)


def _statement(request: HttpRequest, patent: Patent, rights: RightsOfPatent, form: Form, by: User) -> None:
    open_licence_record(patent=patent, by=by, **form.cleaned_data)


def _announce(request: HttpRequest, patent: Patent, rights: RightsOfPatent, form: Form, by: User) -> None:
    open_licence_announce(statement=_one(rights.statements, request), announced_on=form.cleaned_data["day"], by=by)


def _withdraw(request: HttpRequest, patent: Patent, rights: RightsOfPatent, form: Form, by: User) -> None:
    open_licence_withdraw(statement=_one(rights.statements, request), announced_on=form.cleaned_data["day"], by=by)


def _hold(request: HttpRequest, patent: Patent, rights: RightsOfPatent, form: Form, by: User) -> None:
    data = form.cleaned_data
    hold_set(
        patents=[patent], reason=data["reason"], modes=data["modes"], effect=HoldEffect.LOCK,
        ref=f"hand:{uuid.uuid4()}", by=by, on=clock.today(), due_to=data["due_to"],
    )  # fmt: skip


def _lift(request: HttpRequest, patent: Patent, rights: RightsOfPatent, form: Form, by: User) -> None:
    hold = _one([hold for hold in rights.holds if hold.reason in BY_HAND], request)
    holds_lift(ref=hold.ref, by=by, on=clock.today())


DEEDS: dict[str, tuple[Callable[[HttpRequest, User], Form], Run]] = {
    "pledge": (lambda request, person: PledgeForm(request.POST), _pledge),
    "consent": (lambda request, person: ConsentForm(request.POST, request.FILES), _consent),
    "release": (lambda request, person: DayForm(request.POST), _release),
    "licence": (lambda request, person: LicenceForm(request.POST), _licence),
    "statement": (lambda request, person: StatementForm(request.POST), _statement),  # type: ignore[dict-item,return-value]
    "announce": (lambda request, person: DayForm(request.POST), _announce),
    "withdraw": (lambda request, person: DayForm(request.POST), _withdraw),
    "hold": (lambda request, person: HoldForm(request.POST, reasons=_reasons(person)), _hold),
    "lift": (lambda request, person: Form(request.POST), _lift),
}


def _reasons(person: User) -> list[HoldReason]:
    """What this person may hold for by hand; a pledge holds by its registration."""
    return [reason for reason in HoldReason if reason is not HoldReason.PLEDGE and hold_can_set(person, reason)]


def _one(rows: list[Any], request: HttpRequest) -> Any:
    found = next((row for row in rows if str(row.public_id) == request.POST.get("row")), None)
    if found is None:
        raise Http404
    return found


def _patent(request: HttpRequest, pk: int) -> Patent:
    patent = patent_for_rights(request.user, pk)
    if patent is None:
        raise Http404
    return patent


def _liftable(person: User, holds: list[PatentHold]) -> list[tuple[PatentHold, bool]]:
    return [(hold, hold.reason in BY_HAND and hold_can_lift(person, hold)) for hold in holds]


def _page(
    request: HttpRequest, patent: Patent, failed: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    person = person_of(request)
    rights = rights_readable(person, patent)
    reasons = _reasons(person)
    forms: dict[str, Any] = {
        "pledge": PledgeForm(), "consent": ConsentForm(), "release": DayForm(), "licence": LicenceForm(),
        "statement": StatementForm(initial={"patent_number": patent.patent_number}), "announce": DayForm(),
        "withdraw": DayForm(), "hold": HoldForm(reasons=reasons), **(failed or {}),
    }  # fmt: skip
    context = {
        "page_title": _("权利与负担"), "patent": patent, "rights": rights, "forms": forms,
        "records": encumbrance_can_record(person), "may_hold": bool(reasons),
        "holds": _liftable(person, rights.holds), "failed": [*(failed or {})],
    }  # fmt: skip
    return render(request, "rights/patent.html", context, status=status)
