"""moves.py on a real machine (Membership): named refusals, revisions, events, fifty at once."""

from collections import Counter
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from ipplatform.audit.selectors import audit_verify
from ipplatform.enterprises.models import MembershipEvent
from ipplatform.enterprises.services import membership_admit, membership_request
from ipplatform.enterprises.workflow import MEMBERSHIP
from ipplatform.moves import CHANGED_MEANWHILE, NOT_ALLOWED, NOT_IN_TABLE, REASON_REQUIRED, Refused, move, moves_offered
from tests.at_once import PEOPLE, WON, at_once
from tests.factories import people

DAY = date(2026, 3, 2)


def _requested():
    person = people.user()
    return membership_request(user=person, enterprise=people.enterprise(), role="owner", on=DAY, by=person)


def _refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusal


@pytest.mark.django_db
def test_a_move_changes_state_and_appends_one_event_and_one_audit_link():
    membership, operator = _requested(), people.user("operator")
    entries = audit_verify().entries
    membership_admit(membership=membership, by=operator, on=DAY, revision=1)
    membership.refresh_from_db()
    assert (membership.state, membership.revision) == ("active", 2)
    event = MembershipEvent.objects.get(subject=membership, action="admit")
    assert (event.from_state, event.to_state, event.actor, event.revision) == (
        "requested",
        "active",
        operator.public_id,
        2,
    )
    assert audit_verify().entries == entries + 1


@pytest.mark.django_db
def test_the_wrong_person_is_refused_by_name_and_nothing_changes():
    membership = _requested()
    assert (
        _refusal(lambda: membership_admit(membership=membership, by=people.user("editor"), on=DAY, revision=1))
        == NOT_ALLOWED
    )
    membership.refresh_from_db()
    assert (membership.state, membership.revision) == ("requested", 1)


@pytest.mark.django_db
def test_an_action_outside_the_table_is_refused():
    membership, operator = _requested(), people.user("operator")
    assert _refusal(lambda: move(MEMBERSHIP, membership, "end", by=operator, on=DAY, revision=1)) == NOT_IN_TABLE


@pytest.mark.django_db
def test_a_reason_is_required_where_the_table_says_so():
    membership, operator = _requested(), people.user("operator")
    assert _refusal(lambda: move(MEMBERSHIP, membership, "refuse", by=operator, on=DAY, revision=1)) == REASON_REQUIRED


@pytest.mark.django_db
def test_a_stale_page_is_told_who_was_first():
    membership, first, second = _requested(), people.user("operator", name="示例专员"), people.user("operator")
    membership_admit(membership=membership, by=first, on=DAY, revision=1)
    refusal = _refusal(lambda: membership_admit(membership=membership, by=second, on=DAY, revision=1))
    assert refusal.code == CHANGED_MEANWHILE.code
    assert "示例专员" in str(refusal.message)


@pytest.mark.django_db
def test_offered_moves_are_the_permitted_rows_of_the_present_state():
    membership = _requested()
    assert moves_offered(MEMBERSHIP, membership, people.user("operator")) == ["admit", "refuse"]
    assert moves_offered(MEMBERSHIP, membership, people.user("editor")) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "verb", ["UPDATE enterprises_membershipevent SET action='x'", "DELETE FROM enterprises_membershipevent"]
)
def test_events_are_append_only(verb):
    _requested()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


@pytest.mark.django_db(transaction=True)
def test_of_fifty_at_once_one_wins_and_forty_nine_are_told():
    membership, operator = _requested(), people.user("operator")

    def admit():
        mine = type(membership).objects.get(pk=membership.pk)
        membership_admit(membership=mine, by=operator, on=DAY, revision=1)

    outcomes = at_once([admit] * PEOPLE, DAY)
    assert Counter(outcomes) == {WON: 1, CHANGED_MEANWHILE.code: PEOPLE - 1}
    assert MembershipEvent.objects.filter(action="admit").count() == 1
