"""An alert whose question the rules of today refuse, from the day it breaks to what is told after it was mended."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from ipplatform.accounts.models import User
from ipplatform.alerts.models import AlertFinding, SavedSearch
from ipplatform.notices.models import Notice
from ipplatform.site import daily as days
from tests.conftest import SAMPLE_DAY
from tests.factories import market, people
from tests.ipplatform.alerts.conftest import changed, indexed, look

pytestmark = pytest.mark.django_db
STEPS = ("search_written", "record_versions", "alerts_told")


@pytest.fixture
def person(client: Client, monkeypatch: pytest.MonkeyPatch) -> User:
    """Signed in; `daily` does what concerns alerts."""
    monkeypatch.setattr(days, "JOBS", tuple(job for job in days.JOBS if job[0] in STEPS))
    made = people.user()
    client.force_login(made)
    return made


def day_after(number: int) -> date:
    return SAMPLE_DAY + timedelta(days=number)


def told(number: int) -> int:
    """How many alerts told something in that day's `daily`."""
    outcome = days.daily(on=day_after(number), tell=lambda name: None)
    assert outcome.failed == {}
    return outcome.counts["alerts_told"]


def page(client: Client, path: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def written_before_the_colon_was_refused() -> SavedSearch:
    """The one saved search as a release with other rules would have stored it."""
    [search] = SavedSearch.objects.all()
    search.question["text"] = "标题：隔膜"
    search.address = "q=标题：隔膜"
    search.save()
    return search


def sent(form_page: BeautifulSoup) -> dict[str, str]:
    fields = form_page.select('input[form="save-form"]')
    return {str(one["name"]): str(one["value"]) for one in fields if one.get("type") != "checkbox"}


def test_a_broken_alert_is_told_once_and_when_it_is_replaced_nothing_between_is_lost(
    client: Client, person: User
) -> None:
    known, quiet = market.patent(title="旧隔膜"), market.patent(title="另一隔膜")
    indexed(known, quiet)
    look()
    client.post("/desk/searches/new/", {"q": "TI=隔膜", "name": "隔膜", "alert": "on"})
    before = market.patent(title="先来的隔膜")
    indexed(before)
    assert told(1) == 1
    search = written_before_the_colon_was_refused()
    new, other = market.patent(title="断开时来的隔膜"), market.patent(title="液压系统")
    indexed(new, other)
    changed(known, legal_status_raw="失效")
    assert [told(2), told(2)] == [1, 0]
    assert list(Notice.objects.filter(to=person).order_by("pk").values_list("kind", flat=True)) == [
        "alert_found", "alert_broken",
    ]  # fmt: skip
    later = market.patent(title="又一天来的隔膜")
    indexed(later)
    changed(new, legal_status_raw="失效")
    assert told(3) == 0

    row = page(client, "/desk/searches/")
    assert "读不懂了" in row.get_text()
    opened = row.select_one(".saved-name a")
    assert isinstance(opened, Tag)
    refused = page(client, str(opened["href"]), 400)
    [offered] = [one for one in refused.select("main a[href]") if one.get_text(strip=True) == "标题=隔膜"]
    mended = page(client, f"/patents/{offered['href']}")
    asked = client.post("/desk/searches/new/", sent(mended))
    assert f'value="{search.public_id}"' in asked.content.decode()
    assert client.post("/desk/searches/new/", sent(mended) | {"over": str(search.public_id)}).status_code == 302

    at_once = market.patent(title="改好当天来的隔膜")
    indexed(at_once)
    assert [told(4), told(5)] == [1, 0]
    first, second = AlertFinding.objects.order_by("up_to")
    assert (first.new_ids, first.changed_ids) == ([before.pk], [])
    assert (second.new_ids, second.changed_ids) == ([new.pk, later.pk, at_once.pk], [known.pk])
    assert "读不懂了" not in page(client, "/desk/searches/").get_text()
    assert "新的 3 件，有变化的 1 件" in page(client, second.notice.link).get_text() and quiet.pk not in second.ids


def test_replaced_on_the_very_day_it_broke_it_tells_on_that_day(client: Client, person: User) -> None:
    look()
    client.post("/desk/searches/new/", {"q": "TI=隔膜", "name": "隔膜", "alert": "on"})
    search = written_before_the_colon_was_refused()
    new = market.patent(title="复合隔膜")
    indexed(new)
    assert told(1) == 1
    client.post("/desk/searches/new/", {"q": "标题=隔膜", "over": str(search.public_id)})
    assert [told(1), told(1)] == [1, 0] and AlertFinding.objects.get().new_ids == [new.pk]
