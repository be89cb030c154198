"""What is looked at before a signature: patents, parties, papers, encumbrances, rivals. Eight queries a deal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from patents.deals.models import EXCLUSIVE_EFFECT, Deal, DealDocument, DealParty, DealPatent
from patents.records.models import LegalStatus, PartyRole, Patent, PatentParty, PatentType
from patents.records.names import name_normalised
from patents.records.selectors import party_names
from patents.rights.selectors import Encumbrances, encumbrances_of

# The six items of CC 845 para 3: patent number, patentee and term only where the patent is granted.
CC845_ALWAYS = ("invention_name", "applicants", "filing_date", "application_number")
CC845_GRANTED = ("patentees", "patent_number", "valid_to")
CC845_FIELDS = (*CC845_ALWAYS, *CC845_GRANTED)
_TERM_YEARS = {PatentType.INVENTION: 20, PatentType.UTILITY_MODEL: 10, PatentType.DESIGN: 15}
_DESIGN_15_FROM = date(2021, 6, 1)  # PL 42 as amended; before: 10 years


@dataclass(frozen=True)
class SignFacts:
    """Everything the checks of a signature ask, loaded once."""

    deal: Deal
    on: date
    territory: str
    parties: tuple[DealParty, ...]
    items: tuple[DealPatent, ...]
    documents: tuple[DealDocument, ...]
    encumbrances: Mapping[int, Encumbrances]
    rivals: tuple[Deal, ...]

    def sellers(self) -> list[DealParty]:
        return [party for party in self.parties if party.side == DealParty.Side.SELLER]

    def has_document(self, kind: str, item: DealPatent | None = None) -> bool:
        """A paper of a kind, for this patent or for all."""
        return any(
            paper.kind == kind and (item is None or paper.deal_patent_id in (None, item.pk)) for paper in self.documents
        )


def sign_facts(deal: Deal, on: date, *, territory: str = "") -> SignFacts:
    """Load the facts of a deal as they stand on a day."""
    territory = territory or deal.territory
    parties = Prefetch(
        "patent__parties", queryset=PatentParty.objects.select_related("name").order_by("role", "position")
    )
    items = tuple(deal.deal_patents.select_related("patent").prefetch_related(parties).order_by("pk"))
    ids = [item.patent_id for item in items]
    return SignFacts(
        deal=deal,
        on=on,
        territory=territory,
        parties=tuple(deal.parties.select_related("enterprise")),
        items=items,
        documents=tuple(deal.documents.all()),
        encumbrances=encumbrances_of(ids),
        rivals=tuple(_rivals(deal, ids, on, territory)),
    )


def cc845_values(item: DealPatent) -> dict[str, object]:
    """The six items as the record has them; where it has none, as the operator stated them. Needs `patent__parties`."""
    patent = item.patent
    applicants = party_names(patent, PartyRole.APPLICANT)
    holders = party_names(patent, PartyRole.ASSIGNEE) or applicants
    of_record: dict[str, object] = {
        "invention_name": patent.title,
        "applicants": "；".join(applicants or holders),
        "filing_date": patent.filing_date,
        "application_number": patent.application_number or "",
        "patentees": "；".join(holders) if is_granted(patent) else "",
        "patent_number": patent.patent_number,
        "valid_to": _valid_to(patent) if is_granted(patent) else None,
    }
    return {name: value or getattr(item, name) for name, value in of_record.items()}


def cc845_missing(item: DealPatent) -> list[str]:
    """Names of the fields that are still empty."""
    values = cc845_values(item)
    wanted = CC845_FIELDS if is_granted(item.patent) else CC845_ALWAYS
    return [name for name in wanted if not values[name]]


def is_granted(patent: Patent) -> bool:
    """Granted by its date, or by its status where the source gave no date."""
    return patent.grant_date is not None or patent.legal_status == LegalStatus.VALID


def owners_without_seat(facts: SignFacts, item: DealPatent) -> list[str]:
    """Co-owners of a patent who are no party of the selling side: their consent is asked (PL 14).

    A patent with one owner has none, whatever its name: that the seller is the owner was verified with the offer.
    """
    rows = list(item.patent.parties.all())
    owners = [row for row in rows if row.role == PartyRole.ASSIGNEE] or rows
    if len(owners) < 2:
        return []
    seats = [party.enterprise for party in facts.sellers() if party.enterprise is not None]
    names = {party.person_name for party in facts.sellers()}
    names.update(name for seat in seats for name in (seat.name, *seat.name_history))
    seated = {name_normalised(name) for name in names if name}
    linked = {seat.pk for seat in seats}
    return [
        row.as_written
        for row in owners
        if row.name.enterprise_id not in linked and name_normalised(row.as_written) not in seated
    ]


def _valid_to(patent: Patent) -> date | None:
    """The record's expiry date, else the term of PL 42 counted from the filing date (D24)."""
    if patent.expiry_date or patent.filing_date is None or patent.patent_type not in _TERM_YEARS:
        return patent.expiry_date
    years = _TERM_YEARS[PatentType(patent.patent_type)]
    if patent.patent_type == PatentType.DESIGN and patent.filing_date < _DESIGN_15_FROM:
        years = 10
    filed = patent.filing_date
    day = 28 if (filed.month, filed.day) == (2, 29) else filed.day
    return date(filed.year + years, filed.month, day)


def _rivals(deal: Deal, patent_ids: list[int], on: date, territory: str) -> list[Deal]:
    """Other signed contracts on the same patents that leave no room for this one.

    A transfer or contribution until it is registered (then the new owner may sell again); for a licence also an
    exclusive or sole licence in the same territory while its term runs.
    """
    found = (
        Deal.objects.filter(
            deal_patents__patent__in=patent_ids,
            kind__in=EXCLUSIVE_EFFECT,
            state__in=(Deal.State.SIGNED, Deal.State.RECORDED, Deal.State.COMPLETED),
        )
        .exclude(pk=deal.pk)
        .distinct()
    )
    return [other for other in found if _leaves_no_room(other, deal, on, territory)]


def _leaves_no_room(other: Deal, deal: Deal, on: date, territory: str) -> bool:
    if other.is_registered_kind:
        return other.state == Deal.State.SIGNED
    apart = bool(other.territory and territory and other.territory != territory)
    return deal.is_licence and not apart and (other.term_to is None or other.term_to >= on)
