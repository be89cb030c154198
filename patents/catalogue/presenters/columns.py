"""Which columns the table of hits has: one that is empty in every row is left out."""

from collections.abc import Sequence

from patents.catalogue.selectors.hits import Hit


def columns(hits: Sequence[Hit], *, by_publication: bool) -> frozenset[str]:
    """Of owner, day, ipc, cited and family those that some row fills."""
    filled = {
        "owner": any(hit.owner for hit in hits),
        "day": any(hit.published if by_publication else hit.filed for hit in hits),
        "ipc": any(hit.ipc for hit in hits),
        "cited": any(hit.patent.cited_by_count is not None for hit in hits),
        "family": any(hit.patent.family_size is not None for hit in hits),
    }
    return frozenset(name for name, some in filled.items() if some)
