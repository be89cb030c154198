"""Holds, pledges, licences and open-licence statements: who may, what it holds, what is refused by name."""

from datetime import date, timedelta

import pytest

from ipplatform.accounts.models import User
from ipplatform.audit.selectors import audit_verify
from ipplatform.files.services import file_store
from ipplatform.moves import NOT_ALLOWED, Refused
from patents.rights.models import Mode, PatentHold
from patents.rights.selectors import encumbrances_of, open_locks
from patents.rights.services import (
    CONSENT_SCOPE_UNKNOWN,
    HOLD_NOT_YOURS,
    LICENCE_OVERLAPS,
    OPEN_LICENCE_RUNS,
    PLEDGE_RELEASED,
    STATEMENT_STANDS,
    STATEMENT_WITHDRAWN,
    hold_set,
    holds_lift,
    licence_record,
    open_licence_announce,
    open_licence_record,
    open_licence_withdraw,
    pledge_consent,
    pledge_register,
    pledge_release,
)
from tests.factories import market, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
DAY = date(2026, 5, 20)


def refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusal


def system():
    return User.objects.system()


def lock(*patents, reason="dispute", ref="r-1", by=None, modes=(), effect="lock"):
    return hold_set(patents=patents, reason=reason, modes=modes, effect=effect, ref=ref, by=by or system(), on=DAY)


def test_a_hold_is_set_once_however_often_it_is_asked_for():
    one, two = market.patent(), market.patent()
    first, second = lock(one, two), lock(two, one)
    assert [hold.pk for hold in first] == [hold.pk for hold in second]
    assert PatentHold.objects.count() == 2
    assert set(open_locks([one.pk, two.pk], DAY)) == {one.pk, two.pk}


def test_a_hold_asked_again_with_other_modes_carries_these():
    one = market.patent()
    lock(one, modes=["transfer"])
    (hold,) = lock(one, modes=["transfer", "sole"])
    assert hold.modes == ["sole", "transfer"]
    assert PatentHold.objects.count() == 1


def test_lifting_ends_the_hold_on_its_day_and_twice_changes_nothing():
    one = market.patent()
    lock(one)
    later = DAY + timedelta(days=10)
    entries = audit_verify().entries
    assert len(holds_lift(ref="r-1", by=system(), on=later)) == 1
    assert holds_lift(ref="r-1", by=system(), on=later) == []
    assert audit_verify().entries == entries + 1
    assert open_locks([one.pk], later) == {}
    assert [hold.reason for hold in open_locks([one.pk], later - timedelta(days=1))[one.pk]] == ["dispute"]


@pytest.mark.parametrize(
    ("reason", "role", "allowed"),
    [
        ("dispute", "case_coordinator", True), ("dispute", "operator", False), ("dispute", "mediator", False),
        ("dispute", "general_section", False), ("fee", "operator", True), ("fee", "case_coordinator", False),
        ("other", "operator", True), ("other", "administrator", False), ("cnipa_suspension", "editor", False),
    ],
)  # fmt: skip
def test_disputes_are_the_coordinators_and_the_rest_the_operators(reason, role, allowed):
    one, person = market.patent(), people.user(role)
    if allowed:
        lock(one, reason=reason, by=person)
        assert holds_lift(ref="r-1", by=person, on=DAY)
        return
    assert refusal(lambda: lock(one, reason=reason, by=person)) == HOLD_NOT_YOURS
    lock(one, reason=reason)
    assert refusal(lambda: holds_lift(ref="r-1", by=person, on=DAY)) == HOLD_NOT_YOURS
    assert open_locks([one.pk], DAY)


def test_a_disclosure_locks_nothing():
    one = market.patent()
    lock(one, effect="disclose")
    assert open_locks([one.pk], DAY) == {}
    assert len(encumbrances_of([one.pk])[one.pk].disclosures_on(DAY)) == 1


def test_a_merged_row_shares_the_holds_of_its_survivor_both_ways():
    survivor = market.patent()
    merged = market.patent(merged_into=survivor)
    lock(merged)
    assert set(open_locks([survivor.pk], DAY)) == {survivor.pk}
    assert set(open_locks([merged.pk], DAY)) == {merged.pk}


def pledge_of(one, number="Y2026430000001"):
    return pledge_register(
        patent=one, pledgor="示例企业", pledgee="示例银行", registration_number=number, registered_on=DAY,
        by=market.operator(), on=DAY,
    )  # fmt: skip


def consent_file(by):
    return file_store(content=market.PDF, name="consent.pdf", owner_kind="pledge", owner_id="x", by=by)


def test_a_live_pledge_holds_every_mode_until_consent_covers_it():
    one, clerk = market.patent(), market.operator()
    made = pledge_of(one)
    assert all(open_locks([one.pk], DAY)[one.pk][0].covers(mode) for mode in Mode.values)
    pledge_consent(pledge=made, file=consent_file(clerk), modes=["ordinary"], by=clerk, on=DAY)
    (hold,) = open_locks([one.pk], DAY)[one.pk]
    assert not hold.covers("ordinary")
    assert hold.covers("transfer")
    pledge_consent(pledge=made, file=consent_file(clerk), modes=Mode.values, by=clerk, on=DAY)
    assert open_locks([one.pk], DAY) == {}
    assert encumbrances_of([one.pk])[one.pk].live_pledges == [made]


def test_a_release_lifts_the_pledges_hold_and_no_consent_follows():
    one, clerk = market.patent(), market.operator()
    made = pledge_of(one)
    pledge_release(pledge=made, released_on=DAY, by=clerk, on=DAY)
    assert open_locks([one.pk], DAY) == {}
    assert pledge_release(pledge=made, released_on=DAY + timedelta(days=1), by=clerk, on=DAY).released_on == DAY
    assert (
        refusal(lambda: pledge_consent(pledge=made, file=consent_file(clerk), modes=["sole"], by=clerk, on=DAY))
        == PLEDGE_RELEASED
    )


def test_a_consent_names_known_modes():
    made, clerk = pledge_of(market.patent()), market.operator()
    for modes in ([], ["gift"]):
        assert (
            refusal(lambda modes=modes: pledge_consent(
                pledge=made, file=consent_file(clerk), modes=modes, by=clerk, on=DAY,
            )) == CONSENT_SCOPE_UNKNOWN
        )  # fmt: skip


@pytest.mark.parametrize("role", ["mediator", "case_coordinator", "general_section", "editor", "administrator"])
def test_only_operators_record_what_stands_on_a_patent(role):
    one, person = market.patent(), people.user(role)
    deeds = [
        lambda: pledge_register(
            patent=one, pledgor="甲", pledgee="乙", registration_number="1", registered_on=DAY, by=person, on=DAY
        ),
        lambda: licence_record(patent=one, kind="sole", licensee="乙", valid_from=DAY, by=person),
        lambda: open_licence_record(patent=one, by=person),
    ]
    assert [refusal(deed) for deed in deeds] == [NOT_ALLOWED] * 3


def licence(one, kind="exclusive", first=DAY, last=None, territory=""):
    return licence_record(
        patent=one, kind=kind, licensee="示例被许可人", valid_from=first, valid_to=last, territory=territory,
        by=market.operator(),
    )  # fmt: skip


def test_exclusive_and_sole_licences_of_one_time_and_place_are_refused():
    one = market.patent()
    licence(one, last=DAY + timedelta(days=365), territory="湖南省")
    assert refusal(lambda: licence(one, kind="sole", territory="湖南省")) == LICENCE_OVERLAPS
    assert refusal(lambda: licence(one, kind="sole")) == LICENCE_OVERLAPS
    licence(one, kind="sole", territory="广东省")
    licence(one, kind="sole", first=DAY + timedelta(days=366), territory="湖南省")
    licence(one, kind="ordinary", territory="湖南省")
    assert len(encumbrances_of([one.pk])[one.pk].licences) == 4


def test_during_an_open_licence_no_exclusive_one_is_recorded():
    one = market.patent()
    statement = market.open_statement(one)
    assert refusal(lambda: licence(one)) == OPEN_LICENCE_RUNS
    licence(one, kind="ordinary")
    open_licence_withdraw(statement=statement, announced_on=DAY, by=market.operator())
    assert licence(one).kind == "exclusive"


def test_a_statement_is_not_announced_beside_an_exclusive_licence():
    one = market.patent()
    licence(one)
    statement = market.open_statement(one, announced=False)
    assert (
        refusal(lambda: open_licence_announce(statement=statement, announced_on=DAY, by=market.operator()))
        == LICENCE_OVERLAPS
    )


def test_one_statement_a_patent_until_its_withdrawal_is_announced():
    one, clerk = market.patent(), market.operator()
    statement = market.open_statement(one)
    assert refusal(lambda: open_licence_record(patent=one, by=clerk)) == STATEMENT_STANDS
    open_licence_withdraw(statement=statement, announced_on=DAY, by=clerk)
    assert (
        refusal(lambda: open_licence_withdraw(statement=statement, announced_on=DAY, by=clerk)) == STATEMENT_WITHDRAWN
    )
    again = open_licence_record(patent=one, by=clerk)
    assert again.missing_items == ["专利号", "专利权人", "许可使用费支付方式", "许可使用费标准", "许可期限"]
