"""Reads of industries themselves: the staff list, choices, one by its code."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from ipplatform.accounts.permissions import AnyUser
from patents.industries.models import Industry, IndustryExpression
from patents.industries.permissions import industries_readable_by

ACTIVE, RETIRED, ALL = "active", "retired", "all"


@dataclass(frozen=True)
class IndustryAsked:
    """An industry with the newest version of its question."""

    code: str
    name: str
    text: str
    filters: Mapping[str, Sequence[str]]
    is_active: bool


def industries_listed(user: AnyUser, *, words: str = "", state: str = ALL) -> QuerySet[Industry]:
    """Industries with the newest version of their question (number, hits, text, filters, day) and their branches.

    `words`: all must be in name, code or summary; `state`: active, retired or all. One query.
    """
    newest = IndustryExpression.objects.filter(industry=OuterRef("pk")).order_by("-version")
    rows = industries_readable_by(user).select_related("created_by")
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(code__icontains=word) | Q(summary__icontains=word))
    if state in (ACTIVE, RETIRED):
        rows = rows.filter(retired_at__isnull=state == ACTIVE)
    return rows.annotate(
        newest_version=Subquery(newest.values("version")[:1]),
        newest_hits=Subquery(newest.values("hits")[:1]),
        newest_text=Subquery(newest.values("text")[:1]),
        newest_filters=Subquery(newest.values("filters")[:1]),
        branch_count=Count("branches"),
    ).order_by("name")


def industries_asked(also: Sequence[str] = ()) -> list[IndustryAsked]:
    """Industries in use that have a question, the largest at its saving first; one query.

    Those of the codes `also` come too when they are out of use.
    """
    newest = IndustryExpression.objects.filter(industry=OuterRef("pk")).order_by("-version")
    rows = Industry.objects.filter(Q(retired_at__isnull=True) | Q(code__in=also)).annotate(
        newest_text=Subquery(newest.values("text")[:1]),
        newest_filters=Subquery(newest.values("filters")[:1]),
        newest_hits=Subquery(newest.values("hits")[:1]),
    )
    found = rows.filter(newest_hits__isnull=False).order_by("-newest_hits", "code")
    columns = ("code", "name", "newest_text", "newest_filters", "retired_at")
    return [
        IndustryAsked(code, name, text, filters, retired_at is None)
        for code, name, text, filters, retired_at in found.values_list(*columns)
    ]


def industry_names(codes: Collection[str]) -> dict[str, str]:
    """Code -> name of those there are; one query, none for no code."""
    return dict(Industry.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}


def industries_all() -> QuerySet[Industry]:
    """Industries in use by name, for choices."""
    return Industry.objects.filter(retired_at__isnull=True).order_by("name")


def industry_by_code(code: str) -> Industry | None:
    """The industry of that code, or None."""
    return Industry.objects.filter(code=code).first()
