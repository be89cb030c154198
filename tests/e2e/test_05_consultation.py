"""Step 5: an enterprise asks, a coordinator assigns, an adviser answers, the enterprise rates; one more 家/次."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Person
from tests.e2e.steps.forms import fill, follow, number_of, send
from tests.e2e.steps.look import looked_at, opened, quiet, violations

pytestmark = pytest.mark.browser

QUESTION = "示例：与客户签订的合同里写了专利许可，年费由谁缴纳？"
ANSWER = "示例答复：除合同另有约定外，年费由专利权人缴纳，建议在合同中写明。"


def services_counted(page: Page) -> int:
    """The board's present value of T3-6."""
    opened(page, "/admin/plan/")
    row = page.locator(".plan-board tr", has_text="T3-6")
    return int(re.sub(r"[^\d]", "", row.locator(".plan-value").inner_text()))


def test_a_consultation_from_question_to_count(person: Person, in_hand: Person) -> None:
    general, coordinator, mediator = person("general"), person("coordinator"), person("mediator")
    before = services_counted(general)

    phone = in_hand("enterprise")
    with quiet(phone):
        opened(phone, "/services/")
        looked_at(phone, "05-services")
        phone.goto("/desk/consultations/")
        follow(phone, "提出咨询")
        looked_at(phone, "05-ask")
        assert violations(phone) == []
        phone.locator("input[name=topic]").first.check()
        send(phone, "继续")
        fill(phone, {"question": QUESTION})
        send(phone, "继续")
        fill(phone, {"mode": "online"})
        send(phone, "继续")
        expect(phone.locator("main")).to_contain_text(QUESTION)
        looked_at(phone, "05-review")
        send(phone, "发送咨询")
        number = number_of(phone, "ZX")
        looked_at(phone, "05-sent")

    with quiet(coordinator):
        opened(coordinator, f"/admin/consultations/{number}/")
        form = coordinator.locator("form", has=coordinator.locator("[name=adviser]"))
        form.locator("select").select_option(label="示例调解员甲")
        looked_at(coordinator, "05-assign", phone=True)
        send(form, "分派")
        expect(coordinator.locator("main")).to_contain_text("示例调解员甲")

    with quiet(mediator):
        opened(mediator, "/admin/")
        expect(mediator.locator("main")).to_contain_text(number)
        opened(mediator, f"/admin/consultations/{number}/")
        form = mediator.locator("form", has=mediator.locator("[name=answer]"))
        form.locator("select[name=outcome]").select_option(index=0)
        fill(form, {"answer": ANSWER})
        send(form, "发送答复")
        expect(mediator.locator("main")).to_contain_text(ANSWER)

    opened(general, f"/admin/consultations/{number}/")
    assert QUESTION not in general.locator("main").inner_text()
    assert services_counted(general) == before

    with quiet(phone):
        opened(phone, f"/desk/consultations/{number}/")
        expect(phone.locator("main")).to_contain_text(ANSWER)
        looked_at(phone, "05-answer")
        fill(phone, {"satisfaction": "5"})
        send(phone, "确认并评价")
        expect(phone.get_by_role("button", name="确认并评价")).to_have_count(0)
        looked_at(phone, "05-closed")
        assert violations(phone) == []

    assert services_counted(general) == before + 1
    follow(general, general.locator(".plan-board tr", has_text="T3-6").locator("th a"))
    looked_at(general, "05-counted")
