"""One source record: the row as the file has it beside what was read from it, and the way to what it feeds."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.addresses import address
from patents.imports.models import ImportRun
from patents.imports.record_page import derived_values, record_cells, record_facts, row_flags
from patents.imports.selectors import patents_fed_by, record_neighbours, records_at, source_records
from patents.imports.staff.subject import run_url


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Every cell of the row, the field that it became, its flags; the patents that it feeds; the rows beside it."""
    found = get_object_or_404(source_records(request.user), pk=pk)
    before, after = record_neighbours(found)
    title = _("来源记录 %(number)s") % {"number": found.publication_number or found.application_number}
    context = {
        "record": found, "page_title": title, "kicker": found.run.file_name if found.run else _("专利导入"),
        "kicker_url": run_url(found.run) if found.run else reverse("imports_staff:list"),
        "facts": record_facts(found), "cells": record_cells(found), "derived": derived_values(found),
        "row_flags": row_flags(found), "before": before, "after": after,
        "patents": [
            {"number": one.number, "title": one.title, "url": address("patent", one.number)}
            for one in patents_fed_by(request.user, found)
        ],
    }  # fmt: skip
    return render(request, "imports/staff_record.html", context)


def linked_rows(run: ImportRun, lines: Sequence[tuple[int, str, str, str]]) -> list[list[Any]]:
    """Lines of a table whose first cell, the row's number, leads to the row's record where there is one."""
    records = records_at(run, (line[0] for line in lines))
    return [
        [
            {"text": row, "url": reverse("imports_staff:record", args=[records[row]])} if row in records else row,
            *others,
        ]
        for row, *others in lines
    ]
