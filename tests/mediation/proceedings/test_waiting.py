"""What waits for whom, with its legal date; the same queries for one case and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ipplatform import clock
from ipplatform.accounts.models import User
from mediation.proceedings import services as s
from mediation.proceedings.waiting import waiting_for
from tests.factories import mediation as m
from tests.factories import people

DAY = m.DAY


def whats(user: User, enterprise=None) -> list[str]:
    with clock.set_to(DAY):
        return [row.what for row in waiting_for(User.objects.get(pk=user.pk), enterprise)]


@pytest.mark.django_db
def test_each_step_waits_for_the_right_person():
    made = m.draft()
    assert whats(made.claimant_user, made.claimant) == ["完成并提交调解申请"]
    made = m.applied()
    assert (whats(made.claimant_user, made.claimant), whats(made.coordinator)) == ([], ["决定是否受理"])
    made = m.accepted()
    assert whats(made.respondent_user, made.respondent) == ["答复是否同意调解"]
    made = m.consented()
    assert whats(made.claimant_user, made.claimant) == ["选定调解员"]
    made = m.appointed(accepted_by_mediator=False)
    assert whats(made.mediator_user) == ["答复是否接受任命"]
    assert "确认权利义务与虚假调解告知" in whats(made.claimant_user, made.claimant)
    made = m.agreement_drafted()
    assert whats(made.respondent_user, made.respondent) == ["签署调解协议"]
    assert whats(made.mediator_user) == ["签署调解协议"]
    made = m.agreed()
    assert whats(made.respondent_user, made.respondent) == ["答复是否申请司法确认"]


@pytest.mark.django_db
def test_a_disclosure_waits_until_it_is_answered():
    made = m.appointed()
    with clock.set_to(DAY):
        disclosure = s.disclosure_file(case=made.case, has_relation=False, relation="", by=made.mediator_user, on=DAY)
    assert "答复调解员的披露" in whats(made.claimant_user, made.claimant)
    with clock.set_to(DAY):
        s.disclosure_answer(
            disclosure=disclosure, party=made.party("claimant"), answer="no_objection", by=made.claimant_user, on=DAY
        )
    assert "答复调解员的披露" not in whats(made.claimant_user, made.claimant)


@pytest.mark.django_db
def test_the_row_gives_number_date_and_link_and_nothing_else():
    made = m.accepted()
    with clock.set_to(DAY):
        row = waiting_for(made.respondent_user, made.respondent)[0]
    due = made.case.deadlines.get(rule_code="D02").due_on
    assert (row.number, row.since, row.due) == (made.case.number, DAY, due)
    assert row.link == f"/desk/cases/{made.case.public_id}/"


@pytest.mark.django_db
def test_nothing_waits_for_those_who_may_not_read():
    m.accepted()
    for role in ("operator", "general_section", "editor", "administrator", "mediator"):
        assert whats(people.user(role)) == []


@pytest.mark.django_db
def test_many_cases_take_the_queries_of_one():
    made = m.agreed()
    counts = {}
    for size in (1, 4):
        for user, enterprise in (
            (made.claimant_user, made.claimant),
            (made.coordinator, None),
            (made.mediator_user, None),
        ):
            fresh = User.objects.get(pk=user.pk)
            with clock.set_to(DAY), CaptureQueriesContext(connection) as queries:
                waiting_for(fresh, enterprise)
            counts.setdefault(user.pk, []).append(len(queries))
        if size == 1:
            for _ in range(3):
                m.agreed(people_of=made)
    assert all(one == many for one, many in counts.values()), counts
