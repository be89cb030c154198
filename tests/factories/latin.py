"""A small world whose data is Latin: any Chinese letter on its English pages comes from the interface."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from analytics.plan.models import Plan
from analytics.plan.services import figures_store, plan_create
from analytics.reports.models import Report
from analytics.seminars.models import Seminar
from analytics.seminars.services import seminar_announce
from cms.pages.models import HomePage, NewsIndexPage, NewsPage, NoticePage, PolicyIndexPage, PolicyPage
from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from mediation.people.models import MediationOrganisation, Mediator
from patents.offers.models import Demand, Offer
from patents.records.models import Patent, Publication
from tests.factories import market, mediation, people, reports

OFFER: dict[str, Any] = {"problem_solved": "Separators shrink.", "indicators": "Shrinkage below 2% at 180 °C."}
DEMAND: dict[str, Any] = {
    "title": "Heat-proof coating", "problem": "Separators shrink.", "indicators": "Below 2% at 180 °C.",
    "contact": "Sample Person",
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """What the pages show, and two enterprises with their people."""

    seller: Enterprise
    buyer: Enterprise
    buyer_member: User
    newcomer: User
    patents: tuple[Patent, ...]
    offers: tuple[Offer, ...]
    demand: Demand
    seminar: Seminar
    policy: PolicyPage


def world(on: date) -> World:
    """One of everything that a visitor can open; the site's clock stands at `on`, index and files are the test's."""
    seller, buyer = people.enterprise("Sample Seller Ltd"), people.enterprise("Sample Buyer Ltd", area="inside")
    owner = (seller, people.member(seller))
    patents = [_patent(f"Separator {n}", seller.name, **fields) for n, fields in enumerate(_PATENTS)]
    offers = tuple(
        market.offer_published(one, of=owner, **(OFFER | prices)) for one, prices in zip(patents, _PRICES, strict=True)
    )
    shared = _patent("Shared separator", seller.name, "B Ltd", "C Ltd", "D Ltd")
    demand = market.demand_published_made(of=(buyer, people.member(buyer)), **DEMAND)
    older = reports.patents_indexed(holder="Sample Holder Ltd", title="Sample")
    Publication.objects.filter(patent__in=older).update(abstract="A sample abstract.")
    reports.index([*patents, shared, *older])
    guest = people.member(buyer)
    User.objects.update(name="Sample Person")
    return World(
        seller, buyer, guest, people.user(name="Newcomer"), (*patents, shared), offers, demand,
        _seminar(on), _texts(on),
    )  # fmt: skip


_PATENTS: tuple[dict[str, Any], ...] = (
    {},
    {"patent_type": "utility_model", "priorities": [{"country": "US", "number": "1", "date": "2019-01-01"}] * 2},
    {"legal_status_raw": "", "cited_by_count": 3, "cites_count": 1, "claims_count": 9, "family_size": 2},
    {},
    {},
)
_PRICES: tuple[dict[str, Any], ...] = (
    {"mode": "transfer"},
    {"mode": "exclusive", "price_type": "fixed", "price_min": Decimal(750000), "price_max": None},
    {"mode": "sole", "price_type": "royalty", "price_min": None, "price_max": None, "royalty_rate": Decimal(4)},
    {
        "mode": "ordinary", "price_type": "entry_plus_running", "price_min": Decimal(250000), "price_max": None,
        "royalty_rate": Decimal(2), "confidentiality": "nda",
    },
    {"mode": "equity", "price_type": "negotiable", "price_min": None, "price_max": None},
)  # fmt: skip


def _patent(title: str, *owners: str, **fields: Any) -> Patent:
    made = market.patent(*owners, title=title, inventors=["A. B", "C. D"], **fields)
    Publication.objects.filter(patent=made).update(abstract="A sample abstract.")
    return made


def report() -> Report:
    """A published report. Its findings and figures are Chinese whatever the language of the page."""
    industry = reports.industry(name="Sample Industry", code="latin")
    made = reports.published(reports.frozen(reports.drafting(of=industry), source="Sample source"))
    Report.objects.filter(pk=made.pk).update(title="Report", summary="Summary.", commissioner="Office")
    return made


def _seminar(on: date) -> Seminar:
    return seminar_announce(
        title="Sample seminar", slug="sample", planned_on=on + timedelta(days=9), place="Room 1",
        summary="All welcome.", by=people.user("general_section"), on=on,
    )  # fmt: skip


def _texts(on: date) -> PolicyPage:
    """News, notice and policies in English, one of them repealed; home without the Chinese words to search for."""
    HomePage.objects.update(popular_words="")
    news, policies = NewsIndexPage.objects.get(), PolicyIndexPage.objects.get()
    news.add_child(instance=NewsPage(title="News", date=on))
    news.add_child(instance=NoticePage(title="Notice", date=on, deadline=on + timedelta(days=3)))
    policies.add_child(instance=PolicyPage(title="Old rules", date=on, issuer="CNIPA", valid_to=on - timedelta(days=1)))
    made: PolicyPage = policies.add_child(
        instance=PolicyPage(title="Rules", date=on, issuer="CNIPA", document_number="461", valid_from=on)
    )
    return made


def mediators() -> None:
    """A listed mediator with every topic's speciality."""
    MediationOrganisation.objects.create(name="Sample Committee", kind="peoples")
    made = mediation.mediator("Sample Mediator", specialities=("contract", "validity", "overseas"))
    Mediator.objects.filter(pk=made.pk).update(profession="Lawyer", introduction="Knows contracts.", since_year=2015)


def plan(on: date) -> None:
    """The year's plan with the figures of a day."""
    made = plan_create(year=on.year, by=User.objects.system(), on=on)
    Plan.objects.filter(pk=made.pk).update(title=f"Plan {on.year}")
    figures_store(plan=made, by=User.objects.system(), on=on)
