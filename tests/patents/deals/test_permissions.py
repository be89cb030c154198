"""Who reads what (domain.md section 2): predicate and queryset agree, and each role sees exactly its part."""

import pytest

from ipplatform.accounts.roles import STAFF_ROLES
from ipplatform.files.owners import file_can_read
from patents.deals import permissions as may
from patents.deals import services
from patents.deals.models import Deal, Inquiry, Landing
from tests.factories import deals, people
from tests.factories.deals import DAY

pytestmark = pytest.mark.django_db
READERS = {"operator", "general_section"}


@pytest.fixture
def cast():
    made = deals.recorded()
    deals.claim(made, day=DAY.replace(month=4))
    deals.inquiry_sent()  # somebody else's
    return made


def people_of(cast):
    return {
        "seller": cast.seller_member,
        "buyer": cast.buyer_member,
        "stranger": people.member(people.enterprise()),
        "nobody": people.user(),
        "visitor": None,
        **{role: people.user(role) for role in STAFF_ROLES},
    }


def test_inquiries_are_read_by_both_sides_operators_and_the_general_section(cast):
    for name, user in people_of(cast).items():
        allowed = name in READERS | {"seller", "buyer"}
        assert may.inquiry_can_read(user, cast.inquiry) is allowed, name
        expected = Inquiry.objects.count() if name in READERS else int(allowed)
        assert may.inquiries_readable_by(user).count() == expected, name


def test_deals_are_read_by_both_sides_operators_and_the_general_section(cast):
    for name, user in people_of(cast).items():
        allowed = name in READERS | {"seller", "buyer"}
        assert may.deal_can_read(user, cast.deal) is allowed, name
        assert may.deals_readable_by(user).count() == (Deal.objects.count() if allowed else 0), name


def test_landings_are_not_the_sellers(cast):
    for name, user in people_of(cast).items():
        allowed = name in READERS | {"buyer"}
        assert may.landing_can_read(user, cast.deal.landings.get()) is allowed, name
        assert may.landings_readable_by(user).count() == (Landing.objects.count() if allowed else 0), name


def test_files_follow_their_objects(cast):
    contract = cast.deal.documents.filter(kind="contract").get().file
    proof = cast.deal.landings.get().evidence.get().file
    for name, user in people_of(cast).items():
        assert file_can_read(user, contract) is (name in READERS | {"seller", "buyer"}), name
        assert file_can_read(user, proof) is (name in READERS | {"buyer"}), name


def test_files_of_the_data_room_are_never_read_by_the_general_address():
    cast = deals.inquiry_sent()
    file = services.data_room_file_add(inquiry=cast.inquiry, upload=deals.upload(), by=cast.seller_member)
    for name, user in people_of(cast).items():
        assert not file_can_read(user, file), name


def test_the_floor_price_is_read_by_its_owner_and_the_deals_own_operator(cast):
    for name, user in people_of(cast).items():
        assert may.floor_price_can_read(user, cast.deal) is (name == "seller"), name
    assert may.floor_price_can_read(cast.operator, cast.deal)


def test_an_ended_membership_reads_nothing(cast):
    cast.buyer_member.memberships.update(state="ended")
    former = type(cast.buyer_member).objects.get(pk=cast.buyer_member.pk)
    assert not may.deal_can_read(former, cast.deal)
    assert not may.inquiry_can_read(former, cast.inquiry)
