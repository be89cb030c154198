"""Every row of domain.md 6.4: from which states, by whom, and nothing else. The expectation is written out here."""

import pytest

from ipplatform.accounts.models import User
from ipplatform.moves import move_allowed
from mediation.cases.models import CASE_STATES, MediationCase
from mediation.proceedings.selectors import moves_offered_to
from mediation.proceedings.workflow import CASE
from tests.factories import mediation as m
from tests.factories import people

MEDIATION = ["accepted", "consented", "appointed", "in_mediation", "suspended"]
DRAFTED = [*MEDIATION, "agreement_drafted"]
OPEN = ["applied", *DRAFTED, "agreed"]
# action: (from, who). The case is past its first submission, its mediator has accepted, nobody has objected yet.
ROWS: dict[str, tuple[list[str], str]] = {
    "submit": (["draft"], "claimant coordinator"),
    "withdraw": (["draft", "applied"], "claimant"),
    "return": (["applied"], "coordinator"),
    "refuse": (["applied"], "coordinator"),
    "accept": (["applied"], "coordinator"),
    "consent": (["accepted"], "respondent coordinator"),  # coordinator: written consent, its scan is a guard
    "unreachable": (MEDIATION, "coordinator"),
    "appoint": (["consented"], "coordinator system"),
    "accept_appointment": (["appointed"], ""),  # accepted already
    "decline": (["appointed"], "mediator system"),
    "object": (["appointed", "in_mediation"], "claimant respondent"),
    "object_again": (["appointed", "in_mediation"], ""),  # nobody has objected before
    "start": (["appointed"], "mediator"),
    "hold_session": (["in_mediation"], "mediator"),
    "new_conflict": (["in_mediation"], "mediator claimant respondent"),
    "suspend": (["in_mediation"], "coordinator"),
    "resume": (["suspended"], "coordinator"),
    "extend": (["in_mediation"], "coordinator"),
    "draft_agreement": (["in_mediation"], "mediator"),
    "back": (["agreement_drafted"], "mediator"),
    "sign_complete": (["agreement_drafted"], "system"),
    "refuse_sign": (["agreement_drafted"], "mediator"),
    "settle_withdraw": (DRAFTED, "claimant"),
    "party_refuses": (DRAFTED, "coordinator"),
    "too_far": (["in_mediation"], "mediator"),
    "expire": ([state for state in DRAFTED if state != "suspended"], "coordinator"),
    "stop_false": (OPEN, "coordinator"),
    "other_end": (OPEN, "coordinator"),
    "close": (["agreed"], "coordinator"),
    "archive": (["closed", "not_accepted"], "coordinator"),
}
TARGETS = {
    "submit": "applied", "withdraw": "withdrawn", "return": "draft", "refuse": "not_accepted", "accept": "accepted",
    "consent": "consented", "appoint": "appointed", "accept_appointment": None, "decline": "consented",
    "object": "consented", "start": "in_mediation", "hold_session": None, "new_conflict": "consented",
    "suspend": "suspended", "resume": "in_mediation", "extend": None, "draft_agreement": "agreement_drafted",
    "back": "in_mediation", "sign_complete": "agreed", "archive": "archived",
}  # fmt: skip


def everybody(made: m.Cast) -> dict[str, User]:
    """One person for each part that could press a button."""
    return {
        "claimant": made.claimant_user,
        "respondent": made.respondent_user,
        "mediator": made.mediator_user,
        "coordinator": made.coordinator,
        "system": User.objects.system(),
        "other mediator": m.mediator().user,
        "colleague without access": people.member(made.claimant, role="staff"),
        **{role: people.user(role) for role in ("operator", "general_section", "editor", "administrator")},
        "stranger": people.user(),
    }


def test_the_table_has_exactly_the_rows_of_the_domain():
    assert {row.action for row in CASE.moves} == set(ROWS)
    for row in CASE.moves:
        assert sorted(row.sources) == sorted(ROWS[row.action][0]), row.action
        assert row.to == TARGETS.get(row.action, "closed"), row.action


@pytest.mark.django_db
@pytest.mark.parametrize("state", CASE_STATES)
def test_each_state_offers_its_rows_to_the_right_people_only(state, sample_day):
    made = m.appointed(on=sample_day)
    MediationCase.objects.filter(pk=made.case.pk).update(state=state)
    case = made.fresh()
    for name, person in everybody(made).items():
        expected = [action for action, (sources, who) in ROWS.items() if state in sources and name in who.split()]
        assert moves_offered_to(CASE, case, person) == expected, f"{name} in {state}"


@pytest.mark.django_db
def test_a_mediator_who_has_not_answered_may_accept_and_a_party_that_objected_may_only_object_again(sample_day):
    made = m.appointed(accepted_by_mediator=False, on=sample_day)
    assert move_allowed(CASE, made.case, "accept_appointment", made.mediator_user)
    made.case.parties.filter(role="claimant").update(objections=1)
    assert move_allowed(CASE, made.case, "object_again", made.claimant_user)
    assert not move_allowed(CASE, made.case, "object", made.claimant_user)
    assert not move_allowed(CASE, made.case, "object_again", made.respondent_user)


@pytest.mark.django_db
def test_asking_what_is_offered_takes_few_queries(sample_day, django_assert_max_num_queries):
    made = m.appointed(on=sample_day)
    for person in (made.mediator_user, made.claimant_user, made.coordinator):
        case, fresh = made.fresh(), User.objects.get(pk=person.pk)
        with django_assert_max_num_queries(6):
            moves_offered_to(CASE, case, fresh)
