"""Forms of a deal: quotes, parties, papers, publicity, contract, registration, payments, cancellation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.selectors import enterprise_by_uscc
from patents.deals.forms.base import AmountField, DayField, DeedForm, ReasonForm, WordsField
from patents.deals.models import Deal, DealDocument, DealParty, DealPatent

FILE_HINT = _("PDF、图片、Word、Excel、CSV、TXT 或 ZIP，不超过 100 MB。")


class ConfirmForm(DeedForm):
    """Nothing to fill in: the button is the confirmation."""


class QuoteForm(DeedForm):
    """A quote or its counter."""

    amount = AmountField(label=_("金额（元）"), required=False, help_text=_("仅按提成计价时留空，并在条件中写明。"))
    terms = WordsField(label=_("条件"), required=False)
    valid_until = DayField(label=_("有效期至"))


class PartyForm(DeedForm):
    """A further party: an enterprise by its code, or a person."""

    side = forms.ChoiceField(label=_("一方"), choices=DealParty.Side.choices)
    uscc = forms.CharField(label=_("企业的统一社会信用代码"), max_length=30, required=False)
    person_name = forms.CharField(label=_("或自然人姓名"), max_length=80, required=False)
    person_country = forms.CharField(
        label=_("自然人国籍"), max_length=2, required=False, initial="CN", help_text=_("两位字母代码，中国为 CN。")
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two; the enterprise is known here."""
        values = super().clean() or {}
        code, person = values.get("uscc", ""), values.get("person_name", "")
        if bool(code) == bool(person):
            raise ValidationError(_("请填写企业代码或自然人姓名，二者填一。"))
        values["enterprise"] = enterprise_by_uscc(code) if code else None
        if code and values["enterprise"] is None:
            self.add_error("uscc", _("平台上没有这家企业，请先登记企业。"))
        if not person:
            values["person_country"] = ""
        return values


class AreaForm(forms.Form):
    """Where a person lives, with its evidence."""

    area = forms.ChoiceField(label=_("所在地"), choices=DealParty.Area.choices[1:])
    upload = forms.FileField(label=_("证明文件"), help_text=FILE_HINT)


class PricingForm(DeedForm):
    """How the price came about; how pledged proceeds are secured."""

    price_method = forms.ChoiceField(label=_("定价方式"), choices=Deal.PriceMethod.choices)
    proceeds = forms.ChoiceField(
        label=_("质押专利的价款处理"), choices=[("", _("不涉及")), *Deal.Proceeds.choices], required=False
    )


class PatentChoiceField(forms.ModelChoiceField):
    """A patent of the deal, by its number."""

    def label_from_instance(self, obj: DealPatent) -> str:
        """The patent's number."""
        return obj.patent.number


class DocumentForm(DeedForm):
    """A paper of the deal."""

    kind = forms.ChoiceField(label=_("种类"), choices=DealDocument.Kind.choices)
    deal_patent = PatentChoiceField(
        label=_("专利"), queryset=DealPatent.objects.none(), required=False, empty_label=_("全部专利")
    )
    upload = forms.FileField(label=_("文件"), help_text=FILE_HINT)

    def __init__(self, *args: Any, deal: Deal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["deal_patent"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = deal.deal_patents.select_related("patent")


class PatentStateForm(DeedForm):
    """What the record lacks of CC 845."""

    invention_name = forms.CharField(label=_("发明创造名称"), max_length=500, required=False)
    applicants = forms.CharField(label=_("专利申请人"), max_length=1000, required=False)
    patentees = forms.CharField(label=_("专利权人"), max_length=1000, required=False)
    filing_date = DayField(label=_("申请日期"), required=False)
    application_number = forms.CharField(label=_("申请号"), max_length=60, required=False)
    patent_number = forms.CharField(label=_("专利号"), max_length=60, required=False)
    valid_to = DayField(label=_("专利权有效期限至"), required=False)


class PublicityForm(DeedForm):
    """Start the publicity of STA 18."""

    publicity_on = DayField(label=_("公示起始日"))
    publicity_price = forms.CharField(label=_("公示的拟交易价格"), max_length=100)
    notice = forms.FileField(label=_("公示文件"), help_text=FILE_HINT)


class ScreenshotForm(DeedForm):
    """End the publicity."""

    screenshot = forms.FileField(label=_("公示截图"), help_text=FILE_HINT)


class ObjectionForm(DeedForm):
    """An objection received."""

    received_on = DayField(label=_("收到日期"))
    text = WordsField(label=_("异议内容"))


class DecisionForm(DeedForm):
    """The objection does not hold."""

    decision = WordsField(label=_("处理意见"))


class UpholdForm(DecisionForm):
    """The objection holds."""

    paper = forms.FileField(label=_("处理决定"), help_text=FILE_HINT)


class SignForm(DeedForm):
    """The signed contract."""

    contract_number = forms.CharField(label=_("合同编号"), max_length=60)
    signed_on = DayField(label=_("签订日期"))
    effective_on = DayField(
        label=_("合同约定的生效日期"), required=False, help_text=_("许可和合作开发必填；转让和作价投资自登记日起生效。")
    )
    contract_amount = AmountField(label=_("合同金额（元）"), required=False, help_text=_("金额不能确定时留空。"))
    royalty_terms = forms.CharField(label=_("提成约定"), max_length=300, required=False)
    territory = forms.CharField(label=_("地域范围"), max_length=100, required=False)
    term_from = DayField(label=_("期限起"), required=False)
    term_to = DayField(label=_("期限止"), required=False)
    patent_change = forms.BooleanField(label=_("合作开发涉及专利权变更"), required=False)
    contract = forms.FileField(label=_("签订的合同"), help_text=FILE_HINT)

    def clean(self) -> dict[str, Any]:
        """The term runs forward."""
        values = super().clean() or {}
        first, last = values.get("term_from"), values.get("term_to")
        if first and last and last < first:
            self.add_error("term_to", _("期限止不能早于期限起。"))
        return values


class RecordalForm(DeedForm):
    """Registration or recordal of one patent."""

    day = DayField(label=_("登记或备案日期"))
    number = forms.CharField(label=_("备案号"), max_length=60, required=False, help_text=_("许可合同备案时填写。"))
    proof = forms.FileField(label=_("手续合格通知书或备案证明"), help_text=FILE_HINT)


class DeliveryForm(DeedForm):
    """Completion of joint development."""

    delivery = forms.FileField(label=_("交付证明"), help_text=FILE_HINT)


class CancelForm(ReasonForm):
    """Before the signature."""

    CHOICES = (
        ("no_agreement", _("未达成一致")),
        ("party_withdrew", _("一方退出")),
        ("other", _("其他")),
    )


class RescindForm(ReasonForm):
    """After the signature."""

    CHOICES = (("rescinded", _("合同解除")), ("void", _("合同无效或被撤销")))

    paper = forms.FileField(label=_("解除协议或裁判文书"), help_text=FILE_HINT)


class ScheduleForm(forms.Form):
    """A payment that the contract foresees."""

    due_on = DayField(label=_("应付日期"))
    due_amount = AmountField(label=_("应付金额（元）"))


class PaidForm(DeedForm):
    """What was paid when."""

    paid_on = DayField(label=_("实付日期"))
    paid_amount = AmountField(label=_("实付金额（元）"))


class PaymentConfirmForm(PaidForm):
    """The operator's confirmation."""

    voucher = forms.FileField(label=_("付款凭证"), help_text=FILE_HINT)
    reason = forms.CharField(
        label=_("超额理由"), max_length=300, required=False, help_text=_("实付合计超过合同金额时填写，如提成。")
    )


class WriteOffForm(ReasonForm):
    """A payment that will not come."""

    CHOICES = (("waived", _("对方放弃")), ("offset", _("抵销")), ("uncollectable", _("无法收取")), ("other", _("其他")))


class TechRegistrationForm(DeedForm):
    """The seller's technical-contract registration."""

    registry = forms.CharField(label=_("登记机构"), max_length=200)
    number = forms.CharField(label=_("登记编号"), max_length=60)
    registered_on = DayField(label=_("登记日期"))
    verified_amount = AmountField(label=_("核定技术交易额（元）"))
    proof = forms.FileField(label=_("登记证明"), required=False, help_text=FILE_HINT)
