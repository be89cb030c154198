"""Landings: constraints of the claim, the buyer's confirmation, verification by another person (separation 5)."""

from datetime import timedelta
from typing import Any

import pytest

from ipplatform import clock
from ipplatform.enterprises.models import NewAreaMembership
from patents.deals import services
from patents.deals.models import Deal, DealDeadline, Landing
from tests.factories import deals, people
from tests.factories.deals import DAY
from tests.patents.deals.refusing import refused

pytestmark = pytest.mark.django_db
REGISTERED = DAY + timedelta(days=20)
LANDED = REGISTERED + timedelta(days=10)


@pytest.fixture
def cast():
    return deals.recorded()


@pytest.fixture
def landing(cast):
    return deals.claim(cast, day=LANDED)


def confirm(landing, by):
    return services.landing_confirm(landing=landing, by=by, on=LANDED, revision=landing.revision)


def verify(landing, by, *, address=True, evidence=True):
    return services.landing_verify(
        landing=landing, address_checked=address, evidence_read=evidence, by=by, on=LANDED, revision=landing.revision
    )


def decide(service, landing, by, code="other"):
    return service(
        landing=landing, reason_code=code, reason="示例", by=by, on=LANDED, revision=landing.revision
    )  # fmt: skip


def test_a_claim_keeps_its_evidence(landing, cast):
    assert (landing.state, landing.claimed_by) == ("claimed", cast.operator)
    row = landing.evidence.get()
    assert (row.kind, row.file.owner_kind, row.file.owner_id) == (
        "production_contract", "landing", str(landing.public_id),
    )  # fmt: skip


def test_a_claim_has_at_least_one_evidence_file(cast):
    assert refused(deals.claim, cast, day=LANDED, evidence=[]) == "landing_evidence_missing"


def test_a_landing_is_not_before_the_deal_takes_effect(cast):
    assert refused(deals.claim, cast, day=REGISTERED - timedelta(days=1), on=LANDED) == "landed_before_effect"
    assert deals.claim(cast, day=REGISTERED, on=LANDED).state == "claimed"


def test_a_landing_is_not_ahead(cast):
    assert refused(deals.claim, cast, day=LANDED + timedelta(days=1), on=LANDED) == "date_in_future"


def test_the_deal_is_effective():
    assert refused(deals.claim, deals.agreed(), day=LANDED) == "not_signed"
    signed = deals.signed()
    assert refused(deals.claim, signed, day=LANDED) == "not_in_effect"  # a transfer before its registration
    services.deal_cancel(
        deal=signed.deal, reason_code="void", reason="x", paper=deals.upload(), by=signed.operator, on=LANDED,
        revision=signed.deal.revision,
    )  # fmt: skip
    assert refused(deals.claim, signed, day=LANDED) == "deal_cancelled"


def test_a_licence_may_land_from_its_contract_on():
    assert deals.claim(deals.signed(mode="ordinary"), day=DAY).state == "claimed"


def test_the_enterprise_is_a_buyer(cast):
    assert refused(deals.claim, cast, day=LANDED, enterprise=cast.seller) == "not_a_buyer"


@pytest.mark.parametrize(("area", "refusal"), [("outside", "buyer_not_in_area"), ("", "buyer_area_unknown")])
def test_the_buyer_is_inside_the_new_area_that_day(area, refusal):
    cast = deals.recorded(buyer=people.enterprise(area=area))
    assert refused(deals.claim, cast, day=LANDED) == refusal


def test_one_live_landing_a_deal_and_buyer(cast, landing):
    assert refused(deals.claim, cast, day=LANDED) == "landing_exists"
    decide(services.landing_reject, landing, people.user("general_section"))
    assert deals.claim(cast, day=LANDED).state == "claimed"


def test_only_operators_without_a_stake_claim(cast):
    for by in (cast.buyer_member, cast.seller_member, people.user("general_section"), people.user("editor")):
        assert refused(deals.claim, cast, day=LANDED, by=by) == "not_allowed"
    torn = people.user("operator")
    torn.memberships.create(enterprise=cast.buyer, role="staff", state="active", created_by=torn)
    assert refused(deals.claim, cast, day=LANDED, by=torn) == "own_enterprise"


def test_only_the_buyers_members_confirm_and_once(cast, landing):
    for by in (cast.seller_member, cast.operator, people.user("general_section")):
        assert refused(confirm, landing, by) == "not_allowed"
    assert confirm(landing, cast.buyer_member).state == "claimed"
    assert refused(confirm, landing, cast.buyer_member) == "already_confirmed"


def test_verification_asks_the_confirmation_and_both_ticks(cast, landing):
    general = people.user("general_section")
    assert refused(verify, landing, general) == "enterprise_not_confirmed"
    confirm(landing, cast.buyer_member)
    assert refused(verify, landing, general, address=False) == "address_not_checked"
    assert refused(verify, landing, general, evidence=False) == "evidence_not_read"
    verify(landing, general)
    landing.refresh_from_db()
    assert (landing.state, landing.verified_by, landing.address_checked) == ("verified", general, True)
    assert DealDeadline.objects.filter(deal=cast.deal, rule_code="D26").count() == 2


def test_the_claimer_never_verifies_whatever_roles_he_also_holds(cast):
    both = people.user("operator", "general_section")
    landing = deals.claim(cast, day=LANDED, by=both)
    confirm(landing, cast.buyer_member)
    for service in (services.landing_reject, services.landing_revoke):
        assert refused(decide, service, landing, both) == "claimer_may_not_verify"
    assert refused(verify, landing, both) == "claimer_may_not_verify"
    plain = deals.recorded()
    own = deals.claim(plain, day=LANDED)
    assert refused(verify, own, plain.operator) == "claimer_may_not_verify"
    assert verify(landing, people.user("operator", "general_section")).state == "verified"  # another person with both


@pytest.mark.parametrize("role", ["operator", "editor", "administrator", "case_coordinator", "mediator"])
def test_other_roles_do_not_verify(cast, landing, role):
    confirm(landing, cast.buyer_member)
    assert refused(verify, landing, people.user(role)) == "not_allowed"


def test_membership_is_asked_again_at_verification(cast, landing):
    confirm(landing, cast.buyer_member)
    NewAreaMembership.objects.filter(enterprise=cast.buyer).update(status="outside")
    assert refused(verify, landing, people.user("general_section")) == "buyer_not_in_area"


def test_a_deal_cancelled_meanwhile_is_not_verified(cast, landing):
    confirm(landing, cast.buyer_member)
    services.deal_cancel(
        deal=cast.deal, reason_code="void", reason="x", paper=deals.upload(), by=cast.operator, on=LANDED,
        revision=cast.deal.revision,
    )  # fmt: skip
    assert refused(verify, landing, people.user("general_section")) == "deal_cancelled"


def test_a_rejection_and_a_revocation_have_reasons(cast, landing):
    general = people.user("general_section")
    assert refused(decide, services.landing_reject, landing, general, "") == "reason_required"
    decide(services.landing_reject, landing, general)
    assert (landing.state, landing.decision_note) == ("rejected", "示例")
    again = deals.verified(cast, day=LANDED)
    assert refused(decide, services.landing_revoke, again, general, "") == "reason_required"
    with clock.set_to(LANDED):
        decide(services.landing_revoke, again, general, "untrue")
    assert (again.state, again.revoked_at) == ("revoked", clock.at_office_time(LANDED))
    assert set(DealDeadline.objects.filter(rule_code="D26").values_list("state", flat=True)) == {"void"}


def test_a_revisit_closes_its_date(cast):
    landing = deals.verified(cast, day=LANDED)
    revisit: dict[str, Any] = {
        "landing": landing,
        "part": "6m",
        "day": LANDED,
        "on": LANDED,
        "revision": landing.revision,
    }
    assert refused(services.landing_revisit, by=cast.buyer_member, **revisit) == "not_allowed"
    services.landing_revisit(by=cast.operator, **revisit)
    states = DealDeadline.objects.filter(rule_code="D26").order_by("due_on").values_list("state", flat=True)
    assert (landing.revisit_6m, list(states)) == (LANDED, ["done", "open"])


def test_the_database_refuses_a_claimer_as_verifier(landing):
    with pytest.raises(Exception, match="landing_two_persons"):
        Landing.objects.filter(pk=landing.pk).update(verified_by=landing.claimed_by)


def test_a_persons_area_counts_after_a_second_persons_approval(cast):
    party = services.deal_party_add(
        deal=(deal := deals.opened()).deal, side="seller", enterprise=None, person_name="示例某", person_country="CN",
        by=deal.operator, on=DAY, revision=deal.deal.revision,
    )  # fmt: skip
    both = people.user("operator", "general_section")
    assert refused(
        services.party_area_propose, party=party, area="outside", upload=deals.upload(), by=cast.buyer_member
    )
    services.party_area_propose(party=party, area="outside", upload=deals.upload(), by=both)
    assert (party.area, party.area_proposed) == ("unknown", "outside")
    assert refused(services.party_area_approve, party=party, by=both) == "proposer_may_not_approve"
    assert refused(services.party_area_approve, party=party, by=deal.operator) == "not_allowed"
    services.party_area_approve(party=party, by=people.user("general_section"))
    party.refresh_from_db()
    assert party.area == "outside"
    assert Deal.objects.filter(parties__area="outside").exists()
