"""Saving from the search page, with and without log-in; recent searches written for signed-in people only."""

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ipplatform.accounts.models import User
from ipplatform.alerts.models import RecentSearches, SavedSearch
from ipplatform.alerts.services import search_replace
from ipplatform.moves import Refused
from patents.catalogue.selectors import query_of
from tests.factories import market, people
from tests.patents.catalogue.conftest import Read, indexed, total

pytestmark = pytest.mark.django_db
ASKED = {"q": "TI=隔膜", "status": ["有效", "失效"], "year_from": "2018", "sort": "-date", "view": "cards"}


@pytest.fixture(autouse=True)
def patents() -> None:
    """Two that the question finds and one that it does not."""
    indexed(
        market.patent("示例公司", title="复合隔膜"), market.patent("示例公司", title="隔膜涂层"),
        market.patent("示例公司", title="液压系统"),
    )  # fmt: skip


@pytest.fixture
def person(client: Client) -> User:
    """Signed in."""
    made = people.user()
    client.force_login(made)
    return made


def sent(page) -> dict[str, list[str]]:
    """What the saving form of a search page would post."""
    values: dict[str, list[str]] = {}
    for field in page.select('input[form="save-form"]'):
        if field.get("type") != "checkbox":
            values.setdefault(str(field["name"]), []).append(str(field["value"]))
    return values


def test_one_press_on_the_results_saves_the_very_search(client: Client, person: User, read: Read) -> None:
    page = read(**ASKED)
    answer = client.post("/desk/searches/new/", sent(page) | {"alert": "on"})
    [saved] = SavedSearch.objects.all()
    assert answer["Location"] == f"/patents/?{saved.address}"
    assert (saved.owner, saved.name, saved.alert_on) == (person, "TI=隔膜", True)
    assert "法律状态：有效" in saved.said and "view" not in saved.address
    again = read(f"/patents/?{saved.address}")
    assert total(again) == total(page) == 2
    assert [one.get_text() for one in again.select(".result-title")] == [
        one.get_text() for one in page.select(".result-title")
    ]


def test_saved_twice_it_is_refused_and_said_where_it_is(client: Client, person: User, read: Read) -> None:
    values = sent(read(**ASKED))
    client.post("/desk/searches/new/", values)
    answer = client.post("/desk/searches/new/", values | {"name": "另一个名称"})
    assert answer.status_code == 409 and "已经保存过" in answer.content.decode()
    assert client.post("/desk/searches/new/", values | {"name": " ", "q": "液压"}).status_code == 409
    assert SavedSearch.objects.count() == 1


def test_a_mended_search_takes_the_place_of_the_broken_one_and_tells_on_from_there(
    client: Client, person: User, read: Read
) -> None:
    client.post("/desk/searches/new/", {"q": "TI=复合", "name": "老名称", "alert": "on"})
    SavedSearch.objects.update(broken_code="colon", told_up_to=7)
    [broken] = SavedSearch.objects.all()
    values = sent(read(**ASKED))
    asked = client.post("/desk/searches/new/", values | {"alert": "on"})
    assert asked.status_code == 200 and "替换读不懂的“老名称”" in asked.content.decode()
    assert client.post("/desk/searches/new/", values | {"over": "x"}).status_code == 404
    client.post("/desk/searches/new/", values | {"over": str(broken.public_id)})
    [now] = SavedSearch.objects.all()
    assert (now.pk, now.name, now.alert_on, now.told_up_to, now.broken_code) == (broken.pk, "老名称", True, 7, "")
    assert now.text == "TI=隔膜" and "status=" in now.address and now.digest != broken.digest
    # It can be read now: a second press, and a person who is not its owner, change nothing.
    with pytest.raises(Refused, match="search_not_broken"):
        search_replace(search=now, query=query_of("甲", {}), address="q=甲", said="", by=person)
    SavedSearch.objects.update(broken_code="colon")
    client.force_login(people.user())
    assert client.post("/desk/searches/new/", values | {"over": str(broken.public_id)}).status_code == 404


def test_a_broken_search_is_not_replaced_by_what_is_saved_already(client: Client, person: User, read: Read) -> None:
    values = sent(read(**ASKED))
    client.post("/desk/searches/new/", values)
    client.post("/desk/searches/new/", {"q": "TI=复合", "name": "老名称"})
    SavedSearch.objects.filter(name="老名称").update(broken_code="colon")
    over = str(SavedSearch.objects.get(name="老名称").public_id)
    assert client.post("/desk/searches/new/", values | {"over": over}).status_code == 409
    assert client.post("/desk/searches/new/", {"q": "液压", "name": "新", "over": ""}).status_code == 302
    assert SavedSearch.objects.count() == 3


def test_a_visitor_logs_in_and_is_back_at_the_saving(client: Client, read: Read) -> None:
    people.user(email="visitor@example.test")
    page = read(**ASKED)
    assert page.find(id="save-form") is None
    [anchor] = page.select(".save-search a")
    link = str(anchor["href"])
    to_login = client.get(link)["Location"]
    assert to_login.startswith("/accounts/login/")
    client.force_login(User.objects.get(email="visitor@example.test"))
    answer = client.get(link)
    assert answer.status_code == 200 and "TI=隔膜" in answer.content.decode()
    assert urlsplit(to_login).query.startswith("next=/desk/searches/new/")
    fields = read(link).select('main form[method="post"] input')
    values: dict[str, list[str]] = {}
    for one in fields:
        if one["name"] not in ("csrfmiddlewaretoken", "alert"):
            values.setdefault(str(one["name"]), []).append(str(one["value"]))
    client.post("/desk/searches/new/", values)
    assert f"/desk/searches/new/?{SavedSearch.objects.get().address}" == link


def test_what_asks_nothing_or_cannot_be_read_is_not_saved(client: Client, person: User, read: Read) -> None:
    assert read().find(class_="save-search") is None
    assert client.post("/desk/searches/new/", {"name": "全部"}).status_code == 302
    assert client.post("/desk/searches/new/", {"name": "错", "q": "TI=("}).status_code == 400
    assert not SavedSearch.objects.exists()


def test_a_signed_in_persons_searches_are_remembered_and_shown(client: Client, person: User, read: Read) -> None:
    read(q="隔膜")
    read(q="隔膜", status="有效")
    read(q="液压", page="2")
    client.head("/patents/", {"q": "液压"})
    read("/patents/", 400, q="TI=(")
    read()
    [entry] = RecentSearches.objects.get(owner=person).entries
    assert (entry["text"], entry["said"]) == ("隔膜", "法律状态：有效")
    shown = read().select_one(".recent-searches")
    assert shown is not None and shown.has_attr("open") and "隔膜" in shown.get_text()
    assert not read(q="液压").select_one(".recent-searches").has_attr("open")
    assert read(q="隔膜").select_one(".recent-searches").find("a", href=lambda to: "q=%E6%B6%B2" in str(to))


def test_of_a_visitor_nothing_is_written_and_nothing_is_asked(client: Client, read: Read) -> None:
    read(q="隔膜")
    with CaptureQueriesContext(connection) as asked:
        page = read(q="液压")
    assert not any("alerts_" in one["sql"] or one["sql"].startswith(("INSERT", "UPDATE")) for one in asked)
    assert page.select_one(".recent-searches") is None and not RecentSearches.objects.exists()


def test_remembering_adds_a_constant_number_of_queries(client: Client, person: User, read: Read) -> None:
    def queries(text: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            read(q=text)
        return sum("alerts_" in one["sql"] for one in asked)

    first = queries("词0")
    assert first <= 6 and [queries(f"词{n}") for n in range(1, 14)] == [2] * 13
    assert queries("词13") == 1
