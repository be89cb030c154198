"""Under which name a party counts: as written, in the automatic grouping form, or as people approved.

A `Names` collects writings while rows stream by and gives each key the name to show at the end, so that a ranking never
holds two lines of one name: keys and shown names are one to one.
"""

from collections import Counter
from typing import Final

from patents.names.models import NameGroup, NameReading
from patents.records.models import Name
from patents.records.names import GROUPING_VERSION, name_grouped

Key = str | int
# What output says of the reading it used.
READING_NOTES: Final[dict[NameReading, str]] = {
    NameReading.RAW: "名称按来源原文，不作归并",
    NameReading.NORMALISED: (
        f"名称按自动归一（大小写、全半角、标点、地址、公司形式，规则第 {GROUPING_VERSION} 版），未经人工核对"
    ),
    NameReading.APPROVED: "名称按人工批准的归并表",
}


class Names:
    """Keys and names of one reading. Two queries when it is made (approved reading), one at the end."""

    def __init__(self, reading: NameReading) -> None:
        self.reading = reading
        self._writings: dict[Key, Counter[str]] = {}
        self._roots = _roots() if reading == NameReading.APPROVED else {}
        self._labels = _labels() if reading == NameReading.APPROVED else {}

    def key(self, name_id: int, as_written: str) -> Key:
        """Under which key a party counts; its writing is remembered for `shown`."""
        written = as_written.strip()
        key: Key = written
        if self.reading == NameReading.NORMALISED:
            key = name_grouped(written)
        elif self.reading == NameReading.APPROVED:
            key = self._roots.get(name_id, name_id)
        self._writings.setdefault(key, Counter())[written] += 1
        return key

    def shown(self) -> dict[Key, str]:
        """Key -> name to show: the group's label, else the commonest writing here, first by code point among equals.

        Two bodies written alike after merging by hand would be one line of a ranking: the second keeps its normal form.
        """
        shown: dict[Key, str] = {}
        taken: set[str] = set()
        clashing: list[Key] = []
        for key, written in self._writings.items():
            label = self._labels.get(key) if isinstance(key, int) else None
            best = label or min(written, key=lambda text: (-written[text], text))
            if best in taken:
                clashing.append(key)
            else:
                taken.add(best)
                shown[key] = best
        normal = Name.objects.in_bulk([key for key in clashing if isinstance(key, int)])
        return shown | {key: normal[key].normalised if isinstance(key, int) else key for key in clashing}


def _roots() -> dict[int, int]:
    """Alias -> the name that it stands for in the end; a circle ends where it closes."""
    aliases = dict(Name.objects.filter(alias_of__isnull=False).values_list("pk", "alias_of_id"))
    roots: dict[int, int] = {}
    for start in aliases:
        seen, name = {start}, start
        while (following := aliases.get(name)) is not None and following not in seen:
            seen.add(following)
            name = following
        roots[start] = name
    return roots


def _labels() -> dict[int, str]:
    standing = NameGroup.objects.filter(representative__isnull=False)
    return {pk: label for pk, label in standing.values_list("representative_id", "label") if pk}
