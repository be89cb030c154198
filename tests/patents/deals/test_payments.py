"""Payments: scheduled by an operator, noted by either side, confirmed with a voucher, written off with a reason."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from ipplatform import clock
from patents.deals import services
from tests.factories import deals, people
from tests.factories.deals import DAY
from tests.patents.deals.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(DAY):
        yield


def schedule(cast, by=None, amount="60000"):
    return services.payment_schedule(
        deal=cast.deal, due_on=DAY, due_amount=Decimal(amount), by=by or cast.operator, on=DAY
    )


def note(payment, by, *, paid_on=DAY, amount=Decimal("60000")):
    return services.payment_note(
        payment=payment, paid_on=paid_on, paid_amount=amount, by=by, on=DAY, revision=payment.revision
    )


def confirm(payment, by, *, amount="60000", voucher=True, reason=""):
    return services.payment_confirm(
        payment=payment, paid_on=DAY, paid_amount=Decimal(amount), voucher=deals.upload() if voucher else None,
        reason=reason, by=by, on=DAY, revision=payment.revision,
    )  # fmt: skip


def test_only_operators_schedule_and_only_for_a_signed_deal():
    cast = deals.agreed()
    assert refused(schedule, cast) == "not_signed"
    deals.sign(cast)
    for by in (cast.seller_member, cast.buyer_member, people.user("general_section")):
        assert refused(schedule, cast, by) == "not_allowed"
    assert schedule(cast).state == "scheduled"


@pytest.mark.parametrize("who", ["seller_member", "buyer_member"])
def test_either_side_notes_and_the_operator_confirms(who):
    cast = deals.signed()
    payment = schedule(cast)
    assert refused(confirm, payment, cast.operator) == "not_in_table"
    assert refused(note, payment, cast.operator) == "not_allowed"
    assert refused(note, payment, getattr(cast, who), paid_on=None) == "payment_date_missing"
    assert refused(note, payment, getattr(cast, who), paid_on=DAY + timedelta(days=1)) == "date_in_future"
    assert note(payment, getattr(cast, who)).state == "noted"
    for by in (cast.seller_member, cast.buyer_member, people.user("general_section")):
        assert refused(confirm, payment, by) == "not_allowed"
    assert refused(confirm, payment, cast.operator, voucher=False) == "evidence_required"
    confirm(payment, cast.operator)
    payment.refresh_from_db()
    assert (payment.state, payment.confirmed_by, payment.confirmed_at) == ("confirmed", cast.operator, clock.now())
    assert payment.voucher is not None


def test_more_than_the_contract_needs_a_reason():
    cast = deals.signed()  # 120 000
    first, second = schedule(cast), schedule(cast)
    for payment in (first, second):
        note(payment, cast.buyer_member)
    confirm(first, cast.operator, amount="60000.01")
    assert refused(confirm, second, cast.operator) == "paid_over_contract"
    assert confirm(second, cast.operator, amount="59999.99").state == "confirmed"
    third = schedule(cast)
    note(third, cast.buyer_member)
    assert confirm(third, cast.operator, amount="1", reason="提成").state == "confirmed"


def test_a_write_off_has_its_reason():
    cast = deals.signed()
    payment = schedule(cast)
    common: dict[str, Any] = {"payment": payment, "reason": "对方放弃", "on": DAY, "revision": 1}
    assert refused(services.payment_write_off, reason_code="", by=cast.operator, **common) == "reason_required"
    assert refused(services.payment_write_off, reason_code="waived", by=cast.buyer_member, **common) == "not_allowed"
    assert services.payment_write_off(reason_code="waived", by=cast.operator, **common).state == "written_off"


def test_a_cancelled_deal_takes_no_payment():
    cast = deals.signed()
    payment = schedule(cast)
    services.deal_cancel(
        deal=cast.deal, reason_code="void", reason="示例", paper=deals.upload(), by=cast.operator, on=DAY,
        revision=cast.deal.revision,
    )  # fmt: skip
    assert refused(schedule, cast) == "deal_cancelled"
    assert refused(note, payment, cast.buyer_member) == "deal_cancelled"
