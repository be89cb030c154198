"""Any order of any moves by anybody: the state machine never leaves its table, never shows what it must not."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.audit.selectors import audit_verify
from ipplatform.moves import Refused
from patents.offers.models import LIVE_STATES, Offer, OfferEvent, OfferPatent
from patents.offers.selectors import offer_for_inquiry
from patents.offers.services import offers_daily
from patents.rights.services import hold_set, holds_lift
from tests.factories import market, people
from tests.patents.offers.moves_table import ROWS, STATES, make

DAY = date(2026, 5, 20)
ACTIONS = sorted({row.action for row in ROWS} | {"unlock"})
KINDS = ("owner", "operator", "coordinator", "system", "stranger")
ALLOWED = {(row.action, row.state): row for row in ROWS}
step = st.one_of(
    st.tuples(st.just("move"), st.sampled_from(ACTIONS), st.sampled_from(KINDS)),
    st.tuples(st.just("likely"), st.integers(0, 20), st.just("")),
    st.tuples(st.just("days"), st.integers(1, 40), st.just("")),
    st.tuples(st.just("hold"), st.sampled_from(["set", "lift"]), st.just("")),
)


@pytest.mark.django_db(transaction=False)
@settings(
    max_examples=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=st.lists(step, min_size=3, max_size=14))
def test_no_order_of_moves_leaves_the_table(steps):
    with clock.set_to(DAY):
        offer = market.offer_draft()
        cast = {
            "owner": offer.created_by, "operator": people.user("operator"), "system": User.objects.system(),
            "coordinator": people.user("case_coordinator"), "stranger": market.seller()[1],
        }  # fmt: skip
    today = DAY
    for what, which, kind in steps:
        with clock.set_to(today):
            before = Offer.objects.get(pk=offer.pk)
            if what == "days":
                today += timedelta(days=which)
                with clock.set_to(today):
                    offers_daily(by=cast["system"], on=today)
                continue
            if what == "hold":
                hold(offer, which, cast["system"], today)
                continue
            action, person = choice(before, which, kind) if what == "likely" else (which, kind)
            moved = attempt(before, action, cast[person])
            after = Offer.objects.get(pk=offer.pk)
            check(before, after, action, person, moved)
            shown = offer_for_inquiry(offer.number, today)
            assert shown is None or (after.state == "published" and after.locked_on is None)
    assert audit_verify().broken_at == ""


def choice(offer, which, kind):
    """One of the moves that the table has here, by somebody who may: so that walks get far."""
    rows = [row for row in ROWS if row.state == offer.state]
    if not rows:
        return "submit", "owner"
    row = rows[which % len(rows)]
    return row.action, sorted(row.who)[0]


def attempt(offer, action, person):
    try:
        make(offer, action, person, dispute=action == "lock" and person.role_ids == {"case_coordinator"})
    except Refused:
        return False
    return True


def hold(offer, which, system, today):
    ref = f"machine-{offer.pk}"
    if which == "set":
        hold_set(patents=offer.patents.all(), reason="dispute", modes=[], effect="lock", ref=ref, by=system, on=today)
    else:
        holds_lift(ref=ref, by=system, on=today)


def check(before, after, action, person, moved):
    """A move that was made is a row of the table, by one of its people; a refused one changed nothing."""
    assert after.state in STATES
    changed = (before.state, before.revision) != (after.state, after.revision)
    if action != "unlock" and changed:
        row = ALLOWED[action, before_state(after)]
        assert person in row.who
        assert after.state == row.to
    if not moved:
        assert not changed
    live = set(OfferPatent.objects.filter(offer=after).values_list("live_mode", flat=True))
    assert live == ({after.mode} if after.state in LIVE_STATES else {None})


def before_state(offer):
    """Where the last move of the named kind came from (a release may lock right after)."""
    last = OfferEvent.objects.filter(subject=offer).order_by("-pk")[:2]
    event = last[1] if last[0].action == "lock" and last[1].action == "release" else last[0]
    return event.from_state
