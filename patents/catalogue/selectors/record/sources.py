"""Where each fact comes from: source and day for everybody; file and row for those who read imports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ipplatform.accounts.permissions import AnyUser, has_role
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from patents.imports.fields import TERMS, value_words
from patents.imports.models import Source, SourceRecord
from patents.imports.origins import Origin, Word, origins
from patents.imports.record_page import web_address
from patents.records.models import Patent

_LONG = 120
# Shown by their number alone: their text stands elsewhere on the page.
_COUNTED = frozenset({"legal_event_rows", "family_members", "citations"})


@dataclass(frozen=True)
class Said:
    """A value in words, who says it, of which day; place and link for those who read imports."""

    value: str
    source: str
    day: date
    place: str = ""
    url: str = ""


@dataclass(frozen=True)
class FactOrigin:
    """One fact's term, of which publication, what was taken and what others say."""

    term: str
    publication: str
    taken: Said
    others: tuple[Said, ...]


@dataclass(frozen=True)
class Named:
    """How a source wants to be named: its own number of the record, and where the record stands at the source."""

    number: str
    url: str


@dataclass(frozen=True)
class SourceLine:
    """A source, the day its data go up to, and its own numbers and addresses of this patent."""

    source: str
    day: date
    named: tuple[Named, ...]


@dataclass(frozen=True)
class SourceView:
    """Distinct sources with their day, origin of each fact, and those with differing words."""

    sources: tuple[SourceLine, ...]
    facts: tuple[FactOrigin, ...]
    differing: tuple[FactOrigin, ...]


def source_view(user: AnyUser, records: Sequence[SourceRecord], patent: Patent) -> SourceView:
    """Made from records already loaded with their runs: no query."""
    with_place = has_role(user, OPERATOR, GENERAL_SECTION)
    application = (patent.office, patent.application_number) if patent.application_number else None
    made = (_fact(origin, with_place) for origin in origins(records, application) if origin.name in TERMS)
    facts = tuple(fact for fact in made if fact.taken.value)
    return SourceView(tuple(_lines(records)), facts, tuple(fact for fact in facts if fact.others))


def _lines(records: Sequence[SourceRecord]) -> Iterator[SourceLine]:
    """One line a source and day, with what is to be named beside it."""
    found: dict[tuple[str, date], dict[Named, None]] = {}
    for record in records:
        named = found.setdefault((record.source, record.as_of), {})
        one = Named(_number(record), web_address(str(record.values.get("source_url", ""))))
        if record.run_id is not None and (one.number or one.url):
            named[one] = None
    for (source, day), named in found.items():
        yield SourceLine(str(Source(source).label), day, tuple(named))


def _number(record: SourceRecord) -> str:
    """The source's number of its record; of a file from nobody known it may mean anything."""
    number = "" if record.source == Source.OTHER else str(record.values.get("source_id", ""))
    return f"Lens ID {number}" if number and record.source == Source.LENS else number


def _fact(origin: Origin, with_place: bool) -> FactOrigin:
    def words(word: Word) -> Said:
        return _said(_value(origin.name, word.value), word.record, with_place)

    return FactOrigin(
        str(TERMS[origin.name]), origin.publication, words(origin.taken), tuple(words(word) for word in origin.others)
    )


def _said(value: str, record: SourceRecord, with_place: bool) -> Said:
    place = ""
    if with_place and record.run is not None:
        place = _("%(file)s 第 %(row)s 行") % {"file": record.run.file_name, "row": record.row}
    elif with_place:
        place = record.stated_by.name if record.stated_by else _("看记录")
    url = reverse("imports_staff:record", args=[record.pk]) if place else ""
    return Said(value, str(record.get_source_display()), record.as_of, place, url)


def _value(name: str, value: Any) -> str:
    if name in _COUNTED:
        return _("%(n)s 条") % {"n": len(value)}
    text = value_words(name, value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
