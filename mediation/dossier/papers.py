"""What a generated document says: facts from the record, and its HTML in the layout of official letters.

Never opens a negotiation note: it imports no reader of notes, and a test holds that (OMR 18, 22; IMR 22).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from ipplatform import clock
from mediation.cases.models import CLOSING_REASONS, MediationCase, Party
from mediation.cases.selectors import appointment_last
from mediation.dossier.models import CaseDocument, ReturnVisit, Session
from mediation.dossier.selectors import (
    Needed,
    agreement_current,
    confirmation_of,
    facts_current,
    facts_items,
    session_record,
    terms_of,
)

OFFICE = "湖南湘江新区政务服务中心"


@dataclass(frozen=True)
class Footer:
    """The line at the foot of each page: number, version, hash of the record data."""

    number: str
    version: int
    content_hash: str


@dataclass(frozen=True)
class PaperFacts:
    """Title and template context of one document."""

    title: str
    context: dict[str, Any]


def paper_html(item: Needed, facts: PaperFacts, dated: date, footer: Footer | None) -> str:
    """The whole HTML page; always Chinese, whatever language the person at the screen reads."""
    context = {
        **facts.context,
        "title": facts.title,
        "dated": dated,
        "created": dated,
        "footer": footer,
        "office": OFFICE,
    }
    with translation.override("zh-hans"):
        return render_to_string(f"dossier/{item.kind.template}.html", context)


def paper_facts(case: MediationCase, item: Needed) -> PaperFacts:
    """The facts of one document, read from the record."""
    parties = list(case.parties.select_related("enterprise").prefetch_related("agents").order_by("role", "pk"))
    appointment = appointment_last(case)
    context: dict[str, Any] = {
        "case": case,
        "parties": parties,
        "claimants": [party for party in parties if party.role == Party.Role.CLAIMANT],
        "respondents": [party for party in parties if party.role == Party.Role.RESPONDENT],
        "third_parties": [party for party in parties if party.role == Party.Role.THIRD_PARTY],
        "appointment": appointment,
        "mediator": appointment.mediator if appointment else None,
    }
    with translation.override("zh-hans"):
        title = str(item.kind.label)
        if item.kind.code == 5 and case.accepted_on is None:
            title = "不予受理通知书"
        more = _MORE.get(item.kind.template)
        if more is not None:
            context.update(more(case, item))
    return PaperFacts(title, context)


def paper_date(case: MediationCase, item: Needed) -> date | None:
    """The day that the record itself gives a document; None while the record does not carry it yet."""
    return _DATES[item.kind.template](case, item)


def _decided_on(case: MediationCase, item: Needed) -> date | None:
    return case.accepted_on or _event_day(case, "refuse")


def _event_day(case: MediationCase, action: str) -> date | None:
    return case.events.filter(action=action).order_by("-pk").values_list("happened_on", flat=True).first()


def _day(moment: datetime | None) -> date | None:
    return clock.local_day(moment) if moment else None


def _latest(case: MediationCase, field: str) -> date | None:
    return _day(max((moment for moment in case.parties.values_list(field, flat=True) if moment), default=None))


def _facts_day(case: MediationCase, item: Needed) -> date | None:
    facts = facts_current(case)
    return _day(facts.written_at) if facts else None


def _effective(case: MediationCase, item: Needed) -> date | None:
    agreement = agreement_current(case)
    return agreement.effective_on if agreement else None


def _index_day(case: MediationCase, item: Needed) -> date | None:
    return case.closed_on or _event_day(case, "refuse")


def _appointed(case: MediationCase, item: Needed) -> date | None:
    appointment = appointment_last(case)
    return appointment.appointed_on if appointment else None


def _disclosed(case: MediationCase, item: Needed) -> date | None:
    appointment = appointment_last(case)
    last = appointment.disclosures.order_by("-pk").first() if appointment else None
    return last.disclosed_on if last else None


def _extended(case: MediationCase, item: Needed) -> date | None:
    return case.extensions.filter(agreed_on__isnull=False).order_by("-pk").values_list("agreed_on", flat=True).first()


def _visited(case: MediationCase, item: Needed) -> date | None:
    return ReturnVisit.objects.filter(case=case).order_by("-visited_on").values_list("visited_on", flat=True).first()


_DATES: dict[str, Callable[[MediationCase, Needed], date | None]] = {
    "application": lambda case, item: case.applied_on,
    "rights_notice": lambda case, item: case.accepted_on,
    "decision": _decided_on,
    "consent": lambda case, item: case.consented_on,
    "address": lambda case, item: _latest(case, "address_confirmed_at"),
    "appointment": _appointed,
    "disclosure": _disclosed,
    "confidentiality": lambda case, item: _latest(case, "confidentiality_ack_at"),
    "false_warning": lambda case, item: _latest(case, "false_mediation_warning_ack_at"),
    "session_notice": lambda case, item: _day(item.session.notice_sent_at) if item.session else None,
    "extension": _extended,
    "session_record": lambda case, item: _day(item.session.starts_at) if item.session else None,
    "undisputed_facts": _facts_day,
    "settlement_agreement": _effective,
    "confirmation": _effective,
    "termination": lambda case, item: case.closed_on,
    "closing_report": lambda case, item: case.closed_on,
    "return_visit": _visited,
    "file_index": _index_day,
}


def _session_more(case: MediationCase, item: Needed) -> dict[str, Any]:
    session = item.session
    if session is None:
        return {}
    confirmed = session.confirmations.select_related("party__enterprise").order_by("pk")
    record = session_record(session)
    return {
        "session": session,
        "starts": session.starts_at.astimezone(clock.OFFICE_ZONE),
        "ends": session.ends_at.astimezone(clock.OFFICE_ZONE) if session.ends_at else None,
        "record_lines": record.splitlines(),
        "confirmations": list(confirmed),
    }


def _disclosure_more(case: MediationCase, item: Needed) -> dict[str, Any]:
    appointment = appointment_last(case)
    rows = appointment.disclosures.prefetch_related("answers__party__enterprise").order_by("pk") if appointment else []
    return {"disclosures": list(rows)}


def _extension_more(case: MediationCase, item: Needed) -> dict[str, Any]:
    extension = case.extensions.filter(agreed_on__isnull=False).order_by("-pk").first()
    consents = extension.consents.select_related("party__enterprise").order_by("pk") if extension else []
    return {"extension": extension, "consents": list(consents)}


def _facts_more(case: MediationCase, item: Needed) -> dict[str, Any]:
    facts = facts_current(case)
    if facts is None:
        return {"items": [], "confirmations": []}
    return {
        "items": facts_items(facts),
        "confirmations": list(facts.confirmations.select_related("party__enterprise").order_by("pk")),
    }


def _agreement_more(case: MediationCase, item: Needed) -> dict[str, Any]:
    agreement = agreement_current(case)
    if agreement is None:
        return {}
    signatures = agreement.signatures.select_related("party__enterprise", "appointment__mediator").order_by("pk")
    return {
        "agreement": agreement,
        "terms": terms_of(agreement),
        "signatures": list(signatures),
        "confirmation": confirmation_of(case),
    }


def _closing_more(case: MediationCase, item: Needed) -> dict[str, Any]:
    reason = CLOSING_REASONS[case.closing_reason][1] if case.closing_reason else ""
    suspended = [row for row in case.suspensions.all() if row.to_on is not None]
    return {
        "reason": str(reason),
        "sessions_held": Session.objects.filter(case=case).filter(state="held").count(),
        "suspended_days": sum((row.to_on - row.from_on).days for row in suspended if row.to_on),
        "extension": case.extensions.filter(agreed_on__isnull=False).order_by("-pk").first(),
        "agreement": agreement_current(case) if case.closing_reason == 1 else None,
        "confirmation": confirmation_of(case) if case.closing_reason == 1 else None,
        "patents": list(case.patents.order_by("number")),
    }


def _visit_more(case: MediationCase, item: Needed) -> dict[str, Any]:
    visits = ReturnVisit.objects.filter(case=case).order_by("visited_on", "pk")
    return {"visits": list(visits), "agreement": agreement_current(case)}


def _index_more(case: MediationCase, item: Needed) -> dict[str, Any]:
    newest: dict[object, CaseDocument] = {}
    documents = CaseDocument.objects.filter(case=case).exclude(type_code=26).select_related("file")
    for document in documents.order_by("type_code", "pk"):
        newest[document.series] = document
    rows = list(newest.values())
    return {"documents": rows, "page_count": sum(row.pages or 0 for row in rows)}


def _application_more(case: MediationCase, item: Needed) -> dict[str, Any]:
    return {"patents": list(case.patents.order_by("number"))}


_MORE: dict[str, Callable[[MediationCase, Needed], dict[str, Any]]] = {
    "application": _application_more,
    "session_notice": _session_more,
    "session_record": _session_more,
    "disclosure": _disclosure_more,
    "extension": _extension_more,
    "undisputed_facts": _facts_more,
    "settlement_agreement": _agreement_more,
    "confirmation": _agreement_more,
    "termination": _closing_more,
    "closing_report": _closing_more,
    "return_visit": _visit_more,
    "file_index": _index_more,
}
