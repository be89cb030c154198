"""The deeds of the mediator, in the case room and at the staff desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mediation.cases.models import Procedure, State
from mediation.dossier.models import SettlementAgreement
from mediation.dossier.services import document_upload, facts_write, note_write
from mediation.proceedings import services
from mediation.proceedings.deeds.deed import Deed, common, move_deed
from mediation.proceedings.deeds.party import new_conflict
from mediation.proceedings.forms import NoteForm, PlainForm, mediator, party
from mediation.proceedings.room import Room

ENDS = (23, 24)
RUNNING = (
    State.ACCEPTED, State.CONSENTED, State.APPOINTED, State.IN_MEDIATION, State.SUSPENDED, State.AGREEMENT_DRAFTED,
    State.AGREED,
)  # fmt: skip


def _disclose(room: Room, data: dict[str, Any]) -> None:
    services.disclosure_file(
        has_relation=data["has_relation"] == "yes", relation=data["relation"], **common(room, data, revision=False)
    )


def schedule(room: Room, data: dict[str, Any]) -> None:
    """A session with its notice."""
    services.session_schedule(
        starts_at=data["starts_at"], mode=data["mode"], place=data["place"], **common(room, data, revision=False)
    )


def _record(room: Room, data: dict[str, Any]) -> None:
    """The record and, beside it, the mediator's own note: one screen."""
    services.session_hold(
        session=data["session"], record=data["record"], attendees=data["attendees"].splitlines(),
        ends_at=data["ends_at"], **common(room, data),
    )  # fmt: skip
    if data["note"].strip():
        note_write(session=data["session"], text=data["note"], by=room.user, on=room.on)


def _note(room: Room, data: dict[str, Any]) -> None:
    note_write(
        session=data["session"], text=data["text"], shared_with=data["shared_with"], by=room.user, on=room.on
    )  # fmt: skip


def _facts(room: Room, data: dict[str, Any]) -> None:
    facts_write(items=data["items"].splitlines(), **common(room, data, revision=False))


def _draft(room: Room, data: dict[str, Any]) -> None:
    services.agreement_draft(
        facts=data["facts"], issues=data["issues"], content=data["content"], manner=data["manner"], form=data["form"],
        performance_due_on=data["performance_due_on"], ownership_term=data["ownership_term"], **common(room, data),
    )  # fmt: skip


def _sign(room: Room, data: dict[str, Any]) -> None:
    services.agreement_sign(agreement=data["agreement"], **common(room, data, revision=False))


def _scan(room: Room, data: dict[str, Any], type_code: int) -> list[str]:
    """File a signed paper; its public id is the evidence."""
    document = document_upload(
        type_code=type_code, content=data["paper"], name=data["paper"].name, visible_to=room.parties, signed=True,
        **common(room, data, revision=False),
    )  # fmt: skip
    return [str(document.public_id)]


def _sign_paper(room: Room, data: dict[str, Any]) -> None:
    services.agreement_sign(
        agreement=data["agreement"], party=data["party"], evidence=_scan(room, data, 19),
        **common(room, data, revision=False),
    )  # fmt: skip


def _seal(room: Room, data: dict[str, Any]) -> None:
    services.agreement_seal(
        agreement=data["agreement"], evidence=_scan(room, data, 19), **common(room, data, revision=False)
    )


def propose_extension(room: Room, data: dict[str, Any]) -> None:
    """A later day, to be consented to by all."""
    services.extension_propose(new_due=data["new_due"], **common(room, data, revision=False))


def _signing(room: Room) -> bool:
    return room.standing.mediator and room.is_one_of(State.AGREEMENT_DRAFTED) and room.agreement is not None


def _unsigned(room: Room) -> bool:
    return _signing(room) and room.standing.appointment_id not in room.signed_appointments


def _paper_waits(room: Room) -> bool:
    return _signing(room) and any(row.pk not in room.signed_parties for row in room.parties)


def _seal_waits(room: Room) -> bool:
    agreement = room.agreement
    return (
        _signing(room) and room.case.procedure == Procedure.PEOPLES and agreement is not None
        and not agreement.sealed_by_committee and agreement.form == SettlementAgreement.Form.WRITTEN
    )  # fmt: skip


DEEDS: tuple[Deed, ...] = (
    move_deed("accept-appointment", _("接受任命"), PlainForm,
              lambda room, data: services.case_accept_appointment(**common(room, data)), action="accept_appointment",
              reading="application", text=_("接受前请确认自己与当事人没有利害关系。"), done=_("已接受，请作出披露。")),
    Deed("decline", _("不接受"), mediator.DeclineForm,
         lambda room, data: services.case_decline(reason=data["reason"], **common(room, data)),
         lambda room: room.may("decline") and not room.standing.mediator_accepted, action="decline", danger=True,
         done=_("已退回案件协调员另定。")),
    Deed("disclose", _("作出披露"), mediator.DisclosureForm, _disclose,
         lambda room: room.standing.mediator_accepted and room.is_one_of(State.APPOINTED, State.IN_MEDIATION),
         reading="ties", done=_("已告知各方，请等各方答复。")),
    move_deed("start", _("开始调解"), PlainForm, lambda room, data: services.case_start(**common(room, data)),
              reading="start", done=_("调解已开始，请排期。")),
    Deed("schedule", _("安排调解会议"), mediator.ScheduleForm, schedule,
         lambda room: room.standing.mediator and room.is_one_of(State.IN_MEDIATION),
         text=_("提交即通知各方。"), done=_("已排期并通知各方。")),
    Deed("record", _("记录调解会议"), mediator.RecordForm, _record,
         lambda room: room.may("hold_session") and bool(room.scheduled), action="hold_session", reading="session",
         done=_("笔录已发给各方确认。")),
    Deed("note", _("写协商记录"), mediator.NegotiationNoteForm, _note,
         lambda room: room.standing.mediator and room.is_one_of(*RUNNING) and bool(room.sessions),
         done=_("已保存，只有您看得到。")),
    Deed("facts", _("登记无争议事实"), mediator.FactsForm, _facts,
         lambda room: room.standing.mediator and room.is_one_of(*RUNNING), done=_("已发给各方确认。")),
    move_deed("draft-agreement", _("拟定调解协议"), mediator.AgreementForm, _draft, action="draft_agreement",
              done=_("协议已发给各方签署。")),
    Deed("sign-as-mediator", _("签署调解协议"), mediator.MediatorSignForm, _sign, _unsigned, reading="agreement",
         done=_("已签署。")),
    Deed("sign-paper", _("登记纸面签字"), mediator.PaperSignForm, _sign_paper, _paper_waits, done=_("已登记签字。")),
    Deed("seal", _("登记调解委员会盖章"), mediator.SealForm, _seal, _seal_waits, done=_("已登记盖章。")),
    move_deed("back", _("收回协议修改"), PlainForm, lambda room, data: services.agreement_back(**common(room, data)),
              text=_("收回后已有的签署作废。"), done=_("协议已收回。")),
    Deed("extend-propose", _("提议延长期限"), mediator.ExtensionForm, propose_extension,
         lambda room: (room.standing.mediator or room.standing.coordinator) and room.is_one_of(State.IN_MEDIATION),
         text=_("须全部当事人在期限届满前同意。"), done=_("已请各方答复。")),
    Deed("conflict", _("因利害关系退出"), party.ConflictForm, new_conflict,
         lambda room: room.standing.mediator and room.may("new_conflict")
         and any(item.has_relation for item in room.newest_disclosures), action="new_conflict", danger=True,
         text=_("须先披露新的利害关系；各方都知情同意的，不必退出。"), done=_("案件回到选定调解员。")),
    move_deed("refuse-sign", _("当事人拒绝签署，结案"), NoteForm,
              lambda room, data: services.case_refuse_sign(note=data["note"], **common(room, data)),
              action="refuse_sign", danger=True, papers=ENDS, done=_("案件已结案。")),
    move_deed("too-far", _("分歧过大，结案"), mediator.TooFarForm,
              lambda room, data: services.case_too_far(
                  one_more_try=data["one_more_try"], note=data["note"], **common(room, data)),
              action="too_far", danger=True, papers=ENDS, done=_("案件已结案。")),
)  # fmt: skip

__all__ = ["DEEDS", "propose_extension", "schedule"]
