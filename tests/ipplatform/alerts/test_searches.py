"""Saved searches on the desk: one's own only, limits, the way out of a mail, recent searches, constant queries."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ipplatform.accounts.models import User
from ipplatform.alerts.models import RecentSearches, SavedSearch
from ipplatform.alerts.permissions import findings_readable_by, search_can_read, searches_readable_by
from ipplatform.alerts.selectors import MAX_RECENT, MAX_SAVED, recent_of, unsubscribe_token
from ipplatform.alerts.services import TOO_MANY, recent_note, recent_switch
from ipplatform.moves import Refused
from tests.factories import market, people
from tests.ipplatform.alerts.conftest import NEXT_DAY, indexed, look, run, saved

pytestmark = pytest.mark.django_db
LIST = "/desk/searches/"


@pytest.fixture
def owner(client: Client) -> User:
    """Signed in."""
    person = people.user()
    client.force_login(person)
    return person


def page(client: Client, **params: Any) -> BeautifulSoup:
    return BeautifulSoup(client.get(LIST, params).content, "html.parser")


def note(user: User, text: str, said: str = "") -> None:
    known = recent_of(user)
    recent_note(user=user, known=known, index="patents", text=text, address=f"q={text}", said=said)


def test_one_reads_ones_own_only_whatever_role_one_has(owner: User) -> None:
    search = saved(owner)
    others = [people.user(), people.user("operator"), people.user("administrator"), None]
    assert search_can_read(owner, search)
    assert not any(search_can_read(other, search) for other in others)
    assert list(searches_readable_by(owner)) == [search] and not findings_readable_by(None).exists()
    User.objects.filter(pk=owner.pk).update(is_active=False)
    owner.refresh_from_db()
    assert not search_can_read(owner, search)


@pytest.mark.parametrize("deed", ["rename", "alert", "delete"])
def test_nobody_else_touches_it(client: Client, owner: User, deed: str) -> None:
    search = saved(people.user())
    answer = client.post(f"{LIST}{search.public_id}/{deed}/", {"name": "别人的", "on": "true"})
    assert answer.status_code == 404
    search.refresh_from_db()
    assert search.name == "示例检索" and search.alert_on


def test_it_is_renamed_switched_and_deleted_after_a_question(client: Client, owner: User) -> None:
    search = saved(owner)
    client.post(f"{LIST}{search.public_id}/rename/", {"name": "  新 名称 "})
    client.post(f"{LIST}{search.public_id}/alert/")
    search.refresh_from_db()
    assert (search.name, search.alert_on) == ("新 名称", False)
    client.post(f"{LIST}{search.public_id}/alert/", {"on": "true"})
    search.refresh_from_db()
    assert search.alert_on
    for name in ("", "长" * 81):
        assert client.post(f"{LIST}{search.public_id}/rename/", {"name": name}).status_code == 409
    asked = client.get(f"{LIST}{search.public_id}/delete/")
    assert "不能恢复" in asked.content.decode() and SavedSearch.objects.exists()
    client.post(f"{LIST}{search.public_id}/delete/")
    assert not SavedSearch.objects.exists()


def test_the_list_says_what_is_there_and_leads_to_the_very_search(client: Client, owner: User) -> None:
    assert "还没有保存的检索" in page(client).get_text()
    search = saved(owner, "q=TI%3D隔膜&status=有效&sort=-date&page=3&view=cards&unknown=1", name="隔膜，有效")
    link = page(client).select_one(".saved-searches a")
    assert link is not None and link["href"] == f"/patents/?{search.address}"
    assert search.address == "q=TI%3D%E9%9A%94%E8%86%9C&status=%E6%9C%89%E6%95%88&sort=-date"
    assert search.question["filters"] == {"status": ["有效"]} and search.text == "TI=隔膜"


def test_the_list_turns_pages_and_asks_a_constant_number_of_queries(client: Client, owner: User) -> None:
    look()
    for n in range(3):
        saved(owner, f"q=隔膜{n}")
    page(client)  # remembers for all pages whether the content is a sample
    with CaptureQueriesContext(connection) as few:
        page(client)
    for n in range(3, 25):
        saved(owner, f"q=隔膜 OR 液压{n}", name=f"检索{n}")
    indexed(market.patent(title="隔膜"))
    run(NEXT_DAY)
    with CaptureQueriesContext(connection) as many:
        first = page(client)
    assert len(many) == len(few)
    assert len(first.select(".saved-searches > li")) == 20 and first.select_one(".pagination") is not None
    assert len(page(client, page=2).select(".saved-searches > li")) == 5
    assert "新的 1 件" in first.get_text()


def test_one_keeps_so_many_and_the_refusal_says_how_many(owner: User) -> None:
    for n in range(MAX_SAVED):
        saved(owner, f"q=隔膜{n}")
    with pytest.raises(Refused) as refused:
        saved(owner, "q=再一条")
    assert refused.value.refusal == TOO_MANY and str(MAX_SAVED) in str(TOO_MANY.message)
    saved(people.user(), "q=别人的")


def test_the_same_question_is_kept_once_however_it_is_written_in_the_address(owner: User) -> None:
    saved(owner, "q=隔膜&status=有效&status=失效")
    with pytest.raises(Refused) as refused:
        saved(owner, "status=失效&status=有效&q= 隔膜 &sort=relevance&page=2")
    assert refused.value.refusal.code == "already_saved"


def test_the_way_out_needs_no_log_in_and_a_get_changes_nothing(owner: User) -> None:
    search = saved(owner, name="绝密名称")
    visitor = Client(enforce_csrf_checks=True)
    path = f"/alerts/unsubscribe/{unsubscribe_token(search)}/"
    asked = visitor.get(path)
    search.refresh_from_db()
    assert asked.status_code == 200 and search.alert_on and "绝密" not in asked.content.decode()
    for _press in range(2):
        assert "提醒已关闭" in visitor.post(path, {"List-Unsubscribe": "One-Click"}).content.decode()
    search.refresh_from_db()
    assert not search.alert_on
    assert "本来就关着" in visitor.get(path).content.decode()


def test_a_way_out_that_was_tampered_with_leads_nowhere(owner: User) -> None:
    search, other = saved(owner), saved(people.user())
    token = unsubscribe_token(search)
    signer = signing.Signer(salt="of another page")
    forged = [
        f"{other.public_id}:{token.rpartition(':')[2]}", str(search.public_id), token[:-1], token.upper(), "x:y",
        signer.sign(str(search.public_id)), signing.Signer().sign(str(search.public_id)),
    ]  # fmt: skip
    visitor = Client()
    assert [visitor.post(f"/alerts/unsubscribe/{one}/").status_code for one in forged] == [404] * len(forged)
    assert SavedSearch.objects.filter(alert_on=True).count() == 2
    search.delete()
    assert visitor.post(f"/alerts/unsubscribe/{token}/").status_code == 404


def test_recent_searches_are_few_without_repeats_and_newest_first(owner: User) -> None:
    for n in range(MAX_RECENT + 3):
        note(owner, f"词{n}")
    note(owner, "词5", "法律状态：有效")
    entries = recent_of(owner).entries
    assert [one["text"] for one in entries][:3] == ["词5", "词12", "词11"]
    assert len(entries) == MAX_RECENT and entries[0]["said"] == "法律状态：有效"


def test_recent_searches_are_cleared_and_switched_off_and_on(client: Client, owner: User) -> None:
    other = people.user()
    note(owner, "隔膜")
    note(other, "液压")
    assert "隔膜" in page(client).get_text() and "液压" not in page(client).get_text()
    client.post(f"{LIST}recent/")
    assert recent_of(owner).entries == () and recent_of(other).entries
    known = recent_of(owner)
    client.post(f"{LIST}recent/", {"keep": "off"})
    note(owner, "隔膜")
    # A page that read the switch before it was thrown writes nothing either.
    recent_note(user=owner, known=known, index="patents", text="隔膜", address="q=隔膜", said="")
    assert RecentSearches.objects.get(owner=owner).entries == [] and "已关闭" in page(client).get_text()
    client.post(f"{LIST}recent/", {"keep": "on"})
    note(owner, "隔膜")
    assert len(recent_of(owner).entries) == 1


def test_switched_off_what_was_kept_is_forgotten(owner: User) -> None:
    note(owner, "隔膜")
    recent_switch(user=owner, kept=False)
    recent_switch(user=owner, kept=True)
    assert recent_of(owner).entries == ()


def test_with_the_account_everything_of_it_goes(owner: User) -> None:
    saved(owner)
    note(owner, "隔膜")
    owner.delete()
    assert not (SavedSearch.objects.exists() or RecentSearches.objects.exists())
