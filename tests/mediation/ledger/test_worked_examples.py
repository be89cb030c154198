"""Cases counted 家/次 and days outside the period: the worked examples of domain.md section 9, exactly."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ipplatform.enterprises.models import Enterprise
from ipplatform.measures import CountedRecord, MeasureResult
from mediation.consultations.models import Consultation
from mediation.consultations.services import consultation_acknowledge, consultation_answer
from mediation.ledger import selectors as ledger
from mediation.proceedings import services as s
from tests.factories import consultations as made
from tests.factories import mediation as m
from tests.factories import people

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 12, 31)
DAY = m.DAY
NEW_YEAR = date(2027, 1, 4)


def count(start: date = START, end: date = END, as_of: date = NEW_YEAR) -> MeasureResult:
    return ledger.enterprise_services(start, end, as_of)


def inside(name: str = "") -> Enterprise:
    return people.enterprise(name, area="inside")


def applied(*parties: Enterprise | str, on: date = DAY) -> m.Cast:
    """A case applied for: claimant, respondent, then third parties; a name instead of an enterprise is a person."""
    claimant, respondent, *third = parties
    assert isinstance(claimant, Enterprise) and isinstance(respondent, Enterprise)
    sides = m.Cast(
        people.user("case_coordinator"), claimant, respondent, people.member(claimant), people.member(respondent),
        m.mediator(),
    )  # fmt: skip
    case = m.draft(people_of=sides, on=on)
    for party in third:
        who = {"enterprise": party} if isinstance(party, Enterprise) else {"person_name": party, "identity": party}
        m.press(case, s.party_add, case.claimant_user, on, role="third_party", **who)
    m.press(case, s.case_submit, case.claimant_user, on)
    return case


def accepted(*parties: Enterprise | str, on: date = DAY, applied_on: date | None = None) -> m.Cast:
    case = applied(*parties, on=applied_on or on)
    m.press(case, s.case_accept, case.coordinator, on, competence_checked=True, venue_checked=True, venue_note="x")
    return case


def rows(case: m.Cast) -> list[str]:
    """The keys of its parties in the order they were named."""
    return [f"case:{case.case.public_id}:{position}" for position in range(1, case.case.parties.count() + 1)]


def row(consultation: Consultation) -> str:
    return f"consultation:{consultation.public_id}"


def counted(result: MeasureResult) -> set[str]:
    return keys(result.counted)


def excluded(result: MeasureResult) -> dict[str, str]:
    """Key -> reason; every candidate stands once."""
    found = {out.record.key: out.reason for out in result.excluded}
    assert len(found) == len(result.excluded) and not counted(result) & set(found)
    return found


def keys(records: Iterable[CountedRecord]) -> set[str]:
    return {record.key for record in records}


def closed_later(of: Enterprise | None = None, *, opened: date, closed: date) -> Consultation:
    """Asked and answered on one day, acknowledged on another."""
    asked = made.answered(of, on=opened)
    return acknowledged(asked, closed)


def acknowledged(asked: Consultation, on: date) -> Consultation:
    return consultation_acknowledge(
        consultation=asked, satisfaction=5, by=people.member(asked.enterprise), on=on, revision=asked.revision
    )


def test_a_case_with_two_parties_inside_and_one_outside_counts_two_services_of_two_enterprises():
    one, two, away = inside(), inside(), people.enterprise(area="outside")
    case = accepted(one, two, away)
    result = count()
    first, second, third = rows(case)
    assert (result.value, result.parts["enterprises"]) == (2, 2)
    assert (result.parts["cases"], result.parts["consultations"]) == (2, 0)
    assert counted(result) == {first, second}
    assert excluded(result) == {third: ledger.NOT_IN_AREA}
    assert [record.values["uscc"] for record in result.counted] == [one.uscc, two.uscc]
    assert {record.on for record in result.counted} == {DAY}


def test_an_enterprise_served_before_adds_a_service_but_no_enterprise():
    known, new = inside(), inside()
    made.closed(known, topic="trademark")
    accepted(known, new, on=DAY + timedelta(days=1))
    result = count()
    assert (result.value, result.parts["enterprises"]) == (3, 2)
    assert (result.parts["cases"], result.parts["consultations"]) == (2, 1)


def test_consultation_and_case_of_one_topic_and_day_are_one_service():
    both, other = inside(), inside()
    consultation = made.closed(both, topic="contract")
    case = accepted(both, other)
    result = count()
    own, others = rows(case)
    assert counted(result) == {own, others} and result.parts["enterprises"] == 2
    assert excluded(result) == {row(consultation): ledger.DUPLICATE}


def test_parties_that_cannot_count_say_why():
    bare = Enterprise.objects.create(name="示例境外公司", foreign_id="X-1", country="DE")
    people.area_approve(bare, "inside")
    university, unknown = people.enterprise(kind="university", area="inside"), people.enterprise()
    case = accepted(inside(), bare, university, unknown, "示例人员")
    result = count()
    own, *others = rows(case)
    reasons = [ledger.NO_USCC, ledger.NOT_ENTERPRISE, ledger.AREA_UNKNOWN, ledger.PARTY_IS_PERSON]
    assert counted(result) == {own} and result.parts["enterprises"] == 1
    assert excluded(result) == dict(zip(others, reasons, strict=True))
    labels = {out.reason: out.record.label for out in result.excluded}
    assert labels[ledger.PARTY_IS_PERSON] == "" and "示例人员" not in repr(result)


def test_a_case_not_accepted_counts_for_none_of_its_parties():
    waiting, refused = applied(inside(), inside()), applied(inside(), inside())
    m.press(refused, s.case_refuse, refused.coordinator, ground="not_competent", note="示例")
    result = count()
    assert result.value == 0 and result.parts["enterprises"] == 0
    assert excluded(result) == dict.fromkeys([*rows(waiting), *rows(refused)], ledger.NOT_ACCEPTED)


def test_a_draft_is_no_candidate():
    m.draft()
    result = count()
    assert result.value == 0 and excluded(result) == {}


def test_a_case_stopped_as_false_mediation_counts_for_none():
    case = accepted(inside(), inside(), "示例人员")
    m.press(case, s.case_stop_false, case.coordinator, reason_code="suspected_false", note="报告")
    result = count()
    assert result.value == 0 and excluded(result) == dict.fromkeys(rows(case), ledger.FALSE_MEDIATION)


def test_membership_is_asked_on_the_day_of_acceptance():
    joins = people.enterprise(area="inside", since=DAY + timedelta(days=3))
    before, after = accepted(joins, inside()), accepted(joins, inside(), on=DAY + timedelta(days=3), applied_on=DAY)
    result = count()
    assert excluded(result) == {rows(before)[0]: ledger.AREA_UNKNOWN}
    assert counted(result) == {rows(before)[1], *rows(after)}


def test_as_of_a_day_before_acceptance_the_case_lies_outside():
    case = accepted(inside(), inside(), on=DAY + timedelta(days=3), applied_on=DAY)
    assert excluded(count(as_of=DAY - timedelta(days=1))) == {}
    early = count(as_of=DAY + timedelta(days=2))
    assert early.value == 0 and excluded(early) == dict.fromkeys(rows(case), ledger.OUTSIDE_PERIOD)
    late = count(as_of=DAY + timedelta(days=3))
    assert late.value == 2 and excluded(late) == {}


def test_asked_for_in_one_year_and_done_in_the_next_is_outside_here_and_counts_there():
    december = date(2026, 12, 30)
    case = accepted(inside(), inside(), on=NEW_YEAR, applied_on=december)
    consultation = closed_later(opened=december, closed=NEW_YEAR)
    keys_of_both = [*rows(case), row(consultation)]
    before = count()
    assert before.value == 0 and before.parts["enterprises"] == 0
    assert excluded(before) == dict.fromkeys(keys_of_both, ledger.OUTSIDE_PERIOD)
    assert {out.record.on for out in before.excluded} == {NEW_YEAR}
    after = count(date(2027, 1, 1), date(2027, 12, 31))
    assert counted(after) == set(keys_of_both) and excluded(after) == {}
    assert excluded(count(date(2025, 1, 1), date(2025, 12, 31))) == {}


def test_answered_in_the_period_and_closed_after_it_is_outside_and_still_open_is_not_closed():
    asked, answered_on = date(2025, 12, 29), date(2026, 6, 1)
    late, open_ = (_answered(asked, answered_on) for _n in range(2))
    acknowledged(late, NEW_YEAR)
    assert excluded(count()) == {row(late): ledger.OUTSIDE_PERIOD, row(open_): ledger.NOT_CLOSED}


def _answered(asked: date, on: date) -> Consultation:
    consultation = made.assigned(on=asked)
    return consultation_answer(
        consultation=consultation, answer="示例答复", outcome="advised", by=consultation.adviser, on=on,
        revision=consultation.revision,
    )  # fmt: skip


def test_the_days_of_a_period_belong_to_it():
    first, last = made.closed(on=START), accepted(inside(), inside(), on=END)
    result = count()
    assert counted(result) == {row(first), *rows(last)} and excluded(result) == {}


def test_a_service_outside_is_no_duplicate_and_takes_no_other_ones_place():
    enterprise = inside()
    outside = closed_later(enterprise, opened=DAY, closed=NEW_YEAR)
    one = made.closed(enterprise)
    assert counted(count()) == {row(one)}
    assert excluded(count()) == {row(outside): ledger.OUTSIDE_PERIOD}


def test_cases_take_the_same_queries_for_few_and_for_many_also_outside_the_period():
    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            count()
        return len(taken)

    accepted(inside(), inside(), people.enterprise(area="outside"))
    few = queries()
    for _n in range(3):
        accepted(inside(), inside())
        accepted(inside(), inside(), on=NEW_YEAR, applied_on=END)
        closed_later(opened=END, closed=NEW_YEAR)
    assert queries() == few
