"""Family and citations, both ways; those of our own records are links. Four queries, whatever their number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patents.records.models import Patent, Publication
from patents.records.numbers import publication_key
from patents.records.permissions import patents_public
from patents.records.selectors import patents_citing

SHOWN = 10
MOST = 200
_KINDS = ("A", "B", "C", "U", "Y", "S", "A1", "A2", "B1", "B2")
BY = {
    "search": gettext_lazy("检索报告"), "examination": gettext_lazy("审查"), "opposition": gettext_lazy("异议"),
    "applicant": gettext_lazy("申请人"), "international_search": gettext_lazy("国际检索"),
    "supplementary_search": gettext_lazy("补充检索"), "other": gettext_lazy("其他"),
}  # fmt: skip


@dataclass(frozen=True)
class Related:
    """A document: number or words; title and link where it is in our records; a short note."""

    text: str
    title: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class RelatedList:
    """Documents of one kind: the first ones, the others, and how many a source counts (None where no source does)."""

    shown: tuple[Related, ...]
    rest: tuple[Related, ...]
    total: int
    counted: int | None


@dataclass(frozen=True)
class Relations:
    """Family members, documents cited, patents citing."""

    family: RelatedList
    family_id: str
    cites: RelatedList
    cited_by: RelatedList


def relations_of(patent: Patent, publications: Sequence[Publication]) -> Relations:
    """What the record says, and what our records know of it."""
    own = {row.publication_number for row in publications}
    members = [number for number in map(publication_key, patent.family_members[:MOST]) if number not in own]
    cited = [entry for entry in patent.citations[:MOST] if entry.get("number") or entry.get("text")]
    known = _known([*members, *(publication_key(entry.get("number", "")) for entry in cited)])
    family = [_of_number(number, known) for number in dict.fromkeys(members)]
    family += [_of_patent(one) for one in _same_family(patent) if not _named(one, known, members)]
    citing = patents_public().filter(pk__in=patents_citing(patent).values("pk"))
    return Relations(
        family=_parted(family, len(family), patent.family_size), family_id=patent.family_id,
        cites=_parted([_of_citation(entry, known) for entry in cited], len(patent.citations), patent.cites_count),
        cited_by=_parted(
            [_of_patent(one) for one in citing.order_by("number")[:MOST]], citing.count(), patent.cited_by_count
        ),
    )  # fmt: skip


def _known(numbers: Iterable[str]) -> dict[str, Patent]:
    """Publication key as written -> patent of our records; a key without its kind stands for any kind of it."""
    asked: dict[str, str] = {}
    for number in numbers:
        if number:
            asked[number] = number
            if number[-1:].isdigit() and number[-2:-1].isdigit():
                asked |= {f"{number}{kind}": number for kind in _KINDS if f"{number}{kind}" not in asked}
    rows = Publication.objects.filter(publication_number__in=list(asked), patent__merged_into__isnull=True)
    pairs = rows.select_related("patent").order_by("publication_number")
    found: dict[str, Patent] = {}
    for row in pairs:
        found.setdefault(asked[row.publication_number], row.patent)
    return found


def _same_family(patent: Patent) -> Iterator[Patent]:
    if patent.family_id:
        same = patents_public().filter(family_id=patent.family_id).exclude(pk=patent.pk)
        yield from same.order_by("number")[:MOST]


def _named(one: Patent, known: dict[str, Patent], members: Iterable[str]) -> bool:
    return any(number in known and known[number].pk == one.pk for number in members)


def _of_number(number: str, known: dict[str, Patent], note: str = "") -> Related:
    found = known.get(number)
    return Related(number, found.title, _url(found), note) if found else Related(number, note=note)


def _of_patent(one: Patent) -> Related:
    return Related(one.number, one.title, _url(one))


def _of_citation(entry: dict[str, Any], known: dict[str, Patent]) -> Related:
    notes = [str(BY.get(entry.get("by", ""), "")), entry.get("category", "")]
    note = _("，").join(part for part in notes if part)
    if entry.get("number"):
        return _of_number(publication_key(entry["number"]), known, note)
    return Related(entry["text"], note=note)


def _url(one: Patent) -> str:
    return reverse("catalogue:patent", args=[one.number])


def _parted(found: list[Related], total: int, counted: int | None) -> RelatedList:
    return RelatedList(tuple(found[:SHOWN]), tuple(found[SHOWN:]), total, counted)
