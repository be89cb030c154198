"""Staff pages of the counts over time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ipplatform import clock
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.moves import Refused
from ipplatform.search import EngineError
from patents.industries.models import TechnologyBranch
from patents.industries.presenters import changed, count_chart, count_rows
from patents.industries.selectors import branches_of, counts_series, counts_standing
from patents.industries.services import SEARCH_AWAY, industry_counts_store
from patents.industries.staff.parts import STAFF, industry_or_404, tab_page, writable_or_404

TABLE_ROWS = 60


@staff_view(*STAFF)
@require_GET
def counts(request: HttpRequest, code: str) -> HttpResponse:
    """The line of the whole set or of one branch, its table, and where every branch stands."""
    industry = industry_or_404(request, code)
    asked = request.GET.get("branch", "")
    branch: TechnologyBranch | None = (
        get_object_or_404(industry.branches, pk=int(asked)) if asked.isdecimal() and len(asked) < 19 else None
    )
    today = clock.today()
    rows = counts_series(industry, branch, on=today)
    standing = counts_standing(industry, on=today)
    name = branch.name if branch else _("整个产业")
    places = [(None, _("整个产业"), 0), *((row.pk, row.name, row.level) for row in branches_of(industry))]
    context = {
        "name": name, "branch": branch, "chart": count_chart(rows, name), "table": count_rows(rows, TABLE_ROWS),
        "columns": [_("日期"), _("件数"), _("比上次"), _("检索式版本")], "total_rows": len(rows),
        "sets": [
            {"pk": pk, "name": label, "level": level, "standing": standing.get(pk), "change": changed(standing.get(pk))}
            for pk, label, level in places
        ],
    }  # fmt: skip
    return tab_page(request, industry, "counts", "industries/staff_counts.html", context)


@staff_view(*STAFF)
@require_POST
def count_now(request: HttpRequest, code: str) -> HttpResponse:
    """Count today anew, over what the day holds already."""
    industry = writable_or_404(request, code)
    try:
        stored = industry_counts_store(industry=industry, by=person_of(request), on=clock.today())
    except EngineError:
        messages.error(request, str(SEARCH_AWAY.message))
    except Refused as refused:
        messages.error(request, str(refused.refusal.message))
    else:
        messages.success(request, _("已计数 %(count)d 项") % {"count": stored})
    return redirect("industries_staff:counts", code=code)
