"""What operators do with a deal: parties, papers, publicity, contract, registration, payments, landing claim."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.permissions import AnyUser
from patents.deals import forms
from patents.deals.deeds.deed import Deed, of
from patents.deals.models import Deal, DealParty
from patents.deals.services import (
    ContractTerms,
    deal_cancel,
    deal_complete,
    deal_document_add,
    deal_party_add,
    deal_pricing_set,
    deal_record,
    deal_sign,
    landing_claim,
    objection_receive,
    payment_schedule,
    publicity_end,
    publicity_start,
    tech_registration_record,
)
from patents.deals.workflow import DEAL, operate_refusal, publicity_needed
from patents.rights.models import Mode


def _buyers(deal: Deal) -> dict[str, Any]:
    buyers = [party.enterprise for party in deal.parties.all() if party.side == DealParty.Side.BUYER]
    return {"buyers": [enterprise for enterprise in buyers if enterprise is not None]}


def _claim(by: Any, on: Any, deal: Deal, v: dict[str, Any]) -> object:
    buyers = {enterprise.pk: enterprise for enterprise in _buyers(deal)["buyers"]}
    return landing_claim(
        deal=deal, enterprise=buyers[v["enterprise"]], address=v["address"], region_code=v["region_code"],
        landed_on=v["landed_on"], use=v["use"], evidence=v["evidence"], by=by, on=on,
    )  # fmt: skip


def _sign(by: Any, on: Any, deal: Deal, v: dict[str, Any]) -> object:
    names = ContractTerms.__dataclass_fields__
    terms = ContractTerms(**{name: v[name] for name in names})
    return deal_sign(deal=deal, terms=terms, contract=v["contract"], by=by, on=on, revision=v["revision"])


def _cancel(by: Any, on: Any, deal: Deal, v: dict[str, Any]) -> object:
    return deal_cancel(
        deal=deal, reason_code=v["reason_code"], reason=v["reason"], paper=v.get("paper"), by=by, on=on,
        revision=v["revision"],
    )  # fmt: skip


def _needs_publicity(user: AnyUser, deal: Deal) -> bool:
    return publicity_needed(deal)


def _may_sign(user: AnyUser, deal: Deal) -> bool:
    return deal.state == Deal.State.CLEARED or not publicity_needed(deal)


def _signed(user: AnyUser, deal: Deal) -> bool:
    return deal.signed_on is not None and deal.state != Deal.State.CANCELLED


def _delivers(deal: Deal) -> bool:
    """Joint development without patent change is completed straight from the contract."""
    return deal.kind == Mode.JOINT_DEVELOPMENT and not deal.patent_change


def _with_deal(deal: Deal) -> dict[str, Any]:
    return {"deal": deal}


def _terms_known(deal: Deal) -> dict[str, Any]:
    return {"contract_amount": deal.contract_amount}


SIGN = Deed(
    "sign", _("签约"), _("上传签订的合同并登记要素。专利信息在签约时从专利记录存入合同；转让类供给转为“已预订”。"),
    forms.SignForm, _sign, of(DEAL, "sign"), primary=True, shown=_may_sign, initial=_terms_known,
)  # fmt: skip
MAIN = (
    Deed(
        "start-publicity", _("开始公示"), _("公示成果名称和拟交易价格。公示期满且无异议后可以签约。"),
        forms.PublicityForm,
        lambda by, on, deal, v: publicity_start(
            deal=deal, publicity_on=v["publicity_on"], publicity_price=v["publicity_price"], notice=v["notice"],
            by=by, on=on, revision=v["revision"],
        ),
        of(DEAL, "start_publicity"), primary=True, shown=_needs_publicity,
    ),
    Deed(
        "end-publicity", _("结束公示"), _("公示期已满、没有未处理的异议。"),
        forms.ScreenshotForm,
        lambda by, on, deal, v: publicity_end(
            deal=deal, screenshot=v["screenshot"], by=by, on=on, revision=v["revision"]
        ),
        of(DEAL, "end_publicity"), primary=True,
    ),
    SIGN,
    Deed(
        "record", _("办结登记备案"), _("全部专利已登记或备案。转让自最晚的登记日起生效；供给随之关闭。"),
        forms.ConfirmForm,
        lambda by, on, deal, v: deal_record(deal=deal, by=by, on=on, revision=v["revision"]),
        of(DEAL, "record"), primary=True, shown=lambda user, deal: deal.changes_patents,
    ),
    Deed(
        "deliver", _("完成（合作开发）"), _("上传交付证明，交易完成。"),
        forms.DeliveryForm,
        lambda by, on, deal, v: deal_complete(
            deal=deal, delivery=v["delivery"], by=by, on=on, revision=v["revision"]
        ),
        of(DEAL, "complete"), primary=True,
        shown=lambda user, deal: deal.state == Deal.State.SIGNED and _delivers(deal),
    ),
    Deed(
        "complete", _("完成交易"), _("款项已全部确认或核销。"),
        forms.ConfirmForm,
        lambda by, on, deal, v: deal_complete(deal=deal, delivery=None, by=by, on=on, revision=v["revision"]),
        of(DEAL, "complete"), primary=True, shown=lambda user, deal: deal.state == Deal.State.RECORDED,
    ),
    Deed(
        "claim-landing", _("提出落地"), _("填写落地情况并至少附一份证据。企业确认后，由综合科其他人员核实。"),
        forms.ClaimForm, _claim, operate_refusal, shown=_signed, arguments=_buyers,
    ),
    Deed(
        "cancel", _("取消交易"), _("交易取消后不能恢复。"), forms.CancelForm, _cancel, of(DEAL, "cancel"), danger=True,
        shown=lambda user, deal: deal.signed_on is None,
    ),
    Deed(
        "rescind", _("解除或撤销已签交易"), _("交易不再计入指标；已预订的供给恢复；已核实的落地由综合科撤销。"),
        forms.RescindForm, _cancel, of(DEAL, "cancel"), danger=True, shown=_signed,
    ),
)  # fmt: skip
PARTY = Deed(
    "add-party", _("增加当事人"), _("共有权利人、共同受让人等。双方当事人不能重复。"),
    forms.PartyForm,
    lambda by, on, deal, v: deal_party_add(
        deal=deal, side=v["side"], enterprise=v["enterprise"], person_name=v["person_name"],
        person_country=v["person_country"], by=by, on=on, revision=v["revision"],
    ),
    of(DEAL, "add_party"),
)  # fmt: skip
PRICING = Deed(
    "pricing", _("定价方式和价款处理"), _("公立高校、科研院所协议定价须公示；质押专利的价款须提前清偿或提存。"),
    forms.PricingForm,
    lambda by, on, deal, v: deal_pricing_set(
        deal=deal, price_method=v["price_method"], proceeds=v["proceeds"], by=by, on=on, revision=v["revision"]
    ),
    of(DEAL, "set_pricing"),
    initial=lambda deal: {"price_method": deal.price_method, "proceeds": deal.proceeds},
)  # fmt: skip
DOCUMENT = Deed(
    "add-document", _("上传文件"), _("上传后双方当事人可以看到，不能删除。"),
    forms.DocumentForm,
    lambda by, on, deal, v: deal_document_add(
        deal=deal, kind=v["kind"], upload=v["upload"], deal_patent=v["deal_patent"], by=by, on=on,
        revision=v["revision"],
    ),
    of(DEAL, "add_document"), arguments=_with_deal,
)  # fmt: skip
OBJECTION = Deed(
    "receive-objection", _("登记异议"), _("有异议未处理时，公示不能结束。"),
    forms.ObjectionForm,
    lambda by, on, deal, v: objection_receive(
        deal=deal, received_on=v["received_on"], text=v["text"], by=by, on=on, revision=v["revision"]
    ),
    of(DEAL, "receive_objection"),
)  # fmt: skip
SCHEDULE = Deed(
    "schedule-payment", _("登记应付款"), _("按合同登记每一笔应付款。"),
    forms.ScheduleForm,
    lambda by, on, deal, v: payment_schedule(
        deal=deal, due_on=v["due_on"], due_amount=v["due_amount"], by=by, on=on
    ),
    operate_refusal, shown=_signed,
)  # fmt: skip
TECH = Deed(
    "tech-register", _("登记技术合同登记"), _("由让与方所在地登记机构登记一次，证明交易，不证明落地。"),
    forms.TechRegistrationForm,
    lambda by, on, deal, v: tech_registration_record(
        deal=deal, registry=v["registry"], number=v["number"], registered_on=v["registered_on"],
        verified_amount=v["verified_amount"], proof=v["proof"], by=by, on=on, revision=v["revision"],
    ),
    of(DEAL, "tech_register"), shown=lambda user, deal: not hasattr(deal, "tech_registration"),
)  # fmt: skip
ALL = (*MAIN, PARTY, PRICING, DOCUMENT, OBJECTION, SCHEDULE, TECH)
