"""Propose which names are one body. Writes nothing; a proposal always points at the name that is met more often."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef

from ipplatform.enterprises.models import Enterprise
from patents.names.likeness import alike_pairs
from patents.names.models import NameGroup, Reason
from patents.records.models import Name, PatentParty, Publication
from patents.records.names import name_grouped, name_normalised

CHUNK = 5000
_UNIVERSITY = "大学"
_SCHOOLS = ("学院", "系", "研究院", "研究所", "研究生院")
Progress = Callable[[int], None]


@dataclass
class Body:
    """One name that stands for itself, with the names grouped under it: what they are written like and how often."""

    pk: int
    normalised: str
    grouped: bool = False
    writings: dict[str, int] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        """Patents that carry it, each role and writing once."""
        return sum(self.writings.values())

    @property
    def written(self) -> str:
        """The commonest writing, the first by code point among equals."""
        return min(self.writings, key=lambda text: (-self.writings[text], text))

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Sort key: groups first, then what is met more often; a proposal points from a later to an earlier one."""
        return (not self.grouped, -self.count, self.normalised)


@dataclass(frozen=True)
class Proposal:
    """`name` may be `target`; `score` in percent."""

    name: Body
    target: Body
    reason: Reason
    score: int


def aliases(rejected: set[tuple[str, str]], progress: Progress | None = None) -> list[Proposal]:
    """At most one proposal a name: its strongest reason, then its highest score, then the target met most often.

    Looks at names on published patents only. `rejected`: pairs of normal forms, lower first, that stay two bodies.
    """
    bodies = _bodies(progress)
    best: dict[int, Proposal] = {}
    for found in _all(bodies):
        pair = sorted((found.name.normalised, found.target.normalised))
        if (pair[0], pair[1]) in rejected:
            continue
        standing = best.get(found.name.pk)
        if standing is None or _order(found) < _order(standing):
            best[found.name.pk] = found
    return sorted(best.values(), key=lambda found: (*_order(found), found.name.rank))


def _order(found: Proposal) -> tuple[int, int, tuple[bool, int, str]]:
    return (list(Reason).index(found.reason), -found.score, found.target.rank)


def _all(bodies: dict[int, Body]) -> Iterable[Proposal]:
    yield from _stars(bodies.values(), lambda body: body.codes, Reason.SAME_CODE)
    yield from _stars(bodies.values(), lambda body: body.forms, Reason.SAME_FORM)
    by_form = {form: body for body in sorted(bodies.values(), key=lambda body: body.rank, reverse=True)
               for form in body.forms}  # fmt: skip
    for form, body in by_form.items():
        university, _mark, school = form.partition(_UNIVERSITY)
        whole = by_form.get(university + _UNIVERSITY)
        if university and school.endswith(_SCHOOLS) and whole is not None and whole.pk != body.pk:
            yield Proposal(body, whole, Reason.UNIVERSITY_SCHOOL, 100)
    forms = {pk: name_grouped(body.written) for pk, body in bodies.items()}
    for first, second, percent in alike_pairs(forms):
        if forms[first] != forms[second]:
            target, name = sorted((bodies[first], bodies[second]), key=lambda body: body.rank)
            yield Proposal(name, target, Reason.SIMILAR, percent)


def _stars(bodies: Iterable[Body], keys: Callable[[Body], set[str]], reason: Reason) -> Iterable[Proposal]:
    """Of all bodies under one key, each later one points at the first."""
    under: dict[str, list[Body]] = {}
    for body in bodies:
        for key in keys(body):
            under.setdefault(key, []).append(body)
    for members in under.values():
        target, *others = sorted(members, key=lambda body: body.rank)
        for other in others:
            yield Proposal(other, target, reason, 100)


def _bodies(progress: Progress | None) -> dict[int, Body]:
    roots = dict(Name.objects.filter(alias_of__isnull=False).values_list("pk", "alias_of_id"))
    normal = dict(Name.objects.values_list("pk", "normalised").iterator(chunk_size=CHUNK))
    grouped = set(NameGroup.objects.filter(representative__isnull=False).values_list("representative_id", flat=True))
    codes = _codes_of_enterprises()
    linked = dict(Name.objects.filter(enterprise__isnull=False).values_list("pk", "enterprise__uscc"))
    published = Exists(Publication.objects.filter(patent=OuterRef("patent")))
    rows = (
        PatentParty.objects.filter(published)
        .order_by()
        .values_list("name_id", "as_written", "uscc")
        .annotate(n=Count("patent_id", distinct=True))
    )
    bodies: dict[int, Body] = {}
    for seen, (name_id, written, code, n) in enumerate(rows.iterator(chunk_size=CHUNK), start=1):
        pk = roots.get(name_id) or name_id
        body = bodies.setdefault(pk, Body(pk, normal[pk], pk in grouped))
        text = written.strip()
        body.writings[text] = body.writings.get(text, 0) + n
        body.forms.add(name_grouped(text))
        body.codes |= {one for one in (code, linked.get(name_id), codes.get(name_normalised(text))) if one}
        if progress and seen % CHUNK == 0:
            progress(seen)
    return bodies


def _codes_of_enterprises() -> Mapping[str, str]:
    """Normal form of a present or former name of an enterprise of the platform -> its code."""
    rows = Enterprise.objects.exclude(uscc=None).order_by("pk").values_list("uscc", "name", "name_history")
    return {name_normalised(name): code for code, now, before in rows for name in (*before, now) if code}
