"""Facts beyond the bibliography: legal events, citations and their way back, family, codes of parties."""

from datetime import date
from typing import Any

import pytest

from patents.records.models import Citation, Patent
from patents.records.selectors import patents_citing
from tests.patents.imports.test_fold import APPLICATIONS, World, statement

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 1)
EVENT = {"code": "17Q", "date": "2002-06-05", "text": "First examination report", "country": "EP"}


def said(number: str, source: str = "epo_ops", as_of: date = DAY, **values: Any) -> dict[str, Any]:
    return statement(source, number, "", as_of, values)


def test_events_family_and_citations_reach_the_patent_and_the_way_back_is_kept() -> None:
    world = World()
    cited = [{"number": "US333A1", "by": "search", "category": "X"}, {"text": "A book, 1999", "by": "examination"}]
    world.state([said("CN111A", legal_event_rows=[EVENT], citations=cited, family_members=["CN111A", "US9B1"])])
    world.state([said("US333A1", title="cited")])
    patent, other = Patent.objects.get(number="CN111A"), Patent.objects.get(number="US333A1")
    assert (patent.legal_event_rows, patent.citations, patent.family_members) == ([EVENT], cited, ["CN111A", "US9B1"])
    assert list(Citation.objects.values_list("patent_id", "number")) == [(patent.pk, "US333A1")]
    assert list(patents_citing(other)) == [patent]
    assert not patents_citing(patent).exists()


def test_a_number_without_its_kind_leads_back_too() -> None:
    world = World()
    world.state([said("CN111A", citations=[{"number": "US333"}]), said("US333A1")])
    assert [p.number for p in patents_citing(Patent.objects.get(number="US333A1"))] == ["CN111A"]


def test_the_publications_of_one_application_cite_one_after_the_other() -> None:
    world = World()
    first = said("CN111A", citations=[{"number": "US1A", "by": "search"}, {"number": "US2A"}])
    second = said("CN111B", citations=[{"number": "US2A", "by": "examination"}, {"number": "US3A"}])
    join = [statement("clerk", number, APPLICATIONS[0], DAY, {}) for number in ("CN111A", "CN111B")]
    world.state([first, second])
    made = world.state(join)
    patent = Patent.objects.get()
    assert [entry["number"] for entry in patent.citations] == ["US1A", "US2A", "US3A"]
    assert Citation.objects.count() == 3
    world.take_back(made)
    rows = Citation.objects.order_by("patent__number", "number").values_list("patent__number", "number")
    assert list(rows) == [("CN111A", "US1A"), ("CN111A", "US2A"), ("CN111B", "US2A"), ("CN111B", "US3A")]


def test_citations_that_go_take_their_rows_with_them() -> None:
    world = World()
    world.state([said("CN111A", source="patsnap", title="甲")])
    made = world.state([said("CN111A", citations=[{"number": "US1A"}])])
    assert Citation.objects.count() == 1
    world.take_back(made)
    assert Patent.objects.get().citations == [] and not Citation.objects.exists()


def test_newer_events_and_family_win_over_older_ones_of_a_better_source() -> None:
    world = World()
    late = [EVENT, EVENT | {"date": "2010-01-01"}]
    world.state([said("CN111A", legal_event_rows=[EVENT], family_members=["CN111A"])])
    world.state([
        said("CN111A", source="lens", as_of=date(2025, 1, 1), legal_event_rows=late, family_members=["CN111A", "US1A"]),
    ])  # fmt: skip
    patent = Patent.objects.get()
    assert (patent.legal_event_rows, patent.family_members) == (late, ["CN111A", "US1A"])


def test_a_family_number_that_comes_later_is_written() -> None:
    world = World()
    world.state([said("CN111A", source="patsnap", title="甲")])
    made = world.state([said("CN111A", family_id="19768124")])
    assert Patent.objects.get().family_id == "19768124"
    world.take_back(made)
    assert Patent.objects.get().family_id == ""


def test_codes_of_parties_come_from_the_record_that_names_them() -> None:
    world = World()
    world.state(
        [said("CN111A", source="clerk", applicants=["甲公司", "乙"], applicant_usccs=["91430100MA4L00005R", ""])]
    )
    world.state([said("CN111A", source="lens", applicants=["别家"], applicant_usccs=["91430100MA4L00006N"])])
    parties = Patent.objects.get().parties.order_by("position").values_list("as_written", "uscc")
    assert list(parties) == [("甲公司", "91430100MA4L00005R"), ("乙", "")]
