"""The deeds of the parties in the case room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.permissions import is_owner_member
from ipplatform.enterprises.selectors import members_of
from mediation.cases.models import Party, State
from mediation.dossier.services import (
    confirmation_answer,
    document_upload,
    facts_confirm,
    session_confirm,
)
from mediation.people.permissions import mediators_appointable
from mediation.proceedings import services
from mediation.proceedings.deeds.deed import Deed, common, move_deed
from mediation.proceedings.forms import OptionalNoteForm, party
from mediation.proceedings.room import NOTICES, Room

BEFORE_START = (State.ACCEPTED, State.CONSENTED, State.APPOINTED, State.IN_MEDIATION)


def _consent(room: Room, data: dict[str, Any]) -> None:
    if data["answer"] == "yes":
        services.case_consent(party=data["party"], **common(room, data, revision=False))
    else:
        services.case_consent_refuse(party=data["party"], **common(room, data, revision=False))


def _choose(room: Room, data: dict[str, Any]) -> None:
    services.mediator_choose(
        party=data["party"], mediator=data["mediator"], **common(room, data, revision=False)
    )  # fmt: skip


def _answer_disclosure(room: Room, data: dict[str, Any]) -> None:
    services.disclosure_answer(
        disclosure=data["disclosure"], party=data["party"], answer=data["answer"], by=room.user, on=room.on
    )


def _acknowledge(room: Room, data: dict[str, Any]) -> None:
    for what in services.ACKNOWLEDGEMENTS:
        services.acknowledge(party=data["party"], what=what, by=room.user, on=room.on)


def _address(room: Room, data: dict[str, Any]) -> None:
    services.address_confirm(party=data["party"], address=data["address"], by=room.user, on=room.on)


def _confirm_record(room: Room, data: dict[str, Any]) -> None:
    session_confirm(session=data["session"], party=data["party"], by=room.user, on=room.on)


def _confirm_facts(room: Room, data: dict[str, Any]) -> None:
    if room.facts is not None:
        facts_confirm(facts=room.facts, party=data["party"], by=room.user, on=room.on)


def _consent_extension(room: Room, data: dict[str, Any]) -> None:
    if room.extension is not None:
        services.extension_consent(extension=room.extension, party=data["party"], by=room.user, on=room.on)


def _sign(room: Room, data: dict[str, Any]) -> None:
    services.agreement_sign(
        agreement=data["agreement"], party=data["party"], **common(room, data, revision=False)
    )  # fmt: skip


def _confirmation(room: Room, data: dict[str, Any]) -> None:
    if room.confirmation is not None:
        confirmation_answer(
            confirmation=room.confirmation, party=data["party"], wants=data["wants"] == "yes", by=room.user, on=room.on
        )


def _state_relation(room: Room, data: dict[str, Any]) -> None:
    services.disclosure_file(has_relation=True, relation=data["relation"], **common(room, data, revision=False))


def new_conflict(room: Room, data: dict[str, Any]) -> None:
    """Mediator and parties alike."""
    services.case_new_conflict(disclosure=data["disclosure"], **common(room, data))


def add_agent(room: Room, data: dict[str, Any]) -> None:
    """The agent, and the power of attorney in the file."""
    document_upload(
        type_code=4, content=data["paper"], name=data["paper"].name, party=data["party"],
        **common(room, data, revision=False),
    )  # fmt: skip
    services.agent_add(
        party=data["party"], name=data["name"], scope=data["scope"], until_on=data["until_on"], by=room.user,
        on=room.on,
    )  # fmt: skip


def _share(room: Room, data: dict[str, Any]) -> None:
    services.access_share(party=data["party"], user=data["user"], by=room.user, on=room.on)


def _colleagues(room: Room) -> dict[str, Any]:
    known = {access.user_id for access in room.accesses if access.until_on is None}
    owned = [row.enterprise_id for row in room.mine if row.enterprise_id]
    return {"members": [user for user in members_of(owned) if user.pk not in known]}


def mediators_free(room: Room) -> dict[str, Any]:
    """Who may be chosen; a recorded conflict is refused by name."""
    rows = mediators_appointable().filter(listed=True).select_related("organisation")
    return {"mediators": rows.prefetch_related("specialities").order_by("display_name", "pk")}


def _unanswered(room: Room) -> bool:
    return room.is_one_of(State.APPOINTED, State.IN_MEDIATION) and any(room.unanswered(row) for row in room.mine)


def _respondent_waits(room: Room) -> bool:
    return room.is_one_of(State.ACCEPTED) and any(
        row.role == Party.Role.RESPONDENT and row.consent != Party.Consent.YES for row in room.mine
    )


def _to_acknowledge(room: Room) -> bool:
    return room.is_one_of(*BEFORE_START) and any(
        not all(getattr(row, name) for name in NOTICES) for row in room.mine
    )  # fmt: skip


def _facts_wait(room: Room) -> bool:
    if room.facts is None or not room.is_open:
        return False
    given = {row.party_id for row in room.facts.confirmations.all()}
    return any(row.pk not in given for row in room.mine)


def _related(room: Room) -> bool:
    return room.may("new_conflict") and any(item.has_relation for item in room.newest_disclosures)


DEEDS: tuple[Deed, ...] = (
    Deed("consent", _("答复是否同意调解"), party.ConsentForm, _consent, _respondent_waits, action="consent",
         reading="application", done=_("已收到您的答复。")),
    Deed("choose-mediator", _("选定调解员"), party.ChooseMediatorForm, _choose,
         lambda room: room.is_one_of(State.CONSENTED) and any(p.role != Party.Role.THIRD_PARTY for p in room.mine),
         arguments=mediators_free, done=_("已记下您的选择。")),
    Deed("answer-disclosure", _("答复披露"), party.DisclosureAnswerForm, _answer_disclosure, _unanswered,
         reading="disclosures", text=_("有异议的，可以在答复后申请更换调解员。"), done=_("已收到您的意见。")),
    Deed("acknowledge", _("确认告知书"), party.AcknowledgeForm, _acknowledge, _to_acknowledge, reading="notices",
         done=_("已确认。")),
    Deed("address", _("确认送达地址"), party.AddressForm, _address,
         lambda room: room.is_one_of(*BEFORE_START) and bool(room.mine), done=_("送达地址已确认。")),
    Deed("confirm-record", _("确认调解笔录"), party.RecordConfirmForm, _confirm_record,
         lambda room: any(room.unconfirmed(row) for row in room.mine), reading="record", done=_("笔录已确认。")),
    Deed("confirm-facts", _("确认无争议事实"), party.FactsConfirmForm, _confirm_facts, _facts_wait, reading="facts",
         done=_("已确认。")),
    Deed("extension-consent", _("同意延长期限"), party.ExtensionConsentForm, _consent_extension,
         lambda room: room.is_one_of(State.IN_MEDIATION) and any(row in room.extension_waiting for row in room.mine),
         reading="extension", done=_("已同意延长。")),
    Deed("sign", _("签署调解协议"), party.SignForm, _sign,
         lambda room: room.is_one_of(State.AGREEMENT_DRAFTED)
         and any(row.pk not in room.signed_parties for row in room.mine),
         reading="agreement", done=_("已签署。"), text=_("全部签署后协议生效，对各方都有约束力。")),
    Deed("confirmation", _("答复是否申请司法确认"), party.ConfirmationForm, _confirmation,
         lambda room: any(room.confirmation_unanswered(row) for row in room.mine), reading="agreement",
         done=_("已收到您的答复。")),
    Deed("state-relation", _("说明调解员的利害关系"), party.StateRelationForm, _state_relation,
         lambda room: bool(room.mine) and bool(room.present)
         and room.is_one_of(State.APPOINTED, State.IN_MEDIATION), done=_("已告知各方。")),
    Deed("new-conflict", _("因利害关系更换调解员"), party.ConflictForm, new_conflict, _related,
         action="new_conflict", danger=True, done=_("案件回到选定调解员。")),
    Deed("agent", _("委托代理人"), party.AgentForm, add_agent, lambda room: bool(room.mine) and room.is_open,
         done=_("代理人已登记。")),
    Deed("share", _("让同事一起办理"), party.ShareForm, _share,
         lambda room: room.is_open and any(is_owner_member(room.user, row.enterprise_id) for row in room.mine),
         arguments=_colleagues, done=_("已开放给同事。")),
    Deed("object", _("申请更换调解员"), party.MyPartyForm,
         lambda room, data: services.case_object(party=data["party"], **common(room, data)),
         lambda room: room.may("object") or room.may("object_again"), action="object", danger=True,
         text=_("第一次申请会另定调解员；再次申请视为不愿继续调解，案件结案。"), done=_("已申请更换调解员。")),
    move_deed("settle-withdraw", _("已自行和解，撤回申请"), OptionalNoteForm,
              lambda room, data: services.case_settle_withdraw(note=data["note"], **common(room, data)),
              action="settle_withdraw", danger=True, papers=(23,),
              text=_("撤回后案件结案，不能恢复；需要时可重新申请。"), done=_("案件已结案。")),
    move_deed("withdraw", _("撤回申请"), party.WithdrawForm,
              lambda room, data: services.case_withdraw(**common(room, data)), danger=True,
              text=_("撤回后不能恢复，需要时可重新申请。"), done=_("申请已撤回。")),
)  # fmt: skip
