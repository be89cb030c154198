"""The fold is pure and order-free: any order, repetition, kill or take-back, the same rows."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ipplatform.accounts.models import User
from patents.imports.fold import Keys, PatentsInUse, fold
from patents.imports.models import ImportRun, Outcome, SourceRecord
from patents.imports.outcomes import record_hash
from patents.imports.raw import RawPatent
from patents.records import guards
from patents.records.models import Name, Patent, PatentParty, Publication

pytestmark = pytest.mark.django_db

IDENTITY = {"id", "anchor", "patent_id", "name_id", "merged_into_id"}
SOURCES = ("patsnap", "lens", "clerk", "google_patents", "demo")
PUBLICATIONS = ("CN111A", "CN111B", "CN222A", "US333A1")
APPLICATIONS = ("201310699744.2", "201610076159.0")


def statement(source: str, number: str, application: str, as_of: date, values: dict[str, Any]) -> dict[str, Any]:
    raw = RawPatent(1, number, number[:2] or "CN", application, values)
    return {
        "source": source, "publication_number": number, "office": number[:2] or "CN",
        "application_number": application, "as_of": as_of, "values": values, "hash": record_hash(raw),
    }  # fmt: skip


@st.composite
def statements(draw: st.DrawFn) -> dict[str, Any]:
    number = draw(st.sampled_from([*PUBLICATIONS, ""]))
    application = draw(st.sampled_from(APPLICATIONS if not number else [*APPLICATIONS, "", ""]))
    optional = {
        "title": st.sampled_from(["甲", "乙"]),
        "filing_date": st.sampled_from(["2019-01-02", "2021-06-01"]),
        "filing_year": st.sampled_from([2018, 2019]),
        "grant_date": st.sampled_from(["2020-05-05"]),
        "publication_date": st.sampled_from(["2020-05-05", "2021-01-01"]),
        "stage": st.sampled_from(["application", "grant"]),
        "patent_type": st.sampled_from(["invention", "design"]),
        "applicants": st.lists(st.sampled_from(["甲公司", "乙 公司", "丙"]), min_size=1, max_size=3, unique=True),
        "assignees": st.lists(st.sampled_from(["丁公司", "丙"]), min_size=1, max_size=2, unique=True),
        "province": st.just(["湖南"]),
        "ipc": st.just(["H01M10/05"]),
        "priorities": st.sampled_from([[{"country": "US"}], [{"country": "US", "number": "1", "date": "2018-01-02"}]]),
        "legal_status_raw": st.sampled_from(["有效", "失效"]),
        "legal_events": st.sampled_from([["未缴年费"], ["授权"]]),
        "cited_by_count": st.sampled_from([0, 7]),
    }
    names = draw(st.sets(st.sampled_from(sorted(optional)), max_size=8))
    values = {name: draw(optional[name]) for name in sorted(names)}
    as_of = draw(st.sampled_from([date(2023, 1, 1), date(2024, 1, 1)]))
    return statement(draw(st.sampled_from(SOURCES)), number, application, as_of, values)


def rows() -> dict[str, list[Any]]:
    """Everything the fold wrote, without primary keys; parties and publications under their patent's number."""
    plain = lambda row: {name: value for name, value in row.items() if name not in IDENTITY}  # noqa: E731  one expression
    patents = {patent.pk: patent for patent in Patent.objects.all()}
    owner = {pk: (p.number, p.application_number or "") for pk, p in patents.items()}
    key = lambda entry: repr(entry)  # noqa: E731  any stable order
    return {
        "patents": sorted((plain(row) for row in Patent.objects.values()), key=key),
        "publications": sorted(((owner[r["patent_id"]], plain(r)) for r in Publication.objects.values()), key=key),
        "parties": sorted(
            ((owner[p.patent_id], p.role, p.position, p.as_written, p.name.normalised)
             for p in PatentParty.objects.select_related("name")), key=key),
        "names": sorted(Name.objects.values_list("normalised", "normaliser_version")),
    }  # fmt: skip


class World:
    """Statements come and go in batches; each batch is one transaction with its fold."""

    def __init__(self) -> None:
        self.by = User.objects.system()
        self.run = ImportRun.objects.create(
            file_name="示例",
            file_sha256="0",
            format="patsnap",
            source="patsnap",
            cutoff=date(2024, 1, 1),
            created_by=self.by,
        )
        self.row = 0

    def state(self, batch: list[dict[str, Any]], *, killed: bool = False) -> list[int]:
        """Record and fold; `killed`: the process dies before the transaction ends."""
        keys, made = Keys(), []
        try:
            with transaction.atomic():
                for entry in batch:
                    self.row += 1
                    record = SourceRecord.objects.create(
                        run=self.run, row=self.row, recorded_by=self.by, outcome=Outcome.CREATED, **entry
                    )
                    made.append(record.pk)
                    keys.add(entry["publication_number"], entry["office"], entry["application_number"])
                fold(keys)
                if killed:
                    raise KeyboardInterrupt
        except KeyboardInterrupt:
            return []
        return made

    def take_back(self, pks: list[int]) -> None:
        keys = Keys()
        with transaction.atomic():
            for record in SourceRecord.objects.filter(pk__in=pks):
                keys.add(record.publication_number, record.office, record.application_number)
            SourceRecord.objects.filter(pk__in=pks).delete()
            fold(keys)


def settled(entries: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """The rows of these statements, folded at once in an empty world; the world is emptied again."""
    with transaction.atomic():
        World().state(entries)
        found = rows()
        transaction.set_rollback(True)
    return found


@settings(
    max_examples=30,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_any_order_repetition_kill_and_take_back_give_the_same_rows(data: st.DataObject) -> None:
    entries = data.draw(st.lists(statements(), min_size=1, max_size=7))
    extra = data.draw(st.lists(statements(), max_size=4))
    order = data.draw(st.permutations(entries + entries[:2]))
    size = data.draw(st.integers(1, 4))
    once = settled(entries)
    with transaction.atomic():
        world = World()
        foreign = world.state(extra)
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            if data.draw(st.booleans()):
                assert world.state(batch, killed=True) == []
            world.state(batch)
        world.take_back(foreign)
        many = rows()
        transaction.set_rollback(True)
    assert many == once


@settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(statements(), min_size=1, max_size=6))
def test_taking_everything_back_leaves_nothing(entries: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        world = World()
        world.take_back(world.state(entries))
        assert rows() == {"patents": [], "publications": [], "parties": [], "names": []}
        transaction.set_rollback(True)


def test_an_application_number_joins_two_publications_and_parts_them_again() -> None:
    world = World()
    world.state([statement("patsnap", "CN111A", "", date(2024, 1, 1), {"title": "甲", "stage": "application"})])
    world.state([statement("patsnap", "CN111B", "", date(2024, 1, 1), {"title": "甲", "stage": "grant"})])
    assert Patent.objects.filter(application_number=None).count() == 2
    joined = world.state([
        statement("clerk", "CN111A", APPLICATIONS[0], date(2024, 2, 1), {}),
        statement("clerk", "CN111B", APPLICATIONS[0], date(2024, 2, 1), {}),
    ])  # fmt: skip
    patent = Patent.objects.get()
    assert (patent.number, patent.application_number) == ("CN111B", APPLICATIONS[0])
    assert patent.publications.count() == 2
    world.take_back(joined)
    assert sorted(Patent.objects.values_list("number", flat=True)) == ["CN111A", "CN111B"]


def test_a_row_keeps_its_identity_while_its_facts_change() -> None:
    world = World()
    world.state([statement("patsnap", "CN111A", "", date(2024, 1, 1), {"title": "甲"})])
    before = Patent.objects.get()
    world.state([statement("clerk", "CN111A", APPLICATIONS[0], date(2024, 2, 1), {"title": "乙"})])
    after = Patent.objects.get()
    assert (after.pk, after.anchor, after.title) == (before.pk, before.anchor, "乙")


def test_what_carries_a_live_matter_survives_a_merge_and_two_of_them_are_not_merged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    for number in ("CN111A", "CN111B"):
        world.state([statement("patsnap", number, "", date(2024, 1, 1), {})])
    first, second = (Patent.objects.get(number=number) for number in ("CN111A", "CN111B"))
    both = [statement("lens", number, APPLICATIONS[0], date(2024, 2, 1), {}) for number in ("CN111A", "CN111B")]
    monkeypatch.setattr(guards, "_merge", {"offers": lambda ids: {pk: "供给" for pk in ids & {first.pk, second.pk}}})
    keys = Keys({"CN111A", "CN111B"}, {("CN", APPLICATIONS[0])})
    with transaction.atomic():
        world.state(both)
        assert fold(keys).merges_refused == [("CN111A", "CN111B")]
        assert Patent.objects.filter(merged_into=None).count() == 2
        transaction.set_rollback(True)
    monkeypatch.setattr(guards, "_merge", {"offers": lambda ids: {pk: "供给" for pk in ids & {second.pk}}})
    monkeypatch.setattr(guards, "_disappearance", {"offers": lambda ids: {pk: "供给" for pk in ids & {first.pk}}})
    made = world.state(both)
    survivor, stub = Patent.objects.get(pk=second.pk), Patent.objects.get(pk=first.pk)
    assert stub.merged_into_id == survivor.pk and stub.application_number is None
    assert survivor.publications.count() == 2 and stub.publications.count() == 0
    world.take_back(made)
    assert set(Patent.objects.filter(merged_into=None).values_list("pk", "number")) == {
        (first.pk, "CN111A"), (second.pk, "CN111B"),
    }  # fmt: skip


def test_a_patent_in_use_does_not_lose_its_last_source(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    made = world.state([statement("patsnap", "CN111A", "", date(2024, 1, 1), {})])
    monkeypatch.setattr(guards, "_disappearance", {"offers": lambda ids: dict.fromkeys(ids, "GJ-2026-0001")})
    with pytest.raises(PatentsInUse) as refused:
        world.take_back(made)
    assert refused.value.reasons == {"CN111A": "GJ-2026-0001"}
    assert Patent.objects.count() == 1 and SourceRecord.objects.count() == 1


def test_grant_day_needs_full_dates_in_order_and_bare_years_stay_years() -> None:
    world = World()
    day = date(2024, 1, 1)
    world.state([statement("patsnap", "CN111A", "", day, {"filing_year": 2014, "patent_type": "invention"})])
    patent = Patent.objects.get()
    assert (patent.filing_year, patent.filing_date, patent.expiry_date) == (2014, None, None)
    world.state([statement("clerk", "CN111A", "", day, {"filing_date": "2014-03-02", "grant_date": "2010-01-01"})])
    patent.refresh_from_db()
    assert (patent.filing_date, patent.grant_date) == (date(2014, 3, 2), None)
    assert patent.expiry_date == date(2034, 3, 1)


def test_the_fold_asks_a_constant_number_of_queries() -> None:
    world = World()
    small = [statement("patsnap", f"CN{n}A", "", date(2024, 1, 1), {"assignees": [f"甲{n}"]}) for n in range(100, 102)]
    large = [statement("patsnap", f"CN{n}A", "", date(2024, 1, 1), {"assignees": [f"甲{n}"]}) for n in range(200, 260)]
    counts = []
    for batch in (small, large):
        keys = Keys({entry["publication_number"] for entry in batch}, set())
        for entry in batch:
            world.row += 1
            SourceRecord.objects.create(run=world.run, row=world.row, recorded_by=world.by, outcome="created", **entry)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            fold(keys)
        counts.append(len([q for q in queries if not q["sql"].startswith(("INSERT", "SAVEPOINT", "RELEASE"))]))
    assert counts[0] == counts[1] <= 16
