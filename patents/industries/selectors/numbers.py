"""Patents of a set by number, and numbers as people write them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from patents.records.models import Patent, Publication
from patents.records.numbers import NumberInvalid, cn_application_number, publication_key
from patents.records.permissions import patents_public

_BATCH = 5000
_KINDS = ("A", "B", "C", "U", "Y", "S", "A1", "A2", "B1", "B2")


def numbers_of(ids: Sequence[int]) -> dict[str, int]:
    """Number -> id of these patents; a query every 5,000."""
    found: dict[str, int] = {}
    for start in range(0, len(ids), _BATCH):
        found.update(Patent.objects.filter(pk__in=ids[start : start + _BATCH]).values_list("number", "pk"))
    return found


def numbers_known(texts: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """(number -> id of the public patents that these numbers name, in their order; texts that name none or several).

    Publication numbers in any writing, also without their kind letter; application and ZL numbers. Four queries.
    """
    written = {text: text.strip() for text in dict.fromkeys(texts) if text.strip()}
    keys = {text: publication_key(plain) for text, plain in written.items()}
    named = _by_publication(keys.values())
    bare = {text: [f"{key}{kind}" for kind in _KINDS] for text, key in keys.items() if key not in named}
    guessed = _by_publication(one for candidates in bare.values() for one in candidates)
    applications = {text: number for text in bare if (number := _application(written[text]))}
    filed = _by_application(applications.values())
    targets: dict[str, int] = {}
    for text, key in keys.items():
        candidates = {named[key]} if key in named else {guessed[one] for one in bare[text] if one in guessed}
        if not candidates and text in applications:
            candidates = filed.get(applications[text], set())
        if len(candidates) == 1:
            targets[text] = candidates.pop()
    public = dict(patents_public().filter(pk__in=set(targets.values())).values_list("pk", "number"))
    known = {public[patent]: patent for patent in targets.values() if patent in public}
    return known, [text for text in written if targets.get(text) not in public]


def _by_publication(keys: Iterable[str]) -> dict[str, int]:
    rows = Publication.objects.filter(publication_number__in=set(keys))
    return {
        number: merged or patent
        for number, patent, merged in rows.values_list("publication_number", "patent_id", "patent__merged_into_id")
    }


def _by_application(numbers: Iterable[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    rows = Patent.objects.filter(application_number__in=set(numbers))
    for number, patent, merged in rows.values_list("application_number", "pk", "merged_into_id"):
        found.setdefault(str(number), set()).add(merged or patent)
    return found


def _application(text: str) -> str:
    """A Chinese application number with its check character; empty for anything else."""
    with suppress(NumberInvalid):
        return cn_application_number(text.upper().replace(" ", "").removeprefix("ZL")).value
    return ""
