"""Samples with what they say: each judge's share, what both decide, agreement, recall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from patents.industries.models import Industry, IndustryExpression, Judging, Sample, TechnologyBranch, Verdict
from patents.industries.quality import (
    UNSURE,
    Agreement,
    Share,
    decided,
    kappa,
    recall_of,
    share_of,
)
from patents.records.selectors import owner_names, patents_by_numbers, patents_for_rows

ABSENT_TEXT = "（记录已不在库中）"


@dataclass(frozen=True)
class Opinion:
    """One judge: who, when, and the share that his verdicts alone give."""

    judging: Judging
    share: Share


@dataclass(frozen=True)
class Figures:
    """What a sample says. `together`: by common verdicts; None while nobody has judged."""

    sample: Sample
    opinions: tuple[Opinion, ...]
    together: Share | None
    agreement: Agreement | None

    @property
    def is_precision(self) -> bool:
        """Else it is recall."""
        return self.sample.kind == Sample.Kind.PRECISION

    @property
    def is_done(self) -> bool:
        """There is a figure."""
        return self.together is not None and self.together.value is not None


@dataclass(frozen=True)
class Disputed:
    """An item without a common yes or no: its number and what each judge said."""

    position: int
    number: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """The newest precision and recall of one version of a question; sizes of their samples."""

    precision: Figures | None
    recall: Figures | None


def samples_of(industry: Industry) -> QuerySet[Sample]:
    """Samples, newest first, with version, branch, who drew them, and their judgings."""
    return (
        industry.samples.select_related("expression", "branch", "created_by")
        .prefetch_related("judgings__uploaded_by")
        .order_by("-pk")
    )


def figures_of(samples: Sequence[Sample]) -> list[Figures]:
    """What each sample says; two queries for any number of samples (besides their prefetched judgings)."""
    keys = [sample.pk for sample in samples]
    given: dict[tuple[int, int], str] = {
        (judging, item): value
        for judging, item, value in Verdict.objects.filter(judging__sample__in=keys).values_list(
            "judging_id", "item_id", "value"
        )
    }
    items: dict[int, list[tuple[int, bool]]] = {}
    rows = Sample.objects.filter(pk__in=keys, items__isnull=False).values_list("pk", "items__pk", "items__is_found")
    for sample, item, is_found in rows.order_by("items__position"):
        items.setdefault(sample, []).append((item, is_found))
    return [_figures(sample, items.get(sample.pk, []), given) for sample in samples]


def disputed_of(sample: Sample) -> list[Disputed]:
    """Items on which the judges have no common yes or no, in order; two queries."""
    judgings = [judging.pk for judging in sample.judgings.order_by("place")]
    said: dict[int, dict[int, str]] = {}
    for judging, item, value in Verdict.objects.filter(judging__sample=sample).values_list(
        "judging_id", "item_id", "value"
    ):
        said.setdefault(item, {})[judging] = value
    found = []
    for item, position, number in sample.items.order_by("position").values_list("pk", "position", "number"):
        values = tuple(said[item][judging] for judging in judgings) if item in said else ()
        if values and decided(values) == UNSURE:
            found.append(Disputed(position, number, values))
    return found


def sample_sheet(sample: Sample) -> list[list[str | int]]:
    """Rows for the judges: position, number, title, abstract, applicants, IPC; constant queries."""
    rows = list(sample.items.order_by("position").values_list("position", "number"))
    by_number = patents_by_numbers([number for _position, number in rows])
    patents = {one.pk: one for one in patents_for_rows([one.pk for one in by_number.values()])}
    sheet: list[list[str | int]] = []
    for position, number in rows:
        named = by_number.get(number)
        patent = patents.get(named.pk) if named is not None else None
        if patent is None:
            sheet.append([position, number, ABSENT_TEXT, "", "", ""])
            continue
        abstract = next((one.abstract for one in patent.publications.all() if one.abstract), "")
        sheet.append(
            [position, number, patent.title, abstract, "；".join(owner_names(patent)), "；".join(patent.ipc_all)]
        )
    return sheet


def quality_of(expression: IndustryExpression, branch: TechnologyBranch | None = None) -> Quality:
    """The newest figures of this version: of the whole set, or of a branch with the expression that it has now."""
    rows = Sample.objects.filter(expression=expression).prefetch_related("judgings").order_by("-pk")
    rows = rows.filter(branch=branch, branch_text=branch.text) if branch else rows.filter(branch_name="")
    done = [one for one in figures_of(list(rows)) if one.is_done]
    return Quality(
        next((one for one in done if one.is_precision), None), next((one for one in done if not one.is_precision), None)
    )


def judged_last(figures: Figures) -> date | None:
    """The day of the last verdict; None without a judge."""
    return max((opinion.judging.judged_on for opinion in figures.opinions), default=None)


def _figures(sample: Sample, items: list[tuple[int, bool]], given: dict[tuple[int, int], str]) -> Figures:
    if not sample.is_judged_by_people:
        found = sum(is_found for _item, is_found in items)
        return Figures(sample, (), Share(found, len(items)), None)
    judgings = sorted(sample.judgings.all(), key=lambda judging: judging.place)
    said = {judging.pk: [given[judging.pk, item] for item, _found in items] for judging in judgings}
    flags = [is_found for _item, is_found in items]

    def share(verdicts: Sequence[str]) -> Share:
        if sample.kind == Sample.Kind.PRECISION:
            return share_of(verdicts)
        return recall_of(zip(verdicts, flags, strict=True))

    opinions = tuple(Opinion(judging, share(said[judging.pk])) for judging in judgings)
    if not judgings:
        return Figures(sample, (), None, None)
    pairs = list(zip(*said.values(), strict=True))
    agreement = kappa((first, second) for first, second in pairs) if len(judgings) == len(Judging.PLACES) else None
    return Figures(sample, opinions, share([decided(pair) for pair in pairs]), agreement)
