"""Each guard of submit, verify, publish and withdraw refuses by its own name and says what is missing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from ipplatform.accounts.models import User
from ipplatform.moves import Refused
from patents.offers.checks import BLOCKED, MISSING, OK, offer_checks
from patents.offers.models import OfferFile
from patents.offers.services import (
    offer_edit,
    offer_recheck,
    offer_submit,
    offer_verify,
)
from patents.rights.models import Mode
from patents.rights.services import (
    hold_set,
)
from tests.factories import market
from tests.patents.offers.attempts import pledged, publish, submit, verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
DAY = date(2026, 5, 20)


def change(offer, **values):
    return offer_edit(offer=offer, values=values, by=offer.created_by, on=DAY, revision=offer.revision)


@pytest.mark.parametrize(
    ("field", "empty", "label"),
    [
        ("mode", "", "合作方式"), ("price_type", "", "计价方式"), ("payment_method", "", "付款方式"),
        ("valid_until", None, "有效期至"), ("problem_solved", "", "解决的问题"), ("trl", None, "技术成熟度"),
        ("application_industry", "", "应用产业"), ("confidentiality", "", "保密范围"),
    ],
)  # fmt: skip
def test_every_mandatory_field_is_missed_by_name(field, empty, label):
    refusal = submit(change(market.offer_draft(), **{field: empty}))
    assert refusal.code == "fields_missing"
    assert refusal.missing == (label,)


@pytest.mark.parametrize(
    ("price_type", "given", "missing"),
    [
        ("fixed", {}, ["价格（下限或入门费）"]),
        ("range", {"price_min": Decimal(1)}, ["价格上限"]),
        ("royalty", {}, ["提成比例（%）"]),
        ("entry_plus_running", {}, ["价格（下限或入门费）", "提成比例（%）"]),
    ],
)
def test_a_price_type_asks_for_its_amounts(price_type, given, missing):
    empty = {"price_min": None, "price_max": None, "royalty_rate": None}
    refusal = submit(change(market.offer_draft(), price_type=price_type, **{**empty, **given}))
    assert list(refusal.missing) == missing


def test_a_negotiable_price_asks_for_no_amount():
    offer = change(market.offer_draft(), price_type="negotiable", price_min=None, price_max=None)
    offer_submit(offer=offer, truth_declared=True, by=offer.created_by, on=DAY, revision=offer.revision)
    assert offer.state == "submitted"


@pytest.mark.parametrize("number", [None, "202010000001.0", "201340699744.9"])
def test_application_numbers_are_there_and_valid(number):
    one = market.patent(application_number=number)
    refusal = submit(market.offer_draft(one))
    assert refusal.code == "application_number_missing"
    assert one.number in str(refusal.missing[0])


def test_a_bare_year_is_no_filing_date():
    assert submit(market.offer_draft(market.patent(filing_date=None))).code == "filing_date_missing"


def test_the_sellers_authority_is_on_file():
    offer = market.offer_draft()
    OfferFile.objects.filter(offer=offer, purpose="authority").delete()
    assert submit(offer).code == "authority_missing"


def test_the_truth_is_declared_and_a_refused_declaration_leaves_no_trace():
    offer = market.offer_draft()
    assert submit(offer, declared=False).code == "truth_not_declared"
    assert offer.truth_declared_at is None


def test_one_live_offer_per_patent_and_mode():
    one = market.patent()
    market.offer_submitted(one)
    assert submit(market.offer_draft(one)).code == "live_offer_exists"
    other = market.offer_submitted(one, mode="ordinary")
    assert other.state == "submitted"


@pytest.mark.parametrize("mode", ["exclusive", "sole"])
def test_exclusive_and_sole_exclude_open_both_ways(mode):
    one = market.patent()
    market.offer_submitted(one, mode=mode)
    assert submit(market.offer_draft(one, mode="open")).code == "open_excludes_exclusive"
    two = market.patent()
    market.offer_submitted(two, mode="open")
    assert submit(market.offer_draft(two, mode=mode)).code == "open_excludes_exclusive"


@pytest.mark.parametrize("mode", ["exclusive", "sole"])
def test_during_an_open_licence_no_exclusive_offer_is_made(mode):
    one = market.patent()
    market.open_statement(one)
    assert submit(market.offer_draft(one, mode=mode)).code == "open_licence_runs"
    assert market.offer_submitted(one, mode="ordinary").state == "submitted"


@pytest.mark.parametrize(
    "status", ["pending", "expired", "lapsed_fee", "invalidated", "rejected", "withdrawn", "unknown"]
)
def test_a_licence_needs_a_valid_patent(status):
    offer = market.offer_submitted(market.patent(legal_status=status), mode="ordinary")
    assert verify(offer).code == "no_live_status"


def test_an_application_may_be_transferred():
    one = market.patent(legal_status="pending", grant_date=None, fee_paid_to=None)
    offer = market.offer_submitted(one, mode="transfer")
    assert offer_verify(offer=offer, by=market.operator(), on=DAY, revision=offer.revision).state == "verified"


def test_a_term_that_is_over_is_no_valid_status():
    offer = market.offer_submitted(market.patent(expiry_date=DAY - timedelta(days=1)))
    assert verify(offer).code == "no_live_status"


def state_of(offer, code, on=DAY):
    return next(check for check in offer_checks(offer, on) if check.code == code)


def test_an_unknown_fee_is_missing_and_an_overdue_one_blocks():
    unknown = market.offer_submitted(market.patent(fee_paid_to=None))
    overdue = market.offer_submitted(market.patent(fee_paid_to=DAY - timedelta(days=1)))
    today = market.offer_submitted(market.patent(fee_paid_to=DAY))
    assert verify(unknown).code == verify(overdue).code == "fee_not_paid"
    assert [state_of(offer, "fee_not_paid").state for offer in (unknown, overdue, today)] == [MISSING, BLOCKED, OK]


def test_a_live_pledge_without_consent_to_this_mode_locks_and_blocks():
    one = market.patent()
    pledged(one, "ordinary")
    offer = market.offer_submitted(one)
    assert verify(offer).code == "locked"
    assert state_of(offer, "pledge_without_consent").state == BLOCKED
    two = market.patent()
    pledged(two, *Mode.values)
    agreed = market.offer_submitted(two)
    assert offer_verify(offer=agreed, by=market.operator(), on=DAY, revision=agreed.revision).state == "verified"


def test_every_co_owner_consents_by_name():
    owner, person = market.seller()
    one = market.patent(owner.name, "示例大学", "示例机电学院")
    offer = market.offer_submitted(one, of=(owner, person))
    assert verify(offer).missing == ("示例大学", "示例机电学院")
    market.paper(offer, "consent", by=person, about="示例大学")
    refusal = verify(offer)
    assert (refusal.code, refusal.missing) == ("co_owner_consent_missing", ("示例机电学院",))
    market.paper(offer, "consent", by=person, about="示例机电学院")
    assert offer_verify(offer=offer, by=market.operator(), on=DAY, revision=offer.revision).state == "verified"


def test_the_extract_is_there_and_not_older_than_thirty_days():
    offer = market.offer_submitted()
    assert verify(offer, on=DAY + timedelta(days=31)).code == "extract_old"
    OfferFile.objects.filter(offer=offer, purpose="extract").delete()
    assert verify(offer).code == "extract_missing"
    market.paper(offer, "extract", by=offer.created_by, dated_on=DAY)
    on = DAY + timedelta(days=30)
    assert offer_verify(offer=offer, by=market.operator(), on=on, revision=offer.revision).state == "verified"


def test_a_hold_locks_every_offer_of_the_patent_also_later_ones_and_by_mode():
    one = market.patent()
    before = market.offer_submitted(one)
    hold_set(patents=[one], reason="dispute", modes=[], effect="lock", ref="r", by=User.objects.system(), on=DAY)
    later = market.offer_submitted(one, mode="ordinary")
    assert verify(before).code == verify(later).code == "locked"
    two = market.patent()
    hold_set(patents=[two], reason="other", modes=["sole"], effect="lock", ref="m", by=market.operator(), on=DAY)
    free = market.offer_submitted(two, mode="ordinary")
    assert offer_verify(offer=free, by=market.operator(), on=DAY, revision=free.revision).state == "verified"
    assert verify(market.offer_submitted(two, mode="sole")).code == "locked"


def test_publishing_needs_a_day_in_the_future_and_a_fresh_verification():
    assert publish(market.offer_verified(valid_until=DAY)).code == "valid_until_past"
    stale = market.offer_verified()
    assert publish(stale, on=DAY + timedelta(days=31)).code == "verification_old"
    on = DAY + timedelta(days=31)
    market.paper(stale, "extract", by=stale.created_by, dated_on=DAY)
    with pytest.raises(Refused) as refused:
        offer_recheck(offer=stale, by=market.operator(), on=on, revision=stale.revision)
    assert refused.value.refusal.code == "extract_old"


def test_a_secret_application_is_not_published():
    owner, person = market.seller()
    one = market.patent(
        owner.name, published=False, legal_status="pending", grant_date=None, fee_paid_to=None, owner_enterprise=owner
    )
    assert publish(market.offer_verified(one, of=(owner, person))).code == "patent_unpublished"


def test_checks_are_laid_out_once_each_in_the_order_of_the_offers_life():
    checks = offer_checks(market.offer_submitted(), DAY)
    codes = [check.code for check in checks]
    assert codes[0] == "fields_missing"
    assert codes.index("no_live_status") > codes.index("live_offer_exists")
    assert codes[-1] == "patent_unpublished"
    assert all(str(check.label) for check in checks)
