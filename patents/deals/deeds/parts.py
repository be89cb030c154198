"""What staff do with the parts of a deal: its payments, patents, parties, objections; and with a landing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.permissions import AnyUser
from ipplatform.moves import Refusal
from patents.deals import forms
from patents.deals.deeds.deed import Asked, Deed, of
from patents.deals.models import DealPatent, Objection, Payment
from patents.deals.selectors import CC845_FIELDS
from patents.deals.services import (
    deal_patent_record,
    deal_patent_state,
    landing_reject,
    landing_revisit,
    landing_revoke,
    landing_verify,
    objection_dismiss,
    objection_uphold,
    party_area_approve,
    party_area_propose,
    payment_confirm,
    payment_write_off,
)
from patents.deals.workflow import DEAL, LANDING, PAYMENT, area_approve_refusal, move_refusal, operate_refusal


def _of_deal(action: str) -> Asked:
    """A move of the deal asked from one of its parts."""

    def refusal(user: AnyUser, part: Any) -> Refusal | None:
        return move_refusal(DEAL, part.deal, action, user)

    return refusal


def _deal_operator(user: AnyUser, part: Any) -> Refusal | None:
    return operate_refusal(user, part.deal)


def _confirm(by: Any, on: Any, payment: Payment, v: dict[str, Any]) -> object:
    return payment_confirm(
        payment=payment, paid_on=v["paid_on"], paid_amount=v["paid_amount"], voucher=v["voucher"], reason=v["reason"],
        by=by, on=on, revision=v["revision"],
    )  # fmt: skip


def _paid(payment: Payment) -> dict[str, Any]:
    return {"paid_on": payment.paid_on, "paid_amount": payment.paid_amount}


def _stated(item: DealPatent) -> dict[str, Any]:
    return {name: getattr(item, name) for name in CC845_FIELDS}


def _open_objection(user: AnyUser, objection: Objection) -> bool:
    return objection.state == Objection.State.OPEN


PAYMENT_DEEDS = (
    Deed(
        "confirm", _("确认付款"), _("凭付款凭证确认。确认后计入实付金额。"), forms.PaymentConfirmForm, _confirm,
        of(PAYMENT, "confirm"), initial=_paid,
    ),
    Deed(
        "write-off", _("核销"), _("这笔款项不再收取，须写明理由。"),
        forms.WriteOffForm,
        lambda by, on, payment, v: payment_write_off(
            payment=payment, reason_code=v["reason_code"], reason=v["reason"], by=by, on=on, revision=v["revision"]
        ),
        of(PAYMENT, "write_off"), danger=True,
    ),
)  # fmt: skip
PATENT_DEEDS = (
    Deed(
        "state", _("补全合同信息"), _("专利记录中没有的内容按证书和登记簿填写；签约时以专利记录为先。"),
        forms.PatentStateForm,
        lambda by, on, item, v: deal_patent_state(item=item, values=v, by=by, on=on, revision=v["revision"]),
        _of_deal("state_patent"), initial=_stated,
    ),
    Deed(
        "record", _("登记备案结果"), _("日期不能早于签约日期。转让、作价投资填登记日，许可填备案日和备案号。"),
        forms.RecordalForm,
        lambda by, on, item, v: deal_patent_record(
            item=item, day=v["day"], number=v["number"], proof=v["proof"], by=by, on=on, revision=v["revision"]
        ),
        _of_deal("record_patent"), shown=lambda user, item: item.deal.changes_patents,
    ),
)  # fmt: skip
PARTY_DEEDS = (
    Deed(
        "area", _("提出所在地"), _("自然人的所在地须附证明，由综合科其他人员核准后才计入指标。"),
        forms.AreaForm,
        lambda by, on, party, v: party_area_propose(party=party, area=v["area"], upload=v["upload"], by=by),
        _deal_operator, shown=lambda user, party: party.enterprise_id is None and party.approved_by_id is None,
    ),
    Deed(
        "approve-area", _("核准所在地"), _("已查阅证明文件，与提出的所在地一致。"),
        forms.ConfirmForm, lambda by, on, party, v: party_area_approve(party=party, by=by),
        area_approve_refusal, primary=True,
    ),
)  # fmt: skip
OBJECTION_DEEDS = (
    Deed(
        "dismiss", _("异议不成立"), _("写明处理意见，公示继续。"),
        forms.DecisionForm,
        lambda by, on, objection, v: objection_dismiss(
            objection=objection, decision=v["decision"], by=by, on=on, revision=v["revision"]
        ),
        _of_deal("dismiss_objection"), shown=_open_objection,
    ),
    Deed(
        "uphold", _("异议成立"), _("公示终止，交易回到磋商，须重新报价。"),
        forms.UpholdForm,
        lambda by, on, objection, v: objection_uphold(
            objection=objection, decision=v["decision"], paper=v["paper"], by=by, on=on, revision=v["revision"]
        ),
        _of_deal("object"), danger=True, shown=_open_objection,
    ),
)  # fmt: skip
LANDING_DEEDS = (
    Deed(
        "verify", _("核实通过"), _("核实后，该交易的合同金额计入落地成交额。"),
        forms.VerifyForm,
        lambda by, on, landing, v: landing_verify(
            landing=landing, address_checked=v["address_checked"], evidence_read=v["evidence_read"], by=by, on=on,
            revision=v["revision"],
        ),
        of(LANDING, "verify"), primary=True,
    ),
    Deed(
        "reject", _("不予通过"), _("说明理由，运营专员可以补充证据后重新提出。"),
        forms.RejectForm,
        lambda by, on, landing, v: landing_reject(
            landing=landing, reason_code=v["reason_code"], reason=v["reason"], by=by, on=on, revision=v["revision"]
        ),
        of(LANDING, "reject"), danger=True,
    ),
    Deed(
        "revoke", _("撤销落地"), _("撤销后不再计入落地成交额，已冻结的快照不变。"),
        forms.RevokeForm,
        lambda by, on, landing, v: landing_revoke(
            landing=landing, reason_code=v["reason_code"], reason=v["reason"], by=by, on=on, revision=v["revision"]
        ),
        of(LANDING, "revoke"), danger=True,
    ),
    Deed(
        "revisit", _("登记回访"), _("落地后 6 个月和 12 个月各回访一次。"),
        forms.RevisitForm,
        lambda by, on, landing, v: landing_revisit(
            landing=landing, part=v["part"], day=v["day"], by=by, on=on, revision=v["revision"]
        ),
        of(LANDING, "revisit"),
    ),
)  # fmt: skip
