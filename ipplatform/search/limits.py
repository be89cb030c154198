"""How large a question may be, so that no expression asks without end."""

from dataclasses import dataclass

MAX_LENGTH = 4000
MAX_TERMS = 200
MAX_WIDTH = 100
MAX_PHRASE = 100
MAX_DISTANCE = 50
MIN_PREFIX = 2
MAX_TOKENS = 4000
"""Tokens of all ranges together."""
MAX_EXPANDED = 600
"""Terms after names were replaced by what they stand for; typed ones stay within MAX_TERMS."""
MAX_EXPANSIONS = 4
"""Names within names."""
MAX_TREE = 24
"""Levels of the tree after names were replaced."""


@dataclass
class Spent:
    """What an expression and all it stands for have used up."""

    typed: int = 0
    terms: int = 0
    tokens: int = 0
