"""Everything a patent's page needs, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ipplatform.accounts.permissions import AnyUser
from patents.catalogue.selectors.record.classes import ClassGroup, class_groups, field_names
from patents.catalogue.selectors.record.dealings import DealLine, deals_of_patent
from patents.catalogue.selectors.record.facts import Fact, facts_of
from patents.catalogue.selectors.record.life import event_rows, life_events
from patents.catalogue.selectors.record.relations import Relations, relations_of
from patents.catalogue.selectors.record.similar import Similar, similar_to
from patents.catalogue.selectors.record.sources import SourceView, source_view
from patents.imports.selectors import records_of
from patents.offers.selectors import OfferCard, offer_cards, offers_of_patents
from patents.records.models import Patent, Publication
from patents.records.permissions import patent_can_read
from patents.records.selectors import canonical_publication, owner_names, patent_by_any_number, patents_for_rows
from patents.rights.selectors import encumbrances_of

CITED_OWNERS = 3


@dataclass(frozen=True)
class PatentView:
    """What the page needs; `facts` stand in the order of their INID codes (ST.9), events newest first."""

    patent: Patent
    facts: tuple[Fact, ...]
    publications: tuple[Publication, ...]
    abstract: str
    claims: str
    classes: tuple[ClassGroup, ...]
    fields: tuple[str, ...]
    events: tuple[dict[str, Any], ...]
    legal: tuple[dict[str, Any], ...]
    relations: Relations
    similar: tuple[Similar, ...]
    offers: tuple[OfferCard, ...]
    deals: tuple[DealLine, ...]
    pledged: bool
    sources: SourceView
    cite: str


def patent_view(user: AnyUser, number: str, on: date) -> PatentView | None:
    """The patent that any of its numbers names, if this person may read it; None is 404."""
    named = patent_by_any_number(number)
    if named is None or not patent_can_read(user, named):
        return None
    patent = patents_for_rows([named.pk])[0]
    publications = tuple(patent.publications.all())
    offers = offers_of_patents([patent.pk], on).get(patent.pk, [])
    rights = encumbrances_of([patent.pk])[patent.pk]
    return PatentView(
        patent=patent, facts=tuple(facts_of(patent, publications)), publications=publications,
        abstract=next((row.abstract for row in publications if row.abstract), ""),
        claims=next((row.claims for row in reversed(publications) if row.claims), ""),
        classes=tuple(class_groups(patent)), fields=tuple(field_names(patent)),
        events=tuple(life_events(patent, publications, on)), legal=tuple(event_rows(patent)),
        relations=relations_of(patent, publications), similar=similar_to(patent),
        offers=tuple(offer_cards(offers, on)), deals=deals_of_patent(user, patent),
        pledged=bool(rights.live_pledges), sources=source_view(user, records_of(patent), patent),
        cite=cite_line(patent),
    )  # fmt: skip


def cite_line(patent: Patent) -> str:
    """Citation of a patent document by GB/T 7714-2015: owners. title: number[P]. day of publication."""
    owners = owner_names(patent)
    names = ", ".join(owners[:CITED_OWNERS])
    if len(owners) > CITED_OWNERS:
        names += _(", 等")
    shown = canonical_publication(patent.publications.all())
    day = shown.publication_date if shown else None
    when = day.isoformat() if day else str(patent.filing_year or "")
    about = f"{patent.title}: {patent.number}[P]" if patent.title else f"{patent.number}[P]"
    return "".join(f"{part}. " for part in (names, about, when) if part).rstrip()
