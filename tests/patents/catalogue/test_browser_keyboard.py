"""In the browser, with the keyboard alone: the form, facets and what is inside them, saving with an alert, export."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser import login
from tests.e2e.steps.look import opened, quiet, violations
from tests.patents.catalogue.keyboard import tab_to

pytestmark = pytest.mark.browser
FAR = 200
"""Tabs from the top of a page to the end of its filters."""


def test_the_form_is_filled_and_searched(page: Page) -> None:
    with quiet(page):
        opened(page, "/patents/")
        tab_to(page, ".search-ways a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/patents/form/**")
        tab_to(page, "input[name=words-TI-0]")
        page.keyboard.type("方法")
        page.keyboard.press("Tab")
        expect(page.locator(".expression-text")).to_have_text("TI=方法")
        tab_to(page, "input[name=one-STATUS]", most=FAR)
        page.keyboard.press("Space")
        expect(page.locator(".expression-text")).to_contain_text("STATUS=")
        tab_to(page, "input[name=on_offer]", most=FAR)
        page.keyboard.press("Space")
        tab_to(page, "input[name=year_from]")
        page.keyboard.type("2003")
        assert violations(page) == []
        tab_to(page, "button[name=go]")
        page.keyboard.press("Enter")
        page.wait_for_url("**/patents/?**")
        assert "on_offer=yes" in page.url and "year_from=2003" in page.url and "q=TI" in page.url
        expect(page.locator(".chips .tag")).to_have_count(2)
        tab_to(page, ".search-ways a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/patents/form/**")
        expect(page.locator("input[name=on_offer]")).to_be_checked()
        tab_to(page, "input[name=words-TI-0]")
        page.keyboard.press("Enter")  # in any field: search
        page.wait_for_url("**/patents/?**")
        assert "on_offer=yes" in page.url and "year_from=2003" in page.url


def test_years_the_tree_and_a_search_inside_a_facet(page: Page) -> None:
    with quiet(page):
        opened(page, "/patents/?q=TI%3D方法")
        tab_to(page, "#year_from", most=FAR)
        # Without waiting for the answer to the first year, which puts both fields in anew.
        page.keyboard.type("2010")
        page.keyboard.press("Tab")
        page.keyboard.type("20")
        page.wait_for_url("**year_from=2010**")
        expect(page.locator(".chips .tag")).to_contain_text("2010")
        expect(page.locator("#year_to")).to_be_focused()
        expect(page.locator("#year_to")).to_have_value("20")
        page.keyboard.type("20")
        page.keyboard.press("Tab")
        page.wait_for_url("**year_to=2020**")
        expect(page.locator(".chips .tag")).to_contain_text("2010 – 2020")

        tab_to(page, ".facet-toggle[aria-expanded=false]", most=FAR)
        opened_by = page.evaluate("document.activeElement.id")
        page.keyboard.press("Enter")
        page.wait_for_url("**open=**")
        expect(page.locator(f"[id='{opened_by}']")).to_be_focused()
        expect(page.locator(f"[id='{opened_by}']")).to_have_attribute("aria-expanded", "true")
        tab_to(page, f"[id='{opened_by}'] ~ label input")
        page.keyboard.press("Space")
        page.wait_for_url("**ipc=**")
        expect(page.locator("input[name=ipc]:checked")).to_be_focused()

        tab_to(page, ".facet a[href*='/facet/applicant/']", most=FAR)
        page.keyboard.press("Enter")
        page.wait_for_url("**/patents/facet/applicant/**")
        assert violations(page) == []
        tab_to(page, "input[name=within]")
        page.keyboard.type("示例")
        page.keyboard.press("Enter")
        page.wait_for_url("**within=**")
        tab_to(page, "input[name=applicant]")
        page.keyboard.press("Space")
        tab_to(page, "button[formaction]", most=FAR)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/patents/\?.*applicant="))
        assert all(part in page.url for part in ("year_from=2010", "year_to=2020", "ipc=", "q=TI"))


def test_a_search_is_saved_with_an_alert_and_its_hits_exported(page: Page) -> None:
    login(page, "enterprise@demo.test")
    with quiet(page):
        asked = f"/patents/?q=TI%3D装置 NOT kept{uuid4().hex[:6]}&status=有效"  # a question of its own each time
        opened(page, asked)
        tab_to(page, "a[href='#save-search']")
        page.keyboard.press("Enter")
        tab_to(page, "#save-name")
        page.keyboard.press("Control+a")
        page.keyboard.type("键盘保存的检索")
        tab_to(page, "input[name=alert]", most=1)
        page.keyboard.press("Space")
        tab_to(page, "button[form=save-form]", most=1)
        page.keyboard.press("Enter")
        expect(page.get_by_text("检索已保存。")).to_be_visible()
        opened(page, "/desk/searches/")
        expect(page.get_by_text("键盘保存的检索").first).to_be_visible()
        assert violations(page) == []

        opened(page, asked)
        tab_to(page, "button[form=export-form][value=xlsx]", most=FAR)
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/exports/**")
        expect(page.get_by_text("XLSX").first).to_be_visible()
        assert violations(page) == []
