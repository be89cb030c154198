"""The capability table of domain.md section 2 as one generated test: every role x every address x every object kind."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from analytics.plan.staff import EXPORTS
from ipplatform import clock
from ipplatform.accounts.roles import STAFF_ROLES
from ipplatform.alerts.services import recent_switch
from ipplatform.moves import Refused
from ipplatform.notices.mail import notices_mail
from ipplatform.notices.models import Notice
from ipplatform.search import services as search
from patents.deals.services import deal_open, landing_confirm, landing_verify
from tests.capabilities.actors import EVERYBODY
from tests.capabilities.confidential import CONFIDENTIAL, MARKS
from tests.capabilities.leaks import marks_in, marks_in_tables, text_of
from tests.capabilities.rows import Row, outcome
from tests.capabilities.separations import SEPARATIONS
from tests.capabilities.table import PAGES
from tests.capabilities.table_staff import STAFF_PAGES
from tests.capabilities.world import DAY, World, world_make
from tests.factories import deals, people
from tests.house.rooms import PACKAGES

TABLE = PAGES + STAFF_PAGES
FLOOR_PRICE = set(MARKS) - set(CONFIDENTIAL)
Stage = tuple[World, dict[str, Client]]


@pytest.fixture
def stage(db: None, tmp_path: Path) -> Iterator[Stage]:
    """The world and one logged-in browser a person."""
    places = override_settings(SEARCH_FILE=tmp_path / "search.db", PRIVATE_FILES_DIR=tmp_path / "private")
    with places, clock.set_to(DAY):
        world = world_make(tmp_path)
        yield world, world.actors.clients()
        search.engine("embedded").close()


def own_names(resolver: URLResolver, spaces: tuple[str, ...] = (), ours: bool = False) -> Iterator[str]:
    """Names of every address that a room of ours answers, those that the admin's hooks bring included."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            module = str(getattr(pattern.urlconf_name, "__name__", ""))
            space = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from own_names(pattern, space, ours or _is_ours(module))
        elif isinstance(pattern, URLPattern) and (ours or _is_ours(pattern.callback.__module__)):
            yield ":".join((*spaces, pattern.name or ""))


def _is_ours(module: str) -> bool:
    return module.split(".")[0] in PACKAGES


def test_every_address_of_ours_stands_in_the_table():
    found = set(own_names(get_resolver()))
    assert len(found) > 130
    assert found == {row.name for row in TABLE}, "an address without a line of the table, or the reverse"


def ask(client: Client, method: str, url: str, data: dict[str, Any]) -> HttpResponseBase:
    """One request, whose effect is undone."""
    with transaction.atomic():
        answer = client.get(url, data) if method == "GET" else client.post(url, data)
        transaction.set_rollback(True)
    return answer


def told(stage: Stage, row: Row, read: set[str]) -> Iterator[str]:
    """What is wrong with the answers of one line; marks that were read by whom they are for come into `read`."""
    world, clients = stage
    url = reverse(row.name, args=[world.value(path) for path in row.args])
    data = {name: world.value(path) for name, path in row.data.items()}
    for method in row.methods:
        for actor in EVERYBODY:
            answer = ask(clients[actor], method, url, data)
            seen, text = outcome(answer), text_of(answer)
            line = f"{method} {row.name} {' '.join(row.args)}: {actor}"
            if not row.agrees(actor, seen):
                yield f"{line} is told {seen}, expected {row.expected(actor)}"
            shown = [mark for mark in MARKS if mark in text]
            read.update(shown)
            if leaked := [mark for mark in shown if actor not in MARKS[mark]]:
                yield f"{line} reads {leaked}"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """2,500 answers of the table are 404: their page, which has tests of its own, is not rendered each time."""
    return HttpResponse(status=404)


def test_each_role_gets_what_the_capability_table_says(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ipplatform.urls.handler404", not_found, raising=False)
    read: set[str] = set()
    wrong = [line for row in TABLE for line in told(stage, row, read)]
    assert not wrong, "\n" + "\n".join(wrong)
    assert read >= set(CONFIDENTIAL), "a mark that nobody reads proves nothing"
    assert read & FLOOR_PRICE


def test_no_text_of_a_case_leaves_the_case(tmp_path: Path, caplog: pytest.LogCaptureFixture, db: None):
    """Not through mails, logs, exports, search, sitemap, audit, jobs or any other table (separations 1 and 4)."""
    places = override_settings(SEARCH_FILE=tmp_path / "search.db", PRIVATE_FILES_DIR=tmp_path / "private")
    with places, clock.set_to(DAY), caplog.at_level(logging.DEBUG):
        world = world_make(tmp_path)
        clients = world.actors.clients()
        notices = list(Notice.objects.values_list("pk", flat=True))
        assert notices_mail(ids=notices) == len(notices) > 10
        mails = "".join(f"{one.subject}{one.body}" for one in mail.outbox)
        assert world.value("case.number") in mails and marks_in(mails) == []
        search.drain("patents")
        # What one types oneself is remembered for oneself; among the tables it would look like a leak.
        recent_switch(user=world.actors.operator, kept=False)
        for mark in CONFIDENTIAL:
            assert clients["operator"].get("/patents/", {"q": mark}).context["found"].result.total == 0
        # Whoever reads and writes in a case leaves traces: in sessions, audit, submissions, none of them with text.
        room, office = (f"/{desk}/cases/{world.value('case.public_id')}/" for desk in ("desk", "admin"))
        for actor, url in (("seller", room), ("buyer", room), ("mediator", office), ("coordinator", office)):
            assert marks_in(text_of(clients[actor].get(url)))
        for name in EXPORTS:
            answer = clients["general"].get(reverse("plan_staff:export", args=[2026, name]))
            assert answer.status_code == 200 and marks_in(text_of(answer)) == [], name
        for actor in ("operator", "general", "both", "anonymous"):
            for url in ("/", "/sitemap.xml", "/search/?q=暗记", "/admin/", "/desk/", "/admin/pages/", "/feeds/"):
                assert marks_in(text_of(clients[actor].get(url))) == [], (actor, url)
        assert list(marks_in_tables()) == []
        search.engine("embedded").close()
    # The database driver's own log holds values while debugging; it is off outside a developer's machine.
    logged = "".join(row.getMessage() for row in caplog.records if not row.name.startswith("django.db"))
    assert marks_in(logged) == []


@pytest.mark.django_db
def test_5_who_claims_a_landing_does_not_verify_it(tmp_path: Path):
    with override_settings(PRIVATE_FILES_DIR=tmp_path):
        cast = deals.recorded()
        both = people.user("operator", "general_section")
        day = deals.DAY.replace(month=5)
        landing = deals.claim(cast, day=day, by=both)
        with clock.set_to(day):
            landing_confirm(landing=landing, by=cast.buyer_member, on=day, revision=landing.revision)
            with pytest.raises(Refused) as refused:
                landing_verify(
                    landing=landing, address_checked=True, evidence_read=True, by=both, on=day,
                    revision=landing.revision,
                )  # fmt: skip
            client = Client()
            client.force_login(both)
            url = reverse("deals_staff:landing_deed", args=[landing.public_id, "verify"])
            answer = client.post(url, {"revision": landing.revision})
    assert answer.status_code == 409
    assert answer["X-Refusal"] == refused.value.refusal.code


@pytest.mark.django_db
def test_6_an_operator_runs_no_deal_of_the_own_enterprise():
    cast = deals.inquiry_sent()
    member = people.user("operator")
    cast.seller.memberships.create(user=member, role="staff", state="active", created_by=member)
    with clock.set_to(deals.DAY), pytest.raises(Refused) as refused:
        deal_open(inquiry=cast.inquiry, kind="", by=member, on=deals.DAY, revision=cast.inquiry.revision)
    assert refused.value.refusal.code == "own_enterprise"
    client = Client()
    client.force_login(member)
    url = reverse("deals_staff:inquiry_deed", args=[cast.inquiry.public_id, "open"])
    assert client.post(url, {"revision": cast.inquiry.revision})["X-Refusal"] == "own_enterprise"


@pytest.mark.django_db
@pytest.mark.parametrize("role", STAFF_ROLES)
def test_8_no_role_changes_accounts_or_groups_through_wagtail(role: str):
    """Wagtail's own pages of users and groups would grant a role without the second person and without audit."""
    person = people.user(role)
    client = Client()
    client.force_login(person)
    pages = (
        reverse("wagtailusers_users:index"), reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[person.pk]), reverse("wagtailusers_groups:index"),
        reverse("wagtailusers_groups:add"), reverse("wagtailusers_groups:edit", args=[person.groups.get().pk]),
    )  # fmt: skip
    for page in pages:
        for answer in (client.get(page), client.post(page, {"groups": "1", "is_superuser": "on"})):
            assert answer.status_code in (302, 404) and answer.get("Location", "/admin/") == "/admin/", page
    # His own profile has no field for roles.
    profile = client.get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="groups"' not in profile and "is_superuser" not in profile
    person.refresh_from_db()
    assert {group.name for group in person.groups.all()} == {role} and not person.is_superuser


def test_each_separation_has_its_tests():
    root = Path(__file__).resolve().parent.parent
    assert sorted(SEPARATIONS) == list(range(1, 10))
    for number, ids in SEPARATIONS.items():
        for node in ids:
            path, _colons, name = node.partition("::")
            assert f"\ndef {name}(" in (root / path).read_text(encoding="utf-8"), f"separation {number}: no test {node}"
