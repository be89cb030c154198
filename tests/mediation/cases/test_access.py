"""Who reads a case (domain.md section 2, separations 1-3 and 9), and what is counted of it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.audit.models import AuditEntry
from ipplatform.enterprises.models import Membership
from ipplatform.moves import Refused
from mediation.cases.models import CaseAccess, Party
from mediation.cases.permissions import case_can_read, cases_readable_by, standing_of
from mediation.cases.selectors import cases_for_counting, cases_listed
from mediation.proceedings import services as s
from tests.factories import mediation as m
from tests.factories import people

DAY = m.DAY


def readers(made: m.Cast, on: date = DAY) -> set[str]:
    """Which of the usual people read the case on a day."""
    persons = {
        "claimant": made.claimant_user, "respondent": made.respondent_user, "mediator": made.mediator_user,
        "coordinator": made.coordinator, "other mediator": m.mediator().user,
        "colleague": people.member(made.respondent, role="staff"), "stranger": people.user(),
        **{role: people.user(role) for role in ("operator", "general_section", "editor", "administrator")},
    }  # fmt: skip
    with clock.set_to(on):
        found = {name for name, person in persons.items() if case_can_read(User.objects.get(pk=person.pk), made.case)}
        for name, person in persons.items():
            fresh = User.objects.get(pk=person.pk)
            assert cases_readable_by(fresh).filter(pk=made.case.pk).exists() == (name in found)
    assert not case_can_read(None, made.case)
    return found


@pytest.mark.django_db
def test_each_step_opens_the_case_to_whom_it_should():
    assert readers(m.draft()) == {"claimant"}
    assert readers(m.applied()) == {"claimant", "coordinator"}
    assert readers(m.consented()) == {"claimant", "coordinator", "respondent"}
    assert readers(m.appointed()) == {"claimant", "coordinator", "respondent", "mediator"}


@pytest.mark.django_db
def test_a_mediator_reads_thirty_days_on_after_closing():
    made = m.closed()
    assert "mediator" in readers(made, DAY + timedelta(days=30))
    assert readers(made, DAY + timedelta(days=31)) == {"claimant", "coordinator", "respondent"}


@pytest.mark.django_db
def test_leaving_the_enterprise_or_the_account_closes_the_case():
    made = m.accepted()
    Membership.objects.filter(user=made.respondent_user).update(state="ended")
    assert readers(made) == {"claimant", "coordinator"}
    User.objects.filter(pk=made.claimant_user.pk).update(is_active=False)
    assert readers(made) == {"coordinator"}


@pytest.mark.django_db
def test_an_owner_shares_with_own_members_only_and_takes_it_back():
    made = m.accepted()
    party, colleague = made.party("respondent"), people.member(made.respondent, role="staff")
    with clock.set_to(DAY):
        for by, user, code in (
            (made.claimant_user, colleague, "not_allowed"),
            (made.respondent_user, people.user(), "not_a_member"),
            (made.coordinator, colleague, "not_allowed"),
        ):
            with pytest.raises(Refused) as refused:
                s.access_share(party=party, user=user, by=by, on=DAY)
            assert refused.value.refusal.code == code
        access = s.access_share(party=party, user=colleague, by=made.respondent_user, on=DAY)
        assert case_can_read(colleague, made.case)
        assert standing_of(colleague, made.case).parties == {party.pk: "respondent"}
        s.access_withdraw(access=access, by=made.respondent_user, on=DAY)
        assert not case_can_read(colleague, made.case)
    assert AuditEntry.objects.filter(action="access_ended", object_id=str(access.pk)).count() == 1


@pytest.mark.django_db
def test_a_person_takes_part_by_invitation_in_that_case_alone():
    made = m.cast()
    person = people.user()
    with clock.set_to(DAY):
        case = s.case_file(by=made.claimant_user, on=DAY, claimant=made.claimant)
        party = s.party_add(
            case=case, role="respondent", person_name="示例自然人", identity="示例证件 0001", by=made.claimant_user,
            on=DAY, revision=1,
        )  # fmt: skip
        assert "0001" not in party.identity_hash and len(party.identity_hash) == 64
        for again in ("示例证件0001", " 示例证件 0001 "):
            with pytest.raises(Refused) as twice:
                s.party_add(
                    case=case, role="third_party", person_name="示例自然人", identity=again, by=made.claimant_user,
                    on=DAY, revision=1,
                )  # fmt: skip
            assert twice.value.refusal.code == "party_on_both_sides"
    running = m.accepted()
    Party.objects.filter(pk=party.pk).update(case=running.case)
    party.refresh_from_db()
    with clock.set_to(DAY):
        s.party_invite(party=party, user=person, by=running.coordinator, on=DAY)
        assert list(cases_readable_by(person)) == [running.case]


@pytest.mark.django_db
def test_an_agent_reads_until_the_power_ends_and_may_not_mediate_for_the_party():
    made = m.consented()
    agent = m.mediator()
    with clock.set_to(DAY):
        s.agent_add(
            party=made.party("claimant"), name="示例代理人", scope="general", by=made.claimant_user, on=DAY,
            user=agent.user, until_on=DAY + timedelta(days=5),
        )  # fmt: skip
        assert case_can_read(agent.user, made.case)
        with pytest.raises(Refused) as refused:
            m.press(made, s.case_appoint, made.coordinator, mediator=agent)
        assert refused.value.refusal.code == "conflict_recorded"
    with clock.set_to(DAY + timedelta(days=5)):
        assert not case_can_read(agent.user, made.case)


@pytest.mark.django_db
def test_counting_gives_no_content_in_two_queries(django_assert_num_queries):
    one, two = m.accepted(), m.accepted(on=DAY + timedelta(days=1))
    m.applied(on=DAY)
    m.accepted(on=date(2026, 6, 1))
    with django_assert_num_queries(2):
        rows = cases_for_counting(DAY, DAY + timedelta(days=1))
    accepted = [row for row in rows if row.accepted_on]
    assert [row.public_id for row in accepted] == [one.case.public_id, two.case.public_id]
    assert [row.accepted_on for row in rows].count(None) == 1
    assert {party.enterprise_id for party in accepted[0].parties} == {one.claimant.pk, one.respondent.pk}
    assert accepted[0].topic_code == "contract"
    fields = set(accepted[0].__dataclass_fields__)
    assert not fields & {"summary", "requests", "number", "closing_note"}


def queries_of_list(user: User) -> tuple[int, int]:
    """How many cases the list has, and how many queries it took with all that a row shows."""
    fresh = User.objects.get(pk=user.pk)
    with clock.set_to(DAY), CaptureQueriesContext(connection) as queries:
        rows = list(cases_listed(fresh))
        for row in rows:
            assert len(row.parties.all()) == 2
            assert all(party.name for party in row.parties.all())
            assert [appointment.mediator.display_name for appointment in row.present_appointments]  # type: ignore[attr-defined]  # prefetched
    return len(rows), len(queries)


@pytest.mark.django_db
def test_the_list_of_cases_takes_the_same_queries_for_one_and_for_many():
    made = m.appointed()
    before = {user.pk: queries_of_list(user) for user in (made.claimant_user, made.coordinator)}
    for _ in range(3):
        m.appointed(people_of=made)
    for user in (made.claimant_user, made.coordinator):
        assert before[user.pk][0] == 1
        assert queries_of_list(user) == (4, before[user.pk][1])


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["UPDATE cases_caseevent SET action='x'", "DELETE FROM cases_caseevent"])
def test_events_of_a_case_are_append_only(verb):
    m.draft()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


@pytest.mark.django_db
def test_access_rows_name_a_party_or_a_mediator():
    made = m.appointed()
    rows = set(CaseAccess.objects.filter(case=made.case).values_list("capacity", "party__role"))
    assert rows == {("party", "claimant"), ("party", "respondent"), ("mediator", None)}
