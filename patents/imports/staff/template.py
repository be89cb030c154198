"""The platform's own template: what its columns take, and the empty file."""

from tempfile import TemporaryFile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from patents.imports.permissions import can_import
from patents.imports.template_file import KINDS, template_columns, template_write


@staff_view(OPERATOR, GENERAL_SECTION)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Every column with its headings and what is written in it, and both files."""
    context = {
        "page_title": _("导入模板"), "kinds": list(KINDS), "rows": template_columns(),
        "columns": [_("表头"), _("也读作同一列"), _("填什么")], "can_import": can_import(request.user),
    }  # fmt: skip
    return render(request, "imports/staff_template.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@require_safe
def template_file(request: HttpRequest, kind: str) -> FileResponse:
    """The empty template as XLSX or CSV."""
    if kind not in KINDS:
        raise Http404
    content = TemporaryFile()  # noqa: SIM115  closed by the response
    template_write(content, kind)
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=f"import-template.{kind}", content_type=KINDS[kind][0])
