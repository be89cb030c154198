"""Normal form of IPC and CPC symbols. Pure; a symbol that cannot be read gives None and is never dropped silently."""

import re
import unicodedata
from functools import lru_cache

# A main group's number is written with leading zeros by some (`A21D013/00`), and with nothing but zeros where only the
# subclass is meant (`A23P 000/00000`); the scheme has neither.
_SYMBOL = re.compile(r"^([A-HY]\d{2}[A-Z])(?:0{1,4}(?:/0{0,8})?|0{0,3}([1-9]\d{0,3})(?:/(\d{1,8})?)?)?$")
# `(2006.01)`, or as CNIPA prints it `[2006.01]` and `(2019.01)I` (I: what the invention is, N: what else is said).
_ABOVE = re.compile(r"^[A-HY]\d{0,2}$")
_DASHED = re.compile(r"^([A-HY]\d{2}[A-Z])[-\u2010-\u2015\u2212](?=\d)")
_FILLED = re.compile(r"^([A-HY]\d{2}[A-Z])(\d{4})(\d{6})$")
_EDITION = re.compile(r"[(\[](?:19|20)\d{2}(?:\.\d{2})?[)\]](?:\s*[IN]\s*$)?", re.IGNORECASE)


def symbol_normal(raw: str) -> str | None:
    """`G02B 27/01 (2006.01)`, `G02B27/01[2006.01]I` -> `G02B27/01`, `A21D 6/` -> `A21D6`, `A21D013/00` -> `A21D13/00`.

    `G02B` stays. None where it is no symbol.
    """
    match = _SYMBOL.match(raw)
    if match is None:
        text = _EDITION.sub("", unicodedata.normalize("NFKC", raw))
        match = _SYMBOL.match("".join(text.split()).upper())
    if match is None:
        return None
    subclass, group, subgroup = match.groups()
    return f"{subclass}{group or ''}" + (f"/{subgroup}" if subgroup else "")


def symbol_asked(typed: str) -> str | None:
    """The symbol, or beginning of one, that a searcher means: as `symbol_normal`, and H, H0, H01 as they are.

    `H01M-010/0562`, and as WIPO standard ST.8 has it `H01M0010056200` -> `H01M10/0562`. None where it can be none.
    """
    text = "".join(_EDITION.sub("", unicodedata.normalize("NFKC", typed)).split()).upper()
    if _ABOVE.match(text):
        return text
    text = _DASHED.sub(r"\1", text)
    filled = _FILLED.match(text)
    if filled is not None:
        subgroup = filled[3].rstrip("0").ljust(2, "0")
        text = f"{filled[1]}{filled[2]}/{subgroup}"
    return symbol_normal(text)


def ipc_asked(typed: str) -> str | None:
    """The same for the IPC, which has no section Y."""
    found = symbol_asked(typed)
    return None if found is None or found.startswith("Y") else found


def subclass_of(symbol: str) -> str:
    """`G02B27/01` -> `G02B`."""
    return symbol[:4]


@lru_cache(maxsize=50_000)
def symbol_levels(symbol: str) -> tuple[str, ...]:
    """Section, class, subclass and main group of a normal symbol: `H01M10/0562` -> H, H01, H01M, H01M10."""
    head = symbol.partition("/")[0]
    return tuple(head[:length] for length in (1, 3, 4) if length <= len(head)) + ((head,) if len(head) > 4 else ())


def symbol_parent(value: str) -> str:
    """The level above one of `symbol_levels`: H01M10 -> H01M -> H01 -> H -> empty."""
    return value[:4] if len(value) > 4 else value[:3] if len(value) == 4 else value[:1] if len(value) == 3 else ""
