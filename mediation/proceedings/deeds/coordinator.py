"""The deeds of the coordinator: intake, contact, designation, clock, the ways a case ends."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ipplatform.moves import Refusal, Refused
from mediation.cases.models import Party, State
from mediation.dossier.models import ConfirmationState
from mediation.dossier.services import (
    confirmation_accept,
    confirmation_confirm,
    confirmation_prepare,
    confirmation_refuse,
    confirmation_reject,
    confirmation_submit,
    confirmation_withdraw,
    document_upload,
    return_visit_record,
)
from mediation.proceedings import services
from mediation.proceedings.deeds.deed import Deed, common, move_deed
from mediation.proceedings.deeds.mediator import propose_extension, schedule
from mediation.proceedings.deeds.party import add_agent
from mediation.proceedings.forms import NoteForm, OptionalNoteForm, PlainForm, coordinator, mediator, party
from mediation.proceedings.room import Room
from mediation.proceedings.selectors import account_by_email, mediators_with_load

ENDS = (23, 24)
ACCOUNT_UNKNOWN = Refusal("account_unknown", _("没有这个邮箱的账户，请对方先注册。"))


def _scan(room: Room, data: dict[str, Any], type_code: int, *, own: bool = True) -> list[str]:
    """File a paper; its public id is the evidence."""
    document = document_upload(
        type_code=type_code, content=data["paper"], name=data["paper"].name, visible_to=room.parties, signed=True,
        party=data.get("party") if own else None, **common(room, data, revision=False),
    )  # fmt: skip
    return [str(document.public_id)]


def _consent(room: Room, data: dict[str, Any]) -> None:
    services.case_consent(
        party=data["party"], evidence=_scan(room, data, 6), **common(room, data, revision=False)
    )  # fmt: skip


def _acknowledge(room: Room, data: dict[str, Any]) -> None:
    codes = {"rights_notice": 2, "false_mediation_warning": 2, "confidentiality": 2, "address": 7}
    evidence = _scan(room, data, codes[data["what"]])
    given: dict[str, Any] = {"party": data["party"], "by": room.user, "on": room.on, "evidence": evidence}
    if data["what"] == "address":
        services.address_confirm(address=data["address"], **given)
    else:
        services.acknowledge(what=data["what"], **given)


def _extension_paper(room: Room, data: dict[str, Any]) -> None:
    if room.extension is not None:
        services.extension_consent(
            extension=room.extension, party=data["party"], evidence=_scan(room, data, 16), by=room.user, on=room.on
        )


def _invite(room: Room, data: dict[str, Any]) -> None:
    user = account_by_email(data["email"])
    if user is None:
        raise Refused(ACCOUNT_UNKNOWN)
    services.party_invite(party=data["party"], user=user, by=room.user, on=room.on)


def _visit(room: Room, data: dict[str, Any]) -> None:
    return_visit_record(
        visited_on=data["visited_on"], performed=data["performed"], satisfaction=data["satisfaction"],
        note=data["note"], escalate=data["escalate"], **common(room, data, revision=False),
    )  # fmt: skip


def _contact(room: Room, data: dict[str, Any]) -> None:
    services.contact_log(
        party=data["party"], channel=data["channel"], tried_on=data["tried_on"], reached=data["reached"],
        note=data["note"], **common(room, data, revision=False),
    )  # fmt: skip


def _identity(room: Room, data: dict[str, Any]) -> None:
    services.identity_verify(party=data["party"], by=room.user, on=room.on)


def _court(room: Room, **more: Any) -> dict[str, Any]:
    """The arguments of a move of the judicial confirmation."""
    confirmation = room.confirmation
    assert confirmation is not None
    return {
        "confirmation": confirmation, "by": room.user, "on": room.on, "revision": confirmation.revision, **more
    }  # fmt: skip


def _stands(*states: str) -> Any:
    """Offered to a coordinator while the confirmation is in one of the states."""
    return lambda room: bool(room.standing.coordinator and room.confirmation and room.confirmation.state in states)


def _desk(room: Room) -> bool:
    return room.standing.coordinator and room.is_open


class UnverifiedForm(coordinator.AnyPartyForm):
    """A party whose identity nobody has verified yet."""

    def build(self, room: Room) -> None:
        mediator.party_for("party", self, [row for row in room.parties if row.identity_verified_at is None])


INTAKE: tuple[Deed, ...] = (
    move_deed("accept", _("受理"), coordinator.AcceptForm, lambda room, data: services.case_accept(
        competence_checked=data["competence_checked"], venue_checked=data["venue_checked"],
        venue_note=data["venue_note"], **common(room, data)),
        reading="application", papers=(5,), text=_("受理后开始计算调解期限，并通知各方。"),
        done=_("已受理，期限开始计算。")),
    move_deed("return", _("退回补正"), coordinator.ReturnForm,
              lambda room, data: services.case_return(gaps=data["gaps"], **common(room, data)),
              done=_("已退回申请人补正。")),
    move_deed("refuse", _("不予受理"), coordinator.RefuseForm, lambda room, data: services.case_refuse(
        ground=data["ground"], note=data["note"], **common(room, data)), danger=True, papers=(5,),
        done=_("已作出不予受理决定。")),
    Deed("submit", _("提交申请"), PlainForm, lambda room, data: services.case_submit(**common(room, data)),
         lambda room: room.standing.coordinator and room.may("submit"), action="submit", done=_("申请已提交。")),
    Deed("identity", _("核实身份"), UnverifiedForm, _identity,
         lambda room: _desk(room) and any(row.identity_verified_at is None for row in room.parties),
         text=_("核对营业执照或身份证明与当事人一致。"), done=_("身份已核实。")),
    Deed("contact", _("登记联系"), coordinator.ContactForm, _contact, _desk, reading="contacts", done=_("已登记。")),
    Deed("consent-paper", _("登记书面同意"), coordinator.PaperConsentForm, _consent,
         lambda room: room.standing.coordinator and room.is_one_of(State.ACCEPTED)
         and any(p.role == Party.Role.RESPONDENT and p.consent != "yes" for p in room.parties), action="consent",
         done=_("已登记同意。")),
    Deed("acknowledge-paper", _("登记书面确认"), coordinator.PaperAcknowledgeForm, _acknowledge, _desk,
         done=_("已登记。")),
    Deed("agent", _("登记代理人"), party.AgentForm, add_agent, _desk, done=_("代理人已登记。")),
    Deed("invite", _("邀请自然人当事人"), coordinator.InviteForm, _invite,
         lambda room: _desk(room) and any(row.enterprise_id is None for row in room.parties),
         done=_("本案已对其开放。")),
)  # fmt: skip

COURSE: tuple[Deed, ...] = (
    Deed("appoint", _("指定调解员"), coordinator.AppointForm, lambda room, data: services.case_appoint(
        mediator=data["mediator"], with_mediators=data["with_mediators"], **common(room, data)),
        lambda room: room.standing.coordinator and room.may("appoint"), action="appoint",
        arguments=lambda room: {"mediators": mediators_with_load()}, done=_("已指定并通知调解员。")),
    Deed("schedule", _("安排调解会议"), mediator.ScheduleForm, schedule,
         lambda room: room.standing.coordinator and room.is_one_of(State.IN_MEDIATION), text=_("提交即通知各方。"),
         done=_("已排期并通知各方。")),
    move_deed("suspend", _("暂停期限"), coordinator.SuspendForm, lambda room, data: services.case_suspend(
        from_on=data["from_on"], evidence=_scan(room, data, 15), **common(room, data)), done=_("期限已暂停。")),
    move_deed("resume", _("恢复期限"), coordinator.ResumeForm, lambda room, data: services.case_resume(
        to_on=data["to_on"], evidence=_scan(room, data, 15), **common(room, data)), done=_("期限已恢复并顺延。")),
    Deed("extend-propose", _("提议延长期限"), mediator.ExtensionForm, propose_extension,
         lambda room: room.standing.coordinator and room.is_one_of(State.IN_MEDIATION),
         text=_("须全部当事人在期限届满前同意。"), done=_("已请各方答复。")),
    Deed("extension-paper", _("登记书面同意延期"), coordinator.PaperExtensionForm, _extension_paper,
         lambda room: room.standing.coordinator and room.is_one_of(State.IN_MEDIATION) and bool(room.extension_waiting),
         done=_("已登记。")),
    Deed("extend", _("延长期限"), PlainForm,
         lambda room, data: services.case_extend(extension=room.extension, **common(room, data)),
         lambda room: room.may("extend") and room.extension is not None, action="extend", reading="extension",
         done=_("期限已延长。")),
    move_deed("close", _("结案"), OptionalNoteForm, lambda room, data: services.case_close(
        note=data["note"], **common(room, data)), papers=(24,), text=_("协议已生效，且司法确认的意愿已答复。"),
        done=_("已结案，结案报告已生成。")),
    Deed("visit", _("登记回访"), coordinator.VisitForm, _visit,
         lambda room: room.standing.coordinator and room.agreement is not None
         and room.agreement.effective_on is not None and room.is_one_of(State.AGREED, State.CLOSED),
         done=_("回访已登记。")),
    move_deed("archive", _("归档"), PlainForm, lambda room, data: services.case_archive(**common(room, data)),
              reading="missing", text=_("归档后卷宗不能再改动。"), done=_("已归档。")),
)  # fmt: skip

ENDINGS: tuple[Deed, ...] = (
    move_deed("expire", _("期限届满，结案"), OptionalNoteForm, lambda room, data: services.case_expire(
        note=data["note"], **common(room, data)), danger=True, papers=ENDS, done=_("案件已结案。")),
    move_deed("party-refuses", _("当事人拒绝调解，结案"), coordinator.PartyRefusesForm,
              lambda room, data: services.case_party_refuses(
                  party=data["party"], reason_code=data["reason_code"], note=data["note"], **common(room, data)),
              action="party_refuses", danger=True, papers=ENDS, done=_("案件已结案。")),
    move_deed("unreachable", _("无法联系，结案"), coordinator.UnreachableForm,
              lambda room, data: services.case_unreachable(
                  party=data["party"], note=data["note"], **common(room, data)),
              danger=True, reading="contacts", papers=ENDS, text=_("至少联系三次、用过两种方式。"),
              done=_("案件已结案。")),
    move_deed("stop-false", _("涉嫌虚假调解，终止"), coordinator.StopFalseForm,
              lambda room, data: services.case_stop_false(
                  reason_code=data["reason_code"], note=data["note"], **common(room, data)),
              action="stop_false", danger=True, papers=ENDS, done=_("案件已终止。")),
    move_deed("other-end", _("其他情形结案"), NoteForm,
              lambda room, data: services.case_other_end(note=data["note"], **common(room, data)),
              action="other_end", danger=True, papers=ENDS, done=_("案件已结案。")),
)  # fmt: skip

COURT: tuple[Deed, ...] = (
    Deed("court-prepare", _("司法确认材料已备齐"), PlainForm, lambda room, data: confirmation_prepare(**_court(room)),
         _stands(ConfirmationState.WANTED)),
    Deed("court-submit", _("已共同提交法院"), coordinator.CourtForm,
         lambda room, data: confirmation_submit(**_court(room, court=data["court"])),
         _stands(ConfirmationState.PREPARED)),
    Deed("court-accept", _("法院已受理"), coordinator.CaseNoForm,
         lambda room, data: confirmation_accept(**_court(room, case_no=data["case_no"])),
         _stands(ConfirmationState.SUBMITTED)),
    Deed("court-refuse", _("法院不予受理"), coordinator.CourtReasonForm,
         lambda room, data: confirmation_refuse(**_court(room, reason_code=data["reason_code"])),
         _stands(ConfirmationState.SUBMITTED), danger=True),
    Deed("court-confirm", _("裁定有效"), PlainForm, lambda room, data: confirmation_confirm(**_court(room)),
         _stands(ConfirmationState.ACCEPTED)),
    Deed("court-reject", _("裁定驳回"), coordinator.CourtReasonForm,
         lambda room, data: confirmation_reject(**_court(room, reason_code=data["reason_code"])),
         _stands(ConfirmationState.ACCEPTED), danger=True),
    Deed("court-withdraw", _("撤回司法确认申请"), PlainForm, lambda room, data: confirmation_withdraw(**_court(room)),
         _stands(ConfirmationState.ACCEPTED), danger=True),
)  # fmt: skip

DEEDS = (*INTAKE, *COURSE, *COURT, *ENDINGS)
