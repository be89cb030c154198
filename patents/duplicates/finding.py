"""Find patents that may be one: each patent says under which keys it stands, and only equal keys meet. Writes nothing.

Two passes a rule over streamed rows: eight bytes a row in the first, in the second only what stands under a key that
repeats. So the work grows with the number of patents, never with its square.
"""

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Case, OuterRef, QuerySet, Subquery, When

from patents.duplicates.models import Reason
from patents.duplicates.spellings import application_spelled, publication_spelled, title_spelled
from patents.records.models import PartyRole, Patent, PatentParty, Publication
from patents.records.names import name_grouped

# More patents than this under one key are a habit of a source (a title like "device"): counted, not listed.
CROWD = 8
CHUNK, BATCH = 5000, 500
Progress = Callable[[int], None]
Pair = tuple[int, int]


class Standing(NamedTuple):
    """One patent under one key; `detail` is the kind of its publication, for numbers."""

    digest: int
    pk: int
    detail: str = ""


@dataclass
class Finding:
    """Pairs of primary keys (lower first) with their reasons, strongest first; keys under which too many stand."""

    pairs: dict[Pair, list[Reason]] = field(default_factory=dict)
    crowded: int = 0

    def add(self, pair: Pair, reason: Reason) -> None:
        """One more reason for a pair."""
        reasons = self.pairs.setdefault(pair, [])
        if reason not in reasons:
            reasons.append(reason)
            reasons.sort(key=list(Reason).index)


def duplicates(progress: Progress | None = None) -> Finding:
    """All pairs among the patents that stand for themselves. `progress(rows read)` is called every 5,000 rows.

    Left out are two of different type (invention, utility model, design), and by title alone two whose application
    numbers are both known and differ: an office gives one application one number.
    """
    finding, told = Finding(), _Counter(progress)
    numbers = _gathered(lambda: told.through(_numbers()))
    applications = _gathered(lambda: told.through(_applications()))
    titles = _gathered(lambda: told.through(_titles()))
    facts = _facts({one.pk for found in (numbers, applications, titles) for bucket in found for one in bucket})
    for found, reason in (
        (numbers, None),
        (applications, Reason.APPLICATION_SPELLED),
        (titles, Reason.TITLE_FILING_APPLICANT),
    ):
        for bucket in found:
            if len({one.pk for one in bucket}) > CROWD:
                finding.crowded += 1
                continue
            for first, second in combinations(sorted(bucket, key=lambda one: one.pk), 2):
                if first.pk != second.pk and _possible(facts[first.pk], facts[second.pk], reason):
                    finding.add((first.pk, second.pk), reason or _number_reason(first, second))
    return finding


def _number_reason(first: Standing, second: Standing) -> Reason:
    return Reason.NUMBER_OTHER_KIND if first.detail and second.detail else Reason.NUMBER_WITHOUT_KIND


def _possible(first: dict[str, Any], second: dict[str, Any], reason: Reason | None) -> bool:
    if first["patent_type"] and second["patent_type"] and first["patent_type"] != second["patent_type"]:
        return False
    if reason != Reason.TITLE_FILING_APPLICANT:
        return True
    numbers = [one["application_number"] for one in (first, second)]
    return not all(numbers) or len({application_spelled(one["office"], one["application_number"])
                                    for one in (first, second)}) == 1  # fmt: skip


def _numbers() -> Iterator[Standing]:
    rows = Publication.objects.order_by("patent_id").values_list("patent_id", "publication_number", "kind")
    for pk, own in groupby(rows.iterator(chunk_size=CHUNK), key=itemgetter(0)):
        # A and B of one application spell alike: a patent stands once under a key, with a kind where it has one.
        spelled: dict[str, str] = {}
        for _pk, number, kind in own:
            key = publication_spelled(number, kind)
            spelled[key] = spelled.get(key) or kind
        for key, kind in spelled.items():
            yield Standing(_digest(f"P|{key}"), pk, kind)


def _applications() -> Iterator[Standing]:
    """Not of China: those are stored in their one canonical spelling."""
    rows = _unmerged().filter(application_number__isnull=False).exclude(office="CN")
    for pk, office, number in rows.values_list("pk", "office", "application_number").iterator(chunk_size=CHUNK):
        yield Standing(_digest(f"A|{office}|{application_spelled(office, number or '')}"), pk)


def _titles() -> Iterator[Standing]:
    first = PatentParty.objects.filter(patent=OuterRef("pk")).order_by(
        Case(When(role=PartyRole.APPLICANT, then=0), default=1), "position"
    )
    rows = (
        _unmerged()
        .filter(filing_date__isnull=False)
        .exclude(title="")
        .annotate(first=Subquery(first.values("as_written")[:1]))
        .values_list("pk", "office", "title", "filing_date", "first")
    )
    for pk, office, title, day, applicant in rows.iterator(chunk_size=CHUNK):
        spelled = title_spelled(title)
        if applicant and spelled and day:
            yield Standing(_digest(f"T|{office}|{day.isoformat()}|{name_grouped(applicant)}|{spelled}"), pk)


def _unmerged() -> "QuerySet[Patent]":
    return Patent.objects.filter(merged_into__isnull=True).order_by("pk")


def _gathered(stream: Callable[[], Iterable[Standing]]) -> list[list[Standing]]:
    """The buckets of more than one."""
    digests = sorted(array("Q", (one.digest for one in stream())))
    repeated = {later for earlier, later in zip(digests, digests[1:], strict=False) if earlier == later}
    buckets: dict[int, list[Standing]] = {}
    for one in stream() if repeated else ():
        if one.digest in repeated:
            buckets.setdefault(one.digest, []).append(one)
    return list(buckets.values())


def _facts(ids: set[int]) -> dict[int, dict[str, Any]]:
    wanted = sorted(ids)
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(wanted), BATCH):
        rows = Patent.objects.filter(pk__in=wanted[start : start + BATCH])
        values = rows.values("pk", "office", "application_number", "patent_type")
        found |= {row["pk"]: dict(row) for row in values}
    return found


def _digest(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())


class _Counter:
    """Counts rows over all streams and tells every 5,000."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress, self.rows = progress, 0

    def through(self, rows: Iterable[Standing]) -> Iterator[Standing]:
        for row in rows:
            self.rows += 1
            if self.progress and self.rows % CHUNK == 0:
                self.progress(self.rows)
            yield row
