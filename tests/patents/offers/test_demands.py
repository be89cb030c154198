"""The table of demands (domain.md 6.2, last paragraph): who may, what is missing by name."""

from datetime import date, timedelta

import pytest

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Membership
from ipplatform.moves import CHANGED_MEANWHILE, NOT_ALLOWED, NOT_IN_TABLE, Refused
from patents.offers.services import (
    demand_close,
    demand_create,
    demand_edit,
    demand_match,
    demand_publish,
    demand_return,
    demand_submit,
)
from tests.factories import market, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
DAY = date(2026, 5, 20)


def refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusal


def submit(demand, by=None):
    return demand_submit(demand=demand, by=by or demand.created_by, on=DAY, revision=demand.revision)


def test_a_demand_walks_from_draft_to_closed():
    demand, clerk = market.demand_draft(), market.operator()
    assert demand.number == "XQ-2026-0001"
    submit(demand)
    demand_publish(demand=demand, by=clerk, on=DAY, revision=demand.revision)
    assert (demand.state, demand.published_on) == ("published", DAY)
    demand_match(demand=demand, ref="JY-2026-0001", by=User.objects.system(), on=DAY)
    demand_match(demand=demand, ref="JY-2026-0001", by=User.objects.system(), on=DAY)
    demand_close(demand=demand, by=demand.created_by, on=DAY, revision=demand.revision)
    assert [event.action for event in demand.events.order_by("pk")] == ["create", "submit", "publish", "match", "close"]


@pytest.mark.parametrize(
    ("fields", "code", "missing"),
    [
        ({"indicators": ""}, "demand_fields_missing", ("技术指标",)),
        ({"contact": "", "deadline": None}, "demand_fields_missing", ("征集截止日", "联系方式")),
        ({"indicators": "越薄越好"}, "indicators_not_quantified", ()),
        ({"deadline": DAY}, "deadline_past", ()),
    ],
)
def test_a_demand_is_complete_and_in_numbers(fields, code, missing):
    refused = refusal(lambda: submit(market.demand_draft(**fields)))
    assert (refused.code, refused.missing) == (code, missing)


def test_a_returned_demand_is_mended_and_sent_again():
    demand, clerk = submit(market.demand_draft()), market.operator()
    empty = refusal(
        lambda: demand_return(
            demand=demand, reason_code="unclear", note=" ", by=clerk, on=DAY, revision=demand.revision
        )
    )
    assert empty.code == "note_required"
    demand_return(demand=demand, reason_code="unclear", note="请写测试条件", by=clerk, on=DAY, revision=demand.revision)
    values = {"indicators": "180℃ 下 1 小时不高于 2%"}
    demand_edit(demand=demand, values=values, by=demand.created_by, on=DAY, revision=demand.revision)
    assert submit(demand).state == "submitted"
    assert demand.return_note == ""


def test_only_the_enterprise_submits_and_only_operators_of_no_interest_decide():
    demand = market.demand_draft()
    for person in (market.seller()[1], *(people.user(role) for role in ("operator", "editor", "general_section"))):
        assert refusal(lambda person=person: submit(demand, person)) == NOT_ALLOWED
    submit(demand)
    for person in (demand.created_by, people.user("editor"), people.user("general_section")):
        decide = lambda person=person: demand_publish(demand=demand, by=person, on=DAY, revision=demand.revision)  # noqa: E731
        assert refusal(decide) == NOT_ALLOWED
    both = people.user("operator")
    Membership.objects.create(user=both, enterprise=demand.enterprise, role="staff", state="active", created_by=both)
    own = refusal(lambda: demand_publish(demand=demand, by=both, on=DAY, revision=demand.revision))
    assert own.code == "own_enterprise"


def test_what_is_not_in_the_table_is_refused():
    demand = market.demand_published_made()
    owner = demand.created_by
    assert refusal(lambda: demand_close(demand=demand, by=owner, on=DAY, revision=demand.revision)) == NOT_IN_TABLE
    assert refusal(lambda: submit(demand)) == NOT_IN_TABLE
    late = refusal(
        lambda: demand_edit(demand=demand, values={"title": "x"}, by=owner, on=DAY, revision=demand.revision)
    )
    assert late.code == "not_draft"


def test_a_stranger_makes_no_demand_of_an_enterprise_and_edits_none():
    owner, _person = market.seller()
    values = {**market.DEMAND_FIELDS, "deadline": DAY + timedelta(days=9)}
    assert refusal(lambda: demand_create(enterprise=owner, values=values, by=market.seller()[1], on=DAY)) == NOT_ALLOWED
    demand = market.demand_draft()
    edit = {"demand": demand, "values": {"title": "新名称"}, "on": DAY}
    assert refusal(lambda: demand_edit(by=market.operator(), revision=1, **edit)) == NOT_ALLOWED
    demand_edit(by=demand.created_by, revision=1, **edit)
    assert refusal(lambda: demand_edit(by=demand.created_by, revision=1, **edit)) == CHANGED_MEANWHILE
