"""Guards O1-O9 of an open licence, each by its own name (PL 50-51, PL-R 85-86)."""

from datetime import date, timedelta

import pytest

from ipplatform.moves import Refused
from patents.offers.checks import BLOCKED, OK, offer_checks
from patents.offers.services import (
    offer_publish,
    offer_withdraw,
)
from patents.records.models import Patent
from patents.rights.services import (
    hold_set,
    licence_record,
    open_licence_record,
    open_licence_withdraw,
)
from tests.factories import market
from tests.patents.offers.attempts import pledged, publish, submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
DAY = date(2026, 5, 20)


def open_offer(one, **fields):
    return market.offer_verified(one, mode="open", price_type="fixed", price_max=None, **fields)


def test_an_open_offer_that_meets_o1_to_o9_is_published():
    one = market.patent()
    market.open_statement(one)
    offer = open_offer(one)
    done = offer_publish(offer=offer, by=market.operator(), on=DAY, revision=offer.revision, wording_checked=True)
    assert (done.state, done.wording_checked) == ("published", True)


def test_o1_the_statement_has_all_mandatory_items():
    one = market.patent()
    assert publish(open_offer(one)).code == "open_statement_incomplete"
    two = market.patent()
    open_licence_record(patent=two, by=market.operator(), patentee="甲", payment_method="一次", term="三年")
    refusal = publish(open_offer(two))
    assert refusal.code == "open_statement_incomplete"
    assert "专利号、许可使用费标准" in str(refusal.missing[0])


def test_o2_no_exclusive_or_sole_licence_stands():
    one = market.patent()
    market.open_statement(one, announced=False)
    licence_record(patent=one, kind="sole", licensee="乙", valid_from=DAY, by=market.operator())
    assert publish(open_offer(one)).code == "exclusive_licence_in_force"


def test_o3_fees_are_paid():
    one = market.patent()
    market.open_statement(one)
    offer = open_offer(one)
    Patent.objects.filter(pk=one.pk).update(fee_paid_to=DAY - timedelta(days=1))
    assert publish(offer).code == "fee_not_paid"


def test_o4_a_suspension_by_the_office_blocks():
    one = market.patent()
    market.open_statement(one)
    offer = open_offer(one)
    hold_set(
        patents=[one], reason="cnipa_suspension", modes=["transfer"], effect="lock", ref="c", by=market.operator(),
        on=DAY,
    )  # fmt: skip
    assert publish(offer).code == "cnipa_suspended"


def test_o5_a_pledge_needs_consent():
    one = market.patent()
    market.open_statement(one)
    offer = open_offer(one)
    pledged(one)
    assert publish(offer).code == "locked"
    checks = offer_checks(offer, DAY)
    assert [check.state for check in checks if check.code == "pledge_without_consent"] == [BLOCKED, BLOCKED]


@pytest.mark.parametrize("patent_type", ["utility_model", "design"])
def test_o6_utility_models_and_designs_need_an_evaluation_report(patent_type):
    one = market.patent(patent_type=patent_type)
    market.open_statement(one)
    offer = open_offer(one)
    assert publish(offer).code == "evaluation_report_missing"
    market.paper(offer, "evaluation_report", by=offer.created_by)
    assert publish(offer).code == "promotional_wording"


def test_o7_the_wording_is_read_by_list_and_by_eye():
    one = market.patent()
    market.open_statement(one)
    loud = open_offer(one, problem_solved="国际领先的隔膜，稳赚不赔。")
    refusal = publish(loud, wording_checked=True)
    assert (refusal.code, refusal.missing) == ("promotional_wording", ("国际领先", "稳赚"))
    two = market.patent()
    market.open_statement(two)
    assert publish(open_offer(two)).code == "promotional_wording"


def test_o8_an_open_offer_is_withdrawn_after_the_announced_withdrawal_only():
    one = market.patent()
    statement = market.open_statement(one)
    offer = open_offer(one)
    deed = {"reason_code": "other", "note": "", "by": offer.created_by, "on": DAY}
    with pytest.raises(Refused) as refused:
        offer_withdraw(offer=offer, revision=offer.revision, **deed)
    assert refused.value.refusal.code == "open_withdrawal_not_announced"
    open_licence_withdraw(statement=statement, announced_on=DAY, by=market.operator())
    assert offer_withdraw(offer=offer, revision=offer.revision, **deed).state == "withdrawn"


def test_o9_no_exclusive_offer_stands_beside_an_open_one():
    one = market.patent()
    market.open_statement(one)
    offer = open_offer(one)
    checks = {check.code: check.state for check in offer_checks(offer, DAY)}
    assert checks["exclusive_offer_live"] == checks["open_excludes_exclusive"] == OK
    assert submit(market.offer_draft(one, mode="sole")).code == "open_excludes_exclusive"
