"""Titles of IPC sections, classes and subclasses in our own short words, Chinese and English (`ipc.csv`)."""

from dataclasses import dataclass
from functools import cache

from patents.records.reference.files import rows

# Length of a code: section `G`, class `G02`, subclass `G02B`.
LEVELS = (1, 3, 4)


@dataclass(frozen=True)
class IpcEntry:
    """One place of the scheme; `former` subclasses are no more in the edition but stand on older documents."""

    code: str
    zh: str
    en: str
    former: bool = False

    def title(self, language: str = "zh") -> str:
        """The title in Chinese, or in English where `language` begins with `en`."""
        return self.en if language.startswith("en") else self.zh


def ipc_chain(symbol: str) -> tuple[IpcEntry, ...]:
    """Section, class and subclass that a symbol in normal form (`G02B27/01`) lies in, as far as they are known."""
    known = _entries()
    return tuple(known[symbol[:length]] for length in LEVELS if len(symbol) >= length and symbol[:length] in known)


def ipc_title(symbol: str, language: str = "zh") -> str:
    """Title of the narrowest known place of a symbol; empty where nothing of it is known."""
    chain = ipc_chain(symbol)
    return chain[-1].title(language) if chain else ""


def ipc_known(code: str) -> bool:
    """Whether this very section, class or subclass has an entry."""
    return code in _entries()


def ipc_children(code: str = "") -> tuple[IpcEntry, ...]:
    """Entries one level below: sections of "", classes of `G`, subclasses of `G02`; in order of their codes."""
    return _children().get(code, ())


@cache
def _entries() -> dict[str, IpcEntry]:
    return {
        row["code"]: IpcEntry(row["code"], row["zh"], row["en"], row["edition"] == "former") for row in rows("ipc.csv")
    }


@cache
def _children() -> dict[str, tuple[IpcEntry, ...]]:
    below: dict[str, list[IpcEntry]] = {}
    for code in sorted(_entries()):
        parent = {1: "", 3: code[:1], 4: code[:3]}[len(code)]
        below.setdefault(parent, []).append(_entries()[code])
    return {parent: tuple(entries) for parent, entries in below.items()}
