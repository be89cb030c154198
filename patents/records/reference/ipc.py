"""Titles of IPC places in our own short words, Chinese and English.

`ipc.csv` holds every section, class and subclass, `ipc_groups.csv` the main groups that stand most often on patents.
"""

from dataclasses import dataclass
from functools import cache

from patents.records.reference.files import rows

# Length of a code: section `G`, class `G02`, subclass `G02B`; a main group `G02B27/00` is longer.
LEVELS = (1, 3, 4)
SUBCLASS = LEVELS[-1]


@dataclass(frozen=True)
class IpcEntry:
    """One place of the scheme; `former` places are no more in the edition but stand on older documents."""

    code: str
    zh: str
    en: str
    former: bool = False

    def title(self, language: str = "zh") -> str:
        """The title in Chinese, or in English where `language` begins with `en`."""
        return self.en if language.startswith("en") else self.zh


def ipc_chain(symbol: str) -> tuple[IpcEntry, ...]:
    """Section, class, subclass and main group that a symbol in normal form lies in, as far as they are known.

    `G02B27/01` lies in `G`, `G02`, `G02B` and `G02B27/00`; the last is missing for main groups without a title.
    """
    known = _entries()
    codes = [symbol[:length] for length in LEVELS if len(symbol) >= length]
    return tuple(known[code] for code in (*codes, _main_group(symbol)) if code in known)


def ipc_title(symbol: str, language: str = "zh") -> str:
    """Title of the narrowest known place of a symbol; empty where nothing of it is known."""
    chain = ipc_chain(symbol)
    return chain[-1].title(language) if chain else ""


def ipc_known(code: str) -> bool:
    """Whether this very section, class, subclass or main group (`G02B27` or `G02B27/00`) has an entry."""
    return code in _entries() or ("/" not in code and _main_group(code) in _entries())


def ipc_children(code: str = "") -> tuple[IpcEntry, ...]:
    """Entries one level below: sections of "", classes of `G`, subclasses of `G02`, known main groups of `G02B`.

    In order of their codes, main groups by number.
    """
    return _children().get(code, ())


def _main_group(symbol: str) -> str:
    """The main group of a symbol in normal form: `G02B27/01`, `G02B27` -> `G02B27/00`; empty where it names none."""
    head = symbol.partition("/")[0]
    return f"{head}/00" if len(head) > SUBCLASS else ""


@cache
def _entries() -> dict[str, IpcEntry]:
    return {
        row["code"]: IpcEntry(row["code"], row["zh"], row["en"], row["edition"] == "former")
        for name in ("ipc.csv", "ipc_groups.csv")
        for row in rows(name)
    }


@cache
def _children() -> dict[str, tuple[IpcEntry, ...]]:
    below: dict[str, list[IpcEntry]] = {}
    for code in sorted(_entries(), key=_place):
        parent = {1: "", 3: code[:1], 4: code[:3]}.get(len(code), code[:SUBCLASS])
        below.setdefault(parent, []).append(_entries()[code])
    return {parent: tuple(entries) for parent, entries in below.items()}


def _place(code: str) -> tuple[str, int]:
    """Where a code stands in the scheme: main groups follow each other as numbers, not as text."""
    return code[:SUBCLASS], int(code[SUBCLASS:].partition("/")[0] or 0)
