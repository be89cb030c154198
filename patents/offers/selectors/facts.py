"""What the rules of an offer look at, read once: patents, rights, papers, rival offers, the house's day counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ipplatform.deadlines.selectors import rule_int
from patents.offers.models import LIVE_STATES, FilePurpose, Offer, OfferFile, OfferPatent
from patents.records.models import PartyRole, Patent, PatentParty
from patents.records.names import name_normalised
from patents.records.permissions import party_is_enterprise
from patents.records.selectors import patents_for_rows
from patents.rights.models import PatentHold
from patents.rights.selectors import Encumbrances, encumbrances_of

NOTHING = Encumbrances()


@dataclass(frozen=True)
class Rival:
    """A live offer of somebody (or of the same enterprise) on one of the patents."""

    patent_id: int
    mode: str
    number: str


@dataclass(frozen=True)
class OfferFacts:
    """All that checks read beside the offer's own fields. Patents carry publications and parties."""

    patents: tuple[Patent, ...]
    encumbrances: dict[int, Encumbrances]
    files: tuple[OfferFile, ...]
    rivals: tuple[Rival, ...]
    extract_days: int
    recheck_days: int

    def on_patent(self, patent: Patent) -> Encumbrances:
        """What stands on one of the patents."""
        return self.encumbrances.get(patent.pk, NOTHING)

    def files_for(self, purpose: FilePurpose) -> list[OfferFile]:
        """Papers of one purpose, oldest first."""
        return [file for file in self.files if file.purpose == purpose]

    def holds_on(self, on: date, mode: str) -> list[PatentHold]:
        """Open locks of the patents that cover a mode."""
        return [hold for patent in self.patents for hold in self.on_patent(patent).locks_on(on, mode)]


def facts_of(offers: Iterable[Offer], on: date) -> dict[int, OfferFacts]:
    """Facts of offers by offer pk; the number of queries does not grow with the offers."""
    asked = {offer.pk: offer for offer in offers}
    order: dict[int, list[int]] = {pk: [] for pk in asked}
    for offer_id, patent_id in OfferPatent.objects.filter(offer__in=asked).values_list("offer_id", "patent_id"):
        order[offer_id].append(patent_id)
    ids = {patent_id for found in order.values() for patent_id in found}
    patents = {patent.pk: patent for patent in patents_for_rows(sorted(ids))}
    encumbrances = encumbrances_of(ids)
    files: dict[int, list[OfferFile]] = {}
    for file in OfferFile.objects.filter(offer__in=asked).select_related("file"):
        files.setdefault(file.offer_id, []).append(file)
    rivals = [
        (offer_id, Rival(patent_id, mode, number))
        for offer_id, patent_id, mode, number in OfferPatent.objects.filter(
            patent__in=ids, offer__state__in=LIVE_STATES
        ).values_list("offer_id", "patent_id", "offer__mode", "offer__number")
    ]
    extract_days, recheck_days = rule_int("status_extract_days", on), rule_int("D28", on)
    return {
        pk: OfferFacts(
            patents=tuple(patents[one] for one in order[pk] if one in patents),
            encumbrances=encumbrances,
            files=tuple(files.get(pk, ())),
            rivals=tuple(rival for other, rival in rivals if other != pk and rival.patent_id in order[pk]),
            extract_days=extract_days,
            recheck_days=recheck_days,
        )
        for pk in asked
    }


def offer_facts(offer: Offer, on: date) -> OfferFacts:
    """Facts of one offer."""
    return facts_of([offer], on)[offer.pk]


def right_holders(patent: Patent) -> list[PatentParty]:
    """Present assignees where the record has any, else applicants (of prefetched parties)."""
    parties = list(patent.parties.all())
    assignees = [party for party in parties if party.role == PartyRole.ASSIGNEE]
    return assignees or [party for party in parties if party.role == PartyRole.APPLICANT]


def is_holder(party: PatentParty, offer: Offer) -> bool:
    """Whether a party of the record is the offer's enterprise: by an operator's link, its name or a former name."""
    return party_is_enterprise(party, offer.enterprise)


def co_owners(offer: Offer, facts: OfferFacts) -> list[str]:
    """Names whose consent is needed: all other right holders of patents that have more than one (PL 14)."""
    found: dict[str, str] = {}
    for patent in facts.patents:
        holders = right_holders(patent)
        for party in holders if len(holders) > 1 else []:
            if not is_holder(party, offer):
                found.setdefault(name_normalised(party.as_written), party.as_written)
    return list(found.values())


def statable_fields(patent: Patent) -> list[str]:
    """What an owner may still state of a patent: only what its record lacks."""
    return [
        name
        for name, known in (
            ("application_number", bool(patent.application_number) and not patent.check_computed),
            ("filing_date", patent.filing_date is not None),
            ("grant_date", patent.grant_date is not None),
            ("applicants", bool(list(patent.parties.all()))),
        )
        if not known
    ]
