"""A day's run: what is told, once, whatever dies or is repeated; broken questions, a silent engine, bounds."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ipplatform.accounts.models import User
from ipplatform.alerts.models import AlertFinding, SavedSearch
from ipplatform.alerts.selectors import both
from ipplatform.alerts.services import AlertsFailed, alert_switch, findings_expire, runs, search_delete
from ipplatform.notices.mail import notices_mail
from ipplatform.notices.models import Notice
from ipplatform.search import EngineError
from ipplatform.search.embedded import files
from ipplatform.search.services import engine, rebuild
from patents.industries.models import Industry
from tests.conftest import SAMPLE_DAY
from tests.factories import market, people, reports
from tests.ipplatform.alerts.conftest import NEXT_DAY, THIRD_DAY, changed, indexed, look, run, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    """A person before a finished first look."""
    look()
    return people.user()


def brought(title: str = "复合隔膜", **fields: Any) -> int:
    """A new patent in the index; its id."""
    patent = market.patent(title=title, **fields)
    indexed(patent)
    return patent.pk


def mailed() -> list[Any]:
    """Send what the mail queue would send."""
    notices_mail(ids=Notice.objects.values_list("pk", flat=True))
    return mail.outbox


def test_new_and_changed_hits_are_told_once_with_exactly_these_records(owner: User) -> None:
    known = market.patent(title="旧隔膜")
    indexed(known)
    look()
    search = saved(owner, name="隔膜与电解质")
    changed(known, legal_status_raw="失效")
    new = [brought(f"复合隔膜{n}") for n in range(6)]
    brought("液压系统")
    assert run(NEXT_DAY) == 1
    [finding] = AlertFinding.objects.all()
    assert (finding.new_ids, finding.changed_ids, finding.total, finding.new_total) == (new, [known.pk], 7, 6)
    [notice] = Notice.objects.filter(to=owner)
    assert (notice.number, notice.link) == ("+7", f"/desk/searches/found/{finding.public_id}/")
    assert "隔膜" not in f"{notice.number}{notice.link}{notice.kind}"
    assert [run(NEXT_DAY), run(THIRD_DAY)] == [0, 0]
    search.refresh_from_db()
    assert search.told_up_to == finding.up_to and Notice.objects.count() == 1


def test_the_mail_counts_names_the_first_titles_and_has_the_way_out(owner: User, client: Client) -> None:
    search = saved(owner, name="隔膜与电解质")
    for n in range(6):
        brought(f"复合隔膜{n}")
    run(NEXT_DAY)
    [message] = mailed()
    assert message.to == [owner.email] and message.subject.endswith("+6") and "隔膜" not in message.subject
    assert "“隔膜与电解质”：新的 6 件，有变化的 0 件。" in message.body
    assert message.body.count("- 复合隔膜") == 5
    assert AlertFinding.objects.get().notice.link in message.body
    out = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and out in message.body
    path = out[out.index("/alerts/") :]
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    search.refresh_from_db()
    assert not search.alert_on


def test_the_mail_of_a_search_deleted_meanwhile_holds_nothing_of_it(owner: User) -> None:
    search = saved(owner, name="隔膜与电解质")
    brought()
    run(NEXT_DAY)
    SavedSearch.objects.filter(pk=search.pk).delete()
    [message] = mailed()
    assert "电解质" not in message.body and not message.extra_headers


def test_what_stood_there_when_the_alert_began_is_not_told_and_off_means_off(owner: User) -> None:
    brought()
    look(SAMPLE_DAY)
    search = saved(owner)
    quiet = saved(people.user(), alert=False)
    assert run(NEXT_DAY) == 0
    alert_switch(search=search, alert=False, by=owner)
    brought()
    assert run(NEXT_DAY) == 0
    alert_switch(search=search, alert=True, by=owner)
    assert run(THIRD_DAY) == 0 and not AlertFinding.objects.filter(search=quiet).exists()


def test_at_most_one_mail_a_day_and_the_rest_of_the_day_is_told_the_next(owner: User) -> None:
    saved(owner)
    brought()
    assert run(NEXT_DAY) == 1
    later = brought()
    assert (run(NEXT_DAY), run(THIRD_DAY)) == (0, 1)
    assert AlertFinding.objects.get(found_on=THIRD_DAY).new_ids == [later]


def test_a_run_killed_between_two_alerts_tells_each_once(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(owner), saved(people.user())
    brought()
    look(NEXT_DAY)
    tell, calls = runs._tell, []

    def killed_at_the_second(*arguments: Any) -> bool:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return tell(*arguments)

    monkeypatch.setattr(runs, "_tell", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run(NEXT_DAY)
    assert Notice.objects.count() == 1
    monkeypatch.setattr(runs, "_tell", tell)
    assert run(NEXT_DAY) == 1
    assert sorted(Notice.objects.values_list("to", flat=True)) == sorted(User.objects.filter(
        saved_searches__isnull=False).values_list("pk", flat=True))  # fmt: skip


def test_a_run_killed_after_the_notice_leaves_neither_notice_nor_progress(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = saved(owner)
    new = brought()
    look(NEXT_DAY)

    def killed(self: AlertFinding) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(AlertFinding, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            run(NEXT_DAY)
    search.refresh_from_db()
    assert (Notice.objects.count(), search.told_up_to, search.last_run_on) == (0, 0, None)
    assert run(NEXT_DAY) == 1 and AlertFinding.objects.get().new_ids == [new]


def test_a_question_that_cannot_be_read_any_more_is_told_once_and_stops_nobody(owner: User) -> None:
    reports.industry(code="battery")
    look()
    broken, other = saved(owner, "q=INDUSTRY%3Dbattery AND 隔膜"), saved(people.user())
    Industry.objects.update(code="another", name="别的产业")
    first = brought(sources=["demo"])
    assert run(NEXT_DAY) == 2
    broken.refresh_from_db()
    assert broken.broken_code and AlertFinding.objects.get().search == other
    brought(sources=["demo"])
    assert run(THIRD_DAY) == 1
    assert Notice.objects.filter(to=owner).values_list("kind", flat=True).get() == "alert_broken"
    Industry.objects.update(code="battery")
    assert run(THIRD_DAY) == 1
    broken.refresh_from_db()
    assert broken.broken_code == "" and first in AlertFinding.objects.get(search=broken).new_ids


def test_an_error_of_one_alert_is_logged_without_its_words_and_the_others_run(
    owner: User, caplog: pytest.LogCaptureFixture
) -> None:
    search, other = saved(owner, name="绝密名称"), saved(people.user())
    SavedSearch.objects.filter(pk=search.pk).update(question={"text": "绝密检索词"})  # no index is named
    brought()
    with pytest.raises(AlertsFailed):
        run(NEXT_DAY)
    assert AlertFinding.objects.get().search == other
    assert str(search.public_id) in caplog.text and "绝密" not in caplog.text


def test_while_the_engine_is_away_nothing_is_lost(owner: User, settings: Any) -> None:
    saved(owner, "q=隔膜 STATUS%3D有效")
    new = brought()
    look(NEXT_DAY)
    engine("embedded").close()
    file = settings.SEARCH_FILE.resolve()
    file.write_bytes(b"no database at all" * 1000)
    for _state in ("broken", "gone"):
        with pytest.raises(EngineError):
            runs.alerts_run(on=NEXT_DAY, by=owner)
        assert (Notice.objects.count(), SavedSearch.objects.get().broken_code) == (0, "")
        engine("embedded").close()
        files.generation_remove(file)
    rebuild()
    assert run(THIRD_DAY) == 1 and AlertFinding.objects.get().new_ids == [new]


def test_a_word_that_only_seems_wrong_while_the_engine_is_silent_breaks_no_alert(
    owner: User, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """`STATUS=` also takes the words of vendors, which the index alone knows."""
    brought(legal_status_raw="厂商专用词")
    saved(owner, "q=STATUS%3D厂商专用词")
    brought(legal_status_raw="厂商专用词")
    look(NEXT_DAY)
    # The engine falls silent after it was asked whether it stands.
    monkeypatch.setattr(runs, "rebuild_needed", lambda: False)
    engine("embedded").close()
    settings.SEARCH_FILE.resolve().write_bytes(b"no database at all" * 1000)
    with pytest.raises(EngineError):
        runs.alerts_run(on=NEXT_DAY, by=owner)
    assert SavedSearch.objects.get().broken_code == "" and not Notice.objects.exists()


def test_out_of_time_the_rest_waits_for_the_next_run(owner: User) -> None:
    saved(owner)
    brought()
    assert run(NEXT_DAY, seconds=-1.0) == 0
    assert run(NEXT_DAY) == 1


def test_beyond_the_window_it_is_counted_but_not_listed(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(owner)
    monkeypatch.setattr(runs, "WINDOW", 2)
    first = [brought() for _n in range(3)][:2]
    run(NEXT_DAY)
    finding = AlertFinding.objects.get()
    assert (finding.new_ids, finding.total) == (first, 3)


def test_a_closed_account_is_told_nothing(owner: User) -> None:
    saved(owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    brought()
    assert run(NEXT_DAY) == 0 and not Notice.objects.exists()


def test_findings_go_after_half_a_year_and_with_their_search(owner: User) -> None:
    search = saved(owner)
    brought()
    run(NEXT_DAY)
    kept = runs.FINDINGS_KEPT
    assert findings_expire(on=NEXT_DAY + kept, by=owner) == 0
    assert findings_expire(on=THIRD_DAY + kept, by=owner) == 1
    assert findings_expire(on=THIRD_DAY + kept, by=owner) == 0 and not Notice.objects.exists()
    brought()
    run(THIRD_DAY)
    search_delete(search=search, by=owner)
    assert not (Notice.objects.exists() or AlertFinding.objects.exists() or SavedSearch.objects.exists())


@given(changed_ids=st.sets(st.integers(1, 60)), hits=st.sets(st.integers(1, 60)))
def test_both_is_the_intersection(changed_ids: set[int], hits: set[int]) -> None:
    pairs = [(one, one % 2 == 0) for one in sorted(changed_ids)]
    assert list(both(pairs, sorted(hits))) == [pair for pair in pairs if pair[0] in hits]


def test_nobody_asks_the_engine_when_nothing_changed() -> None:
    def hits() -> Iterator[int]:
        raise AssertionError("asked")
        yield 1

    assert list(both([], hits())) == []


def test_the_page_behind_the_notice_shows_exactly_these_records(owner: User, client: Client) -> None:
    search = saved(owner, name="隔膜与电解质")
    for n in range(23):
        brought(f"复合隔膜{n:02d}")
    run(NEXT_DAY)
    brought("后来的隔膜")
    link = AlertFinding.objects.get().notice.link
    for other in (people.user(), people.user("operator"), people.user("administrator")):
        client.force_login(other)
        assert client.get(link).status_code == 404
    client.logout()
    assert "/accounts/login/" in client.get(link)["Location"]
    client.force_login(owner)
    pages = [BeautifulSoup(client.get(link, {"page": n}).content, "html.parser") for n in (1, 2)]
    titles = [one.get_text() for page in pages for one in page.select(".results .result-title")]
    assert titles == [f"复合隔膜{n:02d}" for n in range(23)]
    assert search.name in pages[0].h1.get_text() and "新的 23 件" in pages[0].get_text()
