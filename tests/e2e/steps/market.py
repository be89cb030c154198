"""A seller's offer from draft to the public page; used by the market's step and by the dispute that locks it."""

from datetime import timedelta
from decimal import Decimal
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from ipplatform import clock
from tests.e2e.steps.forms import errors, fill, follow, number_of, paper, send
from tests.e2e.steps.look import looked_at, opened

OFFER_IT = "这是您的专利？发布供给"
PRICE = Decimal("380000.00")


def granted_patent(seller: Page, holder: str) -> str:
    """The number of a granted invention that the seller finds under its own name, owns alone and does not offer."""
    opened(seller, "/desk/offers/")
    own = seller.locator(".offer-row b").all_inner_texts()
    opened(seller, f"/patents/?q={quote(f'PA={holder}')}&status={quote('有效')}")
    numbers = seller.locator(".results .num").all_inner_texts()
    for number in (number for number in numbers if number.endswith("B")):
        opened(seller, f"/patents/{number}/")
        owners = seller.locator("dl.facts dt:is(:has-text('(71)'), :has-text('(73)')) + dd").all_inner_texts()
        alone = {owner.strip() for owner in owners} == {holder}
        if alone and seller.locator("h1").inner_text() not in own and seller.get_by_role("link", name=OFFER_IT).count():
            return number
    pytest.fail(f"no granted invention of {holder} alone is free to be offered")


def drafted(seller: Page, patent: str) -> str:
    """Find the patent by its number, make a draft; the draft's number, its page open."""
    opened(seller, f"/patents/{patent}/")
    follow(seller, OFFER_IT)
    send(seller, "用这件专利建立草稿")
    number = number_of(seller, "GJ")
    opened(seller, f"/desk/offers/{number}/")
    return number


def submitted(seller: Page, number: str, *, mode: str = "transfer", picture: str = "") -> None:
    """Fill in what is missing, upload the authority, declare the truth, submit."""
    opened(seller, f"/desk/offers/{number}/edit/")
    fill(seller, {
        "mode": mode, "price_type": "fixed", "price_min": PRICE, "payment_method": "lump_sum",
        "valid_until": clock.today() + timedelta(days=200), "problem_solved": "示例：降低能耗，延长使用寿命。",
        "indicators": "示例：能耗降低 12 %，寿命延长 30 %。", "trl": "7", "confidentiality": "public",
    })  # fmt: skip
    seller.locator("select[name=application_industry]").select_option(index=1)
    if picture:
        looked_at(seller, picture, phone=True)
    send(seller, "保存草稿")
    seller.wait_for_url(f"**/desk/offers/{number}/")
    upload(seller, {"purpose": "authority", "file": paper("权属与授权证明")})
    expect(seller.locator("#files ~ ul, .file-list").first).to_contain_text("权属与授权证明")
    seller.locator("[name=truth_declared]").check()
    send(seller, "提交审核")
    assert not errors(seller), errors(seller)
    expect(seller.get_by_role("button", name="提交审核")).to_have_count(0)


def upload(page: Page, fields: dict[str, object]) -> None:
    """A paper on the page of an offer, at the desk or in the staff pages."""
    section = page.locator("section[aria-labelledby=files]")
    details = section.locator("details")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    fill(details, fields)
    send(details, "上传")


def verified_and_published(operator: Page, number: str) -> None:
    """File today's extract, record the annual fee that it shows, verify, publish."""
    opened(operator, f"/admin/offers/{number}/")
    recording = operator.locator("section[aria-labelledby=patents] details")
    recording.locator("summary").click()
    fill(recording, {"fee_paid_to": clock.today() + timedelta(days=300)})
    send(recording, "补录")
    upload(operator, {"purpose": "extract", "file": paper("登记簿副本"), "dated_on": clock.today()})
    send(operator.locator("main"), "核验通过")
    assert not errors(operator), errors(operator)
    form = operator.locator("form", has=operator.get_by_role("button", name="签发并发布"))
    fill(form, {"wording_checked": True})
    send(form, "签发并发布")
    expect(operator.locator(".page-header")).to_contain_text("在售")
