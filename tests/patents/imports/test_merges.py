"""A decision that two patents are one is a fact of the fold: it holds through imports and take-backs until undone."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refused
from patents.imports.fold import Keys, fold, key_parse
from patents.imports.models import MergeDecision
from patents.imports.services import (
    ALREADY_MERGED,
    BOTH_IN_USE,
    MERGE_UNDONE,
    SAME_PATENT,
    patent_merge,
    patent_unmerge,
)
from patents.records import guards
from patents.records.models import Patent
from patents.records.permissions import patent_can_read, patents_public
from patents.records.selectors import patent_by_any_number
from tests.factories import people
from tests.factories.patents import index_ready
from tests.patents.imports.test_fold import APPLICATIONS, PUBLICATIONS, World, rows, statement, statements

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 1)
KEYS = [*(f"P:{number}" for number in PUBLICATIONS), *(f"A:CN:{number}" for number in APPLICATIONS)]
pairs = st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True).map(tuple)


def refold(pair: tuple[str, str]) -> None:
    keys = Keys()
    for key in pair:
        keys.add(*key_parse(key))
    fold(keys)


def decide(pair: tuple[str, str]) -> None:
    """Twice the same decision is one."""
    if not MergeDecision.objects.filter(kept_key=pair[0], merged_key=pair[1], undone_at=None).exists():
        MergeDecision.objects.create(kept_key=pair[0], merged_key=pair[1], decided_by=User.objects.system())
    refold(pair)


def undo(pair: tuple[str, str]) -> None:
    standing = MergeDecision.objects.filter(kept_key=pair[0], merged_key=pair[1], undone_at=None)
    standing.update(undone_at=clock.now(), undone_by=User.objects.system())
    refold(pair)


def all_rows() -> dict[str, Any]:
    """What the fold wrote, with who is merged into whom."""
    merged = Patent.objects.filter(merged_into__isnull=False).select_related("merged_into")
    into = sorted((p.number, p.application_number or "", p.merged_into.number) for p in merged if p.merged_into)
    return rows() | {"merged": into}


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_any_order_of_imports_take_backs_merges_and_unmerges_gives_the_same_rows(data: st.DataObject) -> None:
    entries = data.draw(st.lists(statements(), min_size=2, max_size=7))
    foreign = data.draw(st.lists(statements(), max_size=3))
    standing = data.draw(st.lists(pairs, min_size=1, max_size=3, unique=True))
    passing = [pair for pair in data.draw(st.lists(pairs, max_size=2, unique=True)) if pair not in standing]
    with transaction.atomic():
        for pair in standing:
            decide(pair)
        World().state(entries)
        once = all_rows()
        transaction.set_rollback(True)
    deeds = [("state", [entry]) for entry in entries] + [("decide", pair) for pair in (*standing, *passing)]
    with transaction.atomic():
        world = World()
        gone = world.state(foreign)
        for deed, subject in data.draw(st.permutations(deeds)):
            if deed == "state":
                world.state(subject)
            else:
                decide(subject)
        for back in data.draw(st.permutations([*passing, None])):
            if back is None:
                world.take_back(gone)
            else:
                undo(back)
        many = all_rows()
        transaction.set_rollback(True)
    assert many == once


@settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(statements(), min_size=1, max_size=6), st.lists(pairs, min_size=1, max_size=3, unique=True))
def test_a_merge_undone_leaves_no_trace_and_taking_all_back_leaves_nothing(
    entries: list[dict[str, Any]], decided: list[tuple[str, str]]
) -> None:
    with transaction.atomic():
        world = World()
        made = world.state(entries)
        before, identities = all_rows(), set(Patent.objects.values_list("pk", "anchor"))
        for pair in decided:
            decide(pair)
        for pair in reversed(decided):
            undo(pair)
        assert all_rows() == before
        assert set(Patent.objects.values_list("pk", "anchor")) == identities
        for pair in decided:
            decide(pair)
        world.take_back(made)
        assert not Patent.objects.exists()
        transaction.set_rollback(True)


@pytest.fixture
def two() -> tuple[Patent, Patent, World]:
    """One publication as two sources spell it: without kind, and with."""
    index_ready()
    world = World()
    world.state([statement("patsnap", "US20130101709", "", DAY, {"title": "甲", "ipc": ["H01M10/05"]})])
    world.state([statement("lens", "US20130101709A1", "US201113273644", DAY, {"title": "乙", "cited_by_count": 7})])
    return Patent.objects.get(number="US20130101709A1"), Patent.objects.get(number="US20130101709"), world


def test_the_survivor_has_all_and_the_addresses_of_the_merged_one_lead_to_it(two: tuple[Patent, Patent, World]) -> None:
    kept, merged, _world = two
    by = people.user("operator")
    decision = patent_merge(kept=kept, merged=merged, by=by, note="同一公开文本")
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (decision.decided_by, decision.note, decision.kept_number) == (by, "同一公开文本", "US20130101709A1")
    assert merged.merged_into == kept and kept.merged_into is None
    assert (kept.ipc_all, kept.cited_by_count, kept.sources) == (["H01M10/05"], 7, ["lens", "patsnap"])
    assert kept.publications.count() == 2 and merged.publications.count() == 0
    assert list(patents_public()) == [kept]
    assert patent_by_any_number("US 2013/0101709") == kept and patent_by_any_number("US 2013/0101709 A1") == kept
    assert patent_can_read(people.user(), merged)


def test_an_application_number_of_its_own_still_leads_to_the_survivor() -> None:
    index_ready()
    world = World()
    world.state([statement("lens", "US111A1", "US201113273644", DAY, {})])
    world.state([statement("epo_ops", "US222B1", "US13273644", DAY, {})])
    kept, merged = (Patent.objects.get(number=number) for number in ("US111A1", "US222B1"))
    patent_merge(kept=kept, merged=merged, by=people.user("operator"))
    kept.refresh_from_db()
    assert kept.application_number == "US201113273644"
    assert patent_by_any_number("US13273644") == patent_by_any_number("US201113273644") == kept


def test_a_merge_holds_through_a_new_import_and_a_take_back(two: tuple[Patent, Patent, World]) -> None:
    kept, merged, world = two
    patent_merge(kept=kept, merged=merged, by=people.user("operator"))
    later = world.state([statement("espacenet", "US20130101709", "", date(2024, 5, 1), {"title": "丙"})])
    assert list(patents_public()) == [kept]
    world.take_back(later)
    kept.refresh_from_db()
    assert list(patents_public()) == [kept] and kept.publications.count() == 2


def test_unmerging_gives_both_rows_back_and_both_stay_readable_in_the_history(
    two: tuple[Patent, Patent, World],
) -> None:
    kept, merged, _world = two
    before = all_rows()
    by = people.user("operator")
    decision = patent_unmerge(decision=patent_merge(kept=kept, merged=merged, by=by), by=by)
    assert all_rows() == before and set(patents_public()) == {kept, merged}
    assert decision.undone_by == by and decision.undone_at is not None
    with pytest.raises(Refused) as refused:
        patent_unmerge(decision=decision, by=by)
    assert refused.value.refusal == MERGE_UNDONE
    patent_merge(kept=merged, merged=kept, by=by)
    assert MergeDecision.objects.count() == 2
    kept.refresh_from_db()
    assert kept.merged_into == merged


def test_a_merge_is_refused_while_both_carry_live_business_and_turns_round_where_one_does(
    two: tuple[Patent, Patent, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, merged, _world = two
    by = people.user("operator")
    monkeypatch.setattr(guards, "_merge", {"offers": lambda ids: dict.fromkeys(ids, "GJ-2026-0001")})
    with pytest.raises(Refused) as refused:
        patent_merge(kept=kept, merged=merged, by=by)
    assert refused.value.refusal.code == BOTH_IN_USE.code
    assert sorted(map(str, refused.value.refusal.missing)) == [
        "US20130101709A1（GJ-2026-0001）", "US20130101709（GJ-2026-0001）",
    ]  # fmt: skip
    assert not MergeDecision.objects.exists()
    monkeypatch.setattr(guards, "_merge", {"offers": lambda ids: {pk: "供给" for pk in ids & {merged.pk}}})
    decision = patent_merge(kept=kept, merged=merged, by=by)
    assert decision.kept_number == merged.number
    kept.refresh_from_db()
    assert kept.merged_into == merged


def test_what_cannot_be_merged_is_refused_by_name(two: tuple[Patent, Patent, World]) -> None:
    kept, merged, _world = two
    by = people.user("operator")
    for role in ("general_section", "editor", "mediator", "case_coordinator"):
        with pytest.raises(Refused) as refused:
            patent_merge(kept=kept, merged=merged, by=people.user(role))
        assert refused.value.refusal == NOT_ALLOWED
    with pytest.raises(Refused) as refused:
        patent_merge(kept=kept, merged=kept, by=by)
    assert refused.value.refusal == SAME_PATENT
    decision = patent_merge(kept=kept, merged=merged, by=by)
    with pytest.raises(Refused) as refused:
        patent_merge(kept=merged, merged=kept, by=by)
    assert refused.value.refusal == ALREADY_MERGED
    with pytest.raises(Refused) as refused:
        patent_unmerge(decision=decision, by=people.user("general_section"))
    assert refused.value.refusal == NOT_ALLOWED
    with pytest.raises(IntegrityError), transaction.atomic():
        MergeDecision.objects.create(kept_key=decision.kept_key, merged_key=decision.merged_key, decided_by=by)


def test_a_chain_of_merges_ends_in_one_survivor_and_each_link_is_undone_alone() -> None:
    index_ready()
    by, world = people.user("operator"), World()
    for number in ("CN111A", "CN222A", "CN333A"):
        world.state([statement("patsnap", number, "", DAY, {})])
    first, second, third = Patent.objects.order_by("number")
    inner = patent_merge(kept=second, merged=third, by=by)
    second.refresh_from_db()
    outer = patent_merge(kept=first, merged=second, by=by)
    assert set(Patent.objects.exclude(merged_into=None).values_list("pk", "merged_into")) == {
        (second.pk, first.pk), (third.pk, first.pk),
    }  # fmt: skip
    patent_unmerge(decision=inner, by=by)
    assert set(Patent.objects.exclude(merged_into=None).values_list("pk", "merged_into")) == {(second.pk, first.pk)}
    patent_unmerge(decision=outer, by=by)
    assert not Patent.objects.exclude(merged_into=None).exists()


def test_decisions_cost_a_batch_no_more_queries_the_more_there_are() -> None:
    by, world = User.objects.system(), World()
    counts = []
    for start, size in ((100, 2), (200, 40)):
        numbers = [f"CN{n}{kind}" for n in range(start, start + size) for kind in "AB"]
        world.state([statement("patsnap", number, "", DAY, {}) for number in numbers])
        for kept, merged in zip(numbers[::2], numbers[1::2], strict=True):
            MergeDecision.objects.create(kept_key=f"P:{kept}", merged_key=f"P:{merged}", decided_by=by)
        fold(Keys(set(numbers), set()))
        with CaptureQueriesContext(connection) as queries:
            fold(Keys(set(numbers[::2]), set()))
        counts.append(len([q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
    assert counts[0] == counts[1] <= 24
