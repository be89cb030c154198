"""Reads of patents: by any number, and lists with their publications and parties in a constant number of queries."""

import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from django.db.models import Count, Prefetch, Q, QuerySet

from patents.records.models import Citation, PartyRole, Patent, PatentParty, Publication, Stage
from patents.records.numbers import NumberInvalid, cn_application_number, publication_key
from patents.records.numbers.application import compact

_CN_WITHOUT_CHECK = re.compile(r"^(\d{12}|\d{8})$")
_WITH_KIND = re.compile(r"[A-Z]\d?$")
_NOT_IN_LINES = ("legal_events", "legal_event_rows", "citations", "family_members", "us_class", "district")


def patents_with_rows() -> QuerySet[Patent]:
    """Patents with publications and parties prefetched in order: three queries for any number of rows."""
    return Patent.objects.prefetch_related(
        Prefetch("publications", queryset=Publication.objects.order_by("publication_date", "publication_number")),
        Prefetch("parties", queryset=PatentParty.objects.select_related("name").order_by("role", "position")),
    )


def patents_for_rows(ids: Sequence[int]) -> list[Patent]:
    """The patents of these ids, in the order given, with publications and parties; unknown ids are left out."""
    found = patents_with_rows().in_bulk(list(ids))
    return [found[patent_id] for patent_id in ids if patent_id in found]


class PublishedAs(NamedTuple):
    """What a list of many patents needs of a publication."""

    patent_id: int
    publication_number: str
    publication_date: date | None
    stage: str
    title: str
    other_titles: dict[str, str]
    abstract: str
    claims: str


class PatentLine(NamedTuple):
    """A patent with its publications by date and its parties' names by role, in order."""

    patent: Patent
    publications: list[PublishedAs]
    parties: dict[str, list[str]]


def patents_for_lines(ids: Collection[int]) -> list[PatentLine]:
    """The patents of these ids by id, for reading very many: three queries, a third of the time of `patents_for_rows`.

    Fields that no list shows (legal events, citations, family members, US classes) are left in the database.
    """
    publications: dict[int, list[PublishedAs]] = {}
    for row in (
        Publication.objects.filter(patent__in=ids)
        .order_by("publication_date", "publication_number")
        .values_list(*PublishedAs._fields)
    ):
        one = PublishedAs(*row)
        publications.setdefault(one.patent_id, []).append(one)
    parties: dict[int, dict[str, list[str]]] = {}
    for patent_id, role, name in (
        PatentParty.objects.filter(patent__in=ids).order_by("position").values_list("patent_id", "role", "as_written")
    ):
        parties.setdefault(patent_id, {}).setdefault(role, []).append(name)
    patents = Patent.objects.filter(pk__in=ids).defer(*_NOT_IN_LINES).order_by("pk")
    return [PatentLine(one, publications.get(one.pk, []), parties.get(one.pk, {})) for one in patents]


def publication_counts(ids: Sequence[int]) -> dict[int, int]:
    """How many publications each of these patents has; patents without one are left out."""
    rows = Publication.objects.filter(patent_id__in=ids).order_by().values_list("patent_id").annotate(n=Count("pk"))
    return dict(rows)


def patent_by_any_number(text: str) -> Patent | None:
    """The patent that a publication, application or ZL number names, in any writing; merged rows lead to the survivor.

    A number without its check character or kind letter is accepted where it names exactly one patent. Says nothing of
    rights: ask `patent_can_read`.
    """
    key = publication_key(text)
    if not key or len(key) > 80 or not key.isprintable():  # PostgreSQL takes no NUL, not even to say no
        return None
    conditions = [
        Q(pk__in=Publication.objects.filter(publication_number=key).values("patent_id")),
        Q(application_number__in=_application_candidates(text)),
        *_incomplete(key),
    ]
    for condition in conditions:
        found = list(Patent.objects.filter(condition).select_related("merged_into").order_by("pk")[:3])
        survivors = {patent.merged_into_id or patent.pk: patent.merged_into or patent for patent in found}
        if len(survivors) == 1:
            return next(iter(survivors.values()))
    return None


def patents_by_numbers(numbers: Iterable[str]) -> dict[str, Patent]:
    """Publication keys -> patents, exact, two queries at most; keys that name no publication are absent."""
    rows = Publication.objects.filter(publication_number__in=list(numbers)).select_related("patent")
    return {row.publication_number: row.patent for row in rows}


def patents_citing(patent: Patent) -> QuerySet[Patent]:
    """Patents whose sources say that they cite one of this patent's publications; one query after its publications.

    A cited number without its kind counts for every publication of that number. Says nothing of rights.
    """
    numbers = {row.publication_number for row in patent.publications.all()}
    numbers |= {_WITH_KIND.sub("", number) for number in numbers}
    citing = Citation.objects.filter(number__in=numbers).exclude(patent=patent)
    return Patent.objects.filter(pk__in=citing.values("patent_id"))


class Published(Protocol):
    """What names a publication: a row, or the values of one that is not stored yet."""

    @property
    def publication_number(self) -> str: ...
    @property
    def publication_date(self) -> date | None: ...
    @property
    def stage(self) -> str: ...


P = TypeVar("P", bound=Published)


def canonical_publication(publications: Iterable[P]) -> P | None:
    """The document that names the patent: the first grant, else the first publication (contract, Addresses)."""
    return min(publications, key=publication_rank, default=None)


def publication_rank(publication: Published) -> tuple[bool, bool, str, str]:
    """Sort key of `canonical_publication`: grants first, then by date (unknown last), then by number."""
    day = publication.publication_date
    return (
        publication.stage != Stage.GRANT,
        day is None,
        day.isoformat() if day else "",
        publication.publication_number,
    )


def party_names(patent: Patent, role: PartyRole) -> list[str]:
    """Names of one role in order, as written, from prefetched parties."""
    return [party.as_written for party in patent.parties.all() if party.role == role]


def owner_names(patent: Patent) -> list[str]:
    """Applicants where the record has any, else present assignees (domain.md 5.1)."""
    return party_names(patent, PartyRole.APPLICANT) or party_names(patent, PartyRole.ASSIGNEE)


def _application_candidates(text: str) -> set[str]:
    plain = compact(text)
    candidates = {plain}
    with suppress(NumberInvalid):
        candidates.add(cn_application_number(plain.removeprefix("ZL")).value)
    return candidates


def _incomplete(key: str) -> list[Q]:
    digits = key.removeprefix("ZL").removeprefix("CN")
    conditions: list[Q] = []
    if _CN_WITHOUT_CHECK.match(digits):
        conditions.append(Q(office="CN", application_number__startswith=f"{digits}."))
    if len(key) > 6 and not _WITH_KIND.search(key):
        kinds = [f"{key}{letter}" for letter in "ABCUYSD"] + [
            f"{key}{letter}{digit}" for letter in "ABCEUY" for digit in "1234"
        ]
        conditions.append(Q(pk__in=Publication.objects.filter(publication_number__in=kinds).values("patent_id")))
    return conditions
