"""An application for mediation, one question a screen, and the links of a case room."""

import io
import re
from datetime import date, timedelta

from chinese_calendar import is_workday
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.e2e.steps.forms import downloaded, fill, follow, paper, send
from tests.e2e.steps.look import looked_at, opened, violations

SUMMARY = "示例：双方合作开发后，对这件专利归谁所有有争议。"
CALENDAR_LAST_YEAR = 2026  # the office's calendar of holidays is announced until then


def due_after(accepted: date, days: int = 30) -> date:
    """The last day of a period of natural days, moved to the next working day (Civil Code 201 to 203)."""
    due = accepted + timedelta(days=days)
    while not (is_workday(due) if due.year <= CALENDAR_LAST_YEAR else due.weekday() < 5):
        due += timedelta(days=1)
    return due


def applied(phone: Page, *, respondent: str, uscc: str, patent: str) -> str:
    """From the first screen to the receipt, left once and taken up again; the address of the case room."""
    opened(phone, "/desk/cases/apply/")
    looked_at(phone, "06-apply")
    assert violations(phone) == []
    fill(phone, {"dispute_type": "ownership"})
    send(phone, "继续")
    fill(phone, {"ip_type": "invention"})
    send(phone, "继续")
    fill(phone, {"topic": ...})
    send(phone, "继续")
    fill(phone, {"patents": patent})
    send(phone, "继续")
    fill(phone, {"name": respondent, "uscc": uscc, "contact": "示例联系人 0731-00000000"})
    looked_at(phone, "06-respondent")
    send(phone, "继续")
    fill(phone, {"summary": SUMMARY})
    send(phone, "保存，以后再填")
    expect(phone.locator("main")).to_contain_text("已保存")
    opened(phone, "/desk/cases/apply/")
    looked_at(phone, "06-taken-up")
    follow(phone, phone.locator(".uploaded li a").first)
    follow(phone, phone.locator("dd", has_text=SUMMARY).get_by_role("link"))
    expect(phone.locator("[name=summary]")).to_have_value(SUMMARY)
    send(phone, "继续")
    fill(phone, {"request_1": "示例：确认共同共有", "request_2": "示例：分担年费"})
    send(phone, "继续")
    send(phone, "继续")  # the amount cannot be said
    fill(phone, {"procedure": "industry"})
    send(phone, "继续")
    fill(phone, {"title": "示例合作合同", "file": paper("合作合同"), "who_sees": "both"})
    looked_at(phone, "06-evidence")
    send(phone, "传这一份，再传下一份")
    expect(phone.locator(".uploaded")).to_contain_text("示例合作合同")
    send(phone, "继续")
    assert violations(phone) == []
    fill(phone, {"file": paper("营业执照")})
    send(phone, "继续")
    for words in (SUMMARY, "示例合作合同（双方可见）", patent, respondent, "示例：分担年费"):
        expect(phone.locator("main")).to_contain_text(words)
    looked_at(phone, "06-review")
    assert violations(phone) == []
    send(phone, "提交申请")
    expect(phone.locator("main")).to_contain_text("已收到您的申请")
    looked_at(phone, "06-receipt")
    return re.sub(r"\?.*", "", "/" + phone.url.split("/", 3)[3])


def paper_text(page: Page, name: str) -> tuple[str, str]:
    """(address, text) of a PDF of the case that the page links under a name, once the office has produced it."""
    link = page.locator(".file-list a", has_text=name).first
    expect(link).to_be_attached()
    address = link.get_attribute("href")
    assert address is not None
    status, body = downloaded(page, address)
    assert (status, body[:5]) == (200, b"%PDF-")
    return address, "".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(body)).pages)
