"""The sample content: every state is there, the board counts what it should, a second load changes nothing."""

from collections import Counter
from datetime import date

import pytest
from django.apps import apps
from django.db import models, transaction

from analytics.plan.models import Plan
from analytics.reports.models import Kind, Report
from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.moves import Event
from ipplatform.site.demo import load as loading
from ipplatform.site.demo.frame import PASSWORD
from ipplatform.site.demo.load import demo_load
from mediation.cases.models import CASE_STATES, MediationCase
from mediation.consultations.models import Consultation
from mediation.dossier.models import SettlementAgreement
from mediation.ledger.selectors import enterprise_services
from patents.deals.measures import introduced_patents, landed_share
from patents.deals.models import Deal, Inquiry, Landing
from patents.industries.models import Industry
from patents.industries.selectors import expression_newest, industry_patent_ids
from patents.offers.models import Demand, DemandState, Offer, OfferState
from patents.offers.permissions import offers_public
from tests.ipplatform.site.samples.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.scale]
FORBIDDEN = ("波导", "眼镜", "头戴", "显示", "虚拟现实", "光学")


def states(model: type[models.Model]) -> Counter[str]:
    return Counter(model._default_manager.values_list("state", flat=True))


def year() -> tuple[date, date]:
    plan = Plan.objects.get()
    return plan.period_start, plan.period_end


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.test")


def enterprise_of(name: str) -> Enterprise:
    return Enterprise.objects.get(memberships__user=person(name))


def test_the_sample_accounts_are_there_and_none_is_a_superuser(counts: dict[str, int]) -> None:
    named = {
        "enterprise", "seller", "respondent", "mediator", "mediator2", "coordinator", "operator", "general", "general2",
        "editor", "administrator",
    }  # fmt: skip
    accounts = {
        user.email.removesuffix("@demo.test"): user for user in User.objects.filter(email__endswith="@demo.test")
    }
    assert named <= set(accounts)
    assert all(accounts[name].check_password(PASSWORD) and accounts[name].is_active for name in named)
    assert not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.filter(user_permissions__isnull=False).exists(), "roles alone say what one may do"


def test_two_industries_of_about_1500_patents_each(counts: dict[str, int]) -> None:
    industries = {industry.name: industry for industry in Industry.objects.all()}
    assert set(industries) == {"固态电池", "工程机械"}
    for name, industry in industries.items():
        expression = expression_newest(industry)
        assert expression is not None
        assert expression.hits == len(industry_patent_ids(expression))
        assert 1400 <= expression.hits <= 1600, name


def test_a_hundred_and_twenty_consultations_in_every_state(counts: dict[str, int]) -> None:
    assert counts["consultations"] == Consultation.objects.count() == 120
    assert set(states(Consultation)) == set(Consultation.STATES)


def test_two_reports_of_each_kind_one_of_each_published(counts: dict[str, int]) -> None:
    kinds = Counter(Report.objects.values_list("kind", flat=True))
    assert kinds == {Kind.DATA: 2, Kind.THINK_TANK: 2}
    published = Counter(Report.objects.filter(state="published").values_list("kind", flat=True))
    assert published == {Kind.DATA: 1, Kind.THINK_TANK: 1}
    assert Report.objects.filter(kind=Kind.DATA).values("industry").distinct().count() == 2


def test_forty_offers_in_every_state(counts: dict[str, int]) -> None:
    assert counts["offers"] == 40
    found = states(Offer)
    assert set(found) == set(OfferState.values)
    assert found["published"] == 20
    assert len({*Offer.objects.filter(state="published").values_list("mode", flat=True)}) >= 6


def test_locks_of_both_kinds_keep_offers_from_the_public(counts: dict[str, int]) -> None:
    hidden = Offer.objects.filter(state="published").exclude(pk__in=offers_public(TODAY))
    assert sorted(hidden.values_list("lock_reason", flat=True)) == ["", "other"]  # by its patent's dispute, by itself


def test_demands_inquiries_deals_and_landings_in_every_state(counts: dict[str, int]) -> None:
    assert set(states(Demand)) == set(DemandState.values)
    assert set(states(Inquiry)) == set(Inquiry.State.values)
    assert set(states(Deal)) == set(Deal.State.values)
    assert set(states(Landing)) == {"claimed", "verified", "rejected"}


def test_cases_in_every_state_and_closed_for_every_reason(counts: dict[str, int]) -> None:
    assert counts["cases"] == 24
    assert set(states(MediationCase)) == set(CASE_STATES)
    reasons = MediationCase.objects.exclude(closing_reason=None).values_list("closing_reason", flat=True)
    assert set(reasons) == set(range(1, 9))


def test_the_board_counts_seventeen_patents_and_says_why_not_the_others(counts: dict[str, int]) -> None:
    result = introduced_patents(*year(), TODAY)
    assert result.value == 17
    assert {row.reason for row in result.excluded} == {
        "no_registration_date", "date_outside_period", "buyer_not_in_area", "buyer_area_unknown", "seller_in_area",
        "deal_cancelled", "duplicate_in_plan_year",
    }  # fmt: skip


def test_a_quarter_of_the_amount_landed(counts: dict[str, int]) -> None:
    result = landed_share(*year(), TODAY)
    assert result.value is not None and 26 <= result.value < 27
    assert result.parts["landed_amount"] == 4_050_000
    assert result.parts["total_amount"] == 15_510_000


def test_services_pass_a_hundred_with_some_excluded(counts: dict[str, int]) -> None:
    result = enterprise_services(*year(), TODAY)
    assert result.value is not None and 100 <= result.value <= 120
    assert {"lapsed", "not_accepted", "false_mediation", "enterprise_not_in_area"} <= {
        row.reason for row in result.excluded
    }


def test_each_sample_account_finds_something_waiting(counts: dict[str, int]) -> None:
    buyer, seller, other = enterprise_of("enterprise"), enterprise_of("seller"), enterprise_of("respondent")
    assert Deal.objects.filter(parties__enterprise=buyer, quotes__state="open", quotes__side="seller").exists()
    assert Inquiry.objects.filter(offer__enterprise=seller, state="sent").exists()
    assert Landing.objects.filter(state="claimed", enterprise_confirmed_at__isnull=False).exists()
    between = MediationCase.objects.filter(parties__enterprise=buyer).filter(parties__enterprise=other)
    assert {"in_mediation", "accepted", "agreement_drafted"} <= {*between.values_list("state", flat=True)}
    running = between.get(state="in_mediation")
    assert running.appointments.get().mediator.user == person("mediator")
    drafted = between.get(state="agreement_drafted")
    signatures = SettlementAgreement.objects.get(case=drafted).signatures.exclude(party=None)
    signed = signatures.values_list("party__enterprise", flat=True)
    assert buyer.pk not in signed and other.pk in signed


def test_every_event_happened_before_today_and_was_recorded_on_its_day(counts: dict[str, int]) -> None:
    tables = [model for model in apps.get_models() if issubclass(model, Event)]
    assert len(tables) > 8
    for model in tables:
        rows = model._default_manager.values_list("happened_on", "recorded_at")
        assert not [row for row in rows if row[0] >= TODAY or clock.local_day(row[1]) != row[0]], model


def test_no_text_meets_a_real_search(counts: dict[str, int]) -> None:
    for model in (Offer, Demand, Inquiry, Deal, MediationCase, Enterprise):
        for values in model._default_manager.values_list():
            text = " ".join(str(value) for value in values)
            assert not [word for word in FORBIDDEN if word in text]


def test_a_second_load_changes_nothing(counts: dict[str, int]) -> None:
    before = rows()
    assert demo_load(today=TODAY, tell=lambda name: None) == {**counts, "figures": 0}
    assert rows() == before


def test_an_interrupted_load_leaves_whole_things_and_goes_on(
    counts: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def refuse(name: str) -> None:
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(name)

    monkeypatch.setattr(loading, "ROOMS", loading.ROOMS[:4])
    with pytest.raises(KeyboardInterrupt):
        demo_load(today=TODAY, tell=refuse)
    assert {**demo_load(today=TODAY, tell=lambda name: None), **counts} == counts


def rows() -> dict[str, int]:
    """Rows of every table."""
    with transaction.atomic():
        return {model._meta.label: model._default_manager.count() for model in apps.get_models()}
