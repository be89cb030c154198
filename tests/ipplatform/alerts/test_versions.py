"""A look at the records: what counts as new, changed, gone and brought back; repeated, killed, with the engine away."""

from typing import Any

import pytest
from django.conf import settings as django_settings

from ipplatform.alerts.models import IndexLook, RecordVersion
from ipplatform.alerts.selectors import look_done, records_changed
from ipplatform.alerts.services import versions
from ipplatform.search import EngineError
from ipplatform.search.services import engine
from patents.records.models import Patent, Publication
from tests.factories import market
from tests.ipplatform.alerts.conftest import NEXT_DAY, THIRD_DAY, changed, indexed, look

pytestmark = pytest.mark.django_db


def told(after: int = 0) -> dict[int, bool]:
    """id -> whether new, of all that came or changed after a look."""
    return dict(records_changed("patents", after=after, up_to=look_done("patents")))


def gone(patent: Patent) -> Patent:
    """Its import was taken back: neither row nor document stays. The object keeps its values."""
    key = patent.pk
    Patent.objects.get(pk=key).delete()
    patent.pk = key
    indexed(patent)
    return patent


def test_what_stands_at_the_first_look_is_known_and_a_repeated_look_writes_nothing() -> None:
    indexed(market.patent(), market.patent())
    assert look() == 2
    assert (look(), look_done("patents"), told()) == (0, 0, {})


def test_new_and_changed_are_told_apart_and_counts_that_grow_are_no_change() -> None:
    status, cited, same = market.patent(), market.patent(), market.patent()
    indexed(status, cited, same)
    look()
    changed(status, legal_status_raw="失效")
    changed(cited, cited_by_count=7, family_size=3, sources=["demo", "patsnap"])
    new = market.patent()
    indexed(new)
    assert look(NEXT_DAY) == 3
    assert told() == {status.pk: False, new.pk: True}


def test_a_record_that_is_new_and_then_changes_is_new_to_who_has_heard_of_neither() -> None:
    look()
    new = market.patent()
    indexed(new)
    look(NEXT_DAY)
    changed(new, title="另一个标题")
    look(THIRD_DAY)
    assert (told(0), told(1), told(2)) == ({new.pk: True}, {new.pk: False}, {})


@pytest.mark.parametrize("title", ["固态电解质复合隔膜的制备方法", "另一个标题"])
def test_a_record_taken_back_and_brought_in_again_is_new_only_in_another_version(title: str) -> None:
    patent = market.patent(title="固态电解质复合隔膜的制备方法")
    indexed(patent)
    look()
    gone(patent)
    look(NEXT_DAY)
    values = {name: getattr(patent, name) for name in ("number", "application_number", "anchor")}
    again = market.patent(title=title, published=False, **values)
    Publication.objects.create(
        patent=again, publication_number=patent.number, office="CN", kind="B", stage="grant", title=title,
        publication_date=patent.grant_date, abstract="示例摘要：一种制备方法。",
    )  # fmt: skip
    indexed(again)
    look(THIRD_DAY)
    assert again.pk != patent.pk
    assert told() == ({} if title == patent.title else {again.pk: True})


def test_a_look_killed_half_way_goes_on_under_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [market.patent() for _n in range(3)]
    indexed(*first)
    look()
    new = [market.patent() for _n in range(4)]
    indexed(*new)
    monkeypatch.setattr(versions, "BATCH", 2)
    write, calls = versions._batch, []

    def killed_at_the_second(*arguments: Any, **more: Any) -> int:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write(*arguments, **more)

    monkeypatch.setattr(versions, "_batch", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        look(NEXT_DAY)
    assert (look_done("patents"), RecordVersion.objects.count()) == (0, 5)
    monkeypatch.setattr(versions, "_batch", write)
    look(NEXT_DAY)
    assert (look_done("patents"), told()) == (1, {patent.pk: True for patent in new})


def test_a_first_look_killed_half_way_tells_nobody_of_what_stood_there(monkeypatch: pytest.MonkeyPatch) -> None:
    indexed(*[market.patent() for _n in range(4)])
    monkeypatch.setattr(versions, "BATCH", 2)
    write = versions._batch
    monkeypatch.setattr(versions, "_batch", lambda *a, **k: [write(*a, **k)].index(None))
    with pytest.raises(ValueError, match="None"):
        look()
    monkeypatch.setattr(versions, "_batch", write)
    look()
    assert (look_done("patents"), told(-1), RecordVersion.objects.count()) == (0, dict.fromkeys(_all(), True), 4)
    assert told(0) == {}


def test_another_declaration_gives_other_versions_of_unchanged_records_and_tells_only_new_ones() -> None:
    old = market.patent()
    indexed(old)
    look()
    IndexLook.objects.update(signature="of an earlier release")
    RecordVersion.objects.update(version="0" * 16, fingerprint="0" * 16)
    new = market.patent()
    indexed(new)
    look(NEXT_DAY)
    assert told() == {new.pk: True}
    changed(old, legal_status_raw="失效")
    look(THIRD_DAY)
    assert told(1) == {old.pk: False}


def test_while_the_engine_is_away_nothing_is_taken_for_gone() -> None:
    indexed(market.patent())
    look()
    engine("embedded").close()
    django_settings.SEARCH_FILE.rename(django_settings.SEARCH_FILE.with_suffix(".away"))
    with pytest.raises(EngineError):
        look(NEXT_DAY)
    assert not RecordVersion.objects.filter(gone_on__isnull=False).exists()


def test_a_record_that_the_index_does_not_show_yet_waits_for_the_next_look() -> None:
    patent = market.patent()
    indexed(patent)
    look()
    Patent.objects.filter(pk=patent.pk).update(title="尚未写入索引")
    assert (look(NEXT_DAY), told()) == (0, {})
    indexed(patent)
    look(NEXT_DAY)
    assert told() == {patent.pk: False}


def _all() -> list[int]:
    return list(Patent.objects.order_by("pk").values_list("pk", flat=True))
