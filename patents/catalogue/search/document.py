"""What of a patent is indexed: one document a patent with all its publications (decision 6)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from ipplatform.search import Document
from patents.offers.selectors import on_offer_patent_ids
from patents.records.classification import symbol_levels
from patents.records.models import PartyRole, Patent, Stage
from patents.records.permissions import patents_public
from patents.records.selectors import PatentLine, PublishedAs, patents_for_lines

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
    return list(dict.fromkeys(filter(None, values)))


def _documents(ids: list[int]) -> Iterator[Document]:
    offered = on_offer_patent_ids(ids)
    for line in patents_for_lines(ids):
        yield _document(line, offered)


def _document(line: PatentLine, offered: set[int]) -> Document:
    patent, publications, parties = line
    titles = [patent.title, *(row.title for row in publications)]
    titles += [title for row in publications for title in row.other_titles.values()]
    assignees = distinct(parties.get(PartyRole.ASSIGNEE, ()))
    owners = distinct(parties.get(PartyRole.APPLICANT, ())) or assignees
    published = _days(row.publication_date for row in publications)
    ipc, province, city, sources = map(distinct, (patent.ipc_all, patent.province, patent.city, patent.sources))
    inventors = distinct(patent.inventors)
    status = patent.legal_status_raw or patent.legal_status
    return Document(
        id=patent.pk,
        texts={
            "title": distinct(titles),
            "abstract": distinct(row.abstract for row in publications),
            "claims": distinct(row.claims for row in publications),
            "applicants": owners,
            "assignees": assignees,
            "inventors": inventors,
            "sei": patent.sei_industry,
            "ipc": ipc,
            "cpc": distinct(patent.cpc),
            "publications": distinct([*(row.publication_number for row in publications), patent.patent_number]),
            "application": distinct(_application_numbers(patent)),
            "filed": _filed(patent),
            "published": published,
            "granted": _days(
                [patent.grant_date, *(row.publication_date for row in publications if row.stage == Stage.GRANT)]
            ),
            "priority": _priority(patent),
            "office": patent.office,
            "type": distinct([patent.type_label, patent.patent_type, _stage(patent, publications)]),
            "status": distinct([patent.legal_status_raw, patent.legal_status]),
            "province": province,
            "city": city,
            "source": sources,
        },
        keywords={
            "type": [patent.type_label] if patent.type_label else [],
            "status": [status],
            "office": [patent.office] if patent.office else [],
            "applicant": owners,
            "inventor": inventors,
            "ipc": distinct([symbol[:4] for symbol in ipc]),
            "ipc_tree": distinct([level for symbol in ipc for level in symbol_levels(symbol)]),
            "province": province,
            "city": city,
            "industry": distinct([patent.sei_industry.strip()]),
            "year": [str(patent.filing_year)] if patent.filing_year else [],
            "source": sources,
            "documents": [str(len(publications))],
            "on_offer": [ON_OFFER if patent.pk in offered else NOT_ON_OFFER],
        },
        sorts={
            "date": patent.filing_date.isoformat() if patent.filing_date else str(patent.filing_year or "") or None,
            "published": min(published, default=None),
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


def _stage(patent: Patent, publications: list[PublishedAs]) -> str:
    """For records whose source gives no stage: what vendors call an invention before and after its grant."""
    if patent.type_raw or patent.patent_type != "invention":
        return ""
    granted = patent.grant_date or any(row.stage == Stage.GRANT for row in publications)
    return "授权发明" if granted else "发明申请"


def _days(days: Iterable[date | None]) -> list[str]:
    return distinct(day.isoformat() for day in days if day)
