"""What can be done with an inquiry: on the desk and in the operators' queue."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from patents.deals.deeds.deed import Deed, of
from patents.deals.forms import (
    AnswerForm,
    DataRoomFileForm,
    InquiryCloseForm,
    InteractionForm,
    MeetingForm,
    NdaForm,
    OpenDealForm,
    OpenDealFromDemandForm,
)
from patents.deals.models import Inquiry
from patents.deals.selectors import patents_of_numbers
from patents.deals.services import (
    data_room_file_add,
    deal_open,
    inquiry_accept_nda,
    inquiry_answer,
    inquiry_close,
    inquiry_meet,
    interaction_add,
)
from patents.deals.workflow import INQUIRY, data_room_add_refusal, interaction_refusal

NDA = Deed(
    "nda", _("作出保密承诺"), _("承诺后可以查阅对方的资料室，每次查阅都会留下记录。承诺的时间会存档，不能撤回。"),
    NdaForm, lambda by, on, inquiry, v: inquiry_accept_nda(inquiry=inquiry, by=by, on=on, revision=v["revision"]),
    of(INQUIRY, "accept_nda"), primary=True, shown=lambda user, inquiry: inquiry.nda_accepted_at is None,
)  # fmt: skip
ANSWER = Deed(
    "answer", _("答复"), _("答复会发给洽询企业，发出后不能修改。"),
    AnswerForm,
    lambda by, on, inquiry, v: inquiry_answer(
        inquiry=inquiry, answer=v["answer"], by=by, on=on, revision=v["revision"]
    ),
    of(INQUIRY, "answer"), primary=True,
)  # fmt: skip
MEET = Deed(
    "meet", _("登记首次洽谈"), _("登记双方的首次洽谈，洽询进入“洽谈中”。"),
    MeetingForm,
    lambda by, on, inquiry, v: inquiry_meet(
        inquiry=inquiry, people=v["people"], result=v["result"], held_on=v["held_on"], by=by, on=on,
        revision=v["revision"],
    ),
    of(INQUIRY, "meet"), primary=True,
)  # fmt: skip
INTERACTION = Deed(
    "interaction", _("补记往来"), _("补记一次电话、来访或会面。记录写入后不能修改。"),
    InteractionForm,
    lambda by, on, inquiry, v: interaction_add(
        inquiry=inquiry, held_on=v["held_on"], people=v["people"], result=v["result"], by=by, on=on
    ),
    interaction_refusal,
)  # fmt: skip
DATA_ROOM_FILE = Deed(
    "file", _("向资料室上传文件"), _("洽询方作出保密承诺后才能查阅，每次查阅都会留下记录。"),
    DataRoomFileForm, lambda by, on, inquiry, v: data_room_file_add(inquiry=inquiry, upload=v["upload"], by=by),
    data_room_add_refusal,
)  # fmt: skip
CLOSE = Deed(
    "close", _("结束洽询"), _("结束后不能再恢复，可以另行提出新的洽询。"),
    InquiryCloseForm,
    lambda by, on, inquiry, v: inquiry_close(
        inquiry=inquiry, reason_code=v["reason_code"], reason=v["reason"], by=by, on=on, revision=v["revision"]
    ),
    of(INQUIRY, "close"), danger=True,
)  # fmt: skip


def _open(by: Any, on: Any, inquiry: Inquiry, v: dict[str, Any]) -> object:
    numbers = v.get("patents", "").split()
    return deal_open(
        inquiry=inquiry, kind=v.get("kind", ""), patents=patents_of_numbers(numbers), by=by, on=on,
        revision=v["revision"],
    )  # fmt: skip


def _ready_offer(user: Any, inquiry: Inquiry) -> bool:
    return inquiry.offer_id is not None and inquiry.nda_accepted_at is not None


def _ready_demand(user: Any, inquiry: Inquiry) -> bool:
    return inquiry.offer_id is None and inquiry.nda_accepted_at is not None


OPEN = Deed(
    "open", _("开启交易"), _("双方当事人和专利从洽询带入，洽询转为交易，双方会收到通知。"),
    OpenDealForm, _open, of(INQUIRY, "open"), primary=True, shown=_ready_offer,
)  # fmt: skip
OPEN_FROM_DEMAND = Deed(
    "open-demand", _("开启交易"), _("洽询企业为让与方，需求企业为受让方。请写明方式和专利。"),
    OpenDealFromDemandForm, _open, of(INQUIRY, "open"), primary=True,
    shown=_ready_demand,
)  # fmt: skip

DESK = (NDA, ANSWER, MEET, INTERACTION, DATA_ROOM_FILE, CLOSE)
STAFF = (OPEN, OPEN_FROM_DEMAND, ANSWER, MEET, INTERACTION, DATA_ROOM_FILE, CLOSE)
