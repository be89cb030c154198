"""Normal form of IPC and CPC symbols. Pure; a symbol that cannot be read gives None and is never dropped silently."""

import re
import unicodedata

_SYMBOL = re.compile(r"^([A-HY]\d{2}[A-Z])(?:(\d{1,4})(?:/(\d{1,8})?)?)?$")
_EDITION = re.compile(r"\((?:19|20)\d{2}(?:\.\d{2})?\)")


def symbol_normal(raw: str) -> str | None:
    """`G02B 27/01 (2006.01)` -> `G02B27/01`, `A21D 6/` -> `A21D6`, `G02B` stays; None where it is no symbol."""
    match = _SYMBOL.match(raw)
    if match is None:
        text = unicodedata.normalize("NFKC", _EDITION.sub("", raw))
        match = _SYMBOL.match("".join(text.split()).upper())
    if match is None:
        return None
    subclass, group, subgroup = match.groups()
    return f"{subclass}{group or ''}" + (f"/{subgroup}" if subgroup else "")


def subclass_of(symbol: str) -> str:
    """`G02B27/01` -> `G02B`."""
    return symbol[:4]
