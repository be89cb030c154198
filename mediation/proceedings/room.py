"""What one person sees of one case, each thing read once: the ground of the case room and of the staff's case page.

Knows no page. Reads through the rooms below; never opens what this person may not read.
"""

from datetime import date
from functools import cached_property
from typing import Any

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.moves import move_allowed
from mediation.cases.models import (
    Appointment,
    CaseAccess,
    CaseDeadline,
    ContactAttempt,
    Disclosure,
    Extension,
    MediationCase,
    MediatorChoice,
    Party,
    Suspension,
)
from mediation.cases.permissions import Standing, is_open, standing_of
from mediation.cases.selectors import deadlines_of, parties_of
from mediation.dossier.models import (
    CaseDocument,
    ConfirmationState,
    JudicialConfirmation,
    ReturnVisit,
    Session,
    SettlementAgreement,
    UndisputedFacts,
)
from mediation.dossier.selectors import (
    Message,
    Needed,
    Note,
    Terms,
    agreement_current,
    agreement_terms,
    confirmation_of,
    documents_listed,
    documents_missing,
    documents_needed,
    documents_newest,
    facts_current,
    facts_items,
    messages_read,
    notes_read,
    session_record,
    sessions_of,
)
from mediation.people.models import Engagement
from mediation.proceedings.selectors import case_conflicts
from mediation.proceedings.workflow import CASE

# An acknowledgement -> the field of Party that keeps its time, as `acknowledge` writes it.
NOTICES = ("rights_notice_ack_at", "false_mediation_warning_ack_at", "confidentiality_ack_at")


class Room:
    """One case for one reader on one day; properties are read when first asked, a fixed number of queries each."""

    def __init__(self, case: MediationCase, user: User, on: date) -> None:
        self.case, self.user, self.on = case, user, on

    # who -------------------------------------------------------------------------------------------------------
    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.user, self.case)

    @cached_property
    def parties(self) -> list[Party]:
        return parties_of(self.case)

    @cached_property
    def mine(self) -> list[Party]:
        """The parties that the reader acts for."""
        return [party for party in self.parties if party.pk in self.standing.parties]

    @property
    def sides(self) -> list[Party]:
        """Claimants and respondents."""
        return [party for party in self.parties if party.role != Party.Role.THIRD_PARTY]

    def is_one_of(self, *states: str) -> bool:
        return self.case.state in states

    @property
    def is_open(self) -> bool:
        return is_open(self.case)

    def may(self, action: str) -> bool:
        """Whether the state table offers an action to the reader; one reading of the standing for all of them."""
        self.case.__dict__["standings_kept"] = {self.user.pk: self.standing}
        try:
            return move_allowed(CASE, self.case, action, self.user)
        finally:
            del self.case.__dict__["standings_kept"]

    # mediators and disclosures ---------------------------------------------------------------------------------
    @cached_property
    def appointments(self) -> list[Appointment]:
        """Every appointment, oldest first."""
        rows = self.case.appointments.select_related("mediator__organisation", "mediator__user")
        return list(rows.prefetch_related("disclosures__answers__party__enterprise").order_by("pk"))

    @property
    def present(self) -> list[Appointment]:
        """Those in force, the chair first."""
        return sorted((row for row in self.appointments if row.ended_on is None), key=lambda row: not row.chair)

    @property
    def shown_appointments(self) -> list[Appointment]:
        """Those in force, or who mediated until the case was closed."""
        return [row for row in self.appointments if row.ended_on is None or row.end_reason == "closed"]

    @property
    def own_appointment(self) -> Appointment | None:
        return next((row for row in self.present if row.pk == self.standing.appointment_id), None)

    @property
    def newest_disclosures(self) -> list[Disclosure]:
        """The newest disclosure of each mediator in force."""
        found = [max(row.disclosures.all(), key=lambda item: item.pk, default=None) for row in self.present]
        return [item for item in found if item is not None]

    def unanswered(self, party: Party) -> list[Disclosure]:
        """Newest disclosures that a party has not answered."""
        return [
            item for item in self.newest_disclosures if party.pk not in {row.party_id for row in item.answers.all()}
        ]

    @cached_property
    def ties(self) -> list[str]:
        """What the records know of the reader's ties to the parties, in words: it must be disclosed (IMR 15)."""
        names = {party.enterprise_id: party.name for party in self.parties if party.enterprise_id}
        roles = dict(Engagement.Role.choices)
        found = case_conflicts(self.case, self.user, on=self.on)
        return [
            f"{names.get(row.enterprise_id or 0, '')} · {roles.get(row.role, row.role)} · {row.from_on or ''}"
            for row in (*found.recorded, *found.to_disclose)
        ]

    @cached_property
    def choices(self) -> list[MediatorChoice]:
        return list(self.case.mediator_choices.filter(void=False).select_related("mediator", "party__enterprise"))

    # sessions, facts, agreement --------------------------------------------------------------------------------
    @cached_property
    def sessions(self) -> list[Session]:
        found = [row for row in sessions_of(self.case) if row.state != Session.State.CANCELLED]
        for row in found:
            row.case = self.case
            row.text = session_record(row) if row.record_sealed else ""  # type: ignore[attr-defined]  # for the page
        return found

    @property
    def scheduled(self) -> list[Session]:
        return [row for row in self.sessions if row.state == Session.State.SCHEDULED]

    @property
    def held(self) -> list[Session]:
        return [row for row in self.sessions if row.state == Session.State.HELD]

    def unconfirmed(self, party: Party) -> list[Session]:
        """Held sessions whose record a party has not confirmed."""
        return [row for row in self.held if party.pk not in {item.party_id for item in row.confirmations.all()}]

    @property
    def scheduled_words(self) -> list[str]:
        """Scheduled sessions in words."""
        return [
            f"{row.sequence} · {row.starts_at.astimezone(clock.OFFICE_ZONE):%Y-%m-%d %H:%M} · {row.place}"
            for row in self.scheduled
        ]

    @property
    def to_confirm(self) -> list[Session]:
        """The oldest record that waits for each party of the reader."""
        return list({row.pk: row for party in self.mine for row in self.unconfirmed(party)[:1]}.values())

    @cached_property
    def facts(self) -> UndisputedFacts | None:
        return facts_current(self.case)

    @cached_property
    def fact_lines(self) -> list[str]:
        return facts_items(self.facts) if self.facts else []

    @cached_property
    def agreement(self) -> SettlementAgreement | None:
        return agreement_current(self.case)

    @cached_property
    def terms(self) -> Terms | None:
        return agreement_terms(self.user, self.agreement) if self.agreement else None

    @property
    def signed_parties(self) -> set[int]:
        return {row.party_id for row in self.agreement.signatures.all() if row.party_id} if self.agreement else set()

    @property
    def signed_appointments(self) -> set[int]:
        rows = self.agreement.signatures.all() if self.agreement else []
        return {row.appointment_id for row in rows if row.appointment_id}

    @cached_property
    def confirmation(self) -> JudicialConfirmation | None:
        return confirmation_of(self.case)

    def confirmation_unanswered(self, party: Party) -> bool:
        """Whether the question of judicial confirmation still waits for a party."""
        asked = self.confirmation
        if asked is None or asked.state != ConfirmationState.OFFERED or party.role == Party.Role.THIRD_PARTY:
            return False
        return party.pk not in {row.party_id for row in asked.answers.all()}

    @cached_property
    def visits(self) -> list[ReturnVisit]:
        return list(ReturnVisit.objects.filter(case=self.case).order_by("visited_on", "pk"))

    # clock -----------------------------------------------------------------------------------------------------
    @cached_property
    def deadlines(self) -> dict[str, CaseDeadline]:
        """Deadlines that still run or were missed, by code."""
        return {row.rule_code: row for row in deadlines_of(self.case) if row.done_on is None}

    def due(self, *codes: str) -> date | None:
        """The due date of the first of the codes that runs."""
        return next((self.deadlines[code].due_on for code in codes if code in self.deadlines), None)

    @cached_property
    def suspensions(self) -> list[Suspension]:
        return list(self.case.suspensions.all())

    @property
    def suspended_days(self) -> int:
        return sum(((row.to_on or self.on) - row.from_on).days for row in self.suspensions)

    @cached_property
    def extension(self) -> Extension | None:
        """The proposed extension that is not agreed yet, with its consents."""
        rows = self.case.extensions.filter(agreed_on__isnull=True).prefetch_related("consents")
        return rows.order_by("-pk").first()

    @property
    def extension_waiting(self) -> list[Party]:
        """Parties that have not consented to the proposed extension."""
        if self.extension is None:
            return []
        given = {row.party_id for row in self.extension.consents.all()}
        return [party for party in self.parties if party.pk not in given]

    # the file and the talk -------------------------------------------------------------------------------------
    @cached_property
    def documents(self) -> list[CaseDocument]:
        """The newest readable version of each document."""
        newest = {row.series: row for row in documents_listed(self.user, self.case)}
        return sorted(newest.values(), key=lambda row: (row.dated_on, row.pk), reverse=True)

    @cached_property
    def needed(self) -> list[tuple[Needed, CaseDocument | None]]:
        """Every document that can exist by now, with the one in the file."""
        newest = documents_newest(self.case)
        return [(item, newest.get(item.key)) for item in documents_needed(self.case)]

    @cached_property
    def missing(self) -> list[Needed]:
        return documents_missing(self.case)

    @cached_property
    def messages(self) -> list[Message]:
        return messages_read(self.user, self.case)

    @cached_property
    def notes(self) -> list[Note]:
        return notes_read(self.user, self.case)

    @cached_property
    def accesses(self) -> list[CaseAccess]:
        return list(self.case.accesses.select_related("user", "party__enterprise").order_by("pk"))

    @cached_property
    def attempts(self) -> list[ContactAttempt]:
        """Tries to reach a party, oldest first."""
        return list(self.case.contact_attempts.select_related("party__enterprise"))

    @cached_property
    def events(self) -> list[Any]:
        return list(self.case.events.order_by("pk"))
