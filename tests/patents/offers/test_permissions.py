"""Rows Offer, floor price and Demand of the capability table, for every role; separations 3 and 6."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Membership
from patents.offers.permissions import (
    demand_can_read,
    demand_contact_can_read,
    floor_price_can_read,
    offer_can_read,
    offer_can_review,
    offer_details_can_read,
    offer_file_can_read,
    offers_owned_by,
    offers_public,
    offers_readable_by,
    offers_reviewable_by,
)
from patents.rights.services import hold_set, holds_lift
from tests.factories import market, people
from tests.patents.offers.moves_table import STATES, offer_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
ROLES = ("mediator", "case_coordinator", "operator", "general_section", "editor", "administrator")


def readers(offer):
    """Which kinds of person may read an offer."""
    found = {role for role in ROLES if offer_can_read(people.user(role), offer)}
    if offer_can_read(AnonymousUser(), offer):
        found.add("visitor")
    if offer_can_read(market.seller()[1], offer):
        found.add("stranger")
    if offer_can_read(offer.created_by, offer):
        found.add("owner")
    return found


@pytest.mark.parametrize("state", STATES)
def test_only_a_published_offer_is_public(state):
    expected = {"owner", "operator"} if state == "draft" else {"owner", "operator", "general_section"}
    if state == "published":
        expected = {*ROLES, "visitor", "stranger", "owner"}
    assert readers(offer_in(state)) == expected


def test_a_locked_offer_and_a_past_one_are_not_public(sample_day):
    held, past, free = (market.offer_published() for _n in range(3))
    hold_set(
        patents=held.patents.all(), reason="dispute", modes=[], effect="lock", ref="r", by=User.objects.system(),
        on=sample_day,
    )  # fmt: skip
    past.valid_until = sample_day.replace(year=2025)
    past.save(update_fields=["valid_until"])
    assert list(offers_public(sample_day)) == [free]
    assert readers(held) == {"owner", "operator", "general_section"}
    holds_lift(ref="r", by=User.objects.system(), on=sample_day)
    assert set(offers_public(sample_day)) == {free, held}


@pytest.mark.parametrize(("modes", "public"), [(["transfer"], False), (["sole"], True), (["sole", "transfer"], False)])
def test_a_hold_of_some_modes_hides_offers_of_these_only(sample_day, modes, public):
    offer = market.offer_published()
    hold_set(
        patents=offer.patents.all(), reason="other", modes=modes, effect="lock", ref="r", by=market.operator(),
        on=sample_day,
    )  # fmt: skip
    assert offers_public(sample_day).filter(pk=offer.pk).exists() is public


def test_a_disclosure_hides_nothing(sample_day):
    offer = market.offer_published()
    hold_set(
        patents=offer.patents.all(), reason="dispute", modes=[], effect="disclose", ref="r",
        by=User.objects.system(), on=sample_day,
    )  # fmt: skip
    assert offers_public(sample_day).filter(pk=offer.pk).exists()


def test_the_floor_price_is_the_owners():
    offer = market.offer_published()
    assert floor_price_can_read(offer.created_by, offer)
    others = [AnonymousUser(), market.seller()[1], *(people.user(role) for role in ROLES)]
    assert [floor_price_can_read(person, offer) for person in others] == [False] * len(others)


def test_details_under_nda_are_read_by_owner_and_operators():
    offer = market.offer_published(confidentiality="nda")
    assert offer_details_can_read(offer.created_by, offer)
    assert offer_details_can_read(people.user("operator"), offer)
    others = [AnonymousUser(), market.seller()[1], *(people.user(role) for role in ROLES if role != "operator")]
    assert not any(offer_details_can_read(person, offer) for person in others)


def test_papers_are_read_by_owner_and_operators():
    offer = market.offer_published()
    file = offer.files.first().file
    assert offer_file_can_read(offer.created_by, file)
    assert offer_file_can_read(people.user("operator"), file)
    others = [AnonymousUser(), market.seller()[1], *(people.user(role) for role in ROLES if role != "operator")]
    assert not any(offer_file_can_read(person, file) for person in others)


def test_the_staff_list_is_the_operators_and_own_reviews_are_refused():
    offer = market.offer_submitted()
    for role in ROLES:
        assert offers_reviewable_by(people.user(role)).exists() is (role == "operator")
    both = people.user("operator")
    Membership.objects.create(user=both, enterprise=offer.enterprise, role="staff", state="active", created_by=both)
    assert offer_can_read(both, offer)
    assert not offer_can_review(both, offer)
    assert list(offers_owned_by(both)) == [offer]


def test_an_ended_membership_reads_nothing_more():
    offer = market.offer_draft()
    Membership.objects.filter(user=offer.created_by).update(state="ended")
    former = User.objects.get(pk=offer.created_by.pk)
    assert not offers_readable_by(former).exists()


def test_demands_are_public_when_published_and_their_contact_never():
    draft, shown = market.demand_draft(), market.demand_published_made()
    assert demand_can_read(AnonymousUser(), shown)
    assert not demand_can_read(AnonymousUser(), draft)
    assert demand_can_read(draft.created_by, draft)
    assert demand_can_read(people.user("operator"), draft)
    assert not demand_can_read(people.user("general_section"), draft)
    assert not demand_can_read(market.seller()[1], draft)
    assert demand_contact_can_read(shown.created_by, shown)
    assert not demand_contact_can_read(market.seller()[1], shown)
    assert not demand_contact_can_read(people.user("general_section"), shown)
