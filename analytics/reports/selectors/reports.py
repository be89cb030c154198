"""Reports in lists and one by one."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from analytics.reports.models import Figure, Report, ReportEvent, State
from analytics.reports.permissions import WRITERS, reports_public, reports_readable_by
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser
from patents.industries.models import Industry, IndustryExpression
from patents.industries.selectors import expression_newest


def reports_published() -> QuerySet[Report]:
    """Published reports, newest first, with industry and number of figures; one query a page."""
    rows = reports_public().select_related("industry", "dataset").annotate(figure_count=Count("figures"))
    return rows.order_by("-published_on", "-pk")


def reports_newest(limit: int) -> list[Report]:
    """The newest published reports, for the home page and the site's search."""
    return list(reports_published()[:limit])


def successor_of(slug: str) -> Report | None:
    """The published version that took the place of a superseded one, for its old address."""
    old = Report.objects.filter(slug=slug, state=State.SUPERSEDED).first()
    if old is None:
        return None
    return reports_public().filter(industry=old.industry, kind=old.kind).first()


def figure_of(report: Report, number: int) -> Figure | None:
    """A figure of a report by its number, with its image."""
    return report.figures.select_related("report", "image").filter(number=number).first()


def figure_published(public_id: UUID | str) -> Figure | None:
    """A figure by its public id while its report is published: for pages that show it elsewhere."""
    rows = Figure.objects.select_related("report", "image").filter(public_id=public_id)
    return rows.filter(report__in=reports_public()).first()


def reports_for_staff(user: AnyUser, state: str = "") -> QuerySet[Report]:
    """What a staff member works on or may read, newest first."""
    rows = reports_readable_by(user).select_related("industry", "dataset").order_by("-updated_at", "-pk")
    return rows.filter(state=state) if state else rows


def report_for_staff(user: AnyUser, public_id: UUID) -> Report | None:
    """One report that this person may read, with what its page shows."""
    rows = reports_readable_by(user).select_related("industry", "dataset__expression", "pdf", "previous")
    return rows.prefetch_related("authors", "reviewers").filter(public_id=public_id).first()


def report_for_build(public_id: UUID | str) -> Report | None:
    """A report for the worker that builds it."""
    return Report.objects.select_related("industry", "dataset__expression", "pdf").filter(public_id=public_id).first()


def report_history(report: Report) -> list[tuple[ReportEvent, str]]:
    """Moves, newest first, with the name of who made them; two queries."""
    events = list(report.events.order_by("-pk"))
    names = dict(User.objects.filter(public_id__in={event.actor for event in events}).values_list("public_id", "name"))
    return [(event, names.get(event.actor, "")) for event in events]


def predecessor_published(report: Report) -> Report | None:
    """The version that this one's publication takes the place of."""
    rows = Report.objects.filter(industry=report.industry_id, kind=report.kind, state=State.PUBLISHED)
    return rows.exclude(pk=report.pk).first()


def book_latest(industry: Industry, kind: str) -> Report | None:
    """The newest version of an industry's report that has content (a draft or later)."""
    rows = Report.objects.filter(industry=industry, kind=kind).exclude(state=State.PLANNED)
    return rows.select_related("industry", "dataset__expression", "pdf").order_by("-version").first()


def reports_started() -> list[Report]:
    """All reports by industry, kind and version, for `report_build --list`."""
    return list(Report.objects.select_related("industry").order_by("industry__code", "kind", "version"))


def expression_of(report: Report) -> IndustryExpression | None:
    """The expression that freezing would use now."""
    return expression_newest(report.industry)


def people_choices() -> QuerySet[User]:
    """Who may be named author or reviewer: active operators and members of the general section."""
    return User.objects.filter(is_active=True, groups__name__in=WRITERS).distinct().order_by("name", "pk")


def people_hold_roles(people: Iterable[User]) -> bool:
    """Whether all of them may be named."""
    wanted = {person.pk for person in people}
    return people_choices().filter(pk__in=wanted).count() == len(wanted)


def people_disjoint(authors: Iterable[User], reviewers: Iterable[User]) -> bool:
    """Nobody stands in both lists."""
    return {person.pk for person in authors}.isdisjoint(person.pk for person in reviewers)


def reports_waiting(user: User, *, general: bool, editor: bool) -> list[Report]:
    """Reports whose next step is this person's; one query."""
    mine = Q(state=State.DRAFTING, authors=user) | Q(state=State.INTERNAL_REVIEW, reviewers=user)
    if general:
        mine |= Q(state=State.EXPERT_REVIEW) | Q(state=State.PLANNED)
    if editor:
        mine |= Q(state=State.APPROVED)
    return list(Report.objects.filter(mine).distinct().order_by("updated_at"))


def version_newest(industry: Industry, kind: str) -> Report | None:
    """The newest version of an industry's report in whatever state."""
    return Report.objects.filter(industry=industry, kind=kind).order_by("-version").first()


def slug_free(base: str, on: date) -> str:
    """`base-2026`, or with -2, -3 … behind where it is taken."""
    wanted = f"{base}-{on.year}"
    taken = set(Report.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 1000))) if name not in taken)
