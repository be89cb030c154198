"""Papers of an offer: what each proves, who may add and take away."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from ipplatform.files.services import file_store
from ipplatform.moves import NOT_ALLOWED, Refused
from patents.offers.checks import refusals
from patents.offers.models import FilePurpose, Offer, OfferFile, OfferState
from patents.offers.permissions import offer_files_can_add, offer_is_owners

OWNER_KIND = "offer"


def offer_file_add(
    *,
    offer: Offer,
    purpose: str,
    content: UploadedFile | bytes,
    name: str,
    by: User,
    on: date,
    about: str = "",
    dated_on: date | None = None,
) -> OfferFile:
    """Store a paper. A consent names its co-owner, an extract its day.

    Raises Refused: file_not_allowed, consent_name_required, extract_date_required, and those of `file_store`.
    """
    if not offer_files_can_add(by, offer):
        raise Refused(refusals.FILE_NOT_ALLOWED)
    if purpose == FilePurpose.CONSENT and not about.strip():
        raise Refused(refusals.CONSENT_NAME_REQUIRED)
    if purpose == FilePurpose.EXTRACT and (dated_on is None or dated_on > on):
        raise Refused(refusals.EXTRACT_DATE_REQUIRED)
    with transaction.atomic():
        stored = file_store(content=content, name=name, owner_kind=OWNER_KIND, owner_id=str(offer.public_id), by=by)
        row = OfferFile(offer=offer, purpose=purpose, file=stored, about=about.strip(), dated_on=dated_on, added_by=by)
        row.full_clean()
        row.save()
        _audit(offer, "file_add", by, {"purpose": purpose, "sha256": stored.sha256})
    return row


def offer_file_remove(*, file: OfferFile, by: User, on: date) -> None:
    """Take a paper off a draft; the bytes stay until nothing refers to them (orphans are swept)."""
    if not offer_is_owners(by, file.offer):
        raise Refused(NOT_ALLOWED)
    if file.offer.state != OfferState.DRAFT:
        raise Refused(refusals.FILE_NOT_ALLOWED)
    with transaction.atomic():
        offer, purpose = file.offer, file.purpose
        file.delete()
        _audit(offer, "file_remove", by, {"purpose": purpose})


def _audit(offer: Offer, action: str, by: User, after: dict[str, str]) -> None:
    audit_append(
        stream_kind="offer", stream_subject=str(offer.public_id), actor=str(by.public_id), action=action,
        object_kind="offer", object_id=str(offer.public_id), after=after,
    )  # fmt: skip
