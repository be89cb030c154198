"""What a row does, judged against the statements that stand: created, updated or unchanged."""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Protocol

from patents.imports.models import Outcome, SourceRecord
from patents.imports.raw import RawPatent

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def record_hash(statement: RawPatent) -> str:
    """SHA-256 over key and values in canonical JSON: equal statements have equal hashes, whatever their file."""
    content = [statement.publication_number, statement.office, statement.application_number, statement.values]
    return hashlib.sha256(_encode(content).encode()).hexdigest()


class Memory(Protocol):
    """Texts that were seen: a set, or one that may outgrow memory (spill.Seen)."""

    def add(self, text: str, /) -> None:
        """Remember a text."""

    def __contains__(self, text: object, /) -> bool: ...


class Judge:
    """Judges rows of one source in order; remembers what it judged, so that it also serves a dry run.

    `memory` makes what it remembers in; an import judges batch by batch, a dry run the whole file at once.

    created: nobody spoke of this publication (or application) before; unchanged: this source said exactly this before.
    """

    def __init__(self, source: str, memory: Callable[[], Memory] = set) -> None:
        self.source = source
        self._known, self._said = memory(), memory()

    def outcomes(self, statements: Sequence[RawPatent], hashes: Sequence[str]) -> list[Outcome]:
        """One outcome a statement; statements of one row share the row's: created before updated before unchanged."""
        self._look(statements)
        judged: list[Outcome] = []
        for statement, digest in zip(statements, hashes, strict=True):
            key = _key(statement)
            if key not in self._known:
                judged.append(Outcome.CREATED)
            else:
                judged.append(Outcome.UNCHANGED if f"{key} {digest}" in self._said else Outcome.UPDATED)
            self._known.add(key)
            self._said.add(f"{key} {digest}")
        by_row: dict[int, set[Outcome]] = {}
        for statement, outcome in zip(statements, judged, strict=True):
            by_row.setdefault(statement.row, set()).add(outcome)
        return [next(o for o in Outcome if o in by_row[statement.row]) for statement in statements]

    def _look(self, statements: Sequence[RawPatent]) -> None:
        numbers = {s.publication_number for s in statements if s.publication_number}
        alone = {s.application_number for s in statements if not s.publication_number}
        rows = list(
            SourceRecord.objects.filter(publication_number__in=numbers).values_list(
                "publication_number", "office", "application_number", "source", "hash"
            )
        )
        if alone:
            rows += SourceRecord.objects.filter(publication_number="", application_number__in=alone).values_list(
                "publication_number", "office", "application_number", "source", "hash"
            )
        for number, office, application, source, digest in rows:
            key = number or f"{office} {application}"
            self._known.add(key)
            if source == self.source:
                self._said.add(f"{key} {digest}")


def _key(statement: RawPatent) -> str:
    return statement.publication_number or f"{statement.office} {statement.application_number}"
