"""New Area membership: yes, no, unknown; two persons; no overlap."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ipplatform.enterprises.selectors import NO, UNKNOWN, YES, areas_on, is_new_area
from ipplatform.enterprises.services import AREA_OVERLAPS, area_approve, area_propose
from ipplatform.moves import NOT_ALLOWED, Refused
from tests.factories import people

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def _approved(enterprise, status, first, last=None):
    proposer, approver = people.user("operator"), people.user("general_section")
    row = area_propose(
        enterprise=enterprise, status=status, valid_from=first, valid_to=last, evidence="执照", by=proposer, on=DAY
    )
    return area_approve(membership=row, by=approver, on=DAY, revision=row.revision)


def test_no_row_is_unknown_and_only_an_outside_row_is_no():
    enterprise = people.enterprise()
    assert is_new_area(enterprise, DAY) == UNKNOWN
    _approved(enterprise, "outside", date(2025, 1, 1), date(2025, 12, 31))
    _approved(enterprise, "inside", date(2026, 1, 1))
    assert is_new_area(enterprise, date(2025, 12, 31)) == NO
    assert is_new_area(enterprise, date(2026, 1, 1)) == YES
    assert is_new_area(enterprise, date(2024, 12, 31)) == UNKNOWN


def test_a_proposal_alone_proves_nothing():
    enterprise = people.enterprise()
    area_propose(
        enterprise=enterprise, status="inside", valid_from=DAY, valid_to=None, evidence="租约",
        by=people.user("operator"), on=DAY,
    )  # fmt: skip
    assert is_new_area(enterprise, DAY) == UNKNOWN


def test_the_proposer_cannot_approve_even_with_both_roles():
    both = people.user("operator", "general_section")
    row = area_propose(
        enterprise=people.enterprise(), status="inside", valid_from=DAY, valid_to=None, evidence="租约", by=both, on=DAY
    )
    with pytest.raises(Refused) as refused:
        area_approve(membership=row, by=both, on=DAY, revision=row.revision)
    assert refused.value.refusal == NOT_ALLOWED


def test_a_new_row_closes_the_open_one_and_overlap_is_refused():
    enterprise = people.enterprise()
    first = _approved(enterprise, "inside", date(2025, 1, 1))
    _approved(enterprise, "outside", date(2026, 2, 1))
    first.refresh_from_db()
    assert first.valid_to == date(2026, 1, 31)
    with pytest.raises(Refused) as refused:
        _approved(enterprise, "inside", date(2025, 6, 1), date(2025, 7, 1))
    assert refused.value.refusal == AREA_OVERLAPS


def test_many_pairs_are_one_query():
    pairs = [(people.enterprise(area="inside").pk, DAY) for _ in range(10)]
    with CaptureQueriesContext(connection) as queries:
        answers = areas_on(pairs)
    assert len(queries) == 1
    assert set(answers.values()) == {YES}


@pytest.mark.parametrize("role", ["mediator", "case_coordinator", "general_section", "editor", "administrator"])
def test_only_operators_propose(role):
    with pytest.raises(Refused) as refused:
        area_propose(
            enterprise=people.enterprise(), status="inside", valid_from=DAY, valid_to=None, evidence="x",
            by=people.user(role), on=DAY,
        )  # fmt: skip
    assert refused.value.refusal == NOT_ALLOWED
