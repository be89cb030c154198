"""The counter's forms: an application on paper in one screen, a consultation that becomes a case."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mediation.cases.models import DisputeType, IpType, Procedure
from mediation.people.models import TopicCode
from mediation.proceedings.forms.apply import patents_named, uscc_clean
from mediation.proceedings.forms.base import text_field
from patents.records.models import Patent

PERSON = _("是自然人的，不填代码，改填身份证明号码；号码只留加密摘要，不保存原文。")


class IntakeForm(forms.Form):
    """Everything that the paper says, and its scans."""

    claimant_name = forms.CharField(label=_("申请人名称或姓名"), max_length=200)
    claimant_uscc = forms.CharField(label=_("申请人统一社会信用代码"), max_length=40, required=False, help_text=PERSON)
    claimant_identity = forms.CharField(label=_("申请人身份证明号码"), max_length=40, required=False)
    claimant_contact = forms.CharField(label=_("申请人联系方式"), max_length=200)
    respondent_name = forms.CharField(label=_("被申请人名称或姓名"), max_length=200)
    respondent_uscc = forms.CharField(
        label=_("被申请人统一社会信用代码"), max_length=40, required=False, help_text=PERSON
    )
    respondent_identity = forms.CharField(label=_("被申请人身份证明号码"), max_length=40, required=False)
    respondent_contact = forms.CharField(label=_("被申请人联系方式"), max_length=200)
    dispute_type = forms.ChoiceField(label=_("纠纷类型"), choices=DisputeType.choices)
    ip_type = forms.ChoiceField(label=_("知识产权类型"), choices=IpType.choices)
    topic = forms.ModelChoiceField(queryset=TopicCode.objects.none(), to_field_name="code", label=_("事项类别"))
    procedure = forms.ChoiceField(label=_("程序"), choices=Procedure.choices, initial=Procedure.INDUSTRY)
    court_reference = forms.CharField(label=_("法院案号"), max_length=60, required=False)
    patents = text_field(_("涉及专利（一行一个号码）"), rows=2, required=False)
    summary = text_field(_("纠纷简述"), rows=6, max_length=5000)
    requests = text_field(_("调解请求（一行一项）"), rows=4)
    amount = forms.DecimalField(label=_("争议金额（元）"), required=False, min_value=0, max_digits=14, decimal_places=2)
    application = forms.FileField(label=_("调解申请书或受理登记表扫描件"))
    identity = forms.FileField(label=_("申请人身份证明扫描件"))

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_patents(self) -> list[Patent]:
        return patents_named(self.cleaned_data["patents"])

    def clean_requests(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["requests"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for side in ("claimant", "respondent"):
            code, identity = data.get(f"{side}_uscc", ""), data.get(f"{side}_identity", "")
            if bool(code) == bool(identity):
                self.add_error(f"{side}_uscc", _("信用代码和身份证明号码填且只填一项。"))
            elif code:
                try:
                    data[f"{side}_uscc"] = uscc_clean(code)
                except ValidationError as error:
                    self.add_error(f"{side}_uscc", error)
        return data


class ConvertForm(forms.Form):
    """A consultation whose enterprise agrees to mediation."""

    number = forms.CharField(label=_("咨询编号"), max_length=20, help_text="ZX-2026-0001")
    enterprise_agrees = forms.BooleanField(label=_("企业已同意转为调解申请"), required=False)
