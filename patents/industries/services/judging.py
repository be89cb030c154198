"""Writes of verdicts: a judge's whole sheet or nothing; figures of a branch taken over from its samples."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused
from patents.industries.models import Judging, Sample, TechnologyBranch, Verdict
from patents.industries.permissions import industry_can_write
from patents.industries.selectors import Figures, expression_newest, quality_of
from patents.industries.services.trail import trail_append

NOT_TO_BE_JUDGED = Refusal("not_to_be_judged", _("已知清单不需要判定。"))
TWO_JUDGES_ALREADY = Refusal("two_judges_already", _("这份样本已有两位判定人。要重新判定，请先删除其中一位的判定。"))
JUDGE_TWICE = Refusal("judge_twice", _("这位判定人已经判定过。要更正，请先删除他的判定，再上传。"))
VERDICTS_INCOMPLETE = Refusal("verdicts_incomplete", _("判定要覆盖样本的每一件。"))
JUDGED_AHEAD = Refusal("judged_ahead", _("判定日期不能晚于今天。"))
QUALITY_INCOMPLETE = Refusal("quality_incomplete", _("这个分支现在的检索式还没有同时抽过查准率和查全率。"))


def judging_record(
    *, sample: Sample, judge: str, judged_on: date, verdicts: Mapping[str, str], by: User, on: date
) -> Judging:
    """Store one judge's verdicts (number -> yes, no, unsure) over the whole sample.

    Raises Refused: not_allowed, not_to_be_judged, judged_ahead, verdicts_incomplete, two_judges_already, judge_twice.
    """
    if not industry_can_write(by, sample.industry):
        raise Refused(NOT_ALLOWED)
    if not sample.is_judged_by_people:
        raise Refused(NOT_TO_BE_JUDGED)
    if judged_on > on:
        raise Refused(JUDGED_AHEAD)
    items = dict(sample.items.values_list("number", "pk"))
    if set(items) != set(verdicts) or not set(verdicts.values()) <= set(Verdict.VALUES):
        raise Refused(VERDICTS_INCOMPLETE)
    judge = " ".join(judge.split())
    with transaction.atomic():
        Sample.objects.select_for_update().get(pk=sample.pk)
        there = {one.place: one.judge for one in sample.judgings.all()}
        if judge in there.values():
            raise Refused(JUDGE_TWICE)
        free = [place for place in Judging.PLACES if place not in there]
        if not free:
            raise Refused(TWO_JUDGES_ALREADY)
        judging = Judging(sample=sample, place=free[0], judge=judge, judged_on=judged_on, uploaded_by=by)
        judging.full_clean()
        judging.save()
        Verdict.objects.bulk_create(
            Verdict(judging=judging, item_id=items[number], value=value) for number, value in verdicts.items()
        )
        trail_append(sample.industry, "judging_record", by)
    return judging


def judging_delete(*, judging: Judging, by: User) -> None:
    """Take a judge's verdicts away, to be given anew. Raises Refused (not_allowed)."""
    industry = judging.sample.industry
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        trail_append(industry, "judging_delete", by)
        judging.delete()


def branch_quality_take(*, branch: TechnologyBranch, by: User) -> TechnologyBranch:
    """Write the newest precision and recall of the branch's present expression into the branch, in per cent.

    `sample_size` is that of the precision sample. Raises Refused: not_allowed, quality_incomplete.
    """
    industry = branch.industry
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    expression = expression_newest(industry)
    quality = quality_of(expression, branch) if expression else None
    if quality is None or quality.precision is None or quality.recall is None:
        raise Refused(QUALITY_INCOMPLETE)
    branch.precision, branch.recall = share_percent(quality.precision), share_percent(quality.recall)
    branch.sample_size, branch.not_sampled_reason = quality.precision.sample.size, ""
    branch.full_clean()
    with transaction.atomic():
        branch.save(update_fields=["precision", "recall", "sample_size", "not_sampled_reason"])
        trail_append(industry, "branch_quality_take", by)
    return branch


def share_percent(figures: Figures) -> Decimal:
    """A share in per cent with two decimals, half up; from whole numbers, so no float rounds before."""
    share = figures.together
    if share is None or not share.n:
        raise ValueError("no decided case")
    return (Decimal(100 * share.hits) / Decimal(share.n)).quantize(Decimal("0.01"), ROUND_HALF_UP)
