"""Staff pages of samples: their list, drawing one, one with its figures, its removal."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ipplatform import clock
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.moves import Refused
from ipplatform.search import EngineError, QueryError
from ipplatform.submissions.services import submission_once
from patents.industries.forms import DrawForm, KnownForm, PoolForm
from patents.industries.models import Industry, Sample
from patents.industries.presenters import (
    disputed_rows,
    explained,
    figure_facts,
    quality_rows,
    sample_facts,
    sample_row,
    sample_tags,
)
from patents.industries.selectors import (
    disputed_of,
    expression_newest,
    figures_of,
    quality_of,
    sample_proposal,
    samples_of,
)
from patents.industries.services import QUESTION_INVALID, SEARCH_AWAY, sample_delete, sample_draw, sample_known
from patents.industries.staff.parts import (
    STAFF,
    confirm_page,
    industry_or_404,
    tab_page,
    told,
    writable_or_404,
)

PER_PAGE, DISPUTED_SHOWN = 10, 50
FORMS: dict[str, Any] = {"precision": DrawForm, "pool": PoolForm, "known": KnownForm}


@staff_view(*STAFF)
@require_GET
def samples(request: HttpRequest, code: str) -> HttpResponse:
    """Figures of the version in use, and every sample of every version."""
    industry = industry_or_404(request, code)
    expression = expression_newest(industry)
    page = Paginator(samples_of(industry), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "rows": [sample_row(one) for one in figures_of(list(page))], "expression": expression,
        "quality": quality_rows(quality_of(expression) if expression else None),
    }  # fmt: skip
    return tab_page(request, industry, "samples", "industries/staff_samples.html", context)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def sample_new(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Ask for a proposal of the size as often as wanted, then draw once."""
    industry = writable_or_404(request, code)
    initial = {"seed": int(f"{clock.today():%Y%m%d}"), "branch": request.GET.get("branch")}
    form = FORMS[kind](request.POST or None, initial=initial, branches=industry.branches.order_by("level", "position"))
    status, proposal = 200, None
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                if request.POST.get("do") == "propose":
                    proposal, status = _proposal(industry, form), 200
                elif kind != "known" and not form.cleaned_data["size"]:
                    form.add_error("size", _("请填写件数，或先算建议件数。"))
                else:
                    return redirect(submission_once(request, lambda: _drawn(request, industry, kind, form)))
            except Refused as refused:
                form.add_error(None, told(refused))
                status = 409
            except EngineError:
                form.add_error(None, str(SEARCH_AWAY.message))
                status = 503
            except QueryError as error:
                form.add_error(None, str(error))
    titles = {"precision": _("抽样检验查准率"), "pool": _("抽样检验查全率"), "known": _("用已知清单检验查全率")}
    context = {
        "page_title": titles[kind], "industry": industry, "form": form, "kind": kind, "proposal": proposal,
        "back": reverse("industries_staff:samples", args=[code]),
    }  # fmt: skip
    return render(request, "industries/staff_sample_new.html", context, status=status)


@staff_view(*STAFF)
@require_GET
def sample(request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    """One sample: how it was drawn, what it says and how that is counted, who judged, what is disputed."""
    industry = industry_or_404(request, code)
    found = _sample(industry, public_id)
    figures = figures_of([found])[0]
    disputed = disputed_of(found) if figures.opinions else []
    context = {
        "sample": found, "figures": figures, "tags": sample_tags(figures), "facts": sample_facts(found),
        "figure_facts": figure_facts(figures), "explained": explained(figures),
        "disputed": disputed_rows(disputed[:DISPUTED_SHOWN]), "disputed_total": len(disputed),
        "disputed_columns": [_("序号"), _("号码"), *(one.judging.judge for one in figures.opinions)],
    }  # fmt: skip
    return tab_page(request, industry, "samples", "industries/staff_sample.html", context)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def sample_remove(request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    """Ask, then take away a sample that nobody has judged."""
    industry = writable_or_404(request, code)
    found = _sample(industry, public_id)

    def act() -> None:
        sample_delete(sample=found, by=person_of(request))

    back = reverse("industries_staff:samples", args=[code])
    text = _("样本清单会删除，不能恢复。已有判定的样本不能删除。")
    return confirm_page(request, industry, act, back, _("删除样本"), text=text, label=_("删除"), danger=True)


def _sample(industry: Industry, public_id: UUID) -> Sample:
    return get_object_or_404(samples_of(industry), public_id=public_id)


def _proposal(industry: Industry, form: DrawForm) -> dict[str, Any]:
    data = form.cleaned_data
    found = sample_proposal(
        industry, data["branch"], half_width=data["half_width"], expected=data["expected"],
        pool_text=data.get("pool_text", ""), relevant=data.get("relevant"),
    )  # fmt: skip
    if found is None:
        raise Refused(QUESTION_INVALID)
    return found


def _drawn(request: HttpRequest, industry: Industry, kind: str, form: Any) -> str:
    data = form.cleaned_data
    if kind == "known":
        made = sample_known(
            industry=industry, numbers=data["numbers"], note=data["note"], branch=data["branch"], by=person_of(request)
        )
    else:
        made = sample_draw(
            industry=industry, size=data["size"], seed=data["seed"], branch=data["branch"],
            pool_text=data.get("pool_text", ""), note=data["note"], by=person_of(request),
        )  # fmt: skip
    return reverse("industries_staff:sample", args=[industry.code, made.public_id])
