"""What the staff pages of this room share: who may open one, the tabs above it, saving a form or showing it again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once
from patents.industries.models import Industry
from patents.industries.permissions import industries_readable_by, industry_can_write
from patents.industries.presenters import tabs

STAFF = (OPERATOR, GENERAL_SECTION)


def industry_or_404(request: HttpRequest, code: str) -> Industry:
    """An industry that this person may read."""
    return get_object_or_404(industries_readable_by(request.user).select_related("created_by"), code=code)


def writable_or_404(request: HttpRequest, code: str) -> Industry:
    """An industry that this person may change."""
    industry = industry_or_404(request, code)
    if not industry_can_write(request.user, industry):
        raise Http404
    return industry


def revision_of(request: HttpRequest) -> int:
    """The revision that the person saw; 0 (no revision at all) when the form did not say."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def told(refused: Refused) -> str:
    """A refusal in words, with what it names."""
    return " ".join([str(refused.refusal.message), *(str(one) for one in refused.refusal.missing)])


def tab_page(
    request: HttpRequest, industry: Industry, tab: str, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """One tab of an industry's page."""
    shown = {
        "industry": industry, "tabs": tabs(industry, tab), "page_title": f"{industry.name}",
        "can_write": industry_can_write(request.user, industry),
    }  # fmt: skip
    return render(request, template, shown | context, status=status)


def form_page(
    request: HttpRequest, industry: Industry, form: Form, act: Callable[[], Any], back: str, title: str, *,
    creates: bool = False, **context: Any,
) -> HttpResponse:  # fmt: skip
    """Save and go back, or show the form with everything that was typed. `creates`: once, however often pressed."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                _once(request, act, back) if creates else act()
            except Refused as refused:
                form.add_error(None, told(refused))
                status = 409
            except ValidationError as invalid:
                form.add_error(None, invalid.messages)
            else:
                messages.success(request, _("已保存"))
                return redirect(back)
    context |= {"page_title": title, "industry": industry, "form": form, "back": back, "creates": creates}
    return render(request, "industries/staff_form.html", context, status=status)


def _once(request: HttpRequest, act: Callable[[], Any], back: str) -> None:
    def acted() -> str:
        act()
        return back

    submission_once(request, acted)


def confirm_page(
    request: HttpRequest, industry: Industry, act: Callable[[], Any], back: str, title: str, **context: Any
) -> HttpResponse:  # fmt: skip
    """Ask before a loss (GET), then do it and go back; a refusal is shown on the same page. `text`, `label`, `danger`
    and `rows` (what is concerned) go to the page as they are.
    """
    status = 200
    if request.method == "POST":
        try:
            act()
        except Refused as refused:
            context["refused"], status = told(refused), 409
        else:
            messages.success(request, _("已办理：%(title)s") % {"title": title})
            return redirect(back)
    context |= {"page_title": title, "industry": industry, "back": back}
    return render(request, "industries/staff_confirm.html", context, status=status)
