"""The next step of a case as one person sees it: what, for whom, until when, and the one deed that waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ipplatform import clock
from mediation.cases.models import CLOSING_REASONS, MediationCase, Party, State
from mediation.dossier.models import ConfirmationState, Session
from mediation.proceedings.room import NOTICES, Room


@dataclass(frozen=True)
class Step:
    """`slug` names the deed that waits for this person; empty: the case waits for somebody else."""

    title: str
    text: str = ""
    slug: str = ""
    due: date | None = None


def next_step(room: Room) -> Step:
    """The first thing that this person can do, else what the case waits for."""
    own = next(_own(room), None)
    return own or _waiting(room)


def _own(room: Room) -> Iterator[Step]:
    if room.mine:
        yield from _of_party(room)
    if room.standing.mediator:
        yield from _of_mediator(room)
    if room.standing.coordinator:
        yield from _of_coordinator(room)


def _of_party(room: Room) -> Iterator[Step]:
    mine = room.mine
    if room.is_one_of(State.ACCEPTED) and any(p.role == Party.Role.RESPONDENT and not p.consent for p in mine):
        yield Step(_("请答复是否同意调解"), _("先看申请内容，再作答复。"), "consent", room.due("D02"))
    chosen = {row.party_id for row in room.choices} if room.is_one_of(State.CONSENTED) else set()
    if room.is_one_of(State.CONSENTED) and any(p.role != Party.Role.THIRD_PARTY and p.pk not in chosen for p in mine):
        text = _("各方选定同一位即确定；没有一致的，由案件协调员指定。")
        yield Step(_("请选定调解员"), text, "choose-mediator", room.due("D03", "D04"))
    if room.is_one_of(State.APPOINTED, State.IN_MEDIATION):
        if any(room.unanswered(p) for p in mine):
            yield Step(_("请答复调解员的披露"), _("看调解员与各方有无利害关系。"), "answer-disclosure")
        if any(not all(getattr(p, name) for name in NOTICES) for p in mine):
            yield Step(_("请确认告知书"), _("权利义务、虚假调解的后果、保密承诺。"), "acknowledge")
        if any(p.address_confirmed_at is None for p in mine):
            yield Step(_("请确认送达地址"), _("文书按这个地址送达。"), "address")
    yield from _to_confirm(room)
    if room.is_one_of(State.AGREEMENT_DRAFTED) and any(p.pk not in room.signed_parties for p in mine):
        yield Step(_("请签署调解协议"), _("全部签署后生效。"), "sign")
    if room.is_one_of(State.AGREED) and any(room.confirmation_unanswered(p) for p in mine):
        text = _("各方都申请的，由中心协助向法院共同提出，不收费。")
        yield Step(_("是否申请司法确认"), text, "confirmation", room.due("D10"))


def _to_confirm(room: Room) -> Iterator[Step]:
    """Records, a longer period, facts."""
    mine = room.mine
    if any(room.unconfirmed(p) for p in mine):
        yield Step(_("请确认调解笔录"), _("核对会议记录是否属实。"), "confirm-record")
    if room.is_one_of(State.IN_MEDIATION) and any(p in room.extension_waiting for p in mine):
        yield Step(_("是否同意延长期限"), _("须全部当事人在届满前同意。"), "extension-consent", room.case.due_on)
    given = {row.party_id for row in room.facts.confirmations.all()} if room.facts else set()
    if room.facts and room.is_open and any(p.pk not in given for p in mine):
        yield Step(_("请确认无争议事实"), "", "confirm-facts")


def _of_mediator(room: Room) -> Iterator[Step]:
    if room.is_one_of(State.APPOINTED):
        own = room.own_appointment
        if own is not None and own.accepted_on is None:
            yield Step(_("请答复是否接受任命"), _("接受前核对有无利害关系。"), "accept-appointment", room.due("D05"))
        elif own is not None and not own.disclosures.all():
            yield Step(_("请作出披露"), _("没有利害关系的，也要说明。"), "disclose")
        elif room.may("start") and not start_missing(room):
            yield Step(_("可以开始调解"), _("会前各项都已齐备。"), "start")
    if room.is_one_of(State.IN_MEDIATION):
        session = next(iter(room.scheduled), None)
        if session is not None:
            yield Step(session_title(session), session_words(session), "record")
        elif not room.held:
            yield Step(_("请安排第一次调解会议"), _("提交即通知各方。"), "schedule")
        else:
            yield Step(_("继续调解或拟定协议"), _("还需开会的先排期。"), "draft-agreement")
    if room.is_one_of(State.AGREEMENT_DRAFTED) and room.standing.appointment_id not in room.signed_appointments:
        yield Step(_("请签署调解协议"), "", "sign-as-mediator")


def _of_coordinator(room: Room) -> Iterator[Step]:
    case = room.case
    if case.due_on is not None and case.due_on < room.on and room.may("expire"):
        yield Step(_("期限已届满，请决定是否结案"), "", "expire")
    if room.is_one_of(State.DRAFT) and case.on_paper:
        yield Step(_("补齐后提交申请"), case.return_note, "submit")
    if room.is_one_of(State.APPLIED):
        yield Step(_("请决定是否受理"), _("核对受理范围和管辖。"), "accept", room.due("D01", "D18"))
    if room.is_one_of(State.ACCEPTED):
        if any(party.consent == Party.Consent.NO for party in room.parties):
            yield Step(_("被申请人不同意调解"), _("核实后结案。"), "party-refuses", room.due("D02"))
        yield Step(_("征求被申请人意见"), _("联系情况逐次登记。"), "contact", room.due("D02"))
    if room.is_one_of(State.CONSENTED):
        yield Step(_("选定期过后指定调解员"), _("各方一致的由系统直接确定。"), "appoint", room.due("D04", "D03"))
    if room.is_one_of(State.APPOINTED) and any(party.identity_verified_at is None for party in room.parties):
        yield Step(_("请核实当事人身份"), _("身份未核实不能开始调解。"), "identity")
    if room.is_one_of(State.AGREED) and room.confirmation and room.confirmation.state != ConfirmationState.OFFERED:
        yield Step(_("可以结案"), _("协议已生效，司法确认的意愿已答复。"), "close")
    yield from _after_closing(room)


def _after_closing(room: Room) -> Iterator[Step]:
    """Return visit, then the archive."""
    case = room.case
    if room.is_one_of(State.CLOSED, State.NOT_ACCEPTED):
        if case.closing_reason == 1 and not room.visits:
            yield Step(_("请回访履行情况"), _("达成协议的，归档前至少回访一次。"), "visit", room.due("D27"))
        text = _("还缺 %(n)s 份文书。") % {"n": len(room.missing)} if room.missing else _("卷宗已齐。")
        yield Step(_("归档"), text, "archive")


def _waiting(room: Room) -> Step:
    """What the case waits for, when it does not wait for this person."""
    case, state = room.case, State(room.case.state)
    if state == State.APPOINTED:
        return _waiting_appointed(room)
    if state == State.IN_MEDIATION:
        session = next(iter(room.scheduled), None)
        if session is not None:
            return Step(session_title(session), session_words(session))
        return Step(_("等待调解员安排下一步"), _("新的安排会通知您。"))
    if state == State.AGREEMENT_DRAFTED:
        names = [party.name for party in room.parties if party.pk not in room.signed_parties]
        return Step(_("等待其他各方签署协议"), _("、").join(names))
    if state == State.CLOSED:
        return Step(_("案件已结案"), str(CLOSING_REASONS[case.closing_reason or 8][1]))
    words: dict[State, tuple[str, str, date | None]] = {
        State.DRAFT: (_("申请尚未提交"), "", None),
        State.APPLIED: (_("等待受理"), _("案件协调员正在核对受理范围和管辖。"), room.due("D01", "D18")),
        State.ACCEPTED: (_("等待被申请人答复"), _("中心正在征求对方是否同意调解。"), room.due("D02")),
        State.CONSENTED: (_("等待确定调解员"), _("各方没有一致选定的，由案件协调员指定。"), room.due("D03", "D04")),
        State.SUSPENDED: (_("鉴定期间，期限暂停"), _("收到报告后恢复调解，暂停的天数不计入期限。"), None),
        State.AGREED: (_("协议已生效"), _("等待各方答复司法确认后结案。"), room.due("D10")),
        State.NOT_ACCEPTED: (_("申请不予受理"), case.refusal_note, None),
        State.WITHDRAWN: (_("申请已撤回"), "", None),
        State.ARCHIVED: (_("案件已归档"), "", None),
    }
    title, text, due = words[state]
    return Step(title, text, due=due)


def _waiting_appointed(room: Room) -> Step:
    if any(row.accepted_on is None for row in room.present):
        return Step(_("等待调解员答复是否接受"), "", due=room.due("D05"))
    if not room.newest_disclosures:
        return Step(_("等待调解员披露"), _("披露后请您答复有无异议。"))
    missing = start_missing(room)
    return Step(_("等待会前事项齐备"), _("；").join(missing)) if missing else Step(_("等待调解员开始调解"))


def start_missing(room: Room) -> list[str]:
    """What still stands before the first session, in words; the guard of `start` decides."""
    checks = (
        (_("%(name)s未答复披露"), lambda p: bool(room.unanswered(p))),
        (_("%(name)s身份待核实"), lambda p: p.identity_verified_at is None),
        (_("%(name)s未确认告知书"), lambda p: not (p.rights_notice_ack_at and p.false_mediation_warning_ack_at)),
    )
    found = [] if room.newest_disclosures else [_("调解员尚未披露")]
    return found + [words % {"name": p.name} for words, asked in checks for p in room.parties if asked(p)]


def session_title(session: Session) -> str:
    """`第 2 次调解会议`."""
    return _("第 %(n)s 次调解会议") % {"n": session.sequence}


def session_words(session: Session) -> str:
    """When, how, where."""
    at = session.starts_at.astimezone(clock.OFFICE_ZONE)
    when = {"day": date_format(at, "MONTH_DAY_FORMAT"), "weekday": date_format(at, "l"), "time": f"{at:%H:%M}"}
    where = {"mode": session.get_mode_display(), "place": session.place}
    return _("%(day)s（%(weekday)s）%(time)s，%(mode)s · %(place)s") % {**when, **where}


def waits_for(case: MediationCase) -> str:
    """For whom a case waits, for lists: from the row and what `cases_listed` loads, without a query."""
    if case.state == State.APPOINTED:
        present = case.present_appointments  # type: ignore[attr-defined]  # loaded by cases_listed
        waiting = any(row.accepted_on is None for row in present)
        return _("调解员答复") if waiting else _("披露答复与会前事项")
    words = {
        State.DRAFT: _("申请人提交"), State.APPLIED: _("协调员受理"), State.ACCEPTED: _("被申请人答复"),
        State.CONSENTED: _("选定调解员"), State.IN_MEDIATION: _("调解员推进"), State.SUSPENDED: _("鉴定结果"),
        State.AGREEMENT_DRAFTED: _("各方签署"), State.AGREED: _("司法确认答复"), State.CLOSED: _("归档"),
        State.NOT_ACCEPTED: _("归档"),
    }  # fmt: skip
    return words.get(State(case.state), "")
