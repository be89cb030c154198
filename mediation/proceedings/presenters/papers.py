"""The file of a case: rows of documents with who reads each; what can be produced; the talk in its two rooms."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mediation.dossier.models import CaseDocument
from mediation.dossier.selectors import Message
from mediation.proceedings.forms.papers import needed_key
from mediation.proceedings.room import Room

SHOWN = 6


def document_rows(room: Room) -> list[dict[str, Any]]:
    """For components/file_list.html, newest first."""
    sequences = {session.pk: session.sequence for session in room.sessions}
    return [
        {
            "name": _title(document, sequences),
            "url": reverse("files:download", args=[document.file.public_id]),
            "meta": _meta(room, document),
            "tags": [readers_tag(room, document)],
        }
        for document in room.documents
    ]


def documents_shown(room: Room) -> dict[str, list[dict[str, Any]]]:
    """The newest few, and the rest to be unfolded."""
    rows = document_rows(room)
    return {"first": rows[:SHOWN], "more": rows[SHOWN:]}


def _title(document: CaseDocument, sequences: dict[int, int]) -> str:
    sequence = sequences.get(document.session_id or 0)
    return _("%(title)s（第 %(n)s 次）") % {"title": document.title, "n": sequence} if sequence else document.title


def _meta(room: Room, document: CaseDocument) -> str:
    """Where it comes from, its day and version; an upload also by the hash that proves it."""
    day = date_format(document.dated_on, "MONTH_DAY_FORMAT")
    words = [day, f"v{document.version}"]
    if document.signed == CaseDocument.Signed.SIGNED:
        words.append(_("已签"))
    if document.origin == CaseDocument.Origin.GENERATED:
        return " · ".join([_("系统生成"), *words])
    if document.created_by_id == room.user.pk:
        origin = _("您上传")
    else:
        origin = _("%(party)s上传") % {"party": document.party.name} if document.party else _("办案人员上传")
    return " · ".join([origin, *words, f"SHA-256 {document.file.sha256[:8]}…"])


def readers_tag(room: Room, document: CaseDocument) -> dict[str, str]:
    """Who among the parties reads a document: all, some, or none."""
    readers = list(document.visible_to.all())
    keys = {party.pk for party in readers}
    if room.parties and keys >= {party.pk for party in room.sides}:
        return {"label": _("双方可见"), "tone": ""}
    if not readers:
        return {"label": _("仅办案人员"), "tone": "lock"}
    if room.mine and keys <= {party.pk for party in room.mine}:
        return {"label": _("仅您与调解员"), "tone": "lock"}
    return {
        "label": _("仅%(names)s与调解员") % {"names": _("、").join(party.name for party in readers)},
        "tone": "lock",
    }


def needed_rows(room: Room) -> list[dict[str, Any]]:
    """Every document that can exist by now, for the office: there, missing, and whether it can be produced."""
    return [
        {
            "label": item.label,
            "must": item.must,
            "document": document,
            "url": reverse("files:download", args=[document.file.public_id]) if document else "",
            "key": needed_key(item) if item.kind.template else "",
        }
        for item, document in room.needed
    ]


def party_rows(room: Room) -> list[dict[str, Any]]:
    """Who takes part, with what each has settled."""
    rows = []
    for party in room.parties:
        tags = []
        if party.role == party.Role.RESPONDENT and room.case.accepted_on:
            tone = {"yes": "good", "no": "bad"}.get(party.consent, "warn")
            tags.append({"label": party.get_consent_display() or _("未答复"), "tone": tone})
        if room.case.accepted_on:
            verified = party.identity_verified_at is not None
            tags.append({
                "label": _("身份已核实") if verified else _("身份待核实"), "tone": "good" if verified else "warn"
            })  # fmt: skip
        own = party.pk in room.standing.parties
        office = room.standing.mediator or room.standing.coordinator
        rows.append({
            "role": party.get_role_display(), "name": party.name, "tags": tags, "own": own,
            "uscc": party.enterprise.uscc if party.enterprise else "",
            "contact": party.contact if own or office else "",
            "address": party.address_for_service if own or office else "",
        })  # fmt: skip
    return rows


def talks(room: Room) -> list[dict[str, Any]]:
    """The rooms of talk that this person may enter: the joint one, and one with the mediator for each party."""
    found: list[dict[str, Any]] = [{"key": "", "label": _("双方"), "party": None, "private": False}]
    if room.standing.mediator:
        found += [
            {"key": str(party.public_id), "label": party.name, "party": party, "private": True}
            for party in room.parties
        ]
    else:
        found += [
            {"key": str(party.public_id), "label": _("仅与调解员"), "party": party, "private": True}
            for party in room.mine
        ]
    return found


def messages_shown(room: Room, key: str) -> list[dict[str, Any]]:
    """The messages of one room of talk, oldest first."""
    speakers = {access.user_id: access.party.name for access in room.accesses if access.party is not None}
    speakers |= {
        row.mediator.user_id: _("调解员 %(name)s") % {"name": row.mediator.display_name} for row in room.appointments
    }

    def told(message: Message) -> bool:
        return (str(message.with_party.public_id) if message.with_party else "") == key

    return [
        {
            "own": message.author_id == room.user.pk,
            "author": _("您") if message.author_id == room.user.pk else speakers.get(message.author_id, message.author),
            "at": message.sent_at, "text": message.text,
        }
        for message in room.messages if told(message)
    ]  # fmt: skip
