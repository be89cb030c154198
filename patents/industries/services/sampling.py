"""Writes of samples: drawn with a recorded seed, or a list of known numbers; taken away while nobody has judged."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused
from ipplatform.search import EngineError, QueryError, SearchQuery
from patents.industries.models import Industry, IndustryExpression, Sample, SampleItem, TechnologyBranch
from patents.industries.permissions import industry_can_write
from patents.industries.quality import drawn
from patents.industries.selectors import (
    branch_questions,
    branches_of,
    expression_newest,
    numbers_known,
    numbers_of,
    query_ids,
    query_of,
)
from patents.industries.services.expressions import SEARCH_AWAY
from patents.industries.services.trail import trail_append

MOST_DRAWN, MOST_KNOWN = 2000, 2000
EXPRESSION_MISSING = Refusal("expression_missing", _("产业还没有检索式，请先保存检索式。"))
QUESTION_INVALID = Refusal("question_invalid", _("检索式有误，请先改正再抽样。"))
POOL_INVALID = Refusal("pool_invalid", _("更宽的检索式有误，请按提示改正。"))
POOL_NOT_BROADER = Refusal("pool_not_broader", _("更宽的检索式没有找到检索式之外的专利，查全率无从估计，请再放宽。"))
NOTHING_TO_DRAW = Refusal("nothing_to_draw", _("检索式没有命中，无从抽样。"))
SIZE_OUT_OF_RANGE = Refusal("size_out_of_range", _("抽样件数要在 1 和总体件数之间，最多 2,000 件。"))
NUMBERS_MISSING = Refusal("numbers_missing", _("清单里没有一个号码在库中，请检查号码，或先导入这些专利。"))
TOO_MANY_NUMBERS = Refusal("too_many_numbers", _("清单最多 2,000 个号码。"))
SAMPLE_JUDGED = Refusal("sample_judged", _("这份样本已经有判定，不能删除；请先删除判定。"))


def sample_draw(
    *,
    industry: Industry,
    size: int,
    seed: int,
    by: User,
    branch: TechnologyBranch | None = None,
    pool_text: str = "",
    note: str = "",
) -> Sample:
    """Draw `size` patents of the newest version's set (or of a branch inside it), to be judged for precision.

    With `pool_text` the draw is for recall: from everything that the set or this broader expression finds; whether
    the set finds an item is recorded and not shown to the judges. Raises Refused: not_allowed, expression_missing,
    question_invalid, pool_invalid, pool_not_broader, nothing_to_draw, size_out_of_range,
    search_away.
    """
    expression, found = _set_of(industry, branch, by)
    pool = set(found)
    if pool_text.strip():
        try:
            pool |= set(query_ids(query_of(pool_text.strip(), {}, size=1)))
        except EngineError:
            raise Refused(SEARCH_AWAY) from None
        except QueryError as error:
            raise Refused(POOL_INVALID.with_missing([str(error)])) from None
        if len(pool) == len(found):
            raise Refused(POOL_NOT_BROADER)
    if not pool:
        raise Refused(NOTHING_TO_DRAW)
    if not 1 <= size <= min(len(pool), MOST_DRAWN):
        raise Refused(SIZE_OUT_OF_RANGE)
    numbers = numbers_of(sorted(pool))
    kept = set(found)
    chosen = drawn(numbers, size, seed)
    kind = Sample.Kind.POOL if pool_text.strip() else Sample.Kind.PRECISION
    return _sample_store(
        Sample(
            industry=industry, expression=expression, kind=kind, pool_text=pool_text.strip(), note=note.strip(),
            seed=seed, population=len(numbers), size=len(chosen), created_by=by,
        ),
        [(number, numbers[number] in kept) for number in chosen], branch, by,
    )  # fmt: skip


def sample_known(
    *, industry: Industry, numbers: Sequence[str], note: str, by: User, branch: TechnologyBranch | None = None
) -> Sample:
    """Hold the newest version (or a branch inside it) against numbers known to be relevant: which of them it finds.

    Numbers in any writing; several of one patent count once; those that the database lacks are kept apart as `absent`.
    Raises Refused: not_allowed, expression_missing, question_invalid, too_many_numbers, numbers_missing,
    search_away.
    """
    expression, found = _set_of(industry, branch, by)
    if len(numbers) > MOST_KNOWN:
        raise Refused(TOO_MANY_NUMBERS)
    known, absent = numbers_known(numbers)
    if not known:
        raise Refused(NUMBERS_MISSING)
    kept = set(found)
    return _sample_store(
        Sample(
            industry=industry, expression=expression, kind=Sample.Kind.KNOWN, note=note.strip(), absent=absent,
            population=len(known), size=len(known), created_by=by,
        ),
        [(number, patent_id in kept) for number, patent_id in known.items()], branch, by,
    )  # fmt: skip


def sample_delete(*, sample: Sample, by: User) -> None:
    """Take away a sample that nobody has judged. Raises Refused: not_allowed, sample_judged."""
    if not industry_can_write(by, sample.industry):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        Sample.objects.select_for_update().get(pk=sample.pk)
        if sample.judgings.exists():
            raise Refused(SAMPLE_JUDGED)
        trail_append(sample.industry, "sample_delete", by)
        sample.delete()


def _set_of(
    industry: Industry, branch: TechnologyBranch | None, by: User
) -> tuple[IndustryExpression, list[int]]:  # fmt: skip
    """The newest version and the ids that it, or the branch inside it, finds now."""
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    expression = expression_newest(industry)
    if expression is None:
        raise Refused(EXPRESSION_MISSING)
    try:
        query: SearchQuery | None = query_of(expression.text, expression.filters, size=1)
        if branch is not None:
            asked = branch_questions(expression, branches_of(industry))
            query = next((one.query for one in asked if one.branch.pk == branch.pk), None)
        if query is None:
            raise Refused(QUESTION_INVALID)
        return expression, query_ids(query)
    except EngineError:
        raise Refused(SEARCH_AWAY) from None
    except QueryError as error:
        raise Refused(QUESTION_INVALID.with_missing([str(error)])) from None


def _sample_store(
    sample: Sample, items: Sequence[tuple[str, bool]], branch: TechnologyBranch | None, by: User
) -> Sample:
    if branch is not None:
        sample.branch, sample.branch_name, sample.branch_text = branch, branch.name, branch.text
    sample.full_clean()
    with transaction.atomic():
        sample.save()
        SampleItem.objects.bulk_create(
            SampleItem(sample=sample, position=place, number=number, is_found=is_found)
            for place, (number, is_found) in enumerate(items, start=1)
        )
        trail_append(sample.industry, "sample_draw", by)
    return sample
