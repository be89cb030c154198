"""Registration and recordal, completion, cancellation, end of term; what each does to offers, rights and dates."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from patents.deals import services
from patents.deals.models import Deal, DealDeadline, DealEvent
from patents.offers.models import Offer
from patents.rights.models import ExistingLicence
from tests.factories import deals, people
from tests.factories.deals import DAY
from tests.patents.deals.refusing import refused

pytestmark = pytest.mark.django_db
REGISTERED = DAY + timedelta(days=20)


def note(cast, *, day=REGISTERED, number="BA-1", proof=True, by=None, on=REGISTERED):
    item = cast.deal.deal_patents.select_related("patent").first()
    item.deal = cast.deal
    return services.deal_patent_record(
        item=item, day=day, number=number, proof=deals.upload() if proof else None, by=by or cast.operator, on=on,
        revision=cast.deal.revision,
    )  # fmt: skip


def record(cast, on=REGISTERED):
    return services.deal_record(deal=cast.deal, by=cast.operator, on=on, revision=cast.deal.revision)


def test_a_transfer_takes_effect_on_its_latest_registration():
    cast = deals.signed(patents=(deals.patent(), deals.patent()))
    first, second = cast.deal.deal_patents.order_by("pk")
    for item, day in ((first, REGISTERED), (second, REGISTERED + timedelta(days=3))):
        item.deal = cast.deal
        services.deal_patent_record(
            item=item, day=day, number="", proof=deals.upload(), by=cast.operator, on=day, revision=cast.deal.revision
        )
    record(cast, REGISTERED + timedelta(days=3))
    assert (cast.deal.state, cast.deal.effective_on) == ("recorded", REGISTERED + timedelta(days=3))
    assert Offer.objects.get(pk=cast.offer.pk).state == "closed"


def test_a_licence_keeps_the_effect_of_its_contract_and_enters_the_rights():
    cast = deals.recorded(mode="exclusive", changes={"territory": "湖南省", "term_to": DAY + timedelta(days=900)})
    licence = ExistingLicence.objects.get()
    assert (cast.deal.effective_on, licence.kind, licence.licensee) == (DAY, "exclusive", cast.buyer.name)
    assert (licence.recordal_number, licence.territory, licence.valid_to) == (
        "BA-1", "湖南省", DAY + timedelta(days=900),
    )  # fmt: skip
    assert DealDeadline.objects.get(deal=cast.deal, rule_code="D20").state == "done"


def test_every_patent_is_to_be_recorded():
    cast = deals.signed(patents=(deals.patent(), deals.patent()))
    note(cast)
    assert refused(record, cast) == "not_all_recorded"


def test_a_registration_is_not_before_the_contract_nor_ahead_and_has_its_proof():
    cast = deals.signed()
    assert refused(note, cast, day=DAY - timedelta(days=1)) == "before_signing"
    assert refused(note, cast, day=REGISTERED + timedelta(days=1)) == "date_in_future"
    assert refused(note, cast, proof=False) == "evidence_required"
    assert note(cast, day=DAY).registration_date == DAY  # the day of the contract itself is allowed


def test_a_licence_has_its_recordal_number():
    assert refused(note, deals.signed(mode="ordinary"), number="") == "recordal_number_missing"


def test_all_owners_consent_before_a_transfer_is_recorded():
    patent = deals.patent(owners=("示例甲",))
    cast = deals.signed(patents=(patent,))
    note(cast)
    name = patent.parties.get().name
    patent.parties.create(role="applicant", position=1, as_written="示例乙", name=name)
    assert refused(record, cast) == "owner_consent_missing"


def test_only_the_deals_operator_records():
    cast = deals.signed()
    for by in (cast.seller_member, cast.buyer_member, people.user("general_section")):
        assert refused(note, cast, by=by) == "not_allowed"


def test_joint_development_without_change_is_completed_with_its_delivery():
    cast = deals.signed(mode="joint_development")
    complete: dict[str, Any] = {
        "deal": cast.deal,
        "by": cast.operator,
        "on": REGISTERED,
        "revision": cast.deal.revision,
    }
    assert refused(note, cast) == "nothing_to_record"
    assert refused(record, cast) == "nothing_to_record"
    assert refused(services.deal_complete, delivery=None, **complete) == "evidence_required"
    assert services.deal_complete(delivery=deals.upload(), **complete).state == "completed"


@pytest.mark.parametrize(("mode", "changes"), [("transfer", {}), ("joint_development", {"patent_change": True})])
def test_what_changes_a_patent_is_not_completed_before_it_is_recorded(mode, changes):
    cast = deals.signed(mode=mode, changes=changes)
    early = refused(
        services.deal_complete, deal=cast.deal, delivery=deals.upload(), by=cast.operator, on=REGISTERED,
        revision=cast.deal.revision,
    )  # fmt: skip
    assert early == "not_joint_without_change"


def test_payments_are_settled_before_completion():
    cast = deals.recorded()
    payment = services.payment_schedule(
        deal=cast.deal, due_on=REGISTERED, due_amount=Decimal("10"), by=cast.operator, on=REGISTERED
    )
    complete: dict[str, Any] = {"deal": cast.deal, "delivery": None, "by": cast.operator, "on": REGISTERED}
    revision = cast.deal.revision
    assert refused(services.deal_complete, revision=revision, **complete) == "payments_unsettled"
    services.payment_write_off(
        payment=payment, reason_code="waived", reason="对方放弃", by=cast.operator, on=REGISTERED, revision=1
    )
    assert services.deal_complete(revision=revision, **complete).state == "completed"


def cancel(cast, by, *, code="other", paper=None, on=REGISTERED):
    return services.deal_cancel(
        deal=cast.deal, reason_code=code, reason="示例", paper=paper, by=by, on=on, revision=cast.deal.revision
    )


@pytest.mark.parametrize("who", ["seller_member", "buyer_member", "operator"])
@pytest.mark.parametrize("make", [deals.opened, deals.agreed])
def test_before_the_signature_a_party_or_operator_cancels(make, who):
    cast = make()
    by = getattr(cast, who)
    assert refused(cancel, cast, by, code="") == "reason_required"
    with clock.set_to(REGISTERED):
        deal = cancel(cast, by)
    assert (deal.state, deal.cancelled_on, deal.cancelled_at) == (
        "cancelled", REGISTERED, clock.at_office_time(REGISTERED),
    )  # fmt: skip
    assert Offer.objects.get(pk=cast.offer.pk).state == "published"


@pytest.mark.parametrize("role", ["general_section", "editor", "mediator"])
def test_others_do_not_cancel(role):
    assert refused(cancel, deals.opened(), people.user(role)) == "not_allowed"


def test_a_signed_deal_is_cancelled_by_an_operator_with_a_paper_and_gives_the_offer_back():
    cast = deals.signed()
    assert refused(cancel, cast, cast.buyer_member, paper=deals.upload()) == "not_allowed"
    assert refused(cancel, cast, cast.operator) == "evidence_required"
    cancel(cast, cast.operator, code="rescinded", paper=deals.upload())
    assert Offer.objects.get(pk=cast.offer.pk).state == "published"
    assert refused(cancel, cast, cast.operator, paper=deals.upload()) == "not_in_table"


def test_a_recorded_deal_keeps_its_offer_closed_and_ends_its_dates():
    cast = deals.recorded()
    deals.verified(cast, day=REGISTERED)
    cast.deal.refresh_from_db()
    cancel(cast, cast.operator, code="void", paper=deals.upload())
    assert Offer.objects.get(pk=cast.offer.pk).state == "closed"
    assert set(DealDeadline.objects.filter(deal=cast.deal).values_list("state", flat=True)) == {"void"}


def test_a_licence_ends_with_its_term_once_and_gaps_are_flagged():
    end = date(2026, 12, 31)
    cast = deals.recorded(mode="ordinary", changes={"term_to": end})
    services.payment_schedule(deal=cast.deal, due_on=end, due_amount=Decimal("1"), by=cast.operator, on=REGISTERED)
    system = User.objects.system()
    assert services.deals_end_terms(by=system, on=end) == 0
    assert services.deals_end_terms(by=system, on=end + timedelta(days=1)) == 1
    assert services.deals_end_terms(by=system, on=end + timedelta(days=1)) == 0
    deal = Deal.objects.get(pk=cast.deal.pk)
    assert (deal.state, deal.payment_gap, deal.is_effective_deal) == ("completed", True, True)


def test_a_person_does_not_end_a_term():
    deals.recorded(mode="ordinary", changes={"term_to": REGISTERED})
    by = people.user("operator")
    assert refused(services.deals_end_terms, by=by, on=REGISTERED + timedelta(days=1)) == "not_allowed"


def test_the_technical_contract_is_registered_once():
    cast = deals.signed()

    def register(by=None):
        return services.tech_registration_record(
            deal=Deal.objects.get(pk=cast.deal.pk), registry="示例登记处", number="JS-1", registered_on=REGISTERED,
            verified_amount=Decimal("100000"), proof=deals.upload(), by=by or cast.operator, on=REGISTERED,
            revision=Deal.objects.get(pk=cast.deal.pk).revision,
        )  # fmt: skip

    assert refused(register, cast.seller_member) == "not_allowed"
    assert register().verified_amount == Decimal("100000.00")
    assert refused(register) == "tech_already"


def test_events_of_a_deal_are_append_only():
    cast = deals.opened()
    for write in (
        lambda: DealEvent.objects.filter(subject=cast.deal).update(action="x"),
        lambda: DealEvent.objects.filter(subject=cast.deal).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
