"""What of a patent is indexed: one document a patent with all its publications (decision 6)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from ipplatform.search import Document
from patents.offers.selectors import on_offer_patent_ids
from patents.records.classification import symbol_levels
from patents.records.models import PartyRole, Patent, Publication, Stage
from patents.records.permissions import patents_public
from patents.records.selectors import owner_names, party_names, patents_for_rows

PATENTS = "patents"
ON_OFFER, NOT_ON_OFFER = "yes", "no"
BATCH = 500


def documents(ids: Sequence[int] | None) -> Iterator[Document]:
    """Documents of these patents, or of all public ones, in batches: a constant number of queries a batch."""
    keys = patents_public().order_by("pk").values_list("pk", flat=True)
    if ids is not None:
        wanted = iter(sorted(ids))
        while part := list(islice(wanted, BATCH)):
            yield from _documents(list(keys.filter(pk__in=part)))
        return
    stream = keys.iterator(chunk_size=5000)
    while part := list(islice(stream, BATCH)):
        yield from _documents(part)


def distinct(values: Iterable[str]) -> list[str]:
    """Without empties and repeats, in order."""
    return list(dict.fromkeys(value for value in values if value))


def _documents(ids: list[int]) -> Iterator[Document]:
    offered = on_offer_patent_ids(ids)
    for patent in patents_for_rows(ids):
        yield _document(patent, offered)


def _document(patent: Patent, offered: set[int]) -> Document:
    publications = list(patent.publications.all())
    titles = [patent.title, *(row.title for row in publications)]
    titles += [title for row in publications for title in row.other_titles.values()]
    owners = distinct(owner_names(patent))
    inventors = distinct(patent.inventors)
    status = patent.legal_status_raw or patent.legal_status
    return Document(
        id=patent.pk,
        texts={
            "title": distinct(titles),
            "abstract": distinct(row.abstract for row in publications),
            "claims": distinct(row.claims for row in publications),
            "applicants": owners,
            "assignees": distinct(party_names(patent, PartyRole.ASSIGNEE)),
            "inventors": inventors,
            "sei": patent.sei_industry,
            "ipc": distinct(patent.ipc_all),
            "cpc": distinct(patent.cpc),
            "publications": distinct([*(row.publication_number for row in publications), patent.patent_number]),
            "application": distinct(_application_numbers(patent)),
            "filed": _filed(patent),
            "published": _days(row.publication_date for row in publications),
            "granted": _days(
                [patent.grant_date, *(row.publication_date for row in publications if row.stage == Stage.GRANT)]
            ),
            "priority": _priority(patent),
            "office": patent.office,
            "type": distinct([patent.type_label, patent.patent_type, _stage(patent, publications)]),
            "status": distinct([patent.legal_status_raw, patent.legal_status]),
            "province": distinct(patent.province),
            "city": distinct(patent.city),
            "source": distinct(patent.sources),
        },
        keywords={
            "type": [patent.type_label] if patent.type_label else [],
            "status": [status],
            "office": [patent.office] if patent.office else [],
            "applicant": owners,
            "inventor": inventors,
            "ipc": distinct(symbol[:4] for symbol in patent.ipc_all),
            "ipc_tree": distinct(level for symbol in patent.ipc_all for level in symbol_levels(symbol)),
            "province": distinct(patent.province),
            "city": distinct(patent.city),
            "industry": distinct([patent.sei_industry.strip()]),
            "year": [str(patent.filing_year)] if patent.filing_year else [],
            "source": distinct(patent.sources),
            "on_offer": [ON_OFFER if patent.pk in offered else NOT_ON_OFFER],
        },
        sorts={
            "date": patent.filing_date.isoformat() if patent.filing_date else str(patent.filing_year or "") or None,
            "published": min(_days(row.publication_date for row in publications), default=None),
            "cited": patent.cited_by_count,
            "family": patent.family_size,
            "number": patent.number,
        },
    )


def _application_numbers(patent: Patent) -> list[str]:
    """With the office before it too: sources outside China write it or leave it out."""
    number = patent.application_number or ""
    prefixed = f"{patent.office}{number}" if number and not number.startswith(patent.office) else ""
    return [number, prefixed, patent.patent_number]


def _filed(patent: Patent) -> list[str]:
    """A bare year stays a year."""
    return _days([patent.filing_date]) or ([str(patent.filing_year)] if patent.filing_year else [])


def _priority(patent: Patent) -> list[str]:
    return distinct([*_days([patent.priority_date]), *(str(row.get("date") or "") for row in patent.priorities)])


def _stage(patent: Patent, publications: list[Publication]) -> str:
    """For records whose source gives no stage: what vendors call an invention before and after its grant."""
    if patent.type_raw or patent.patent_type != "invention":
        return ""
    granted = patent.grant_date or any(row.stage == Stage.GRANT for row in publications)
    return "授权发明" if granted else "发明申请"


def _days(days: Iterable[date | None]) -> list[str]:
    return distinct(day.isoformat() for day in days if day)
