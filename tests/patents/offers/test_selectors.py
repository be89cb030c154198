"""Lists, filters, cards and what other rooms ask: right rows in a constant number of queries."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ipplatform.accounts.models import User
from patents.offers.selectors import (
    OfferFilters,
    newest_offers,
    offer_cards,
    offer_facets,
    offer_for_inquiry,
    offer_title,
    offers_filtered,
    offers_for_review,
    offers_of_patents,
    offers_published,
    on_offer_patent_ids,
    price_text,
)
from patents.offers.waiting import waiting_for
from patents.records.guards import disappearance_reasons, merge_reasons
from patents.rights.services import hold_set, licence_record
from tests.factories import market, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
DAY = date(2026, 5, 20)


def queries(call):
    with CaptureQueriesContext(connection) as seen:
        call()
    return len(seen)


def test_other_rooms_ask_in_a_constant_number_of_queries():
    asked = [
        lambda: newest_offers(10),
        lambda: offers_of_patents(on_offer_patent_ids()),
        lambda: on_offer_patent_ids(),
        lambda: offer_facets(OfferFilters(), DAY),
    ]
    market.offer_published()
    once = [queries(call) for call in asked]
    for _n in range(4):
        market.offer_published()
    assert [queries(call) for call in asked] == once
    assert once[2] == 1
    assert once[3] == 4


def test_what_is_on_offer_is_told_by_patent():
    shown, hidden = market.offer_published(), market.offer_submitted()
    patents = [offer.patents.get().pk for offer in (shown, hidden)]
    assert {key: list(found) for key, found in offers_of_patents(patents).items()} == {patents[0]: [shown]}
    assert on_offer_patent_ids() == on_offer_patent_ids(patents) == {patents[0]}
    assert on_offer_patent_ids([patents[1]]) == set()
    assert offer_for_inquiry(shown.number) == shown
    assert offer_for_inquiry(hidden.number) is None


def test_a_locked_offer_takes_no_inquiry_and_leaves_every_list(sample_day):
    offer = market.offer_published()
    patent = offer.patents.get()
    hold_set(
        patents=[patent], reason="dispute", modes=[], effect="lock", ref="r", by=User.objects.system(), on=sample_day
    )
    assert offer_for_inquiry(offer.number) is None
    assert newest_offers(5) == []
    assert on_offer_patent_ids() == set()
    assert not offers_published().exists()


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (OfferFilters(), {"a", "b", "c", "d"}),
        (OfferFilters(mode=("sole", "ordinary")), {"b", "c"}),
        (OfferFilters(price=("to10",)), {"b"}),
        (OfferFilters(price=("10to50",)), {"c"}),
        (OfferFilters(price=("from100",)), {"a"}),
        (OfferFilters(price=("negotiable", "to10")), {"b", "d"}),
        (OfferFilters(trl=("1to3",)), {"c"}),
        (OfferFilters(industry=("equipment",)), {"b"}),
        (OfferFilters(industry=("equipment",), mode=("transfer",)), set()),
    ],
)
def test_filters_find_what_they_say(filters, found):
    made = {
        "a": market.offer_published(),
        "b": market.offer_published(
            mode="sole", price_type="fixed", price_min=Decimal("99999.99"), price_max=None,
            application_industry="equipment",
        ),
        "c": market.offer_published(
            mode="ordinary", price_type="fixed", price_min=Decimal(100_000), price_max=None, trl=2
        ),
        "d": market.offer_published(mode="exclusive", price_type="negotiable", price_min=None, price_max=None),
    }  # fmt: skip
    names = {offer.pk: name for name, offer in made.items()}
    assert {names[offer.pk] for offer in offers_filtered(filters, DAY)} == found


def test_facet_counts_ignore_their_own_filter():
    market.offer_published()
    market.offer_published(mode="sole")
    facets = {facet.name: facet for facet in offer_facets(OfferFilters(mode=("sole",)), DAY)}
    assert {option["value"]: option["count"] for option in facets["mode"].options} == {"transfer": 1, "sole": 1}
    assert [option["count"] for option in facets["industry"].options] == [1]


def test_sorting_puts_unknown_prices_last():
    dear = market.offer_published()
    open_price = market.offer_published(price_type="negotiable", price_min=None, price_max=None)
    cheap = market.offer_published(price_min=Decimal(5), price_max=Decimal(9))
    assert list(offers_filtered(OfferFilters(sort="price"), DAY)) == [cheap, dear, open_price]
    assert list(offers_filtered(OfferFilters(sort="price_desc"), DAY)) == [dear, cheap, open_price]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"price_type": "fixed", "price_min": Decimal("85000"), "price_max": None}, "8.5 万元"),
        ({}, "120–180 万元"),
        ({"price_type": "negotiable", "price_min": None, "price_max": None}, "面议"),
        ({"price_type": "royalty", "royalty_rate": Decimal("3.50")}, "提成 3.5 %"),
        ({"price_type": "entry_plus_running", "price_min": Decimal(300_000), "royalty_rate": Decimal(3)},
         "入门费 30 万元 + 3 %"),
    ],
)  # fmt: skip
def test_prices_are_said_in_words(fields, text):
    offer = market.offer_draft(**fields)
    offer.refresh_from_db()
    assert price_text(offer) == text


def test_tags_say_honestly_what_stands_on_the_patents():
    clear, burdened = market.offer_published(), market.offer_published()
    licence_record(patent=burdened.patents.get(), kind="ordinary", licensee="丙", valid_from=DAY, by=market.operator())
    cards = {card.number: [str(tag.label) for tag in card.tags] for card in offer_cards([clear, burdened], DAY)}
    assert cards == {clear.number: ["权利清楚"], burdened.number: ["已有许可"]}


def test_a_title_names_the_first_patent_and_the_count():
    one, two = market.patent(title="甲法"), market.patent(title="乙法")
    offer = market.offer_draft(one, two)
    assert offer_title(list(offer.patents.order_by("offer_items__position"))) == "甲法 等 2 件"


def test_the_queue_finds_by_number_enterprise_and_patent():
    clerk = market.operator()
    offer, other = market.offer_submitted(), market.offer_submitted()
    patent = offer.patents.get()
    for words in (offer.number, patent.number, patent.application_number):
        assert list(offers_for_review(clerk, "", words)) == [offer]
    assert list(offers_for_review(clerk, "submitted", offer.enterprise.name)) == [offer]
    assert list(offers_for_review(clerk, "submitted")) == [offer, other]
    assert list(offers_for_review(clerk, "verified")) == []


def test_what_waits_is_told_to_owner_and_operator_but_never_ones_own_review():
    draft = market.offer_draft()
    sent = market.offer_submitted()
    ending = market.offer_published(valid_until=DAY + timedelta(days=7))
    clerk = market.operator()
    assert [row.number for row in waiting_for(draft.created_by, draft.enterprise)] == [draft.number]
    (row,) = waiting_for(ending.created_by, ending.enterprise)
    assert row.due == DAY + timedelta(days=7)
    assert [row.number for row in waiting_for(clerk, None)] == [sent.number]
    assert waiting_for(people.user("editor"), None) == []
    assert waiting_for(draft.created_by, sent.enterprise) == []


def test_patents_with_offers_stay_and_two_live_ones_are_not_merged():
    live, draft, free = market.offer_submitted(), market.offer_draft(), market.patent()
    ids = [live.patents.get().pk, draft.patents.get().pk, free.pk]
    assert set(disappearance_reasons(ids)) == set(ids[:2])
    assert set(merge_reasons(ids)) == {ids[0]}
