"""Filling in and sending forms as a person does; posting by hand what no button offers."""

import re
from typing import Any

from playwright.sync_api import APIResponse, FilePayload, Locator, Page, expect

from ipplatform.documents import pdf_from_html
from tests.e2e.steps.look import opened

Fields = dict[str, Any]


def paper(name: str) -> FilePayload:
    """A small real PDF to upload."""
    made = pdf_from_html(f"<html lang='zh'><title>示例</title><p>示例材料：{name}</p></html>")
    return FilePayload(name=f"{name}.pdf", mimeType="application/pdf", buffer=made.content)


def fill(scope: Page | Locator, fields: Fields) -> None:
    """Fill fields by their names: True ticks a box, a file is chosen, a radio or option is taken by its value
    (`...` takes the first radio)."""
    for name, value in fields.items():
        field = scope.locator(f"[name='{name}']:not([type=hidden])")
        kind = field.first.evaluate("field => field.type")
        if kind == "radio":
            (field.first if value is ... else scope.locator(f"[name='{name}'][value='{value}']")).check()
        elif kind == "checkbox":
            field.set_checked(bool(value))
        elif kind == "file":
            field.set_input_files(value)
        elif kind.startswith("select"):
            field.select_option(str(value))
        else:
            field.fill(str(value))


def follow(scope: Page | Locator, link: Locator | str) -> None:
    """Follow a link (by its words, or as found), and wait for its page."""
    page = scope if isinstance(scope, Page) else scope.page
    found = scope.get_by_role("link", name=link, exact=True).first if isinstance(link, str) else link
    with page.expect_navigation():
        found.click()


def send(scope: Page | Locator, label: str) -> None:
    """Press a form's button, and wait for the page that answers."""
    page = scope if isinstance(scope, Page) else scope.page
    with page.expect_navigation():
        scope.get_by_role("button", name=label, exact=True).click()


def errors(page: Page) -> str:
    """What a form says is wrong; empty when it went through."""
    return " / ".join(page.locator(".error-summary li, .notice-bad").all_inner_texts())


def refused(page: Page, words: str) -> None:
    """The form came back and its summary says what is missing."""
    expect(page.locator(".error-summary").first).to_contain_text(words)


def deed(page: Page, label: str, fields: Fields | None = None, *, button: str = "") -> None:
    """Follow a deed's link from an object's page, fill in its form, confirm; one lands on the object again."""
    follow(page, label)
    asked = page.url
    fill(page, fields or {})
    send(page.locator("main"), button or label)
    assert page.url != asked, f"{label}: {errors(page)}"


def number_of(page: Page, prefix: str) -> str:
    """The business number that the page's heading says."""
    found = re.search(rf"{prefix}-\d{{4}}-\d{{4}}", page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()[:400]
    return found.group()


def forged(page: Page, address: str, fields: dict[str, str] | None = None) -> APIResponse:
    """POST without a button: the person's own cookies and token of the site, as a hand-made request would have them."""
    token = next((cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken"), "")
    headers = {"X-CSRFToken": token, "Referer": page.url}
    form = {"form_token": "forged-token-of-nobody", **(fields or {})}
    return page.context.request.post(address, form=form, headers=headers)


def downloaded(page: Page, address: str) -> tuple[int, bytes]:
    """Status and bytes of an address with the person's cookies."""
    answer = page.context.request.get(address)
    return answer.status, answer.body()


def hidden_from(page: Page, *addresses: str) -> None:
    """Each address answers 404 to this person."""
    for address in addresses:
        assert page.context.request.get(address).status == 404, address


def seen(page: Page, address: str, *words: str) -> None:
    """A page says the words."""
    opened(page, address)
    for word in words:
        expect(page.locator("main")).to_contain_text(word)
