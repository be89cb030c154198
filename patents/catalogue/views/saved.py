"""A search kept by name, and the page of exactly the patents that its alert found."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ipplatform.accounts.models import User
from ipplatform.alerts.models import NAME_LENGTH, AlertFinding
from ipplatform.alerts.permissions import findings_readable_by, searches_readable_by
from ipplatform.alerts.selectors import searches_broken
from ipplatform.alerts.services import search_replace, search_save
from ipplatform.moves import Refused
from ipplatform.search import EngineError, QueryError, SearchQuery
from patents.catalogue.address import PAGE_SIZE, Asked
from patents.catalogue.presenters import chips, name_offered, said
from patents.catalogue.search import PATENTS
from patents.catalogue.selectors import Hit, hits_of, query_of
from patents.catalogue.views.hits import asks_something, away, page_head, refusal


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """`/desk/searches/new/?q=…`: keep the search of this address. A visitor comes here again after the log-in.

    Who has searches that cannot be read any more is asked whether this one takes the place of one of them.
    """
    user: User = request.user  # type: ignore[assignment]  # login_required
    asked = Asked(request.POST if request.method == "POST" else request.GET)
    if not asks_something(asked):
        messages.error(request, _("先写检索词或选一个筛选条件，再保存。"))
        return redirect("catalogue:search")
    try:
        query = query_of(asked.text, asked.filters, sort=asked.sort)
    except QueryError as error:
        return render(request, "catalogue/search.html", page_head(asked) | refusal(error, asked), status=400)
    except EngineError:
        return render(request, "catalogue/search.html", page_head(asked) | away(), status=503)
    shown, broken = chips(asked), searches_broken(user, PATENTS)
    over = request.POST.get("over")
    context = {
        "asked": asked, "q": asked.text, "chips": shown, "broken": broken, "over": over, "most": NAME_LENGTH,
        "pairs": asked.question_pairs,
        "name": request.POST.get("name", name_offered(asked, shown)), "alert": bool(request.POST.get("alert")),
    }  # fmt: skip
    if request.method == "GET" or (broken and over is None):
        return render(request, "catalogue/save.html", context)
    try:
        if over:
            place = get_object_or_404(searches_readable_by(user), pk__in=[one.pk for one in broken if over == str(one)])
            search_replace(search=place, query=query, address=asked.question, said=said(shown), by=user)
        else:
            search_save(
                owner=user, query=query, address=asked.question, said=said(shown), name=request.POST.get("name", ""),
                alert=bool(request.POST.get("alert")), by=user,
            )  # fmt: skip
    except Refused as refused:
        return render(request, "catalogue/save.html", context | {"refusal": refused.refusal}, status=409)
    messages.success(request, _("检索已保存。"))
    return redirect(reverse("catalogue:search") + f"?{asked.question}")


@login_required
@never_cache
@require_safe
def found_by_alert(request: HttpRequest, public_id: str) -> HttpResponse:
    """`/desk/searches/found/…/`: what an alert told of, as the records are now; what is gone meanwhile is counted."""
    finding = get_object_or_404(findings_readable_by(request.user), search__index=PATENTS, public_id=public_id)
    page = Paginator(finding.ids, PAGE_SIZE).get_page(request.GET.get("page"))
    ids = list(page.object_list)
    hits = _told(hits_of(ids, _marking(finding)), set(finding.new_ids))
    context = {
        "finding": finding, "saved": finding.search, "page": page, "hits": hits,
        "gone": len(ids) - len(hits), "cut": finding.total - len(finding.ids),
        "search_url": f"{reverse('catalogue:search')}?{finding.search.address}",
    }  # fmt: skip
    return render(request, "catalogue/found_by_alert.html", context)


def _marking(finding: AlertFinding) -> SearchQuery:
    """The question whose words are marked; none where it cannot be read any more."""
    try:
        return query_of(finding.search.text, {})
    except (QueryError, EngineError):
        return query_of("", {})


def _told(hits: tuple[Hit, ...], new: set[int]) -> list[Hit]:
    """Each with the word why it is here."""
    words = {True: {"label": _("新"), "tone": "good"}, False: {"label": _("有变化"), "tone": "river"}}
    return [replace(hit, tags=(words[hit.patent.pk in new], *hit.tags)) for hit in hits]
