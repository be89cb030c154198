"""Serves private files after the owner's permission check; 404 for everybody else."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from ipplatform.files.models import PrivateFile
from ipplatform.files.owners import file_can_read
from ipplatform.files.selectors import file_by_public_id
from ipplatform.files.services import path_of


@login_required
@require_safe
def file_download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The bytes of a file, after its owner's permission check."""
    file = file_by_public_id(public_id)
    if file is None or not file_can_read(request.user, file):
        raise Http404
    return file_response(file)


def file_response(file: PrivateFile) -> FileResponse:
    """The bytes as an attachment, never rendered by the browser as a page, never cached. The caller has checked."""
    response = FileResponse(
        path_of(file.sha256).open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
