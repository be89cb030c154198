"""Documents: uploaded, or generated as PDF from the record. Negotiation notes are out of reach of this module."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import date
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import is_system
from ipplatform.documents import pdf_from_html
from ipplatform.files.services import file_store
from ipplatform.moves import NOT_ALLOWED, Refused
from mediation.cases.models import MediationCase, Party, State
from mediation.cases.permissions import standing_of
from mediation.cases.services import case_trail
from mediation.dossier.document_types import BY_CODE, DocumentType
from mediation.dossier.models import CaseDocument, Session
from mediation.dossier.papers import Footer, paper_date, paper_facts, paper_html
from mediation.dossier.permissions import document_can_write
from mediation.dossier.refusals import DOCUMENT_NOT_DUE, DOCUMENT_TYPE_REFUSED, FILE_CLOSED, NOT_OF_THIS_CASE
from mediation.dossier.selectors import Needed, documents_needed, documents_newest

# Papers of the office: parties do not read them. Of a refusal only the claimants hear.
STAFF_ONLY = (24, 25, 26)
FILE_INDEX = 26


def document_upload(
    *,
    case: MediationCase,
    type_code: int,
    content: UploadedFile | IO[bytes] | bytes,
    name: str,
    by: User,
    on: date,
    title: str = "",
    visible_to: Iterable[Party] = (),
    party: Party | None = None,
    session: Session | None = None,
    replaces: CaseDocument | None = None,
    signed: bool = False,
) -> CaseDocument:
    """File an uploaded document. Identity papers are read by their own party and the office, whatever the list says.

    Raises Refused for a type that this person may not file, a foreign party or session, an archived case, a bad file.
    """
    standing = standing_of(by, case)
    if not document_can_write(by, case, standing, type_code):
        raise Refused(DOCUMENT_TYPE_REFUSED)
    if case.state in (State.ARCHIVED, State.WITHDRAWN):
        raise Refused(FILE_CLOSED)
    kind = BY_CODE[type_code]
    readers = list(visible_to)
    own = [row for row in case.parties.filter(pk__in=standing.parties)]
    if party is None and len(own) == 1:
        party = own[0]
    named = {row.case_id for row in readers}
    named |= {row.case_id for row in (party, session, replaces) if row is not None}
    if named - {case.pk}:
        raise Refused(NOT_OF_THIS_CASE)
    if standing.party and party is not None and party.pk not in standing.parties and not standing.coordinator:
        raise Refused(NOT_ALLOWED)
    if kind.private:
        readers = [party] if party else []
    elif party is not None:
        readers = [*{row.pk: row for row in (*readers, party)}.values()]
    with transaction.atomic():
        document = _document_make(
            case=case, kind=kind, content=content, name=name, title=title or str(kind.label), by=by, on=on,
            origin=CaseDocument.Origin.UPLOAD, party=party, session=session, replaces=replaces, signed=signed,
        )  # fmt: skip
        document.visible_to.set(readers)
    return document


def document_generate(
    *,
    case: MediationCase,
    type_code: int,
    by: User,
    on: date,
    party: Party | None = None,
    session: Session | None = None,
) -> CaseDocument:
    """The PDF of a document from the record as it stands; unchanged record, unchanged document (no new version).

    Raises Refused(document_not_due) while the record does not carry it. The PDF is rendered before the row is locked.
    """
    standing = standing_of(by, case)
    if not (standing.coordinator or standing.mediator or is_system(by)):
        raise Refused(NOT_ALLOWED)
    if case.state == State.ARCHIVED:
        raise Refused(FILE_CLOSED)
    wanted = (type_code, party.pk if party else None, session.pk if session else None)
    needed = next((item for item in documents_needed(case) if item.key == wanted and item.kind.template), None)
    if needed is None:
        raise Refused(DOCUMENT_NOT_DUE)
    return _generate(case, needed, documents_newest(case).get(needed.key), on)[0]


def documents_generate_due(*, case: MediationCase, by: User, on: date) -> list[CaseDocument]:
    """Generate every document that the record carries and that is missing or stale; returns the new ones.

    Called after a move, outside its transaction: it may be repeated at will. A signed scan is never overwritten. The
    index of the file comes last, and only once the case is closed.
    """
    standing = standing_of(by, case)
    if not (standing.coordinator or standing.mediator or is_system(by)):
        raise Refused(NOT_ALLOWED)
    if case.state == State.ARCHIVED:
        return []
    newest = documents_newest(case)
    made = []
    for item in documents_needed(case):
        if not item.kind.template or paper_date(case, item) is None:
            continue
        document, fresh = _generate(case, item, newest.get(item.key), on)
        if fresh:
            made.append(document)
    return made


def _generate(case: MediationCase, item: Needed, newest: CaseDocument | None, on: date) -> tuple[CaseDocument, bool]:
    if newest is not None and newest.origin == CaseDocument.Origin.UPLOAD:
        return newest, False
    facts = paper_facts(case, item)
    dated = paper_date(case, item) or on
    content_hash = hashlib.sha256(paper_html(item, facts, dated, None).encode()).hexdigest()
    if newest is not None and newest.content_hash == content_hash:
        return newest, False
    number = newest.number if newest else _number(case, item.kind)
    footer = Footer(number=number, version=newest.version + 1 if newest else 1, content_hash=content_hash)
    pdf = pdf_from_html(paper_html(item, facts, dated, footer))
    with transaction.atomic():
        document = _document_make(
            case=case, kind=item.kind, content=pdf.content, name=f"{number}-v{footer.version}.pdf",
            title=facts.title, by=User.objects.system(), on=dated, origin=CaseDocument.Origin.GENERATED,
            party=item.party, session=item.session, replaces=newest, pages=pdf.pages, content_hash=content_hash,
            number=number, signed=item.kind.signed,
        )  # fmt: skip
        if item.kind.code not in STAFF_ONLY:
            readers = case.parties.all()
            if case.accepted_on is None:
                readers = readers.filter(role=Party.Role.CLAIMANT)
            document.visible_to.set(readers)
    return document, True


def _document_make(
    *,
    case: MediationCase,
    kind: DocumentType,
    content: UploadedFile | IO[bytes] | bytes,
    name: str,
    title: str,
    by: User,
    on: date,
    origin: str,
    party: Party | None,
    session: Session | None,
    replaces: CaseDocument | None,
    signed: bool,
    pages: int | None = None,
    content_hash: str = "",
    number: str = "",
) -> CaseDocument:
    MediationCase.objects.select_for_update().get(pk=case.pk)
    public_id = uuid.uuid4()
    file = file_store(content=content, name=name, owner_kind="case_document", owner_id=str(public_id), by=by)
    document = CaseDocument(
        public_id=public_id, case=case, type_code=kind.code, title=title[:120], origin=origin, file=file, party=party,
        session=session, pages=pages, content_hash=content_hash, dated_on=on, created_by=by,
        number=number or (replaces.number if replaces else _number(case, kind)),
        series=replaces.series if replaces else uuid.uuid4(), version=replaces.version + 1 if replaces else 1,
        signed=CaseDocument.Signed.SIGNED if signed else CaseDocument.Signed.NONE,
    )  # fmt: skip
    document.full_clean()
    document.save(force_insert=True)
    case_trail(case=case, action="document_filed", object_kind="document", object_id=public_id, by=by)
    return document


def _number(case: MediationCase, kind: DocumentType) -> str:
    """`TJ-2026-0001-05-1`: case, type, which of the type; empty while the case has no number."""
    if case.number is None:
        return ""
    count = CaseDocument.objects.filter(case=case).filter(type_code=kind.code).values("series").distinct().count()
    return f"{case.number}-{kind.code:02d}-{count + 1}"
