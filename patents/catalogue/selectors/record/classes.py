"""IPC symbols under the titles of their section, class and subclass, beside that of their main group; WIPO's fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from patents.catalogue.selectors.record.facts import Piece, search_url
from patents.catalogue.selectors.words import language
from patents.records.classification import symbol_normal
from patents.records.models import Patent
from patents.records.reference import IpcEntry, ipc_chain, wipo_fields


@dataclass(frozen=True)
class ClassGroup:
    """Symbols of one subclass; `chain` are (code, title) from the section down, each a link to its patents.

    `lines` are (symbols, title): those of one main group and its title, all without a title on one line.
    """

    chain: tuple[tuple[Piece, str], ...]
    lines: tuple[tuple[tuple[Piece, ...], str], ...]


def class_groups(patent: Patent) -> Iterator[ClassGroup]:
    """One group a subclass, in the order in which the record names them."""
    symbols: dict[str, list[str]] = {}
    for raw in dict.fromkeys(patent.ipc_all):
        symbol = symbol_normal(str(raw)) or str(raw)
        symbols.setdefault(symbol[:4], []).append(symbol)
    for beginning, found in symbols.items():
        chain = ipc_chain(beginning)
        lines: dict[IpcEntry | None, list[Piece]] = {}
        for symbol in dict.fromkeys(found):
            deeper = ipc_chain(symbol)[len(chain) :]
            lines.setdefault(deeper[-1] if deeper else None, []).append(_link(symbol))
        yield ClassGroup(
            tuple((_link(entry.code), entry.title(language())) for entry in chain),
            tuple((tuple(links), entry.title(language()) if entry else "") for entry, links in lines.items()),
        )


def field_names(patent: Patent) -> Iterator[str]:
    """WIPO's fields of the symbols; none where all are newer than the concordance."""
    for field in wipo_fields(symbol_normal(str(raw)) or "" for raw in patent.ipc_all):
        yield field.name(language())


def _link(symbol: str) -> Piece:
    return Piece(symbol, search_url(q=f"IPC={symbol}"))
