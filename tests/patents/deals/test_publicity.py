"""STA 18: a public university or institute at an agreed price publishes name and price before it signs."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ipplatform import clock
from patents.deals import services
from patents.deals.models import Deal, DealDeadline
from tests.factories import deals, people
from tests.factories.deals import DAY
from tests.patents.deals.refusing import refused

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 3, 17)  # 15 days after 2 March, a working day


def start(cast, *, notice=True, price="12 万元", day=DAY, on=DAY):
    with clock.set_to(on):
        return services.publicity_start(
            deal=cast.deal, publicity_on=day, publicity_price=price, notice=deals.upload() if notice else None,
            by=cast.operator, on=on, revision=cast.deal.revision,
        )  # fmt: skip


def end(cast, on, *, screenshot=True):
    with clock.set_to(on):
        return services.publicity_end(
            deal=cast.deal, screenshot=deals.upload() if screenshot else None, by=cast.operator, on=on,
            revision=cast.deal.revision,
        )  # fmt: skip


@pytest.mark.parametrize("kind", ["university", "institute"])
def test_a_public_unit_signs_only_after_publicity(kind):
    cast = deals.agreed(seller_kind=kind)
    assert refused(deals.sign, cast) == "publicity_required"
    start(cast)
    assert refused(deals.sign, cast) == "not_in_table"
    end(cast, LAST_DAY + timedelta(days=1))
    assert cast.deal.state == "cleared"
    assert deals.sign(cast, LAST_DAY + timedelta(days=1)).state == "signed"


@pytest.mark.parametrize("kind", ["enterprise", "public_unit", "other"])
def test_others_need_none(kind):
    cast = deals.agreed(seller_kind=kind)
    assert refused(start, cast) == "publicity_not_applicable"
    assert deals.sign(cast).state == "signed"


@pytest.mark.parametrize("method", ["listing", "auction"])
def test_a_price_found_in_the_market_needs_none(method):
    cast = deals.agreed(seller_kind="university")
    services.deal_pricing_set(
        deal=cast.deal, price_method=method, proceeds="", by=cast.operator, on=DAY, revision=cast.deal.revision
    )
    assert deals.sign(cast).state == "signed"


def test_the_notice_names_day_and_price():
    cast = deals.agreed(seller_kind="university")
    assert refused(start, cast, notice=False) == "publicity_incomplete"
    assert refused(start, cast, price="") == "publicity_incomplete"
    assert refused(start, cast, day=DAY + timedelta(days=1)) == "date_in_future"


def test_publicity_runs_its_whole_length():
    cast = deals.agreed(seller_kind="university")
    start(cast)
    deadline = DealDeadline.objects.get(deal=cast.deal, rule_code="D21")
    assert (deadline.due_on, deadline.state) == (LAST_DAY, "open")
    assert refused(end, cast, LAST_DAY) == "publicity_running"
    assert refused(end, cast, LAST_DAY + timedelta(days=1), screenshot=False) == "evidence_required"
    end(cast, LAST_DAY + timedelta(days=1))
    deadline.refresh_from_db()
    assert deadline.state == "done"


def receive(cast):
    return services.objection_receive(
        deal=cast.deal, received_on=DAY, text="价格偏低", by=cast.operator, on=DAY, revision=cast.deal.revision
    )


def test_an_open_objection_holds_the_end_until_it_is_dismissed():
    cast = deals.agreed(seller_kind="university")
    start(cast)
    objection = receive(cast)
    assert refused(end, cast, LAST_DAY + timedelta(days=1)) == "objection_open"
    decide: dict[str, Any] = {"objection": objection, "decision": "理由不成立", "by": cast.operator, "on": DAY}
    services.objection_dismiss(revision=cast.deal.revision, **decide)
    cast.deal.refresh_from_db()
    assert refused(services.objection_dismiss, revision=cast.deal.revision, **decide) == "objection_decided"
    assert end(cast, LAST_DAY + timedelta(days=1)).state == "cleared"


def test_an_upheld_objection_leads_back_to_the_table():
    cast = deals.agreed(seller_kind="university")
    start(cast)
    objection = receive(cast)
    decide: dict[str, Any] = {"objection": objection, "decision": "成立", "by": cast.operator, "on": DAY}
    assert refused(services.objection_uphold, paper=None, revision=cast.deal.revision, **decide) == "evidence_required"
    services.objection_uphold(paper=deals.upload(), revision=cast.deal.revision, **decide)
    deal = Deal.objects.get(pk=cast.deal.pk)
    assert (deal.state, deal.contract_amount) == ("negotiating", None)
    assert DealDeadline.objects.get(deal=deal).state == "void"


def test_a_second_publicity_has_its_own_dates():
    cast = deals.agreed(seller_kind="university")
    start(cast)
    services.objection_uphold(
        objection=receive(cast), decision="成立", paper=deals.upload(), by=cast.operator, on=DAY,
        revision=cast.deal.revision,
    )  # fmt: skip
    cast.deal = Deal.objects.get(pk=cast.deal.pk)
    again = DAY + timedelta(days=7)
    quote = services.quote_make(
        deal=cast.deal, amount=Decimal(1), terms="", valid_until=again, by=cast.seller_member, on=DAY,
        revision=cast.deal.revision,
    )  # fmt: skip
    services.quote_accept(deal=cast.deal, quote=quote, by=cast.buyer_member, on=DAY, revision=cast.deal.revision)
    start(cast, day=again, on=again)
    assert refused(end, cast, LAST_DAY + timedelta(days=1)) == "publicity_running"


@pytest.mark.parametrize("role", ["general_section", "editor", "administrator"])
def test_only_operators_move_publicity(role):
    cast = deals.agreed(seller_kind="university")
    cast.operator = people.user(role)
    assert refused(start, cast) == "not_allowed"
