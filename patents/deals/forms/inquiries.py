"""Forms of inquiries."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.models import Enterprise
from patents.deals.forms.base import DayField, DeedForm, ReasonForm, WordsField
from patents.offers.models import COOPERATION_MODES


class InquiryForm(forms.Form):
    """Ask about an offer or demand."""

    from_enterprise = forms.TypedChoiceField(label=_("洽询企业"), coerce=int)
    purpose = WordsField(
        label=_("洽询目的"), help_text=_("打算怎样使用这项技术、希望的合作方式和时间。对方和运营专员可以看到。")
    )
    nda = forms.BooleanField(
        label=_("本企业承诺：对方提供的未公开资料只用于评估本次合作，不向第三人披露"),
        help_text=_("作出承诺后才能查阅对方的资料室；开启交易前必须作出。"),
        required=False,
    )

    def __init__(self, *args: Any, enterprises: Iterable[Enterprise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["from_enterprise"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(enterprise.pk, enterprise.name) for enterprise in enterprises]


class AnswerForm(DeedForm):
    """Answer an inquiry."""

    answer = WordsField(label=_("答复"))


class NdaForm(DeedForm):
    """The asking side's promise, afterwards."""

    accept = forms.BooleanField(label=_("本企业承诺：对方提供的未公开资料只用于评估本次合作，不向第三人披露"))


class InteractionForm(forms.Form):
    """One contact."""

    held_on = DayField(label=_("日期"))
    people = forms.CharField(label=_("参加人"), max_length=200)
    result = WordsField(label=_("结果"))


class MeetingForm(InteractionForm, DeedForm):
    """The first meeting."""


class DataRoomFileForm(forms.Form):
    """A file for the data room."""

    upload = forms.FileField(label=_("文件"), help_text=_("PDF、图片、Word、Excel、CSV、TXT 或 ZIP，不超过 100 MB。"))


class InquiryCloseForm(ReasonForm):
    """End an inquiry."""

    CHOICES = (
        ("no_interest", _("没有合作意向")),
        ("terms", _("条件未谈拢")),
        ("other", _("其他")),
    )


class OpenDealForm(DeedForm):
    """Open a deal from an inquiry about an offer: all is prefilled."""


class OpenDealFromDemandForm(DeedForm):
    """Open a deal from an inquiry about a demand: mode and patents are stated."""

    kind = forms.ChoiceField(label=_("方式"), choices=[row for row in COOPERATION_MODES if row[0] != "any"])
    patents = WordsField(label=_("专利"), help_text=_("每行一个公开号、申请号或专利号，平台上须有记录。"))
