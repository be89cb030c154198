"""Normal form of a name, for grouping. The legal form stays: 某某有限公司 and 某某股份有限公司 are two firms."""

import unicodedata

NORMALISER_VERSION = 1
_MAX_LENGTH = 300


def name_normalised(as_written: str) -> str:
    """NFKC, case folded, without blanks and punctuation, at most 300 characters. Punctuation alone stays as it is."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", as_written).casefold())
    kept = "".join(character for character in text if unicodedata.category(character)[0] not in "PZC")
    return unicodedata.normalize("NFKC", kept or text.strip())[:_MAX_LENGTH]
