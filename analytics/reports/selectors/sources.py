"""Where an industry's data come from, in words, and the unstored dataset of a command."""

from collections.abc import Sequence

from patents.imports.models import Source


def sources_spoken(codes: Sequence[str]) -> str:
    """Codes of the filter `source` as a source line; empty codes mean everything the platform holds."""
    labels = dict(Source.choices)
    return "、".join(str(labels.get(code, code)) for code in codes) or "平台收录的全部来源"
