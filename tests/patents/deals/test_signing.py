"""Every guard of the signature by its name, and what a signature brings about (domain.md 6.2)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ipplatform import clock
from ipplatform.files.services import file_store
from patents.deals import services
from patents.deals.models import Deal, DealDeadline, DealDocument
from patents.deals.workflow import sign_checklist
from patents.offers.models import Offer
from patents.records.models import Patent
from patents.rights.models import OpenLicenceStatement
from patents.rights.services import (
    hold_set,
    licence_record,
    open_licence_announce,
    open_licence_record,
    pledge_consent,
    pledge_register,
)
from tests.factories import deals, people
from tests.factories.deals import DAY
from tests.patents.deals.counting import CaptureCount
from tests.patents.deals.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(DAY):
        yield


def paper(cast, kind, item=None):
    services.deal_document_add(
        deal=cast.deal, kind=kind, upload=deals.upload(), deal_patent=item, by=cast.operator, on=DAY,
        revision=cast.deal.revision,
    )  # fmt: skip


def lacking(cast):
    return [row.refusal.code for row in sign_checklist(cast.deal, DAY) if row.refusal is not None]


def test_a_complete_transfer_is_signed():
    cast = deals.agreed()
    assert lacking(cast) == []
    deal = deals.sign(cast)
    item = deal.deal_patents.get()
    assert (deal.state, deal.signed_on, deal.effective_on) == ("signed", DAY, None)
    assert (item.invention_name, item.applicants) == (item.patent.title, item.patentees)
    assert item.patent_number == f"ZL{item.patent.application_number}"
    assert item.valid_to == date(2038, 5, 8)  # PL 42: 20 years from filing
    assert deal.documents.get().kind == "contract"
    assert deal.contract_file == deal.documents.get().file


@pytest.mark.parametrize("kind", ["exclusive", "sole", "ordinary", "joint_development"])
def test_a_licence_takes_effect_as_its_contract_says(kind):
    cast = deals.agreed(mode=kind)
    assert refused(deals.sign, cast, effective_on=None) == "sign_terms_incomplete"
    assert refused(deals.sign, cast, effective_on=DAY - timedelta(days=1)) == "effect_before_signing"
    deal = deals.sign(cast, effective_on=DAY + timedelta(days=3))
    assert deal.effective_on == DAY + timedelta(days=3)
    due = DealDeadline.objects.filter(deal=deal, rule_code="D20").first()
    if kind == "joint_development":
        assert due is None
    else:
        assert due is not None and due.due_on == date(2026, 6, 5)  # three months after 5 March, a Friday


@pytest.mark.parametrize(
    ("kind", "state"),
    [("transfer", "reserved"), ("exclusive", "reserved"), ("sole", "reserved"), ("equity", "reserved"),
     ("ordinary", "published"), ("joint_development", "published")],
)  # fmt: skip
def test_only_a_deal_of_exclusive_effect_reserves_the_offer(kind, state):
    cast = deals.signed(mode=kind)
    assert Offer.objects.get(pk=cast.offer.pk).state == state


def test_who_may_sign():
    cast = deals.agreed()
    for by in (cast.seller_member, cast.buyer_member, people.user("general_section"), people.user("editor")):
        cast.operator = by
        assert refused(deals.sign, cast) == "not_allowed"
    torn = people.user("operator")
    torn.memberships.create(enterprise=cast.seller, role="staff", state="active", created_by=torn)
    cast.operator = torn
    assert refused(deals.sign, cast) == "own_enterprise"


def test_a_contract_has_its_file_and_terms():
    cast = deals.agreed()
    sign: dict[str, Any] = {"deal": cast.deal, "by": cast.operator, "on": DAY, "revision": cast.deal.revision}
    assert refused(services.deal_sign, terms=deals.terms(cast.deal), contract=None, **sign) == "evidence_required"
    assert refused(deals.sign, cast, contract_number="") == "sign_terms_incomplete"
    assert refused(deals.sign, cast, contract_amount=None) == "sign_terms_incomplete"
    assert refused(deals.sign, cast, signed_on=DAY + timedelta(days=1)) == "date_in_future"
    assert deals.sign(cast, contract_amount=None, royalty_terms="销售额 3%").contract_amount is None
    assert DealDocument.objects.count() == 1  # refused signatures leave no paper


def test_an_open_lock_stops_the_signature():
    cast = deals.agreed()
    operator = people.user("operator")
    hold_set(
        patents=[cast.offer.patents.get()], reason="fee", modes=["sole"], effect="lock", ref="a", by=operator, on=DAY
    )
    assert lacking(cast) == []  # a lock of another mode
    hold_set(patents=[cast.offer.patents.get()], reason="fee", modes=[], effect="lock", ref="b", by=operator, on=DAY)
    assert refused(deals.sign, cast) == "patent_locked"


def test_a_lock_of_the_offer_alone_stops_the_signature():
    cast = deals.agreed()
    Offer.objects.filter(pk=cast.offer.pk).update(locked_on=DAY, lock_reason="other")
    assert refused(deals.sign, cast) == "offer_locked"


def test_an_offer_no_longer_on_sale_cannot_be_reserved():
    cast = deals.agreed()
    Offer.objects.filter(pk=cast.offer.pk).update(state="expired")
    assert refused(deals.sign, cast) == "offer_not_on_sale"


def test_a_pledge_asks_consent_and_secured_proceeds():
    cast = deals.agreed()
    operator = people.user("operator")
    pledge = pledge_register(
        patent=cast.offer.patents.get(), pledgor="甲", pledgee="示例银行", registration_number="ZY1",
        registered_on=DAY, by=operator, on=DAY,
    )  # fmt: skip
    assert refused(deals.sign, cast) == "patent_locked"
    consent = file_store(content=b"%PDF-1.4", name="a.pdf", owner_kind="pledge", owner_id="1", by=operator)
    pledge_consent(pledge=pledge, file=consent, modes=["transfer"], by=operator, on=DAY)
    assert refused(deals.sign, cast) == "pledgee_consent_missing"  # for this deal, beside the pledge's own
    paper(cast, "pledgee_consent", cast.deal.deal_patents.get())
    assert refused(deals.sign, cast) == "proceeds_not_secured"
    services.deal_pricing_set(
        deal=cast.deal, price_method="agreement", proceeds="escrowed", by=cast.operator, on=DAY,
        revision=cast.deal.revision,
    )  # fmt: skip
    assert refused(deals.sign, cast) == "proceeds_not_secured"  # said, but no proof on file
    paper(cast, "proceeds")
    assert deals.sign(cast).state == "signed"


def test_co_owners_consent_unless_they_sit_on_the_selling_side():
    seller = people.enterprise("示例让与有限公司", area="outside")
    owners = ("示例让与有限公司", "示例共有有限公司")
    cast = deals.agreed(seller=seller, patents=(deals.patent(owners=owners),))
    assert refused(deals.sign, cast) == "owner_consent_missing"
    assert "示例共有有限公司" in str(sign_missing(cast))
    services.deal_party_add(
        deal=cast.deal, side="seller", enterprise=people.enterprise("示例共有有限公司"), person_name="",
        person_country="", by=cast.operator, on=DAY, revision=cast.deal.revision,
    )  # fmt: skip
    cast.deal = Deal.objects.get(pk=cast.deal.pk)
    assert deals.sign(cast).state == "signed"


def test_a_consent_on_file_stands_for_the_co_owner():
    seller = people.enterprise("示例让与有限公司", area="outside")
    cast = deals.agreed(seller=seller, patents=(deals.patent(owners=("示例让与有限公司", "示例共有有限公司")),))
    paper(cast, "owner_consent")
    assert deals.sign(cast).state == "signed"


def sign_missing(cast):
    return [item for row in sign_checklist(cast.deal, DAY) if row.refusal for item in row.refusal.missing]


@pytest.mark.parametrize(
    ("field", "empty", "word"),
    [("title", "", "发明创造名称"), ("filing_date", None, "申请日期"), ("application_number", None, "申请号")],
)
def test_cc_845_is_complete(field, empty, word):
    cast = deals.agreed()
    item = cast.deal.deal_patents.get()
    Patent.objects.filter(pk=item.patent_id).update(**{field: empty})
    assert refused(deals.sign, cast) == "cc845_incomplete"
    assert word in str(sign_missing(cast))
    values = {
        "invention_name": "示例", "applicants": "甲", "patentees": "甲", "filing_date": date(2018, 1, 1),
        "application_number": "2018", "patent_number": "ZL2018", "valid_to": date(2038, 1, 1),
    }  # fmt: skip
    services.deal_patent_state(item=item, values=values, by=cast.operator, on=DAY, revision=cast.deal.revision)
    cast.deal = Deal.objects.get(pk=cast.deal.pk)
    assert deals.sign(cast).state == "signed"


def test_a_pending_application_needs_no_patent_number():
    patent = deals.patent(grant_date=None, legal_status="pending")
    cast = deals.signed(patents=(patent,))
    item = cast.deal.deal_patents.get()
    assert (item.patent_number, item.patentees, item.valid_to) == ("", "", None)


@pytest.mark.parametrize(
    ("patent_type", "filed", "ends"),
    [("utility_model", date(2018, 5, 8), date(2028, 5, 8)), ("design", date(2021, 5, 31), date(2031, 5, 31)),
     ("design", date(2021, 6, 1), date(2036, 6, 1)), ("invention", date(2016, 2, 29), date(2036, 2, 28))],
)  # fmt: skip
def test_the_term_is_that_of_the_law(patent_type, filed, ends):
    cast = deals.signed(patents=(deals.patent(patent_type=patent_type, filing_date=filed, filing_year=filed.year),))
    assert cast.deal.deal_patents.get().valid_to == ends


def test_a_foreign_party_asks_the_procedures_of_pl_10():
    cast = deals.agreed()
    services.deal_party_add(
        deal=cast.deal, side="buyer", enterprise=None, person_name="Sample Person", person_country="de",
        by=cast.operator, on=DAY, revision=cast.deal.revision,
    )  # fmt: skip
    cast.deal = Deal.objects.get(pk=cast.deal.pk)
    assert refused(deals.sign, cast) == "pl10_missing"
    paper(cast, "pl10")
    assert deals.sign(cast).state == "signed"


def test_an_open_licence_is_signed_when_o1_to_o6_hold_and_the_licensee_has_paid():
    patent = deals.patent(patent_type="utility_model", fee_paid_to=None, legal_status="pending", grant_date=None)
    cast = deals.agreed(mode="open", patents=(patent,))
    operator = people.user("operator")
    seen = []

    def step(**changes):
        Patent.objects.filter(pk=patent.pk).update(**changes)
        seen.append(refused(deals.sign, cast))

    step(legal_status="pending")
    step(grant_date=date(2021, 6, 1), legal_status="valid")
    statement = open_licence_record(patent=patent, patent_number="ZL1", by=operator)
    open_licence_announce(statement=statement, announced_on=DAY, by=operator)
    step(legal_status="valid")
    given: dict[str, Any] = {"patentee": "甲", "payment_method": "一次", "payment_standard": "1 万元", "term": "3 年"}
    OpenLicenceStatement.objects.filter(pk=statement.pk).update(**given)
    step(fee_paid_to=DAY - timedelta(days=1))
    step(fee_paid_to=None)
    Patent.objects.filter(pk=patent.pk).update(fee_paid_to=DAY)
    for kind in ("evaluation_report", "open_notice", "open_payment"):
        step(legal_status="valid")
        paper(cast, kind)
    assert seen == [
        "not_granted", "open_statement_incomplete", "open_statement_incomplete", "fee_unpaid", "fee_unpaid",
        "evaluation_report_missing", "open_notice_missing", "open_payment_missing",
    ]  # fmt: skip
    hold_set(patents=[patent], reason="cnipa_suspension", modes=["sole"], effect="lock", ref="s", by=operator, on=DAY)
    assert refused(deals.sign, cast) == "cnipa_suspended"


@pytest.mark.parametrize(("kind", "refusal"), [("ordinary", "exclusive_licence_in_force"), ("transfer", None)])
def test_an_exclusive_licence_excludes_further_licences(kind, refusal):
    cast = deals.agreed(mode=kind)
    licence_record(
        patent=cast.offer.patents.get(), kind="exclusive", licensee="示例", valid_from=DAY, by=people.user("operator")
    )
    assert (refused(deals.sign, cast) if refusal else None) == refusal


def test_during_an_open_licence_no_exclusive_one():
    cast = deals.agreed(mode="sole")
    operator = people.user("operator")
    statement = open_licence_record(patent=cast.offer.patents.get(), by=operator)
    open_licence_announce(statement=statement, announced_on=DAY, by=operator)
    assert refused(deals.sign, cast) == "open_licence_in_force"


def test_a_patent_is_not_sold_twice():
    patent, seller = deals.patent(), people.enterprise(area="outside")
    first = deals.agreed(patents=(patent,), seller=seller)
    second = deals.agreed(mode="exclusive", patents=(patent,), seller=seller)
    deals.sign(first)
    assert refused(deals.sign, second) == "right_taken"


def test_the_checklist_costs_a_constant_number_of_queries():
    small = deals.agreed()
    large = deals.agreed(patents=tuple(deals.patent() for _ in range(6)))
    with CaptureCount() as few:
        sign_checklist(Deal.objects.get(pk=small.deal.pk), DAY)
    with CaptureCount() as many:
        sign_checklist(Deal.objects.get(pk=large.deal.pk), DAY)
    assert few.count == many.count


def test_amounts_are_exact():
    cast = deals.signed(amount=Decimal("0.10"))
    assert Deal.objects.get(pk=cast.deal.pk).contract_amount == Decimal("0.10")
