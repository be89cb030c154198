"""Row "Pledge, licence, hold on a patent" of the capability table, for every role and an enterprise."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from ipplatform.accounts.models import User
from patents.records.guards import disappearance_reasons
from patents.rights.permissions import (
    hold_can_read,
    hold_reference_can_read,
    holds_readable_by,
    licences_readable_by,
    pledges_readable_by,
    statements_readable_by,
)
from patents.rights.selectors import encumbrances_of, open_locks
from patents.rights.services import hold_set, licence_record, pledge_register
from tests.factories import market, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
DAY = date(2026, 5, 20)


@pytest.fixture
def burdened():
    owner, person = market.seller()
    one = market.patent(owner.name, owner_enterprise=owner)
    clerk, system = market.operator(), User.objects.system()
    hold_set(patents=[one], reason="dispute", modes=[], effect="lock", ref="opaque", by=system, on=DAY)
    hold_set(patents=[one], reason="fee", modes=[], effect="lock", ref="fee", by=clerk, on=DAY)
    pledge_register(
        patent=one, pledgor="甲", pledgee="乙", registration_number="1", registered_on=DAY, by=clerk, on=DAY
    )
    licence_record(patent=one, kind="ordinary", licensee="丙", valid_from=DAY, by=clerk)
    market.open_statement(one)
    return one, person


def counts(user):
    return [
        rows.count()
        for rows in (
            holds_readable_by(user), pledges_readable_by(user), licences_readable_by(user),
            statements_readable_by(user),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("operator", [3, 1, 1, 1]), ("general_section", [3, 1, 1, 1]), ("case_coordinator", [1, 0, 0, 0]),
        ("mediator", [0, 0, 0, 0]), ("editor", [0, 0, 0, 0]), ("administrator", [0, 0, 0, 0]),
    ],
)  # fmt: skip
def test_staff_read_what_the_table_gives_them(burdened, role, expected):
    assert counts(people.user(role)) == expected


def test_an_enterprise_reads_its_own_patents_only(burdened):
    _one, person = burdened
    assert counts(person) == [3, 1, 1, 1]
    assert counts(market.seller()[1]) == [0, 0, 0, 0]
    assert counts(AnonymousUser()) == [0, 0, 0, 0]


def test_the_reference_of_a_dispute_is_the_coordinators(burdened):
    one, person = burdened
    dispute = next(hold for hold in open_locks([one.pk], DAY)[one.pk] if hold.reason == "dispute")
    fee = next(hold for hold in open_locks([one.pk], DAY)[one.pk] if hold.reason == "fee")
    clerk, coordinator = people.user("operator"), people.user("case_coordinator")
    assert hold_can_read(clerk, dispute)
    assert not hold_reference_can_read(clerk, dispute)
    assert hold_reference_can_read(clerk, fee)
    assert hold_reference_can_read(coordinator, dispute)
    assert not hold_can_read(coordinator, fee)
    assert not hold_reference_can_read(person, dispute)


def test_what_stands_on_patents_is_read_in_a_constant_number_of_queries(burdened, django_assert_num_queries):
    one, _person = burdened
    others = [market.patent() for _n in range(6)]
    with django_assert_num_queries(5):
        encumbrances_of([one.pk])
    with django_assert_num_queries(5):
        assert len(encumbrances_of([one.pk, *(other.pk for other in others)])) == 7
    with django_assert_num_queries(2):
        assert set(open_locks([one.pk, *(other.pk for other in others)], DAY)) == {one.pk}


def test_a_patent_with_rights_may_not_disappear(burdened):
    one, _person = burdened
    assert set(disappearance_reasons([one.pk, market.patent().pk])) == {one.pk}
