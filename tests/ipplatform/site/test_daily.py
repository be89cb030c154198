"""`daily`: every job once, twice nothing; one that fails does not stop the others; the signed heads tell."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ipplatform.audit.models import AuditStream
from ipplatform.audit.services import audit_append
from ipplatform.enterprises.models import Membership
from ipplatform.enterprises.services import memberships_end
from ipplatform.files.services import file_store, orphans_sweep, path_of
from ipplatform.site import daily as days
from ipplatform.site.audit_heads import HeadsDiffer, heads_sign
from tests.conftest import SAMPLE_DAY
from tests.factories import people


@pytest.fixture
def heads(tmp_path: Path, settings: pytest.FixtureDef) -> Iterator[Path]:
    settings.AUDIT_HEADS_FILE = tmp_path / "heads.jsonl"  # type: ignore[attr-defined]  # pytest-django's own
    yield tmp_path / "heads.jsonl"


def link(subject: str) -> None:
    audit_append(
        stream_kind="offer", stream_subject=subject, actor="system", action="edit", object_kind="offer", object_id="1"
    )


@pytest.mark.django_db
def test_one_failing_job_is_named_and_the_others_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(on: date) -> int:
        raise ValueError("secret content")

    monkeypatch.setattr(days, "JOBS", (("one", broken), ("two", lambda on: 3)))
    outcome = days.daily(on=SAMPLE_DAY, tell=lambda name: None)
    assert outcome.counts == {"two": 3}
    assert outcome.failed == {"one": "ValueError"}
    with pytest.raises(CommandError) as refused:
        call_command("daily", "--json", stdout=StringIO(), stderr=StringIO())
    assert "one" in str(refused.value) and "secret" not in str(refused.value)


@pytest.mark.django_db
def test_the_command_answers_json_and_refuses_a_day_ahead_in_production(
    monkeypatch: pytest.MonkeyPatch, settings: pytest.FixtureDef
) -> None:
    monkeypatch.setattr(days, "JOBS", (("one", lambda on: on.day),))
    out = StringIO()
    call_command("daily", "--date", "2026-05-20", "--json", stdout=out, stderr=StringIO())
    assert json.loads(out.getvalue()) == {"one": 20}
    settings.DEMO_CONTENT_ALLOWED = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError):
        call_command("daily", "--date", "2999-01-01", stdout=StringIO(), stderr=StringIO())


@pytest.mark.django_db
def test_heads_are_signed_once_and_follow_their_chains(heads: Path) -> None:
    heads_sign(on=SAMPLE_DAY)
    link("a")
    link("b")
    assert heads_sign(on=SAMPLE_DAY) == 2
    assert heads_sign(on=SAMPLE_DAY) == 0
    link("a")
    assert heads_sign(on=SAMPLE_DAY) == 1
    last = json.loads(heads.read_text().splitlines()[-1])
    assert (last["kind"], last["subject"], last["length"], last["signed_on"]) == ("offer", "a", 2, "2026-05-20")


@pytest.mark.django_db
def test_a_chain_that_was_made_anew_is_found(heads: Path) -> None:
    link("a")
    heads_sign(on=SAMPLE_DAY)
    AuditStream.objects.filter(subject="a").update(subject="other")
    link("a")
    link("a")
    with pytest.raises(HeadsDiffer, match="offer/a#1"):
        heads_sign(on=SAMPLE_DAY)


@pytest.mark.django_db
def test_a_chain_that_is_gone_and_a_changed_line_are_found(heads: Path) -> None:
    link("a")
    heads_sign(on=SAMPLE_DAY)
    text = heads.read_text()
    AuditStream.objects.filter(subject="a").update(subject="other")
    with pytest.raises(HeadsDiffer, match="offer/a"):
        heads_sign(on=SAMPLE_DAY)
    heads.write_text(text.replace('"length": 1', '"length": 2'))
    with pytest.raises(HeadsDiffer, match="line "):
        heads_sign(on=SAMPLE_DAY)


@pytest.mark.django_db
def test_a_membership_ends_the_day_after_its_last() -> None:
    member = people.member(people.enterprise())
    Membership.objects.filter(user=member).update(valid_to=SAMPLE_DAY)
    assert memberships_end(on=SAMPLE_DAY) == 0
    assert memberships_end(on=SAMPLE_DAY + timedelta(days=1)) == 1
    assert memberships_end(on=SAMPLE_DAY + timedelta(days=1)) == 0
    assert Membership.objects.get(user=member).state == "ended"


@pytest.mark.django_db
def test_bytes_without_a_row_go_after_a_day(tmp_path: Path, settings: pytest.FixtureDef) -> None:
    settings.PRIVATE_FILES_DIR = tmp_path  # type: ignore[attr-defined]
    by = people.user()
    kept = file_store(content=b"kept", name="a.txt", owner_kind="x", owner_id="1", by=by)
    lost = file_store(content=b"lost", name="b.txt", owner_kind="x", owner_id="2", by=by)
    lost.delete()
    now = datetime.now(tz=UTC)
    assert orphans_sweep(now=now + timedelta(hours=23)) == 0
    assert orphans_sweep(now=now + timedelta(hours=25)) == 1
    assert orphans_sweep(now=now + timedelta(hours=25)) == 0
    assert path_of(kept.sha256).read_bytes() == b"kept"
    assert not path_of(lost.sha256).exists()
