"""Words and tones of a case for the shared components; no rules."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mediation.cases.models import CLOSING_REASONS, CaseDeadline, MediationCase, State

_TONES = {
    State.APPLIED: "warn", State.ACCEPTED: "river", State.CONSENTED: "river", State.APPOINTED: "river",
    State.IN_MEDIATION: "river", State.SUSPENDED: "warn", State.AGREEMENT_DRAFTED: "warn", State.AGREED: "good",
    State.CLOSED: "good", State.NOT_ACCEPTED: "bad",
}  # fmt: skip

DEEDS = {
    "file": gettext_noop("建立申请"),
    "submit": gettext_noop("提交调解申请"),
    "withdraw": gettext_noop("撤回申请"),
    "return": gettext_noop("退回补正"),
    "refuse": gettext_noop("不予受理"),
    "accept": gettext_noop("受理"),
    "consent": gettext_noop("各方同意调解"),
    "unreachable": gettext_noop("无法联系当事人，结案"),
    "appoint": gettext_noop("确定调解员"),
    "accept_appointment": gettext_noop("调解员接受任命"),
    "decline": gettext_noop("调解员不接受，另行确定"),
    "object": gettext_noop("当事人申请更换调解员"),
    "object_again": gettext_noop("再次申请更换调解员，结案"),
    "start": gettext_noop("开始调解"),
    "hold_session": gettext_noop("召开调解会议"),
    "new_conflict": gettext_noop("出现新的利害关系，更换调解员"),
    "suspend": gettext_noop("委托鉴定，期限暂停"),
    "resume": gettext_noop("恢复调解，期限顺延"),
    "extend": gettext_noop("调解期限延长"),
    "draft_agreement": gettext_noop("调解协议发出签署"),
    "back": gettext_noop("收回协议修改"),
    "sign_complete": gettext_noop("各方签署，协议生效"),
    "refuse_sign": gettext_noop("当事人拒绝签署，结案"),
    "settle_withdraw": gettext_noop("自行和解并撤回，结案"),
    "party_refuses": gettext_noop("当事人拒绝调解，结案"),
    "too_far": gettext_noop("分歧过大，结案"),
    "expire": gettext_noop("期限届满，结案"),
    "stop_false": gettext_noop("终止调解"),
    "other_end": gettext_noop("结案"),
    "close": gettext_noop("达成协议，结案"),
    "archive": gettext_noop("归档"),
}


_DEADLINES = {
    "D01": gettext_noop("受理决定"),
    "D02": gettext_noop("征求同意"),
    "D03": gettext_noop("共同选定调解员"),
    "D04": gettext_noop("指定调解员"),
    "D05": gettext_noop("调解员答复"),
    "D06": gettext_noop("调解期限"),
    "D07": gettext_noop("调解期限"),
    "D08": gettext_noop("调解期限"),
    "D10": gettext_noop("申请司法确认"),
    "D11": gettext_noop("法院受理"),
    "D12": gettext_noop("法院裁定"),
    "D14": gettext_noop("调解期限"),
    "D15": gettext_noop("被申请人陈述"),
    "D16": gettext_noop("公布结果摘要"),
    "D18": gettext_noop("受理决定"),
    "D19": gettext_noop("调解期限"),
    "D27": gettext_noop("回访"),
}


def deadline_row(deadline: CaseDeadline, on: date) -> dict[str, Any]:
    """A running deadline: whose, what, until when, whether it has passed."""
    words = _(_DEADLINES.get(deadline.rule_code, deadline.rule_code))
    return {"case": deadline.case, "words": words, "due": deadline.due_on, "late": deadline.due_on < on}


def state_tag(case: MediationCase) -> dict[str, str]:
    """For components/tag.html; drafts that were returned say so."""
    if case.state == State.DRAFT and case.return_note:
        return {"label": _("待补正"), "tone": "warn"}
    return {"label": str(State(case.state).label), "tone": _TONES.get(State(case.state), "")}


def kind_words(case: MediationCase) -> str:
    """`侵权 · 实用新型`, as far as it is said."""
    return " · ".join(words for words in (case.get_dispute_type_display(), case.get_ip_type_display()) if words)


def title_of(case: MediationCase) -> str:
    """The number, or what it will be."""
    return case.number or _("调解申请（草稿）")


def tags_of(case: MediationCase) -> list[dict[str, str]]:
    """State, kind, and how it ended."""
    tags = [state_tag(case)]
    if kind_words(case):
        tags.append({"label": kind_words(case), "tone": ""})
    if case.closing_reason:
        tags.append({"label": str(CLOSING_REASONS[case.closing_reason][1]), "tone": ""})
    return tags


def deed_words(action: str) -> str:
    """What happened, in words."""
    return _(DEEDS.get(action, action))


def case_facts(case: MediationCase) -> list[dict[str, Any]]:
    """For components/fact_list.html: what the case is about."""
    dates = (
        (_("申请日"), case.applied_on), (_("受理日"), case.accepted_on), (_("期限届满"), case.due_on),
        (_("结案日"), case.closed_on), (_("归档日"), case.archived_on),
    )  # fmt: skip
    rows: list[dict[str, Any]] = [
        {"term": _("程序"), "value": case.get_procedure_display()},
        {"term": _("事项"), "value": case.topic.label if case.topic else ""},
        {"term": _("争议金额"), "value": f"{case.amount_in_dispute:,.2f} 元" if case.amount_in_dispute else ""},
    ]
    if case.court_reference:
        rows.append({"term": _("法院案号"), "value": case.court_reference})
    if case.venue_note:
        rows.append({"term": _("管辖依据"), "value": case.venue_note})
    return rows + [{"term": term, "value": value.isoformat()} for term, value in dates if value]
