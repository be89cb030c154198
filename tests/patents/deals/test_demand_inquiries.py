"""An inquiry about a demand: the asking enterprise becomes the seller, mode and patents are stated."""

from typing import Any

import pytest

from ipplatform import clock
from patents.deals import services
from patents.offers.models import Demand
from tests.factories import deals, people
from tests.factories.deals import DAY
from tests.patents.deals.refusing import refused


@pytest.mark.django_db
def test_who_answers_a_demand_sells():
    buyer, seller = people.enterprise(), people.enterprise()
    demand = Demand.objects.create(
        number="XQ-2026-0001", enterprise=buyer, title="示例需求", field="materials", problem="示例",
        state="published", published_on=DAY, created_by=people.user(),
    )  # fmt: skip
    patent = deals.patent()
    with clock.set_to(DAY):
        inquiry = services.inquiry_send(
            about=demand, from_enterprise=seller, purpose="我们有专利", nda=True, by=people.member(seller), on=DAY
        )
        open_: dict[str, Any] = {
            "inquiry": inquiry,
            "kind": "ordinary",
            "by": people.user("operator"),
            "on": DAY,
            "revision": 1,
        }
        assert refused(services.deal_open, patents=[], **open_) == "patents_missing"
        deal = services.deal_open(patents=[patent], **open_)
    assert (deal.kind, deal.offer, deal.deal_patents.get().patent) == ("ordinary", None, patent)
    assert {(party.side, party.enterprise) for party in deal.parties.all()} == {("seller", seller), ("buyer", buyer)}
