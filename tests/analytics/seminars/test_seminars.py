"""Seminars: announced, held with evidence, cancelled; counted by the day held."""

import re
from datetime import date

import pytest

from analytics.seminars.measures import seminars_held
from analytics.seminars.models import Seminar
from analytics.seminars.services import (
    seminar_announce,
    seminar_cancel,
    seminar_edit,
    seminar_hold,
    seminar_publish_minutes,
)
from analytics.seminars.workflow import HELD_IN_FUTURE
from ipplatform.moves import EVIDENCE_REQUIRED, NOT_ALLOWED, REASON_REQUIRED, Refused
from tests.factories import people

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.PRIVATE_FILES_DIR = tmp_path


def _announced(by=None, slug="storage", planned_on=DAY):
    return seminar_announce(
        title="示例研讨会", slug=slug, planned_on=planned_on, place="示例会议室", summary="", on=date(2026, 5, 1),
        by=by or people.user("general_section"),
    )  # fmt: skip


def _hold(seminar, by=None, held_on=DAY, on=DAY, sign_in=PDF):
    return seminar_hold(
        seminar=seminar, held_on=held_on, attendees=40, sign_in=sign_in, sign_in_name="签到.pdf", minutes=None,
        minutes_name="", by=by or people.user("general_section"), on=on, revision=seminar.revision,
    )  # fmt: skip


def _refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusal


@pytest.mark.parametrize("role", ["operator", "editor", "mediator", "case_coordinator", "administrator"])
def test_only_the_general_section_conducts(role):
    assert _refusal(lambda: _announced(people.user(role))) == NOT_ALLOWED
    seminar = _announced(slug=role.replace("_", "-"))
    assert _refusal(lambda: _hold(seminar, people.user(role))) == NOT_ALLOWED


def test_held_needs_evidence_and_a_day_not_in_the_future():
    seminar = _announced()
    assert _refusal(lambda: _hold(seminar, sign_in=None)) == EVIDENCE_REQUIRED
    assert _refusal(lambda: _hold(seminar, held_on=date(2026, 5, 21))) == HELD_IN_FUTURE
    _hold(seminar)
    seminar.refresh_from_db()
    assert (seminar.state, seminar.held_on, seminar.attendees) == ("held", DAY, 40)
    assert seminar.sign_in_file and not seminar.minutes_file


def test_cancelling_needs_a_reason():
    seminar, by = _announced(), people.user("general_section")
    assert _refusal(lambda: seminar_cancel(seminar=seminar, note=" ", by=by, on=DAY, revision=1)) == REASON_REQUIRED
    seminar_cancel(seminar=seminar, note="场地原因", by=by, on=DAY, revision=1)
    assert Seminar.objects.get().cancel_note == "场地原因"


def test_the_measure_counts_held_ones_and_says_why_not_the_others():
    _hold(_announced(slug="a"))
    _announced(slug="b")
    cancelled = _announced(slug="c")
    seminar_cancel(seminar=cancelled, note="x", by=people.user("general_section"), on=DAY, revision=1)
    _hold(_announced(slug="d"), held_on=date(2025, 12, 30))
    result = seminars_held(date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31))
    assert result.value == 1 and len(result.counted) == 1
    assert sorted(row.reason for row in result.excluded) == ["cancelled", "date_outside_period", "only_announced"]
    before = seminars_held(date(2026, 1, 1), date(2026, 12, 31), date(2026, 5, 19))
    assert before.value == 0


def test_the_pages_walk_from_announcement_to_held(client):
    client.force_login(people.user("general_section"))
    page = client.get("/admin/seminars/new/").content.decode()
    token = re.search(r'name="form_token" value="([^"]+)"', page).group(1)
    data = {
        "title": "示例储能研讨会",
        "slug": "es",
        "planned_on": "2026-05-20",
        "place": "示例会议室",
        "form_token": token,
    }
    assert client.post("/admin/seminars/new/", data).url == "/admin/seminars/es/"
    assert client.post("/admin/seminars/new/", data | {"form_token": "x" * 20}).status_code == 400
    missing = client.post("/admin/seminars/es/hold/", {"revision": 1, "held_on": "2026-05-20", "attendees": 3})
    assert missing.status_code == 400 and "请至少上传" in missing.content.decode()
    assert "示例储能研讨会" in client.get("/seminars/").content.decode()
    assert client.get("/seminars/es/").status_code == 200


def test_other_staff_get_404_in_the_frame(client):
    _announced()
    for role, expected in (("operator", 200), ("editor", 200), ("mediator", 404)):
        client.force_login(people.user(role))
        assert client.get("/admin/seminars/storage/").status_code == expected
    client.force_login(people.user("operator"))
    assert client.get("/admin/seminars/new/").status_code == 404
    assert client.post("/admin/seminars/storage/cancel/", {"revision": 1, "note": "x"}).status_code == 409


def _edit(seminar, by, minutes="示例纪要。", title="示例新题目"):
    return seminar_edit(
        seminar=seminar, title=title, summary="示例简介。", minutes=minutes, by=by, on=DAY, revision=seminar.revision
    )


@pytest.mark.parametrize("role", ["operator", "editor", "general_section"])
def test_texts_are_written_until_the_minutes_are_public(role):
    seminar = _edit(_announced(), people.user(role), minutes="")
    assert (seminar.title, seminar.summary, seminar.state) == ("示例新题目", "示例简介。", "announced")
    seminar = _hold(seminar)
    publisher = people.user("editor")
    refusal = _refusal(
        lambda: seminar_publish_minutes(seminar=seminar, by=publisher, on=DAY, revision=seminar.revision)
    )
    assert refusal.code == "minutes_missing"
    _edit(seminar, people.user(role))
    seminar_publish_minutes(seminar=seminar, by=publisher, on=DAY, revision=seminar.revision)
    assert seminar.minutes_published_on == DAY
    assert _refusal(lambda: _edit(seminar, people.user(role))).code == "texts_closed"
    again = _refusal(lambda: seminar_publish_minutes(seminar=seminar, by=publisher, on=DAY, revision=seminar.revision))
    assert again.code == "texts_closed"


@pytest.mark.parametrize("role", ["mediator", "case_coordinator", "administrator"])
def test_other_roles_write_no_texts(role):
    assert _refusal(lambda: _edit(_announced(), people.user(role))) == NOT_ALLOWED


def test_an_operator_writes_but_does_not_publish():
    operator = people.user("operator")
    seminar = _edit(_hold(_announced()), operator)
    refusal = _refusal(lambda: seminar_publish_minutes(seminar=seminar, by=operator, on=DAY, revision=seminar.revision))
    assert refusal == NOT_ALLOWED


def test_an_editor_writes_and_publishes_in_the_browser_and_sees_no_sign_in_sheet(client):
    seminar = _hold(_announced())
    client.force_login(people.user("editor"))
    path = "/admin/seminars/storage/"
    page = client.get(path).content.decode()
    assert "签到.pdf" not in page
    assert "预告研讨会" not in client.get("/admin/seminars/").content.decode()
    posted = {"title": "示例新题目", "summary": "", "minutes": "示例纪要。", "revision": seminar.revision}
    assert "示例纪要" not in client.get("/seminars/storage/").content.decode()
    assert client.post(f"{path}edit/", posted).status_code == 302
    answer = client.post(f"{path}edit/", posted | {"title": "示例旧题目"})
    assert answer.status_code == 409
    assert "示例旧题目" in answer.content.decode()
    assert "示例纪要" not in client.get("/seminars/storage/").content.decode()
    shown = client.get(f"{path}publish/").content.decode()
    assert "示例纪要" in shown
    revision = re.search(r'name="revision" value="(\d+)"', shown)[1]
    assert client.post(f"{path}publish/", {"revision": revision}).status_code == 302
    assert "示例纪要" in client.get("/seminars/storage/").content.decode()
    assert "修改文字" not in client.get(path).content.decode()
