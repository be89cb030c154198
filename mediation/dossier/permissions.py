"""Who reads what is written in a case: predicate and queryset from one expression (domain.md section 2)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser, has_role, is_signed_in
from ipplatform.accounts.roles import CASE_COORDINATOR, MEDIATOR
from ipplatform.files.models import PrivateFile
from mediation.cases.models import Appointment, CaseAccess, MediationCase, Party
from mediation.cases.permissions import Standing, accesses_open_to, cases_readable_by
from mediation.dossier.document_types import BY_CODE
from mediation.dossier.models import CaseDocument, CaseMessage, NegotiationNote, Session, UndisputedFacts

CLOSING_REPORT = 24


def _as_mediator(user: AnyUser, case_path: str) -> Q:
    rows = accesses_open_to(user).filter(capacity=CaseAccess.Capacity.MEDIATOR, case=OuterRef(case_path))
    return Q(Exists(rows))


def _as_party(user: AnyUser, party_path: str) -> Q:
    return Q(Exists(accesses_open_to(user).filter(party=OuterRef(party_path))))


def notes_readable_by(user: AnyUser) -> QuerySet[NegotiationNote]:
    """Notes of the mediator's own cases, and private notes shared with one's own party. No role opens one."""
    shared = Q(shared_with__isnull=False) & _as_party(user, "shared_with")
    return NegotiationNote.objects.filter(_as_mediator(user, "session__case") | shared)


def note_can_read(user: AnyUser, note: NegotiationNote) -> bool:
    """The same rule for one note."""
    return notes_readable_by(user).filter(pk=note.pk).exists()


def messages_readable_by(user: AnyUser) -> QuerySet[CaseMessage]:
    """Joint messages of readable cases; a caucus is read by its party and the mediator only."""
    joint = Q(with_party__isnull=True, case__in=cases_readable_by(user))
    caucus = Q(with_party__isnull=False) & (_as_mediator(user, "case") | _as_party(user, "with_party"))
    return CaseMessage.objects.filter(joint | caucus)


def facts_readable_by(user: AnyUser) -> QuerySet[UndisputedFacts]:
    """Parties, mediator and coordinators read them: a permission of its own, apart from notes (separation 4)."""
    return UndisputedFacts.objects.filter(case__in=cases_readable_by(user))


def sessions_readable_by(user: AnyUser) -> QuerySet[Session]:
    """Sessions of readable cases."""
    return Session.objects.filter(case__in=cases_readable_by(user))


def documents_readable_by(user: AnyUser) -> QuerySet[CaseDocument]:
    """Documents by their visibility list; a mediator keeps the closing report of the own case for good."""
    if not isinstance(user, User) or not is_signed_in(user):
        return CaseDocument.objects.none()
    own_parties = accesses_open_to(user).filter(party__isnull=False).values("party")
    listed = Party.objects.filter(documents_visible=OuterRef("pk"), pk__in=own_parties)
    mine = Q(created_by=user) & Q(Exists(accesses_open_to(user).filter(case=OuterRef("case"))))
    rule = Q(Exists(listed)) | mine | (Q(to_mediator=True) & _as_mediator(user, "case"))
    if has_role(user, CASE_COORDINATOR):
        rule |= Q(to_coordinator=True, case__in=cases_readable_by(user))
    if has_role(user, MEDIATOR):
        ended = Appointment.objects.filter(case=OuterRef("case"), mediator__user=user, end_reason="closed")
        rule |= Q(type_code=CLOSING_REPORT) & Q(Exists(ended))
    return CaseDocument.objects.filter(rule)


def document_can_read(user: AnyUser, document: CaseDocument) -> bool:
    """The same rule for one document."""
    return documents_readable_by(user).filter(pk=document.pk).exists()


def case_file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """Whether a private file of a case may be read: through its document alone."""
    return documents_readable_by(user).filter(file=file).exists()


def document_can_write(user: User, case: MediationCase, standing: Standing, code: int) -> bool:
    """Who may file a document of a type: the mediator any, coordinators and parties theirs (domain.md section 2)."""
    kind = BY_CODE.get(code)
    if kind is None or not kind.upload:
        return False
    if standing.coordinator and kind.by_coordinator:
        return True
    return standing.mediator or (standing.party and kind.by_party)
