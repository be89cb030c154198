"""Quotes: one open a deal; the other side accepts or counters; the maker withdraws; the calendar lapses."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from patents.deals import services
from patents.deals.models import Quote, QuoteEvent
from tests.factories import deals, people
from tests.factories.deals import DAY
from tests.patents.deals.refusing import refused

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(DAY):
        yield


def make(cast, by, *, amount=Decimal("1000"), terms="", until=LATER, on=DAY):
    return services.quote_make(
        deal=cast.deal, amount=amount, terms=terms, valid_until=until, by=by, on=on, revision=cast.deal.revision
    )


def counter(cast, quote, by, *, amount=Decimal("900"), until=LATER):
    return services.quote_counter(
        deal=cast.deal, quote=quote, amount=amount, terms="", valid_until=until, by=by, on=DAY,
        revision=cast.deal.revision,
    )  # fmt: skip


def accept(cast, quote, by, *, on=DAY):
    return services.quote_accept(deal=cast.deal, quote=quote, by=by, on=on, revision=cast.deal.revision)


@pytest.mark.parametrize("who", ["seller_member", "buyer_member"])
def test_either_side_quotes(who):
    cast = deals.opened()
    quote = make(cast, getattr(cast, who))
    assert (quote.state, quote.round, quote.side) == ("open", 1, who.removesuffix("_member"))


def test_staff_and_strangers_do_not_quote():
    cast = deals.opened()
    for by in (cast.operator, people.user("general_section"), people.member(people.enterprise())):
        assert refused(make, cast, by) == "not_allowed"


def test_at_most_one_quote_is_open():
    cast = deals.quoted()
    for by in (cast.seller_member, cast.buyer_member):
        assert refused(make, cast, by) == "quote_open_already"
    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.create(
            deal=cast.deal, round=9, side="buyer", valid_until=LATER, state="open", created_by=cast.buyer_member
        )


def test_a_quote_says_something_and_has_a_day_ahead():
    cast = deals.opened()
    assert refused(make, cast, cast.seller_member, amount=None) == "quote_empty"
    assert refused(make, cast, cast.seller_member, until=DAY - timedelta(days=1)) == "quote_date_past"
    assert make(cast, cast.seller_member, amount=None, terms="销售额的 3%").amount is None


def test_a_counter_closes_the_other_sides_quote():
    cast = deals.quoted()
    first = cast.deal.quotes.get()
    assert refused(counter, cast, first, cast.seller_member) == "quote_is_own"
    second = counter(cast, first, cast.buyer_member)
    first.refresh_from_db()
    assert (first.state, second.state, second.round, second.side) == ("countered", "open", 2, "buyer")
    assert refused(counter, cast, first, cast.seller_member) == "no_open_quote"


def test_only_the_other_side_accepts():
    cast = deals.quoted()
    quote = cast.deal.quotes.get()
    assert refused(accept, cast, quote, cast.seller_member) == "quote_is_own"
    assert refused(accept, cast, None, cast.buyer_member) == "no_open_quote"
    for by in (cast.operator, people.user("general_section")):
        assert refused(accept, cast, quote, by) == "not_allowed"
    assert accept(cast, quote, cast.buyer_member).state == "agreed"
    quote.refresh_from_db()
    assert (quote.state, cast.deal.contract_amount) == ("accepted", Decimal("120000.00"))


def test_a_quote_past_its_day_is_not_accepted_and_lapses():
    cast = deals.quoted()
    quote = cast.deal.quotes.get()
    assert refused(accept, cast, quote, cast.buyer_member, on=quote.valid_until + timedelta(days=1)) == "quote_expired"
    assert accept(cast, quote, cast.buyer_member, on=quote.valid_until).state == "agreed"  # the last day counts


def test_a_new_quote_lapses_one_whose_day_is_over():
    cast = deals.quoted()
    first = cast.deal.quotes.get()
    make(cast, cast.buyer_member, on=first.valid_until + timedelta(days=1))
    first.refresh_from_db()
    assert first.state == "lapsed"
    assert QuoteEvent.objects.get(subject=first, action="lapse").actor == User.objects.system().public_id


def test_the_daily_run_lapses_once():
    cast = deals.quoted()
    day = cast.deal.quotes.get().valid_until + timedelta(days=1)
    assert services.quotes_lapse(by=User.objects.system(), on=day - timedelta(days=1)) == 0
    assert services.quotes_lapse(by=User.objects.system(), on=day) == 1
    assert services.quotes_lapse(by=User.objects.system(), on=day) == 0


def test_only_the_maker_withdraws():
    cast = deals.quoted()
    quote = cast.deal.quotes.get()
    for by in (cast.buyer_member, cast.operator):
        assert refused(services.quote_withdraw, quote=quote, by=by, on=DAY, revision=1) == "not_allowed"
    assert services.quote_withdraw(quote=quote, by=cast.seller_member, on=DAY, revision=1).state == "withdrawn"
    assert make(cast, cast.buyer_member).round == 2


def test_nothing_is_quoted_after_agreement():
    cast = deals.agreed()
    assert refused(make, cast, cast.seller_member) == "not_in_table"
