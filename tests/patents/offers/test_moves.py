"""Every row of domain.md 6.1: who may, who may not, from where, and what the move leaves behind."""

import pytest

from ipplatform.accounts.models import User
from ipplatform.audit.selectors import audit_verify
from ipplatform.enterprises.models import Membership
from ipplatform.moves import CHANGED_MEANWHILE, NOT_ALLOWED, NOT_IN_TABLE, Refused, moves_offered
from ipplatform.notices.models import Notice
from patents.offers.models import FINAL_STATES, Offer, OfferEvent, OfferPatent
from patents.offers.services import offer_edit, offer_publish, offer_verify
from patents.offers.workflow import OFFER
from tests.factories import market, people
from tests.patents.offers.moves_table import NON_FINAL, PEOPLE, ROWS, STATES, make, offer_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def person(kind: str, offer: Offer) -> User:
    if kind == "owner":
        return offer.created_by
    if kind == "stranger":
        return market.seller()[1]
    if kind == "system":
        return User.objects.system()
    return people.user({"coordinator": "case_coordinator"}.get(kind, kind))


def refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusal


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.action}-{row.state}")
def test_a_row_is_made_by_whom_the_table_names_and_by_nobody_else(row):
    offer = offer_in(row.state)
    for kind in PEOPLE:
        if kind not in row.who:
            code = refusal(lambda kind=kind: make(offer, row.action, person(kind, offer))).code
            assert code in {"not_allowed", "lock_reason_unknown"}, kind
    offer.refresh_from_db()
    assert offer.state == row.state
    for kind in sorted(row.who):
        one = offer_in(row.state)
        events = OfferEvent.objects.filter(subject=one).count()
        made = make(one, row.action, person(kind, one), dispute=kind == "coordinator")
        made.refresh_from_db()
        assert made.state == row.to, kind
        locked_too = row.action == "release" and made.locked_on is not None
        assert OfferEvent.objects.filter(subject=one).count() == events + 1 + locked_too
    assert audit_verify().broken_at == ""


def test_actions_that_are_not_in_the_table_are_refused():
    listed = {(row.action, row.state) for row in ROWS}
    actions = {row.action for row in ROWS} - {"lock"}
    quiet = {("reserve", "reserved"), ("release", "published"), ("close", "closed")}  # asked twice: nothing happens
    for state in STATES:
        offer = offer_in(state)
        for action in sorted(actions):
            if (action, state) in listed or (action, state) in quiet:
                continue
            who = next(iter(next(row.who for row in ROWS if row.action == action)))
            assert refusal(lambda: make(offer, action, person(who, offer))) == NOT_IN_TABLE, (action, state)  # noqa: B023


def test_final_states_offer_no_move_to_anybody():
    for state in FINAL_STATES:
        offer = offer_in(state)
        for kind in PEOPLE:
            assert moves_offered(OFFER, offer, person(kind, offer)) == []


def test_lock_and_unlock_keep_the_state_and_hide_the_offer():
    for state in NON_FINAL:
        offer = offer_in(state)
        clerk = market.operator()
        make(offer, "lock", clerk)
        assert (offer.state, offer.lock_reason) == (state, "other")
        assert refusal(lambda: make(offer, "lock", clerk)).code == "already_locked"  # noqa: B023
        make(offer, "unlock", clerk)
        assert (offer.state, offer.locked_on, offer.lock_reason) == (state, None, "")
        assert refusal(lambda: make(offer, "unlock", clerk)).code == "not_locked"  # noqa: B023


def test_a_disputes_lock_is_lifted_by_the_coordinator_only():
    offer, coordinator = offer_in("published"), people.user("case_coordinator")
    make(offer, "lock", coordinator, dispute=True)
    assert refusal(lambda: make(offer, "unlock", market.operator())) == NOT_ALLOWED
    make(offer, "unlock", coordinator)
    assert offer.locked_on is None


def test_an_operator_locks_for_no_dispute_and_a_coordinator_for_nothing_else():
    offer = offer_in("published")
    assert refusal(lambda: make(offer, "lock", market.operator(), dispute=True)).code == "lock_reason_unknown"
    assert refusal(lambda: make(offer, "lock", people.user("case_coordinator"))).code == "lock_reason_unknown"


@pytest.mark.parametrize(
    ("state", "refused", "made"),
    [
        ("submitted", ("return", "reject", "verify"), ("withdraw",)),
        ("verified", ("publish",), ("withdraw",)),
        ("published", ("reserve",), ("expire",)),
        ("reserved", (), ("release",)),
        ("reserved", (), ("close",)),
        ("expired", ("renew",), ()),
        ("draft", ("submit",), ("withdraw",)),
    ],
)
def test_while_locked_only_withdraw_unlock_expire_release_and_close_are_made(state, refused, made):
    offer = offer_in(state)
    make(offer, "lock", market.operator())
    who = {row.action: next(iter(row.who)) for row in ROWS}
    for action in refused:
        assert refusal(lambda action=action: make(offer, action, person(who[action], offer))).code == "locked"
    for action in made:
        make(offer, action, person(who[action], offer))
        assert offer.state != state


def test_an_operator_of_the_owner_enterprise_reviews_nothing_of_it():
    offer = offer_in("submitted")
    both = people.user("operator")
    Membership.objects.create(user=both, enterprise=offer.enterprise, role="staff", state="active", created_by=both)
    for action in ("verify", "return", "reject", "lock"):
        assert refusal(lambda action=action: make(offer, action, both)).code == "own_enterprise"
    assert "verify" not in moves_offered(OFFER, offer, both)
    verified = offer_in("verified")
    Membership.objects.create(user=both, enterprise=verified.enterprise, role="staff", state="active", created_by=both)
    fresh = User.objects.get(pk=both.pk)
    assert refusal(lambda: make(verified, "publish", fresh)).code == "own_enterprise"


def test_a_stale_page_is_refused_and_changes_nothing():
    offer = offer_in("submitted")
    first, second = market.operator(), market.operator()
    copy = Offer.objects.get(pk=offer.pk)
    make(offer, "verify", first)
    assert (
        refusal(lambda: offer_verify(offer=copy, by=second, on=offer.verified_on, revision=copy.revision)).code
        == CHANGED_MEANWHILE.code
    )
    again = Offer.objects.get(pk=offer.pk)
    with pytest.raises(Refused):
        offer_publish(offer=again, by=second, on=offer.verified_on, revision=again.revision - 1)
    again.refresh_from_db()
    assert again.state == "verified"


def test_the_slot_of_patent_and_mode_is_taken_while_live_only():
    offer = offer_in("draft")
    item = OfferPatent.objects.get(offer=offer)
    for action, mode in (("submit", "transfer"), ("return", None), ("submit", "transfer"), ("reject", None)):
        who = offer.created_by if action == "submit" else market.operator()
        make(offer, action, who)
        item.refresh_from_db()
        assert item.live_mode == mode


def test_an_edit_is_no_move_and_only_of_a_draft():
    offer = offer_in("draft")
    before = offer.revision
    offer_edit(offer=offer, values={"trl": 5}, by=offer.created_by, on=offer.valid_until, revision=before)
    assert (offer.trl, offer.revision, offer.state) == (5, before + 1, "draft")
    assert OfferEvent.objects.filter(subject=offer).count() == 1
    stale = refusal(
        lambda: offer_edit(offer=offer, values={"trl": 6}, by=offer.created_by, on=offer.valid_until, revision=before)
    )
    assert stale == CHANGED_MEANWHILE
    sent = offer_in("submitted")
    code = refusal(
        lambda: offer_edit(
            offer=sent, values={"trl": 6}, by=sent.created_by, on=sent.valid_until, revision=sent.revision
        )
    ).code
    assert code == "not_draft"


def test_owners_are_told_of_what_operators_do_without_content():
    offer = offer_in("published")
    notices = Notice.objects.filter(to=offer.created_by)
    assert [(notice.kind, notice.number) for notice in notices] == [("offer_published", offer.number)]


def test_a_release_hides_the_offer_until_its_status_is_read_again():
    offer = offer_in("reserved")
    Offer.objects.filter(pk=offer.pk).update(status_checked_on="2026-05-01")
    offer.refresh_from_db()
    make(offer, "release", User.objects.system())
    assert (offer.state, offer.lock_reason) == ("published", "status")
    make(offer, "unlock", market.operator())
    assert offer.locked_on is None
