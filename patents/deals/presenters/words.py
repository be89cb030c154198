"""Words of states and moves, and the tags that pages show for them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ipplatform.moves import Text
from patents.deals.models import Deal, Inquiry, Landing, Payment, Quote

TONES: dict[str, str] = {
    Inquiry.State.SENT: "warn", Inquiry.State.ANSWERED: "river", Inquiry.State.MEETING: "river",
    Inquiry.State.BECAME_DEAL: "good", Deal.State.NEGOTIATING: "river", Deal.State.AGREED: "river",
    Deal.State.PUBLICITY: "warn", Deal.State.CLEARED: "river", Deal.State.SIGNED: "river",
    Deal.State.RECORDED: "good", Deal.State.COMPLETED: "good", Deal.State.CANCELLED: "bad",
    Quote.State.OPEN: "warn", Quote.State.ACCEPTED: "good", Payment.State.NOTED: "warn",
    Payment.State.CONFIRMED: "good", Landing.State.CLAIMED: "warn", Landing.State.VERIFIED: "good",
    Landing.State.REJECTED: "bad", Landing.State.REVOKED: "bad",
}  # fmt: skip

_HISTORY: dict[str, Text] = {
    "open": _("开启交易"), "quote": _("报价"), "counter": _("还价"), "accept_quote": _("接受报价"),
    "start_publicity": _("开始公示"), "end_publicity": _("公示期满"), "receive_objection": _("收到异议"),
    "dismiss_objection": _("异议不成立"), "object": _("异议成立，回到磋商"), "sign": _("签约"),
    "record_patent": _("登记备案一件专利"), "record": _("登记备案办结"), "complete": _("交易完成"),
    "cancel": _("交易取消"), "end_term": _("许可期满"), "add_document": _("上传文件"), "add_party": _("增加当事人"),
    "state_patent": _("补全合同信息"), "set_pricing": _("登记定价方式"), "tech_register": _("技术合同登记"),
    "payment_schedule": _("登记应付款"), "payment_note": _("报付款"), "payment_confirm": _("确认付款"),
    "payment_write_off": _("核销款项"),
}  # fmt: skip

DEADLINES: dict[str, Text] = {"D20": _("许可合同备案"), "D21": _("公示期满"), "D26": _("落地回访")}


def state_tag(obj: Any) -> dict[str, Any]:
    """The tag of anything with a state and its choices."""
    label = type(obj).State(obj.state).label
    return {"label": label, "tone": TONES.get(obj.state, "")}


def history_word(action: str) -> Text:
    """A move in words; a new one shows its name."""
    return _HISTORY.get(action, action)
