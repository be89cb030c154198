"""Private files of a deal, each with its kind; and the one way this room moves a deal."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.files.services import file_store
from ipplatform.moves import move
from patents.deals.models import Deal, DealDocument, DealPatent
from patents.deals.services.asking import may_move
from patents.deals.workflow import DEAL

DEAL_FILES = "deal"  # owner kind of private files


def deal_document_add(
    *, deal: Deal, kind: str, upload: UploadedFile, deal_patent: DealPatent | None, by: User, on: date, revision: int
) -> DealDocument:
    """File a paper of a deal, for one patent or for all."""
    with transaction.atomic():
        deal_move(deal=deal, action="add_document", by=by, on=on, revision=revision)
        return document_store(deal=deal, kind=kind, upload=upload, by=by, deal_patent=deal_patent)


def document_store(
    *, deal: Deal, kind: str, upload: UploadedFile, by: User, deal_patent: DealPatent | None = None
) -> DealDocument:
    """Store the bytes and the paper's row in the caller's transaction. Raises Refused for what files refuse."""
    file = file_store(
        content=upload, name=upload.name or "", owner_kind=DEAL_FILES, owner_id=str(deal.public_id), by=by
    )  # fmt: skip
    paper = DealDocument(deal=deal, deal_patent=deal_patent, kind=kind, file=file, added_by=by)
    paper.full_clean()
    paper.save()
    return paper


def deal_move(
    *,
    deal: Deal,
    action: str,
    by: User,
    on: date,
    revision: int | None,
    changes: Mapping[str, Any] | None = None,
    reason_code: str = "",
    evidence: Iterable[DealDocument | None] = (),
    data: Mapping[str, Any] | None = None,
) -> Deal:
    """Make a move of the deal's table; an operator who belongs to a party is told so by name (separation 6)."""
    may_move(workflow=DEAL, obj=deal, action=action, by=by)
    return move(
        DEAL, deal, action, by=by, on=on, revision=revision, changes=changes, reason_code=reason_code, data=data,
        evidence=[str(paper.file.public_id) for paper in evidence if paper is not None],
    )  # fmt: skip
