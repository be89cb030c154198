"""Step 4: an offer is drafted, verified, published, asked about, dealt, paid, landed; the claimer is refused."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from ipplatform import clock
from tests.e2e.conftest import Person
from tests.e2e.steps.forms import deed, fill, follow, forged, number_of, paper, refused, seen, send
from tests.e2e.steps.look import WAGTAIL, looked_at, opened, quiet, violations
from tests.e2e.steps.market import PRICE, drafted, granted_patent, submitted, verified_and_published

pytestmark = pytest.mark.browser

AMOUNT = str(PRICE)


class Walk:
    """What one test leaves to the next: numbers and addresses."""

    offer = ""
    patent = ""
    inquiry = ""
    deal = ""
    landing = ""


@pytest.fixture(scope="module")
def walk() -> Walk:
    return Walk()


def test_a_seller_drafts_sees_what_is_missing_and_submits(person: Person, walk: Walk) -> None:
    seller = person("seller")
    walk.patent = granted_patent(seller, "示例外埠材料有限公司")
    with quiet(seller):
        walk.offer = drafted(seller, walk.patent)
        expect(seller.locator("#missing")).to_contain_text(re.compile(r"提交前还有 \d+ 项要补"))
        missing = seller.locator("section[aria-labelledby=missing]")
        for words in ("合作方式", "供给方有权处分", "权属与授权证明"):
            expect(missing).to_contain_text(words)
        looked_at(seller, "04-draft", phone=True)
        assert violations(seller) == []
    answer = forged(seller, f"/desk/offers/{walk.offer}/move/submit/", {"revision": "0", "truth_declared": "on"})
    assert answer.status == 409
    with quiet(seller):
        submitted(seller, walk.offer, picture="04-fields")
        looked_at(seller, "04-submitted", phone=True)


def test_an_operator_sees_the_checks_verifies_and_publishes(person: Person, walk: Walk) -> None:
    operator = person("operator")
    opened(operator, f"/admin/offers/{walk.offer}/")
    checks = operator.locator("section[aria-labelledby=checks]")
    for words in ("法律状态", "年费", "质押", "共有权利人同意", "法律状态证明", "锁定"):
        expect(checks).to_contain_text(words)
    looked_at(operator, "04-checks", phone=True)
    send(operator.locator("main"), "核验通过")
    expect(operator.locator("main")).to_contain_text("缺少法律状态证明")
    with quiet(operator):
        verified_and_published(operator, walk.offer)
        assert violations(operator, outside=WAGTAIL) == []


def test_the_offer_is_public_and_on_its_patents_page(page: Page, walk: Walk) -> None:
    with quiet(page):
        opened(page, "/offers/?sort=newest")
        link = page.locator(f"a[href='/offers/{walk.offer}/']").first
        expect(link).to_be_visible()
        follow(page, link)
        expect(page.locator("main")).to_contain_text(walk.offer)
        looked_at(page, "04-offer", phone=True)
        assert violations(page) == []
        opened(page, f"/patents/{walk.patent}/")
        expect(page.locator("section[aria-labelledby=on-offer]")).to_be_visible()
        assert page.locator(f"section[aria-labelledby=on-offer] a[href='/offers/{walk.offer}/']").count() == 1
        looked_at(page, "04-patent", phone=True)


def test_a_buyer_inquires_and_an_operator_opens_the_deal(person: Person, walk: Walk) -> None:
    buyer, seller, operator = person("enterprise"), person("seller"), person("operator")
    with quiet(buyer):
        opened(buyer, f"/offers/{walk.offer}/")
        follow(buyer, "向供给方洽询")
        fill(buyer, {"purpose": "示例：拟在本企业产线上使用，希望一次性受让。", "nda": True})
        looked_at(buyer, "04-inquire", phone=True)
        assert violations(buyer) == []
        send(buyer, "送出洽询")
        buyer.wait_for_url("**/desk/inquiries/*/")
        walk.inquiry = buyer.url.rstrip("/").rsplit("/", 1)[1]
        looked_at(buyer, "04-inquiry", phone=True)
    with quiet(seller):
        opened(seller, f"/desk/inquiries/{walk.inquiry}/")
        deed(seller, "答复", {"answer": "示例答复：欢迎面谈。"})
    with quiet(operator):
        opened(operator, f"/admin/deals/inquiries/{walk.inquiry}/")
        deed(operator, "开启交易")
        opened(operator, f"/admin/deals/inquiries/{walk.inquiry}/")
        follow(operator, operator.get_by_role("link", name=re.compile(r"JY-\d{4}-\d{4}")).first)
        walk.deal = number_of(operator, "JY")
        looked_at(operator, "04-deal-open", phone=True)


def test_quote_acceptance_and_signature(person: Person, walk: Walk) -> None:
    buyer, seller, operator = person("enterprise"), person("seller"), person("operator")
    today = clock.today()
    with quiet(seller):
        opened(seller, f"/desk/deals/{walk.deal}/")
        deed(seller, "报价", {"amount": AMOUNT, "valid_until": str(today + timedelta(days=20))})
    with quiet(buyer):
        opened(buyer, f"/desk/deals/{walk.deal}/")
        looked_at(buyer, "04-quoted", phone=True)
        assert violations(buyer) == []
        deed(buyer, "接受报价")
    with quiet(operator):
        opened(operator, f"/admin/deals/{walk.deal}/")
        expect(operator.locator("main")).to_contain_text("合同载明的专利信息齐全")
        looked_at(operator, "04-sign-checks", phone=True)
        state = operator.get_by_role("link", name="补全合同信息")
        if state.count() and "合同载明的专利信息齐全" in operator.locator(".check-bad").all_inner_texts():
            deed(operator, "补全合同信息", {"valid_to": str(today.replace(year=today.year + 8))})
        terms = {"contract_number": f"示例合同-{walk.deal}", "signed_on": str(today), "contract_amount": AMOUNT}
        deed(operator, "签约", {**terms, "contract": paper("合同")})
        expect(operator.locator(".page-header")).to_contain_text("已签约")
    seen(person("seller"), f"/desk/offers/{walk.offer}/", "已预订")


def test_registration_and_payment(person: Person, walk: Walk) -> None:
    buyer, operator = person("enterprise"), person("operator")
    today = str(clock.today())
    with quiet(operator):
        opened(operator, f"/admin/deals/{walk.deal}/")
        deed(operator, "登记备案结果", {"day": today, "proof": paper("手续合格通知书")})
        deed(operator, "办结登记备案")
        deed(operator, "登记应付款", {"due_on": today, "due_amount": AMOUNT})
    with quiet(buyer):
        opened(buyer, f"/desk/deals/{walk.deal}/")
        deed(buyer, "报付款", {"paid_on": today, "paid_amount": AMOUNT})
    with quiet(operator):
        opened(operator, f"/admin/deals/{walk.deal}/")
        deed(operator, "确认付款", {"voucher": paper("付款凭证")})
        deed(operator, "完成交易")
        looked_at(operator, "04-deal-complete", phone=True)
        assert violations(operator, outside=WAGTAIL) == []
    opened(buyer, f"/desk/deals/{walk.deal}/")
    looked_at(buyer, "04-deal-desk", phone=True)
    assert violations(buyer) == []


def test_a_landing_is_claimed_confirmed_and_verified_by_another(person: Person, walk: Walk) -> None:
    buyer, operator, general = person("enterprise"), person("operator"), person("general")
    with quiet(operator):
        opened(operator, f"/admin/deals/{walk.deal}/")
        where = {"address": "示例：湘江新区示例路 8 号", "region_code": "430104", "landed_on": str(clock.today())}
        deed(operator, "提出落地", {**where, "use": "production", "dated_product_photo": paper("产线照片")})
        follow(operator, operator.get_by_role("link", name=re.compile("示例路 8 号")))
        walk.landing = operator.url.rstrip("/").rsplit("/", 1)[1]
        for label in ("核实通过", "不予通过"):
            assert operator.get_by_role("link", name=label).count() == 0
        expect(operator.locator("main")).to_contain_text("由您提出的落地须由综合科其他人员核实")
        looked_at(operator, "04-landing-claimer", phone=True)
    forgery = forged(
        operator, f"/admin/deals/landings/{walk.landing}/verify/",
        {"revision": "0", "address_checked": "on", "evidence_read": "on"},
    )  # fmt: skip
    assert (forgery.status, forgery.headers.get("x-refusal")) == (409, "claimer_may_not_verify")

    opened(general, f"/admin/deals/landings/{walk.landing}/")
    follow(general, "核实通过")
    fill(general, {"address_checked": True, "evidence_read": True})
    send(general.locator("main"), "核实通过")
    refused(general, "确认")  # the buyer has not confirmed yet

    with quiet(buyer):
        opened(buyer, f"/desk/deals/{walk.deal}/")
        deed(buyer, "确认落地")
    with quiet(general):
        opened(general, f"/admin/deals/landings/{walk.landing}/")
        deed(general, "核实通过", {"address_checked": True, "evidence_read": True})
        expect(general.locator("main")).to_contain_text("示例综合科甲")
        looked_at(general, "04-landing-verified", phone=True)
        assert violations(general, outside=WAGTAIL) == []
    opened(general, "/admin/plan/")
    follow(general, general.locator(".plan-board tr", has_text="T3-2").locator("th a"))
    expect(general.locator("main")).to_contain_text(walk.deal)
