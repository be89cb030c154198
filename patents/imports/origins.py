"""Where each fact of a patent comes from, and what other sources say instead. Pure, by the precedence of the fold."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from patents.imports.fold.precedence import (
    CHANGING,
    FOLLOWERS,
    Stated,
    by_date,
    by_rank,
    countries_only,
    first_stating,
)
from patents.imports.models import SourceRecord
from patents.imports.raw import PATENT_FIELDS, PUBLICATION_FIELDS
from patents.records.numbers import office_code

# Part of the key of a record, not of its values.
KEY_FIELDS = ("application_number", "office")
# Facts of one moment, and lists that each source makes its own way: two may differ without contradicting each other.
_OF_ITS_DAY = frozenset({
    "legal_events", "legal_event_rows", "status_date", "cited_by_count", "cites_count", "citations", "stage_raw",
})  # fmt: skip
_LEADERS = {follower: leader for leader, followers in FOLLOWERS.items() for follower in followers}
_BEGUN = 100


@dataclass(frozen=True)
class Word:
    """A value and the record that says it."""

    value: Any
    record: SourceRecord


@dataclass(frozen=True)
class Origin:
    """One fact: its name (raw.py), of which publication ("" = of the patent), the word taken, differing ones."""

    name: str
    publication: str
    taken: Word
    others: tuple[Word, ...]


def origins(records: Sequence[SourceRecord], application: tuple[str, str] | None = None) -> list[Origin]:
    """Facts of one patent: its key, then those of raw.py in their order, each with the record the fold took it from.

    `application`: the office and number under which the patent stands; those of a patent merged into it only differ.
    """
    pairs = [(_stated(record), record) for record in records]
    spoken = {id(stated): record for stated, record in pairs}
    said = [stated for stated, _record in pairs]
    ranked, dated = by_rank(said), by_date(said)
    found = _key_origins(ranked, spoken, application)
    found += [_origin(name, "", ranked, dated, spoken) for name in PATENT_FIELDS if name != "citations"]
    alone = [stated for stated in ranked if not stated.publication_number]
    found.append(_origin("citations", "", alone, alone, spoken))
    for number in sorted({stated.publication_number for stated in said if stated.publication_number}):
        own = [stated for stated in ranked if stated.publication_number == number]
        found += [_origin(name, number, own, own, spoken) for name in (*PUBLICATION_FIELDS, "citations")]
    return [origin for origin in found if origin is not None]


def disagreements(found: Iterable[Origin]) -> list[Origin]:
    """Those facts of which another source says something else."""
    return [origin for origin in found if origin.others]


def _key_origins(
    ranked: list[Stated], spoken: dict[int, SourceRecord], application: tuple[str, str] | None
) -> list[Origin | None]:
    """Application number and office: of the best record that names both, else the office of the best that names one."""
    naming = [stated for stated in ranked if stated.application_number and stated.office]
    kept = [stated for stated in naming if (stated.office, stated.application_number) == application]
    found: list[Origin | None] = []
    for name in KEY_FIELDS:
        said = [stated for stated in (*kept, *naming, *ranked) if getattr(stated, name)]
        words: list[Word] = []
        for stated in said:
            value = getattr(stated, name)
            if not any(_same(value, word.value) for word in words):
                words.append(Word(value, spoken[id(stated)]))
        found += [Origin(name, "", words[0], tuple(words[1:]))] if words else []
    return found


def _origin(
    name: str, publication: str, ranked: list[Stated], dated: list[Stated], spoken: dict[int, SourceRecord]
) -> Origin | None:
    leader = _LEADERS.get(name, name)
    best = first_stating(dated if leader in CHANGING else ranked, leader) or first_stating(ranked, name)
    if best is None or name not in best.values or best.values[name] in ("", [], {}, None):
        return None
    others: list[Word] = []
    for stated in ranked if name not in _OF_ITS_DAY else ():
        value = stated.values.get(name)
        known = [best.values[name], *(word.value for word in others)]
        if value not in ("", [], {}, None) and not any(_agree(name, value, one) for one in known):
            others.append(Word(value, spoken[id(stated)]))
    return Origin(name, publication, Word(best.values[name], spoken[id(best)]), tuple(others))


def _stated(record: SourceRecord) -> Stated:
    return Stated(
        record.source, record.publication_number, record.office, record.application_number, record.values,
        record.as_of, record.hash, record.stated_by_id,
    )  # fmt: skip


def _agree(name: str, one: Any, other: Any) -> bool:
    """Priorities of which only the countries are said agree with any that name the same countries."""
    if name == "priorities" and (countries_only(one) or countries_only(other)):
        return _countries(one) == _countries(other)
    return _same(one, other)


def _countries(priorities: list[dict[str, str]]) -> set[str]:
    named = (entry.get("country", "") for entry in priorities)
    return {office_code(country) or country for country in named}


def _same(one: Any, other: Any) -> bool:
    """Equal but for case, width, blanks and the order of a list; a text that was cut equals its whole.

    Of titles by language only those in a language that both have are held against each other.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_same(one[key], other[key]) for key in one.keys() & other.keys())
    left, right = _plain(one), _plain(other)
    if isinstance(left, str) and isinstance(right, str) and min(len(left), len(right)) > _BEGUN:
        return left.startswith(right) or right.startswith(left)
    return left == right


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).casefold().split())
    if isinstance(value, list):
        return sorted((_plain(one) for one in value), key=repr)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value
