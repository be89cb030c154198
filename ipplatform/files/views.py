"""Serves private files after the owner's permission check; 404 for everybody else."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from ipplatform.audit.services import access_record
from ipplatform.files.models import PrivateFile
from ipplatform.files.owners import file_can_read, file_stream
from ipplatform.files.selectors import file_by_public_id
from ipplatform.files.services import path_of


@login_required
@require_safe
def file_download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The bytes of a file, after its owner's permission check; readings and refusals are on record where asked."""
    file = file_by_public_id(public_id)
    if file is None:
        raise Http404
    readable = file_can_read(request.user, file)
    if stream := file_stream(file):
        access_record(
            stream_kind=stream[0], stream_subject=stream[1], actor=str(request.user.public_id),  # type: ignore[union-attr]  # login_required
            action="read" if readable else "read_refused", object_kind="file", object_id=str(file.public_id),
        )  # fmt: skip
    if not readable:
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
