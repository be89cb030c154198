"""Which records and rows a change touches: keys, their closure, and the groups that become patents."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from patents.imports.fold.precedence import Stated, application_of
from patents.imports.models import SourceRecord
from patents.records.models import Patent, Publication

Application = tuple[str, str]
Key = str


@dataclass
class Keys:
    """Publication numbers and (office, application number) pairs whose records changed."""

    publications: set[str] = field(default_factory=set)
    applications: set[Application] = field(default_factory=set)

    def add(self, publication_number: str, office: str, application_number: str) -> None:
        """The keys of one record."""
        if publication_number:
            self.publications.add(publication_number)
        if application_number and office:
            self.applications.add((office, application_number))


@dataclass
class Group:
    """The records of one patent: of one application, or of one publication whose application is unknown."""

    key: Key
    application: Application | None
    publications: set[str]
    records: list[Stated]
    merged_into: Key | None = None
    joined: "list[Group]" = field(default_factory=list)

    @property
    def all_records(self) -> list[Stated]:
        """The records of this group and of those that were merged into it."""
        return [record for group in (self, *self.joined) for record in group.records]

    @property
    def all_publications(self) -> set[str]:
        """The publications of this group and of those that were merged into it."""
        return self.publications.union(*(group.publications for group in self.joined))

    @property
    def any_application(self) -> Application | None:
        """This group's application, else the first one known among those that were merged into it."""
        return next((group.application for group in (self, *self.joined) if group.application), None)

    @property
    def keys(self) -> list[Key]:
        """All keys that an existing row may be anchored at, this group's own first."""
        return [self.key, *(publication_key_of(number) for number in sorted(self.publications))]


def publication_key_of(number: str) -> Key:
    """Key of a publication that stands alone."""
    return f"P:{number}"


def application_key_of(application: Application) -> Key:
    """Key of an application."""
    return f"A:{application[0]}:{application[1]}"


def key_parse(key: Key) -> tuple[str, str, str]:
    """A key taken apart: (publication number, office, application number), empty where it has none."""
    kind, _colon, rest = key.partition(":")
    if kind == "P":
        return rest, "", ""
    office, _colon, number = rest.partition(":")
    return "", office, number


def widened(keys: Keys) -> Keys:
    """The keys with those of the rows that stand on them now, so that what leaves a row is looked at too."""
    touched = Q(pk__in=Publication.objects.filter(publication_number__in=keys.publications).values("patent_id"))
    anchors = [publication_key_of(number) for number in keys.publications]
    if keys.applications:
        touched |= Q(application_number__in={number for _office, number in keys.applications})
        anchors += [application_key_of(application) for application in keys.applications]
    rows = list(
        Patent.objects.filter(touched | Q(anchor__in=anchors)).values_list("pk", "office", "application_number")
    )
    if not rows:
        return keys
    own = Publication.objects.filter(patent_id__in=[pk for pk, _office, _number in rows])
    return Keys(
        keys.publications | set(own.values_list("publication_number", flat=True)),
        keys.applications | {(office, number) for _pk, office, number in rows if number},
    )


def groups_of(keys: Keys) -> list[Group]:
    """The groups that hold these keys now, each with all of its records, in key order."""
    records = _load(keys)
    applications = keys.applications | {
        (record.office, record.application_number) for record in records.values() if record.application_number
    }
    if applications:
        records |= _load(Keys(set(), applications), known=records)
        numbers = {record.publication_number for record in records.values() if record.publication_number}
        records |= _load(Keys(numbers - keys.publications, set()))
    by_publication: dict[str, list[Stated]] = {}
    for record in records.values():
        by_publication.setdefault(record.publication_number, []).append(record)
    alone = by_publication.pop("", [])
    groups: dict[Key, Group] = {}
    for number, said in by_publication.items():
        application = application_of(said)
        if application is None or application in applications:
            key = application_key_of(application) if application else publication_key_of(number)
            group = groups.setdefault(key, Group(key, application, set(), []))
            group.publications.add(number)
            group.records.extend(said)
    for record in alone:
        application = (record.office, record.application_number)
        key = application_key_of(application)
        groups.setdefault(key, Group(key, application, set(), [])).records.append(record)
    return [groups[key] for key in sorted(groups)]


_COLUMNS = (
    "pk", "source", "publication_number", "office", "application_number", "values", "as_of", "hash", "stated_by_id",
)  # fmt: skip


def _load(keys: Keys, known: Collection[int] = ()) -> dict[int, Stated]:
    """The records of these keys, without those already known: their values are the larger part of the reading."""
    found: dict[int, Stated] = {}
    if keys.publications:
        found |= _rows(SourceRecord.objects.filter(publication_number__in=keys.publications).values_list(*_COLUMNS))
    if keys.applications:
        numbers = {number for _office, number in keys.applications}
        unknown = SourceRecord.objects.filter(application_number__in=numbers).exclude(pk__in=known)
        rows = _rows(unknown.values_list(*_COLUMNS))
        found |= {pk: s for pk, s in rows.items() if (s.office, s.application_number) in keys.applications}
    return found


def _rows(rows: Iterable[tuple[Any, ...]]) -> dict[int, Stated]:
    return {row[0]: Stated(*row[1:]) for row in rows}
