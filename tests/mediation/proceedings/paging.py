"""What the page tests of cases share: form tokens, deeds by POST, people at their pages."""

import re
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ipplatform import clock
from ipplatform.accounts.models import User
from mediation.cases.models import MediationCase
from tests.factories import mediation as m


def token(html: str) -> str:
    """The first form token of a page."""
    found = re.search(r'name="form_token" value="([^"]+)"', html)
    assert found, "the page has no form token"
    return found.group(1)


def scan(name: str = "scan.pdf") -> SimpleUploadedFile:
    """A small real PDF."""
    return SimpleUploadedFile(name, m.PDF, "application/pdf")


class Person:
    """Somebody at the pages of one case; every page is asked for with the clock on the sample day."""

    def __init__(self, user: User, on: date = m.DAY) -> None:
        self.client, self.on = Client(), on
        self.client.force_login(user)

    def get(self, url: str) -> Any:
        """GET on the sample day."""
        with clock.set_to(self.on):
            return self.client.get(url)

    def file(self, url: str) -> tuple[int, bytes]:
        """A download: its status and its bytes; reading the stream to its end closes it."""
        answer = self.get(url)
        return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""

    def text(self, url: str) -> str:
        """The page, which must answer 200."""
        answer = self.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        return answer.content.decode()

    def post(self, url: str, data: dict[str, Any] | None = None) -> Any:
        """POST on the sample day, as sent."""
        with clock.set_to(self.on):
            return self.client.post(url, data or {})

    def fill(self, url: str, data: dict[str, Any] | None = None, *, then: int = 302) -> Any:
        """Open a page's form and send it with its token and revision."""
        html = self.text(url)
        revision = re.search(r'name="revision" value="(\d+)"', html)
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
        sent = {**hidden, "revision": revision.group(1) if revision else "", "form_token": token(html), **(data or {})}
        answer = self.post(url, sent)
        assert answer.status_code == then, (url, answer.status_code, _errors(answer))
        return answer

    def deed(self, case: MediationCase, slug: str, data: dict[str, Any] | None = None, *, then: int = 302) -> Any:
        """A deed in the case room."""
        return self.fill(f"/desk/cases/{case.public_id}/{slug}/", data, then=then)

    def staff(self, case: MediationCase, slug: str, data: dict[str, Any] | None = None, *, then: int = 302) -> Any:
        """A deed in the staff area."""
        return self.fill(f"/admin/cases/{case.public_id}/{slug}/", data, then=then)


def _errors(answer: Any) -> list[str]:
    return re.findall(
        r'class="field-error">.*?<span><span[^>]*>[^<]*</span>([^<]*)', answer.content.decode(), re.DOTALL
    )
