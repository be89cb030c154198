"""What the columns of an unknown file mean; kept mappings: list, rename, delete."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.moves import Refused
from patents.imports.forms import FORMAT_LABELS, MappingForm, RenameForm
from patents.imports.models import ColumnMapping
from patents.imports.permissions import can_import, column_mappings_readable_by
from patents.imports.presenters import can_map, mapping_columns, preview_table
from patents.imports.selectors import column_mappings
from patents.imports.services import (
    column_mapping_delete,
    column_mapping_rename,
    column_mapping_save,
    columns_propose,
    mapping_preview,
)
from patents.imports.staff.subject import readable, run_url

HEADER_CHOICES = range(1, 11)


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Assign the columns of a run's file, look at ten rows, save under a name."""
    found = readable(request, public_id)
    if not can_map(found):
        return redirect(run_url(found))
    asked = request.POST.get("header") or request.GET.get("header") or "0"
    header = int(asked) if asked in {str(n) for n in HEADER_CHOICES} else 0
    proposed = columns_propose(run=found, header_row=header)
    preview = request.POST.get("do") != "save"
    form = MappingForm(proposed, request.POST or None, preview=preview, initial=_named(found.mapping))
    recipe, status = proposed.recipe, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            recipe, status = form.recipe(), 200
            if not preview:
                chosen = form.cleaned_data
                try:
                    column_mapping_save(
                        run=found, name=chosen["name"], source=chosen["source"], recipe=recipe, by=person_of(request)
                    )
                    return redirect(run_url(found))
                except Refused as refused:
                    form.add_error(None, str(refused.refusal.message))
                    status = 409
    context: dict[str, Any] = {
        "run": found, "run_url": run_url(found), "page_title": _("指定各列的含义"), "form": form,
        "known_as": FORMAT_LABELS.get(found.format, "") if found.format and not found.recipe else "",
        "header": proposed.header_row, "header_choices": HEADER_CHOICES, "preview": None, "preview_refused": "",
    }  # fmt: skip
    try:
        context["preview"] = preview_table(mapping_preview(run=found, recipe=recipe))
    except Refused as refused:
        context["preview_refused"] = refused.refusal.message
    return render(request, "imports/staff_mapping.html", context, status=status)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def mappings(request: HttpRequest) -> HttpResponse:
    """All kept mappings with how often each was used."""
    context = {"mappings": column_mappings(request.user), "page_title": _("列对应")}
    return render(request, "imports/staff_mappings.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mapping_one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One kept mapping: what its columns mean; another name."""
    found = _kept(request, public_id)
    form = RenameForm(request.POST or None, initial={"name": found.name})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                column_mapping_rename(mapping=found, name=form.cleaned_data["name"], by=person_of(request))
                return redirect(reverse("imports_staff:mappings"))
            except Refused as refused:
                if not can_import(request.user):
                    raise
                form.add_error("name", str(refused.refusal.message))
                status = 409
    context = {
        "mapping": found, "form": form, "page_title": found.name, "rows": mapping_columns(found),
        "can_import": can_import(request.user), "columns": [_("文件里的列"), _("含义")],
    }  # fmt: skip
    return render(request, "imports/staff_mapping_one.html", context, status=status)


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mapping_delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once more, then forget a mapping."""
    found = _kept(request, public_id)
    if request.method == "POST":
        column_mapping_delete(mapping=found, by=person_of(request))
        return redirect(reverse("imports_staff:mappings"))
    context = {"mapping": found, "page_title": _("删除列对应"), "back": reverse("imports_staff:mappings")}
    return render(request, "imports/staff_mapping_delete.html", context)


def _kept(request: HttpRequest, public_id: UUID) -> ColumnMapping:
    return get_object_or_404(column_mappings_readable_by(request.user), public_id=public_id)


def _named(kept: ColumnMapping | None) -> dict[str, str]:
    return {"name": kept.name, "source": kept.source} if kept else {}
