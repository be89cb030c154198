"""Every write of an industry: itself, its expression versions, its technology branches."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from ipplatform.moves import CHANGED_MEANWHILE, NOT_ALLOWED, Refusal, Refused
from ipplatform.search import EngineError, QueryError
from ipplatform.search.services import search
from patents.industries.models import Industry, IndustryExpression, TechnologyBranch
from patents.industries.permissions import can_create, industry_can_write
from patents.industries.selectors import Filters, query_of, version_next

EXPRESSION_EMPTY = Refusal("expression_empty", _("请填写检索式，或至少选一个筛选条件。"))
EXPRESSION_INVALID = Refusal("expression_invalid", _("检索式有误，请按提示改正后再保存。"))
EXPRESSION_FINDS_NOTHING = Refusal("expression_finds_nothing", _("这个检索式没有命中任何专利，请放宽后再保存。"))
EXPRESSION_SAME = Refusal("expression_same", _("检索式没有变化，不需要新版本。"))


def industry_create(
    *,
    name: str,
    code: str,
    text: str,
    filters: Filters,
    cutoff_date: date,
    by: User,
    summary: str = "",
    upstream: str = "",
    midstream: str = "",
    downstream: str = "",
) -> Industry:
    """An industry with version 1 of its expression. Raises Refused, or ValidationError for a name or code in use."""
    if not can_create(by):
        raise Refused(NOT_ALLOWED)
    industry = Industry(
        name=name.strip(), code=code, summary=summary.strip(), upstream=upstream.strip(),
        midstream=midstream.strip(), downstream=downstream.strip(), cutoff_date=cutoff_date, created_by=by,
    )  # fmt: skip
    industry.full_clean()
    with transaction.atomic():
        industry.save()
        industry_expression_set(industry=industry, text=text, filters=filters, by=by)
    return industry


def industry_update(
    *,
    industry: Industry,
    name: str,
    cutoff_date: date,
    summary: str,
    upstream: str,
    midstream: str,
    downstream: str,
    by: User,
    revision: int,
) -> Industry:
    """Change what is said of an industry; the code stays. Raises Refused (not_allowed, changed_meanwhile)."""
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    changed = {
        "name": name.strip(), "cutoff_date": cutoff_date, "summary": summary.strip(), "upstream": upstream.strip(),
        "midstream": midstream.strip(), "downstream": downstream.strip(),
    }  # fmt: skip
    for field, value in changed.items():
        setattr(industry, field, value)
    industry.full_clean()
    with transaction.atomic():
        rows = Industry.objects.filter(pk=industry.pk, revision=revision)
        if not rows.update(revision=revision + 1, **changed):
            raise Refused(CHANGED_MEANWHILE)
        industry.revision = revision + 1
        _audit(industry, "update", by)
    return industry


def industry_expression_set(
    *, industry: Industry, text: str, filters: Filters, by: User, note: str = ""
) -> IndustryExpression:
    """Save a new version of the question with the hits it has now; earlier versions stay as they are.

    Raises Refused: not_allowed, expression_empty, expression_invalid (its message says where),
    expression_finds_nothing, expression_same.
    """
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    text = text.strip()
    kept = {name: sorted(values) for name, values in sorted(filters.items()) if values}
    if not text and not kept:
        raise Refused(EXPRESSION_EMPTY)
    try:
        hits = search(query_of(text, kept, size=1), facets=False).total
    except (QueryError, EngineError) as error:
        raise Refused(Refusal(EXPRESSION_INVALID.code, EXPRESSION_INVALID.message, (str(error),))) from None
    if hits == 0:
        raise Refused(EXPRESSION_FINDS_NOTHING)
    with transaction.atomic():
        Industry.objects.select_for_update().get(pk=industry.pk)
        newest = industry.expressions.order_by("-version").first()
        if newest is not None and newest.text == text and newest.filters == kept:
            raise Refused(EXPRESSION_SAME)
        expression = IndustryExpression(
            industry=industry, version=version_next(industry), text=text, filters=kept, hits=hits,
            note=note.strip(), created_by=by,
        )  # fmt: skip
        expression.full_clean()
        expression.save()
        _audit(industry, "expression_set", by)
    return expression


def branch_save(
    *,
    industry: Industry,
    name: str,
    by: User,
    branch: TechnologyBranch | None = None,
    parent: TechnologyBranch | None = None,
    text: str = "",
    precision: Decimal | None = None,
    recall: Decimal | None = None,
    sample_size: int | None = None,
    not_sampled_reason: str = "",
) -> TechnologyBranch:
    """Add a branch under `parent`, or change `branch` (which stays in its place). Raises ValidationError, Refused."""
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    if branch is None:
        siblings = industry.branches.filter(parent=parent).count()
        branch = TechnologyBranch(
            industry=industry, parent=parent, level=parent.level + 1 if parent else 1, position=siblings
        )
    branch.name, branch.text = name.strip(), text.strip()
    branch.precision, branch.recall, branch.sample_size = precision, recall, sample_size
    branch.not_sampled_reason = not_sampled_reason.strip()
    branch.full_clean()
    with transaction.atomic():
        branch.save()
        _audit(industry, "branch_save", by)
    return branch


def branch_delete(*, branch: TechnologyBranch, by: User) -> None:
    """Remove a branch with all below it; reports keep the breakdown they were frozen with."""
    if not industry_can_write(by, branch.industry):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        _audit(branch.industry, "branch_delete", by)
        branch.delete()


def _audit(industry: Industry, action: str, by: User) -> None:
    audit_append(
        stream_kind="report", stream_subject=str(industry.public_id), actor=str(by.public_id), action=action,
        object_kind="industry", object_id=str(industry.public_id), after={"revision": industry.revision},
    )  # fmt: skip
