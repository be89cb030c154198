"""Writes of an industry itself: made, changed, retired, taken up again."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.moves import CHANGED_MEANWHILE, NOT_ALLOWED, Refusal, Refused
from patents.industries.models import Industry
from patents.industries.permissions import can_create, industry_can_write
from patents.industries.selectors import Filters
from patents.industries.services.expressions import industry_expression_set
from patents.industries.services.trail import trail_append

ALREADY_RETIRED = Refusal("already_retired", _("这个产业已经停用。"))
NOT_RETIRED = Refusal("not_retired", _("这个产业正在使用，不需要恢复。"))


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
        trail_append(industry, "update", by)
    return industry


def industry_retire(*, industry: Industry, by: User) -> Industry:
    """Out of use: no daily counts, no new reports; everything is kept. Raises Refused (already_retired)."""
    return _retired_set(industry, retire=True, by=by)


def industry_resume(*, industry: Industry, by: User) -> Industry:
    """Use it again. Raises Refused (not_retired)."""
    return _retired_set(industry, retire=False, by=by)


def _retired_set(industry: Industry, *, retire: bool, by: User) -> Industry:
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        rows = Industry.objects.filter(pk=industry.pk, retired_at__isnull=retire)
        retired_at = clock.now() if retire else None
        if not rows.update(retired_at=retired_at):
            raise Refused(ALREADY_RETIRED if retire else NOT_RETIRED)
        industry.retired_at = retired_at
        trail_append(industry, "retire" if retire else "resume", by)
    return industry
