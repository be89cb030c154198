"""Rows of the desk page: where each search leads, what its alert found last."""

from collections.abc import Iterable
from typing import Any

from ipplatform.addresses import address
from ipplatform.alerts.models import SavedSearch
from ipplatform.alerts.selectors import Recent


def search_rows(searches: Iterable[SavedSearch]) -> list[dict[str, Any]]:
    """A row a search with `last_findings`; the address of an index's search page bears the index's name."""
    rows = []
    for saved in searches:
        last = next(iter(getattr(saved, "last_findings", [])), None)
        rows.append(
            {
                "search": saved, "url": f"{address(saved.index)}?{saved.address}", "last": last,
                "last_url": address(f"{saved.index}_found", last.public_id) if last else "",
            }
        )  # fmt: skip
    return rows


def recent_rows(recent: Recent) -> list[dict[str, str]]:
    """Links to the recent searches: text, filters in words, address."""
    return [
        {"text": one["text"], "said": one["said"], "url": f"{address(one['index'])}?{one['address']}"}
        for one in recent.entries
    ]
