"""Which documents a case needs by now, which it has, and which are missing (domain.md section 8)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from ipplatform.accounts.models import User
from ipplatform.files.models import PrivateFile
from mediation.cases.models import MediationCase, Party
from mediation.dossier.document_types import ALWAYS, BY_CODE, CONDITION, TYPES, DocumentType
from mediation.dossier.models import CaseDocument, ConfirmationState, ReturnVisit, Session
from mediation.dossier.permissions import documents_readable_by
from mediation.dossier.selectors.reading import agreement_current, confirmation_of, facts_current


@dataclass(frozen=True)
class Needed:
    """One document that can exist by now: of the case, a party or a session. `must`: missing, it stops archiving."""

    kind: DocumentType
    must: bool
    party: Party | None = None
    session: Session | None = None

    @property
    def key(self) -> tuple[int, int | None, int | None]:
        return self.kind.code, self.party.pk if self.party else None, self.session.pk if self.session else None

    @property
    def label(self) -> str:
        """Words for a list of what is missing."""
        about = f"（{self.party.name}）" if self.party else f"（第 {self.session.sequence} 次）" if self.session else ""
        return f"{self.kind.code} {self.kind.label}{about}"


@dataclass(frozen=True)
class _Facts:
    """What the conditions ask; loaded once."""

    case: MediationCase
    parties: list[Party]
    sessions: list[Session]
    started: bool
    agents: bool
    appointments: bool
    disclosures: bool
    suspensions: bool
    extensions: bool
    facts_confirmed: bool
    agreed: bool
    confirmation: str
    visits: bool


_ASKED = frozenset(
    state
    for state in ConfirmationState.values
    if state
    not in (
        ConfirmationState.OFFERED,
        ConfirmationState.EXCLUDED,
        ConfirmationState.NOT_WANTED,
        ConfirmationState.WINDOW_MISSED,
    )
)
# Condition of document_types -> whether the document can and should exist by now.
_CONDITIONS: dict[str, Callable[[_Facts], bool]] = {
    "submitted": lambda f: f.case.number is not None,
    "rights_notice": lambda f: f.case.accepted_on is not None,
    "claimant": lambda f: f.case.number is not None,
    "agent": lambda f: f.agents,
    "decided": lambda f: f.case.accepted_on is not None or bool(f.case.refusal_ground),
    "consented": lambda f: f.case.consented_on is not None,
    "address": lambda f: any(party.address_confirmed_at for party in f.parties),
    "appointed": lambda f: f.appointments,
    "disclosed": lambda f: f.disclosures,
    "confidentiality": lambda f: any(party.confidentiality_ack_at for party in f.parties),
    "false_warning": lambda f: any(party.false_mediation_warning_ack_at for party in f.parties),
    "suspended": lambda f: f.suspensions,
    "extended": lambda f: f.extensions,
    "facts": lambda f: f.facts_confirmed,
    "agreement": lambda f: f.agreed,
    "confirmation": lambda f: f.confirmation in _ASKED,
    "ruled": lambda f: f.confirmation in (ConfirmationState.CONFIRMED, ConfirmationState.REJECTED),
    "terminated": lambda f: (f.case.closing_reason or 0) > 1,
    "closed": lambda f: f.case.closed_on is not None,
    "visited": lambda f: f.visits,
    "closed_or_refused": lambda f: f.case.closed_on is not None or bool(f.case.refusal_ground),
}


def documents_needed(case: MediationCase) -> list[Needed]:
    """Every document that can exist by now, in the order of the file; a fixed number of queries."""
    facts = _facts(case)
    needed: list[Needed] = []
    for kind in TYPES:
        if kind.each == "session":
            held = kind.condition == "held"
            needed += [
                Needed(kind, True, session=session)
                for session in facts.sessions
                if (session.state == Session.State.HELD if held else session.notice_sent_at is not None)
            ]
        elif kind.condition and _CONDITIONS[kind.condition](facts):
            must = kind.must in (ALWAYS, CONDITION)
            if kind.each == "party":
                needed += [
                    Needed(kind, must, party=party)
                    for party in facts.parties
                    if party.role == Party.Role.CLAIMANT or party.identity_verified_at is not None
                ]
            else:
                needed.append(Needed(kind, must))
    return needed + _bound_by_step(facts, {item.kind.code for item in needed})


def _bound_by_step(facts: _Facts, present: set[int]) -> list[Needed]:
    """Documents that a step already passed requires although nothing was recorded for them yet."""
    wanted = []
    if facts.case.consented_on is not None:
        wanted.append(7)
    if facts.started:
        wanted += [9, 10, 11]
    if facts.case.closing_reason == 1:
        wanted += [19, 25]
    return [Needed(BY_CODE[code], True) for code in wanted if code not in present]


def documents_newest(case: MediationCase) -> dict[tuple[int, int | None, int | None], CaseDocument]:
    """The newest version for each (type, party, session) that the file is kept by."""
    newest: dict[tuple[int, int | None, int | None], CaseDocument] = {}
    for document in CaseDocument.objects.filter(case=case).select_related("file").order_by("version", "pk"):
        each = BY_CODE[document.type_code].each
        party = document.party_id if each == "party" else None
        session = document.session_id if each == "session" else None
        newest[document.type_code, party, session] = document
    return newest


def documents_missing(case: MediationCase) -> list[Needed]:
    """Must-documents that are not in the file, in its order."""
    newest = documents_newest(case)
    return [item for item in documents_needed(case) if item.must and item.key not in newest]


def documents_listed(user: User, case: MediationCase) -> QuerySet[CaseDocument]:
    """Documents of a case that this person may read, with file and reader list, in the order of the file."""
    rows = documents_readable_by(user).filter(case=case).select_related("file", "created_by", "party__enterprise")
    return rows.prefetch_related("visible_to__enterprise").order_by("type_code", "pk")


def _facts(case: MediationCase) -> _Facts:
    parties = list(case.parties.select_related("enterprise").prefetch_related("agents").order_by("role", "pk"))
    facts, agreement, confirmation = facts_current(case), agreement_current(case), confirmation_of(case)
    confirmed = {row.party_id for row in facts.confirmations.all()} if facts else set()
    appointments = list(case.appointments.prefetch_related("disclosures"))
    return _Facts(
        case=case,
        parties=parties,
        sessions=list(Session.objects.filter(case=case).exclude(state=Session.State.CANCELLED).order_by("sequence")),
        started=case.events.filter(action="start").exists(),
        agents=any(party.agents.all() for party in parties),
        appointments=bool(appointments),
        disclosures=any(row.disclosures.all() for row in appointments),
        suspensions=case.suspensions.exists(),
        extensions=case.extensions.filter(agreed_on__isnull=False).exists(),
        facts_confirmed=bool(parties) and confirmed >= {party.pk for party in parties},
        agreed=agreement is not None and agreement.effective_on is not None,
        confirmation=confirmation.state if confirmation else "",
        visits=ReturnVisit.objects.filter(case=case).exists(),
    )


def case_file_stream(file: PrivateFile) -> tuple[str, str]:
    """The audit stream in which readings of a case's file are recorded: the case's own."""
    case = MediationCase.objects.filter(documents__file=file).values_list("public_id", flat=True).first()
    return "case", str(case or file.owner_id)
