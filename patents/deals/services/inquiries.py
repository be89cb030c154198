"""Writes of inquiries and of their data room."""

from collections.abc import Mapping
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.permissions import is_member
from ipplatform.files.models import PrivateFile
from ipplatform.files.services import file_store
from ipplatform.moves import NOT_ALLOWED, Refused, event_append, move
from patents.deals.models import DataRoomView, Inquiry, Interaction
from patents.deals.permissions import data_room_open_for, is_asking_side
from patents.deals.selectors import DATA_ROOM, about_is_open, live_inquiry_exists
from patents.deals.services.asking import may_move, refuse
from patents.deals.services.notify import tell_inquiry
from patents.deals.workflow import INQUIRY, data_room_add_refusal, interaction_refusal
from patents.deals.workflow import refusals as no
from patents.offers.models import Demand, Offer


def inquiry_send(
    *, about: Offer | Demand, from_enterprise: Enterprise, purpose: str, nda: bool, by: User, on: date
) -> Inquiry:
    """Ask about an offer or demand for an enterprise one acts for; with the NDA its time is kept."""
    if not is_member(by, from_enterprise.pk):
        raise Refused(no.NOT_A_MEMBER)
    if about.enterprise_id == from_enterprise.pk:
        raise Refused(no.OWN_OFFER)
    with transaction.atomic():
        Enterprise.objects.select_for_update().get(pk=from_enterprise.pk)
        if not about_is_open(about, on):
            raise Refused(no.OFFER_NOT_OPEN)
        if live_inquiry_exists(about, from_enterprise.pk):
            raise Refused(no.ALREADY_ASKED)
        inquiry = Inquiry(
            offer=about if isinstance(about, Offer) else None, demand=about if isinstance(about, Demand) else None,
            from_enterprise=from_enterprise, purpose=purpose.strip(), sent_on=on, state=Inquiry.State.SENT,
            created_by=by, nda_accepted_at=clock.now() if nda else None, nda_accepted_by=by if nda else None,
        )  # fmt: skip
        inquiry.full_clean()
        inquiry.save()
        event_append(INQUIRY, inquiry, action="send", by=by, on=on)
        tell_inquiry(
            inquiry=inquiry, kind="inquiry_received", enterprise_ids=[about.enterprise_id], operators=True
        )  # fmt: skip
    return inquiry


def inquiry_accept_nda(*, inquiry: Inquiry, by: User, on: date, revision: int) -> Inquiry:
    """The asking side's NDA, afterwards; opens the data room."""
    changes = {"nda_accepted_at": clock.now(), "nda_accepted_by": by}
    return _inquiry_move(inquiry, "accept_nda", by=by, on=on, revision=revision, changes=changes)


def inquiry_answer(*, inquiry: Inquiry, answer: str, by: User, on: date, revision: int) -> Inquiry:
    """sent -> answered."""
    with transaction.atomic():
        _inquiry_move(inquiry, "answer", by=by, on=on, revision=revision, changes={"answer": answer.strip()})
        tell_inquiry(inquiry=inquiry, kind="inquiry_answered", enterprise_ids=[inquiry.from_enterprise_id])
    return inquiry


def inquiry_meet(
    *, inquiry: Inquiry, people: str, result: str, held_on: date, by: User, on: date, revision: int
) -> Inquiry:
    """answered -> meeting, with the first meeting as an interaction."""
    with transaction.atomic():
        _inquiry_move(inquiry, "meet", by=by, on=on, revision=revision)
        _interaction(inquiry, held_on, people, result, by, on)
    return inquiry


def interaction_add(*, inquiry: Inquiry, held_on: date, people: str, result: str, by: User, on: date) -> Interaction:
    """Record a contact: either side or the operator, while the inquiry lives."""
    with transaction.atomic():
        standing = Inquiry.objects.select_for_update(of=("self",)).select_related("offer", "demand").get(pk=inquiry.pk)
        refuse(refusal=interaction_refusal(by, standing))
        return _interaction(inquiry, held_on, people, result, by, on)


def inquiry_close(
    *, inquiry: Inquiry, reason_code: str, reason: str, by: User, on: date, revision: int
) -> Inquiry:  # fmt: skip
    """sent, answered or meeting -> closed, with its reason."""
    with transaction.atomic():
        changes = {"close_reason": reason.strip()}
        _inquiry_move(inquiry, "close", by=by, on=on, revision=revision, changes=changes, reason_code=reason_code)
        sides = [inquiry.from_enterprise_id, inquiry.owner_enterprise_id]
        tell_inquiry(inquiry=inquiry, kind="inquiry_closed", enterprise_ids=sides)
    return inquiry


def data_room_file_add(*, inquiry: Inquiry, upload: UploadedFile, by: User) -> PrivateFile:
    """The asked side or an operator puts a file into the data room; read by the asking side only after its NDA."""
    with transaction.atomic():
        standing = Inquiry.objects.select_for_update(of=("self",)).select_related("offer", "demand").get(pk=inquiry.pk)
        refuse(refusal=data_room_add_refusal(by, standing))
        file = file_store(
            content=upload, name=upload.name or "", owner_kind=DATA_ROOM, owner_id=str(inquiry.public_id), by=by
        )  # fmt: skip
        _audit(inquiry, "data_room_file_add", file, by)
    return file


def data_room_view(*, inquiry: Inquiry, file: PrivateFile, by: User) -> DataRoomView:
    """Log one reading before the bytes go out. Refused without NDA."""
    if not data_room_open_for(by, inquiry):
        raise Refused(no.NDA_MISSING if is_asking_side(by, inquiry) else NOT_ALLOWED)
    with transaction.atomic():
        view = DataRoomView.objects.create(inquiry=inquiry, file=file, viewer=by)
        _audit(inquiry, "data_room_view", file, by)
    return view


def _inquiry_move(
    inquiry: Inquiry, action: str, *, by: User, on: date, revision: int,
    changes: Mapping[str, object] | None = None, reason_code: str = "",
) -> Inquiry:  # fmt: skip
    may_move(workflow=INQUIRY, obj=inquiry, action=action, by=by)
    return move(
        INQUIRY, inquiry, action, by=by, on=on, revision=revision, changes=changes, reason_code=reason_code
    )  # fmt: skip


def _interaction(inquiry: Inquiry, held_on: date, people: str, result: str, by: User, on: date) -> Interaction:
    if held_on > on:
        raise Refused(no.DATE_IN_FUTURE)
    row = Interaction(inquiry=inquiry, on=held_on, people=people.strip(), result=result.strip(), recorded_by=by)
    row.full_clean()
    row.save()
    return row


def _audit(inquiry: Inquiry, action: str, file: PrivateFile, by: User) -> None:
    audit_append(
        stream_kind="deal", stream_subject=str(inquiry.public_id), actor=str(by.public_id), action=action,
        object_kind="data_room_file", object_id=str(file.public_id),
    )  # fmt: skip
