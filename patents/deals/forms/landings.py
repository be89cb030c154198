"""Forms of landings: the claim with a field for each kind of evidence, and the decisions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.models import Enterprise
from patents.deals.forms.base import DayField, DeedForm, ReasonForm
from patents.deals.models import Landing, LandingEvidence


class ClaimForm(forms.Form):
    """Claim a landing; at least one of the four evidence fields is to be filled (the service says so by name)."""

    enterprise = forms.TypedChoiceField(label=_("落地企业"), coerce=int)
    address = forms.CharField(label=_("落地地址"), max_length=300)
    region_code = forms.RegexField(
        label=_("行政区划代码"), regex=r"^\d{6}(\d{3}(\d{3})?)?$", help_text=_("6、9 或 12 位数字，岳麓区为 430104。")
    )
    landed_on = DayField(label=_("落地日期"))
    use = forms.ChoiceField(label=_("使用方式"), choices=Landing.Use.choices)

    def __init__(self, *args: Any, buyers: Iterable[Enterprise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["enterprise"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(enterprise.pk, enterprise.name) for enterprise in buyers]
        for kind in LandingEvidence.Kind:
            self.fields[kind.value] = forms.FileField(label=_("证据：%s") % kind.label, required=False)

    def evidence(self) -> list[tuple[str, UploadedFile]]:
        """(kind, file) of the fields that were filled."""
        found = ((kind.value, self.cleaned_data.get(kind.value)) for kind in LandingEvidence.Kind)
        return [(kind, upload) for kind, upload in found if upload]


class VerifyForm(DeedForm):
    """The checklist of the person who verifies."""

    address_checked = forms.BooleanField(label=_("已核对落地地址在新区范围内，与企业资料一致"), required=False)
    evidence_read = forms.BooleanField(label=_("已逐份查阅证据，内容与落地日期、使用方式相符"), required=False)


class RejectForm(ReasonForm):
    """The claim does not hold."""

    CHOICES = (
        ("evidence_weak", _("证据不足")),
        ("address", _("地址不符")),
        ("not_used", _("没有实际使用")),
        ("other", _("其他")),
    )


class RevokeForm(ReasonForm):
    """A verified landing is taken back."""

    CHOICES = (("untrue", _("经查不实")), ("deal_cancelled", _("交易已取消")))


class RevisitForm(DeedForm):
    """A revisit was made."""

    part = forms.ChoiceField(label=_("回访"), choices=[("6m", _("6 个月")), ("12m", _("12 个月"))])
    day = DayField(label=_("回访日期"))
