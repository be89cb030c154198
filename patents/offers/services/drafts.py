"""Drafts: make one, choose its patents, edit its fields, state what the record of an own patent lacks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.permissions import is_member
from ipplatform.moves import CHANGED_MEANWHILE, NOT_ALLOWED, Refused, event_append
from ipplatform.numbers.services import OFFER as OFFER_PREFIX
from ipplatform.numbers.services import number_next
from patents.imports.models import Source
from patents.imports.services import statement_record
from patents.offers.checks import refusals
from patents.offers.models import Offer, OfferPatent, OfferState
from patents.offers.permissions import offer_is_owners
from patents.offers.selectors import is_holder, right_holders, statable_fields
from patents.offers.workflow import OFFER
from patents.records.models import Patent
from patents.records.permissions import patent_can_read

EDITABLE = (
    "mode", "price_type", "price_min", "price_max", "royalty_rate", "floor_price", "payment_method", "valid_until",
    "problem_solved", "indicators", "trl", "application_industry", "know_how", "support_days", "family_members",
    "confidentiality",
)  # fmt: skip


def offer_create(*, enterprise: Enterprise, by: User, on: date, patent: Patent | None = None) -> Offer:
    """An empty draft of an enterprise, with its first patent where one is chosen. Raises Refused(not_allowed)."""
    if not is_member(by, enterprise.pk):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        offer = Offer(
            number=number_next(prefix=OFFER_PREFIX, on=on), enterprise=enterprise, state=OfferState.DRAFT, created_by=by
        )
        offer.full_clean()
        offer.save()
        event_append(OFFER, offer, action="create", by=by, on=on)
        if patent is not None:
            offer_patent_add(offer=offer, patent=patent, by=by, on=on)
    return offer


def offer_edit(*, offer: Offer, values: Mapping[str, Any], by: User, on: date, revision: int) -> Offer:
    """Set fields of a draft (`EDITABLE`). Raises Refused not_allowed, not_draft, changed_meanwhile; ValidationError."""
    foreign = set(values) - set(EDITABLE)
    if foreign:
        raise ValueError(f"not editable: {sorted(foreign)}")
    _own_draft(offer, by)
    with transaction.atomic():
        before = {name: getattr(offer, name) for name in values}
        for name, value in values.items():
            setattr(offer, name, value)
        offer.full_clean(validate_unique=False)
        _claim(offer, revision)
        offer.save(update_fields=[*values])
        _audit(offer, "edit", by, before, values)
    return offer


def offer_patent_add(*, offer: Offer, patent: Patent, by: User, on: date) -> OfferPatent:
    """Add a patent to a draft. A merged row leads to its survivor; a patent one may not read is no patent here."""
    _own_draft(offer, by)
    survivor = patent.merged_into or patent
    if not patent_can_read(by, survivor):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        if OfferPatent.objects.filter(offer=offer, patent=survivor).exists():
            raise Refused(refusals.PATENT_LISTED)
        _claim(offer, offer.revision)
        item = OfferPatent(offer=offer, patent=survivor, position=OfferPatent.objects.filter(offer=offer).count())
        item.full_clean()
        item.save()
        _audit(offer, "patent_add", by, None, {"patent": survivor.pk})
    return item


def offer_patent_remove(*, offer: Offer, patent: Patent, by: User, on: date) -> None:
    """Take a patent out of a draft."""
    _own_draft(offer, by)
    with transaction.atomic():
        listed = OfferPatent.objects.filter(offer=offer, patent=patent)
        if not listed.exists():
            raise Refused(refusals.PATENT_NOT_LISTED)
        _claim(offer, offer.revision)
        listed.delete()
        _audit(offer, "patent_remove", by, {"patent": patent.pk}, None)


def offer_patent_state(*, offer: Offer, patent: Patent, values: Mapping[str, Any], by: User, on: date) -> Patent:
    """State what the record of an own patent lacks (application number, filing and grant date, applicants).

    It becomes a source of the record. Raises Refused: not_own_patent when the record names other right holders,
    already_known for what it has, and the refusals of `statement_record`.
    """
    _own_draft(offer, by)
    if not OfferPatent.objects.filter(offer=offer, patent=patent).exists():
        raise Refused(refusals.PATENT_NOT_LISTED)
    holders = right_holders(patent)
    if holders and not any(is_holder(party, offer) for party in holders):
        raise Refused(refusals.NOT_OWN_PATENT)
    given = {name: value for name, value in values.items() if value not in (None, "", [])}
    if not given or not set(given) <= set(statable_fields(patent)):
        raise Refused(refusals.ALREADY_KNOWN)
    with transaction.atomic():
        statement_record(
            patent=patent, values=given, stated_by=offer.enterprise, source=Source.ENTERPRISE, by=by, on=on
        )
        _audit(offer, "patent_state", by, None, {"patent": patent.pk, "fields": sorted(given)})
    return patent


def offer_application_add(*, offer: Offer, values: Mapping[str, Any], by: User, on: date) -> Patent:
    """State an own application that no source has yet (office, application_number, title, …) and add it to the draft.

    Only its owner and operators read it until it is published. Raises what `statement_record` raises.
    """
    _own_draft(offer, by)
    with transaction.atomic():
        record = statement_record(
            patent=None, values=values, stated_by=offer.enterprise, source=Source.ENTERPRISE, by=by, on=on
        )
        patent = Patent.objects.get(office=record.office, application_number=record.application_number)
        offer_patent_add(offer=offer, patent=patent, by=by, on=on)
    return patent


def _own_draft(offer: Offer, by: User) -> None:
    if not offer_is_owners(by, offer):
        raise Refused(NOT_ALLOWED)
    if offer.state != OfferState.DRAFT:
        raise Refused(refusals.NOT_DRAFT)


def _claim(offer: Offer, revision: int) -> None:
    """Take the row at the revision that was seen, or refuse: two editors never overwrite each other."""
    claimed = Offer.objects.filter(pk=offer.pk, state=OfferState.DRAFT, revision=revision).update(
        revision=revision + 1, updated_at=clock.now()
    )
    if not claimed:
        raise Refused(CHANGED_MEANWHILE)
    offer.revision = revision + 1


def _audit(
    offer: Offer, action: str, by: User, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> None:
    audit_append(
        stream_kind="offer", stream_subject=str(offer.public_id), actor=str(by.public_id), action=action,
        object_kind="offer", object_id=str(offer.public_id), before=before, after=after,
    )  # fmt: skip
