"""The public index of patents: one document a patent with all its publications (decision 6)."""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.utils.translation import gettext_lazy as _

from ipplatform.search import CodeField, Document, FacetField, IndexDeclaration, SortField, TextField
from patents.offers.selectors import on_offer_patent_ids
from patents.records.classification import symbol_levels
from patents.records.models import Patent, Publication
from patents.records.permissions import patents_public
from patents.records.selectors import owner_names, patents_for_rows

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


def _documents(ids: list[int]) -> Iterator[Document]:
    offered = on_offer_patent_ids(ids)
    for patent in patents_for_rows(ids):
        yield _document(patent, offered)


def _document(patent: Patent, offered: set[int]) -> Document:
    publications = list(patent.publications.all())
    titles = [patent.title, *(row.title for row in publications)]
    titles += [title for row in publications for title in row.other_titles.values()]
    numbers = [row.publication_number for row in publications]
    numbers += [number for number in (patent.application_number, patent.patent_number) if number]
    owners = owner_names(patent)
    return Document(
        id=patent.pk,
        texts={
            "title": distinct(titles),
            "abstract": distinct(row.abstract for row in publications),
            "parties": distinct(party.as_written for party in patent.parties.all()),
            "inventors": distinct(patent.inventors),
            "ipc": distinct(patent.ipc_all),
            "numbers": distinct(numbers),
        },
        keywords={
            "type": [patent.type_label] if patent.type_label else [],
            "status": [patent.legal_status_raw or patent.legal_status],
            "office": [patent.office] if patent.office else [],
            "applicant": distinct(owners),
            "inventor": distinct(patent.inventors),
            "ipc": distinct(symbol[:4] for symbol in patent.ipc_all),
            "ipc_tree": distinct(level for symbol in patent.ipc_all for level in symbol_levels(symbol)),
            "province": distinct(patent.province),
            "city": distinct(patent.city),
            "year": [str(patent.filing_year)] if patent.filing_year else [],
            "source": distinct(patent.sources),
            "on_offer": [ON_OFFER if patent.pk in offered else NOT_ON_OFFER],
        },
        sorts={
            "date": patent.filing_date.isoformat() if patent.filing_date else str(patent.filing_year or "") or None,
            "published": _first_day(publications),
            "cited": patent.cited_by_count,
            "family": patent.family_size,
            "number": patent.number,
        },
    )


def _first_day(publications: Sequence[Publication]) -> str | None:
    return min((row.publication_date.isoformat() for row in publications if row.publication_date), default=None)


def distinct(values: "Iterator[str] | Sequence[str]") -> list[str]:
    """Without empties and repeats, in order."""
    return list(dict.fromkeys(value for value in values if value))


DECLARATION = IndexDeclaration(
    name=PATENTS,
    label=_("专利"),
    fields=(
        TextField("title", "TI", _("标题"), default=True),
        TextField("abstract", "AB", _("摘要"), default=True),
        TextField("parties", "PA", _("申请人、权利人"), default=True),
        TextField("inventors", "IN", _("发明人")),
        CodeField("ipc", "IPC", _("IPC 分类号"), by_beginning=True),
        CodeField("numbers", "PN", _("号码"), default=True),
    ),
    facets=(
        FacetField("status", _("法律状态")),
        FacetField("on_offer", _("在本平台")),
        FacetField("type", _("专利类型")),
        FacetField("ipc", _("IPC 小类"), limit=1000),
        FacetField("ipc_tree", _("IPC 分类"), limit=3000),
        FacetField("applicant", _("权利人")),
        FacetField("inventor", _("发明人")),
        FacetField("office", _("受理局")),
        FacetField("province", _("省/州")),
        FacetField("city", _("地市")),
        FacetField("year", _("申请年"), limit=400),
        FacetField("source", _("来源")),
    ),
    sorts=(
        SortField("date", _("申请日")),
        SortField("published", _("首次公开日")),
        SortField("cited", _("被引用")),
        SortField("family", _("同族数")),
        SortField("number", _("号码")),
    ),
    title="title",
    tie_break=("-date", "number"),
    schema=2,
    documents=documents,
)
