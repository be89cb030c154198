"""Both measures against a naive reading of section 9, one row at a time, on histories drawn at random."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipplatform import clock
from ipplatform.enterprises.selectors import is_new_area
from patents.deals.measures import introduced_patents, landed_share
from patents.deals.models import Deal, DealPatent, Landing
from tests.factories import deals, people

START = date(2025, 10, 1)
DAYS = st.integers(0, 600).map(lambda n: START + timedelta(days=n))
AREAS = st.sampled_from(["inside", "outside", ""])
DRAWN = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["transfer", "equity", "ordinary", "joint_development"]),
            "signed": st.none() | DAYS,
            "amount": st.none() | st.integers(0, 10_000_000),
            "counted": st.none() | DAYS,
            "cancelled": st.none() | DAYS,
            "buyer": AREAS,
            "buyer_kind": st.sampled_from(["enterprise", "enterprise", "university"]),
            "seller": AREAS,
            "patents": st.lists(st.integers(0, 2), min_size=1, max_size=2, unique=True),
            "claimed": st.none() | DAYS,
            "verified": st.none() | st.integers(0, 90),
            "revoked": st.none() | st.integers(0, 90),
        }
    ),
    max_size=6,
)


def build(rows, patents):
    for row in rows:
        cancelled = row["cancelled"] is not None
        deal = deals.bare_deal(
            kind=row["kind"], seller=people.enterprise(area=row["seller"]),
            buyer=people.enterprise(kind=row["buyer_kind"], area=row["buyer"]),
            patents=tuple(patents[n] for n in row["patents"]), signed_on=row["signed"],
            state="cancelled" if cancelled else ("signed" if row["signed"] else "negotiating"),
            contract_amount=None if row["amount"] is None else Decimal(row["amount"]) / 100,
            cancelled_at=clock.at_office_time(row["cancelled"]) if cancelled else None,
        )  # fmt: skip
        field = "registration_date" if deal.is_registered_kind else "recordal_date"
        if row["kind"] != "joint_development":
            DealPatent.objects.filter(deal=deal).update(**{field: row["counted"]})
        if row["claimed"] is not None:
            verified = None if row["verified"] is None else row["claimed"] + timedelta(days=row["verified"])
            revoked = None if verified is None or row["revoked"] is None else verified + timedelta(days=row["revoked"])
            Landing.objects.create(
                deal=deal, enterprise=deal.inquiry.from_enterprise, address="x", region_code="430104",
                landed_on=row["claimed"], use="other", claimed_by=people.user(), created_by=people.user(),
                claimed_at=clock.at_office_time(row["claimed"]), enterprise_confirmed_at=clock.now(),
                state="revoked" if revoked else ("verified" if verified else "claimed"),
                verified_by=people.user() if verified else None,
                verified_at=clock.at_office_time(verified) if verified else None,
                revoked_at=clock.at_office_time(revoked) if revoked else None,
            )  # fmt: skip


def gone(deal, as_of):
    return deal.state == "cancelled" and clock.local_day(deal.cancelled_at) <= as_of


def naive_introduced(first, last, as_of):
    """(counted ids, reasons by id), straight from the table and its precision notes."""
    qualified, reasons = [], {}
    for item in DealPatent.objects.all():
        day = item.registration_date if item.deal.kind in ("transfer", "equity") else item.recordal_date
        buyers = [p.enterprise for p in item.deal.parties.filter(side="buyer") if p.enterprise]
        sellers = [p.enterprise for p in item.deal.parties.filter(side="seller") if p.enterprise]
        firms = [b for b in buyers if b.kind == "enterprise"]
        if day is None:
            reasons[item.pk] = "no_registration_date"
            continue
        checks = [
            ("buyer_not_enterprise", not firms),
            ("buyer_area_unknown", not any(is_new_area(b, day) == "yes" for b in firms)
             and any(is_new_area(b, day) == "unknown" for b in firms)),
            ("buyer_not_in_area", not any(is_new_area(b, day) == "yes" for b in firms)),
            ("seller_in_area", any(is_new_area(s, day) == "yes" for s in sellers)),
            ("seller_area_unknown", any(is_new_area(s, day) == "unknown" for s in sellers)),
            ("deal_cancelled", gone(item.deal, as_of)),
        ]  # fmt: skip
        fault = next((name for name, broken in checks if broken), "")
        if not fault and day <= as_of:
            qualified.append((day, item.pk, item.patent_id))
        if not first <= day <= last or day > as_of:
            reasons[item.pk] = "date_outside_period"
        elif fault:
            reasons[item.pk] = fault
    counted, seen = set(), set()
    for day, pk, patent in sorted(qualified):
        if (patent, day.year) in seen:
            reasons.setdefault(pk, "duplicate_in_plan_year")
            continue
        seen.add((patent, day.year))
        if pk not in reasons:
            counted.add(pk)
    return counted, reasons


def naive_landed(first, last, as_of):
    total = landed = Decimal(0)
    reasons = {}
    for deal in Deal.objects.all():
        if deal.signed_on is None:
            reasons[deal.number] = "not_signed"
        elif gone(deal, as_of):
            reasons[deal.number] = "deal_cancelled"
        elif not first <= deal.signed_on <= min(last, as_of):
            reasons[deal.number] = "date_outside_period"
        elif deal.contract_amount is None:
            reasons[deal.number] = "no_amount"
        else:
            total += deal.contract_amount
            if any(
                x.verified_at and clock.local_day(x.verified_at) <= as_of
                and not (x.revoked_at and clock.local_day(x.revoked_at) <= as_of)
                for x in deal.landings.all()
            ):  # fmt: skip
                landed += deal.contract_amount
    return (landed * 100 / total if total else None), reasons


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=DRAWN, span=st.tuples(DAYS, DAYS), as_of=DAYS)
def test_both_measures_agree_with_a_naive_reading(rows, span, as_of):
    with transaction.atomic():
        build(rows, [deals.patent() for _ in range(3)])
        agree(min(span), max(span), as_of)
        transaction.set_rollback(True)


def agree(first, last, as_of):
    counted, reasons = naive_introduced(first, last, as_of)
    result = introduced_patents(first, last, as_of)
    assert {int(row.key.split(":")[1]) for row in result.counted} == counted
    assert {int(row.record.key.split(":")[1]): row.reason for row in result.excluded} == reasons
    assert result.value == len(counted)
    assert len(result.counted) + len(result.excluded) == DealPatent.objects.count()
    share, share_reasons = naive_landed(first, last, as_of)
    answer = landed_share(first, last, as_of)
    assert answer.value == share
    assert {row.record.label: row.reason for row in answer.excluded} == share_reasons
    assert len(answer.counted) + len(answer.excluded) == Deal.objects.count()
