"""Patents as a pure, order-free function of their source records. `fold(keys)` brings their rows up to date."""

from patents.imports.fold.keys import Key, Keys, key_parse
from patents.imports.fold.merges import decision_key
from patents.imports.fold.precedence import CHANGING, ORDER
from patents.imports.fold.refold import PatentsInUse, fold
from patents.imports.fold.result import FoldResult

__all__ = [
    "CHANGING",
    "ORDER",
    "FoldResult",
    "Key",
    "Keys",
    "PatentsInUse",
    "decision_key",
    "fold",
    "key_parse",
]
