"""Payments of a deal: scheduled by an operator, noted by either side, confirmed with a voucher or written off."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.moves import Refused, event_append, move
from patents.deals.models import Deal, DealDocument, Payment
from patents.deals.services.asking import may_move, refuse
from patents.deals.services.notify import tell_operator, tell_parties
from patents.deals.services.papers import document_store
from patents.deals.workflow import PAYMENT, operate_refusal
from patents.deals.workflow import refusals as no
from patents.rights.selectors import patents_lock


def payment_schedule(*, deal: Deal, due_on: date, due_amount: Decimal, by: User, on: date) -> Payment:
    """A payment that the signed contract foresees."""
    refuse(refusal=operate_refusal(by, deal))
    with transaction.atomic():
        _deal_effective(deal)
        payment = Payment(
            deal=deal, due_on=due_on, due_amount=due_amount, state=Payment.State.SCHEDULED, created_by=by
        )  # fmt: skip
        payment.full_clean()
        payment.save()
        event_append(PAYMENT, payment, action="schedule", by=by, on=on, stream_subject=str(deal.public_id))
    return payment


def payment_note(
    *, payment: Payment, paid_on: date | None, paid_amount: Decimal | None, by: User, on: date, revision: int
) -> Payment:  # fmt: skip
    """scheduled -> noted: either side says what was paid when; it counts only when confirmed."""
    if paid_on is not None and paid_on > on:
        raise Refused(no.DATE_IN_FUTURE)
    with transaction.atomic():
        _deal_effective(payment.deal)
        changes = {"paid_on": paid_on, "paid_amount": paid_amount}
        move(
            PAYMENT, payment, "note", by=by, on=on, revision=revision, changes=changes, data=changes,
            stream_subject=str(payment.deal.public_id),
        )  # fmt: skip
        tell_operator(deal=payment.deal, kind="payment_noted")
    return payment


def payment_confirm(
    *,
    payment: Payment,
    paid_on: date | None,
    paid_amount: Decimal | None,
    voucher: UploadedFile | None,
    reason: str,
    by: User,
    on: date,
    revision: int,
) -> Payment:
    """noted -> confirmed with its voucher; more than the contract only with a reason (royalty)."""
    deal = payment.deal
    may_move(workflow=PAYMENT, obj=payment, action="confirm", by=by)
    if paid_on is not None and paid_on > on:
        raise Refused(no.DATE_IN_FUTURE)
    with transaction.atomic():
        patents_lock(deal.deal_patents.values_list("patent_id", flat=True))  # totals are judged one after the other
        _deal_effective(deal)
        stored = (
            document_store(deal=deal, kind=DealDocument.Kind.VOUCHER, upload=voucher, by=by)
            if voucher is not None
            else None
        )
        changes = {
            "paid_on": paid_on, "paid_amount": paid_amount, "reason": reason.strip(), "confirmed_by": by,
            "confirmed_at": clock.now(), "voucher": stored.file if stored else None,
        }  # fmt: skip
        move(
            PAYMENT, payment, "confirm", by=by, on=on, revision=revision, changes=changes, data=changes,
            evidence=[str(stored.file.public_id)] if stored else [], stream_subject=str(deal.public_id),
        )  # fmt: skip
        tell_parties(deal=deal, kind="payment_confirmed")
    return payment


def payment_write_off(
    *, payment: Payment, reason_code: str, reason: str, by: User, on: date, revision: int
) -> Payment:  # fmt: skip
    """scheduled or noted -> written off, with its reason."""
    may_move(workflow=PAYMENT, obj=payment, action="write_off", by=by)
    return move(
        PAYMENT, payment, "write_off", by=by, on=on, revision=revision, changes={"reason": reason.strip()},
        reason_code=reason_code, stream_subject=str(payment.deal.public_id),
    )  # fmt: skip


def _deal_effective(deal: Deal) -> None:
    standing = Deal.objects.select_for_update().get(pk=deal.pk)
    if standing.state == Deal.State.CANCELLED:
        raise Refused(no.DEAL_CANCELLED)
    if standing.signed_on is None:
        raise Refused(no.NOT_SIGNED)
