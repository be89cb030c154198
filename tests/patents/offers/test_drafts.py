"""Drafts: their patents, their papers, and what an owner states of its own patent."""

from datetime import date

import pytest

from ipplatform.moves import NOT_ALLOWED, Refused
from patents.imports.models import SourceRecord
from patents.offers.models import OfferPatent
from patents.offers.selectors import statable_fields
from patents.offers.services import (
    offer_application_add,
    offer_create,
    offer_file_add,
    offer_file_remove,
    offer_patent_add,
    offer_patent_remove,
    offer_patent_state,
    offer_record_state,
)
from patents.records.models import Patent
from patents.records.permissions import patent_can_read
from tests.factories import market, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
DAY = date(2026, 5, 20)


def refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusal


def test_numbers_are_given_in_order_and_only_to_members():
    owner, person = market.seller()
    numbers = [offer_create(enterprise=owner, by=person, on=DAY).number for _n in range(2)]
    assert numbers == ["GJ-2026-0001", "GJ-2026-0002"]
    for other in (market.seller()[1], people.user("operator")):
        assert refusal(lambda other=other: offer_create(enterprise=owner, by=other, on=DAY)) == NOT_ALLOWED


def test_a_merged_patent_leads_to_its_survivor_and_stands_once():
    owner, person = market.seller()
    survivor = market.patent()
    merged = market.patent(merged_into=survivor)
    offer = offer_create(enterprise=owner, by=person, on=DAY, patent=merged)
    assert [item.patent for item in OfferPatent.objects.filter(offer=offer)] == [survivor]
    again = refusal(lambda: offer_patent_add(offer=offer, patent=survivor, by=person, on=DAY))
    assert again.code == "patent_listed"
    offer_patent_remove(offer=offer, patent=survivor, by=person, on=DAY)
    gone = refusal(lambda: offer_patent_remove(offer=offer, patent=survivor, by=person, on=DAY))
    assert gone.code == "patent_not_listed"


def test_a_secret_application_of_somebody_else_cannot_be_offered():
    stranger = market.seller()[0]
    secret = market.patent(published=False, owner_enterprise=stranger)
    owner, person = market.seller()
    assert refusal(lambda: offer_create(enterprise=owner, by=person, on=DAY, patent=secret)) == NOT_ALLOWED


def gappy(*holders):
    return market.patent(*holders, application_number=None, filing_date=None, filing_year=None, grant_date=None)


def test_an_owner_states_what_the_record_lacks_and_it_becomes_a_source():
    owner, person = market.seller()
    one = gappy(owner.name)
    offer = offer_create(enterprise=owner, by=person, on=DAY, patent=one)
    assert statable_fields(Patent.objects.get(pk=one.pk)) == ["application_number", "filing_date", "grant_date"]
    number = market.application_number()
    values = {"application_number": number, "filing_date": date(2020, 3, 5), "grant_date": None}
    offer_patent_state(offer=offer, patent=one, values=values, by=person, on=DAY)
    record = SourceRecord.objects.get(source="enterprise")
    assert (record.stated_by, record.application_number) == (owner, number)
    assert record.values["filing_date"] == "2020-03-05"


def test_nobody_states_what_is_known_or_what_is_not_his():
    owner, person = market.seller()
    known = market.patent(owner.name)
    offer = offer_create(enterprise=owner, by=person, on=DAY, patent=known)
    state = {"offer": offer, "by": person, "on": DAY, "values": {"filing_date": date(2019, 1, 1)}}
    assert refusal(lambda: offer_patent_state(patent=known, **state)).code == "already_known"
    foreign = gappy("示例大学")
    offer_patent_add(offer=offer, patent=foreign, by=person, on=DAY)
    assert refusal(lambda: offer_patent_state(patent=foreign, **state)).code == "not_own_patent"
    assert not SourceRecord.objects.exists()


def test_an_unpublished_application_is_stated_and_read_by_owner_and_operators_only():
    owner, person = market.seller()
    offer = offer_create(enterprise=owner, by=person, on=DAY)
    values = {
        "office": "CN", "application_number": market.application_number(year=2026), "title": "示例装置",
        "patent_type": "invention", "filing_date": date(2026, 2, 3), "applicants": [owner.name],
    }  # fmt: skip
    made = offer_application_add(offer=offer, values=values, by=person, on=DAY)
    assert OfferPatent.objects.get(offer=offer).patent == made
    assert patent_can_read(person, made)
    assert patent_can_read(people.user("operator"), made)
    assert not patent_can_read(market.seller()[1], made)


def test_an_operator_copies_an_extract_into_the_record():
    one = market.patent(fee_paid_to=None)
    offer = market.offer_submitted(one)
    clerk = market.operator()
    values = {"fee_paid_to": date(2027, 3, 5), "legal_status_raw": "有效", "status_date": DAY}
    offer_record_state(offer=offer, patent=one, values=values, by=clerk, on=DAY)
    record = SourceRecord.objects.get(source="clerk")
    assert (record.recorded_by, record.values["fee_paid_to"]) == (clerk, "2027-03-05")
    for person in (offer.created_by, people.user("editor")):
        deed = lambda person=person: offer_record_state(offer=offer, patent=one, values=values, by=person, on=DAY)  # noqa: E731
        assert refusal(deed) == NOT_ALLOWED


def paper(offer, purpose, by, **fields):
    return offer_file_add(offer=offer, purpose=purpose, content=market.PDF, name="x.pdf", by=by, on=DAY, **fields)


def test_papers_say_what_they_prove():
    offer = market.offer_draft()
    owner = offer.created_by
    assert refusal(lambda: paper(offer, "consent", owner)).code == "consent_name_required"
    assert refusal(lambda: paper(offer, "extract", owner)).code == "extract_date_required"
    assert refusal(lambda: paper(offer, "extract", owner, dated_on=date(2026, 5, 21))).code == "extract_date_required"
    disguised = refusal(
        lambda: offer_file_add(offer=offer, purpose="authority", content=b"MZ\x90", name="x.pdf", by=owner, on=DAY)
    )
    assert disguised.code == "file_content_differs"


def test_papers_come_from_owner_or_operator_and_leave_a_draft_only():
    offer = market.offer_submitted()
    added = paper(offer, "evidence_of_use", market.operator())
    assert refusal(lambda: paper(offer, "authority", market.seller()[1])).code == "file_not_allowed"
    assert refusal(lambda: offer_file_remove(file=added, by=offer.created_by, on=DAY)).code == "file_not_allowed"
    draft = market.offer_draft()
    file = draft.files.first()
    assert refusal(lambda: offer_file_remove(file=file, by=market.operator(), on=DAY)) == NOT_ALLOWED
    offer_file_remove(file=file, by=draft.created_by, on=DAY)
    assert draft.files.count() == 1
