"""The course of a case for components/timeline.html: moves, sessions, what is coming. No names but the parties' own."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ipplatform import clock
from mediation.cases.models import CLOSING_REASONS, DisclosureAnswer
from mediation.dossier.models import Session
from mediation.proceedings.presenters.steps import session_title, session_words
from mediation.proceedings.presenters.words import deed_words
from mediation.proceedings.room import Room


def timeline(room: Room) -> list[dict[str, Any]]:
    """Newest first; scheduled sessions on top, the last thing that happened marked when nothing is coming."""
    held = {str(session.public_id): session for session in room.held}
    rows: list[dict[str, Any]] = []
    for event in room.events:
        row: dict[str, Any] = {
            "date": event.happened_on, "at": event.recorded_at, "title": deed_words(event.action), "text": ""
        }  # fmt: skip
        session = next((held[key] for key in event.evidence_ids if key in held), None)
        if event.action == "hold_session" and session is not None:
            row |= {"title": session_title(session), "text": _confirmed(room, session)}
            row["date"] = clock.local_day(session.starts_at)
        elif event.action == "appoint":
            row["text"] = _("各方共同选定") if event.reason_code == "agreed" else _("案件协调员指定")
        elif event.action == "accept" and room.case.due_on:
            row["text"] = _("期限自次日起算")
        elif event.to_state == "closed" and room.case.closing_reason:
            row["text"] = str(CLOSING_REASONS[room.case.closing_reason][1])
        rows.append(row)
    rows += [
        {
            "date": item.disclosed_on,
            "at": item.disclosed_at,
            "title": _("调解员披露：有需说明的关系") if item.has_relation else _("调解员披露：无利害关系"),
            "text": _("；").join(_answered(answer) for answer in item.answers.all()),
        }
        for appointment in room.appointments
        for item in appointment.disclosures.all()
    ]
    rows += [
        {
            "date": visit.visited_on,
            "at": visit.recorded_at,
            "title": _("回访"),
            "text": visit.get_performed_display(),
        }
        for visit in room.visits
    ]
    rows.sort(key=lambda row: (row["date"], row["at"]))
    coming = [
        {"date": clock.local_day(session.starts_at), "title": session_title(session), "text": session_words(session)}
        for session in room.scheduled
    ]
    shown = [*rows, *coming][::-1]
    if shown:
        shown[0]["now"] = True
    return shown


def _answered(answer: DisclosureAnswer) -> str:
    return _("%(party)s%(answer)s") % {"party": answer.party.name, "answer": answer.get_answer_display()}


def _confirmed(room: Room, session: Session) -> str:
    given = {row.party_id for row in session.confirmations.all()}
    waiting = [party.name for party in room.parties if party.pk not in given]
    return _("笔录待确认：%(names)s") % {"names": _("、").join(waiting)} if waiting else _("笔录各方已确认")


def period(room: Room) -> dict[str, Any] | None:
    """The mediation period: days left, due day, what did not count; None before acceptance and after closing."""
    case = room.case
    if case.accepted_on is None or case.due_on is None or not room.is_open:
        return None
    left = (case.due_on - room.on).days
    notes = [_("%(day)s受理") % {"day": _short(case.accepted_on)}]
    if room.suspended_days:
        notes.append(_("鉴定暂停 %(n)s 天不计") % {"n": room.suspended_days})
    main = next((row for row in room.deadlines.values() if row.main), None)
    if main is not None and main.extended_to:
        notes.append(_("已延长"))
    if main is not None and main.provisional:
        notes.append(_("以正式日历为准"))
    if room.case.state == "suspended":
        words = _("暂停计算")
    elif left < 0:
        words = _("已超过 %(n)s 天") % {"n": -left}
    else:
        words = _("还有 %(n)s 天") % {"n": left} if left else _("今天届满")
    return {"words": words, "due": _short(case.due_on), "note": " · ".join(notes), "late": left < 0}


def _short(day: Any) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")
