"""Forms of the moves: plan, start, freeze, review, publish."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from analytics.landscape import Unit
from analytics.reports.models import Kind, ReportSheet
from analytics.reports.selectors import people_choices
from ipplatform.accounts.models import User
from patents.industries.models import Industry
from patents.industries.selectors import industries_all
from patents.names.selectors import NameReading

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TARGETS = [("", _("不属于计划目标")), ("T3-4", _("T3-4 专利数据分析报告")), ("T3-3", _("T3-3 智库研究专题分析报告"))]


class PlanForm(forms.Form):
    """A report or the next version of one."""

    industry: forms.ModelChoiceField[Industry] = forms.ModelChoiceField(label=_("产业"), queryset=None)
    kind = forms.ChoiceField(label=_("类型"), choices=Kind.choices)
    commissioner = forms.CharField(label=_("委托单位"), max_length=80, initial=_("湖南湘江新区政务服务中心"))
    plan_target = forms.ChoiceField(label=_("计划目标"), choices=TARGETS, required=False)
    plan_reason = forms.CharField(
        label=_("立项理由"), max_length=300, required=False, help_text=_("不属于计划目标时必填")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["industry"].queryset = industries_all()  # type: ignore[attr-defined]  # a ModelChoiceField


class _Move(forms.Form):
    """What every move posts."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class StartForm(_Move):
    """Name the people."""

    authors: forms.ModelMultipleChoiceField[User] = forms.ModelMultipleChoiceField(
        label=_("编制人"), queryset=None, widget=forms.CheckboxSelectMultiple, required=False
    )
    reviewers: forms.ModelMultipleChoiceField[User] = forms.ModelMultipleChoiceField(
        label=_("审核人"), queryset=None, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("authors", "reviewers"):
            self.fields[name].queryset = people_choices()  # type: ignore[attr-defined]  # a ModelChoiceField


class ConfirmForm(_Move):
    """Nothing to fill in."""


class ReturnForm(_Move):
    """Comments for the author."""

    note = forms.CharField(label=_("意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class PassForm(_Move):
    """The signed review sheet."""

    given_on = forms.DateField(label=_("审核日期"), widget=_DATE)
    sheet = forms.FileField(label=_("内部审核单"), help_text=_("签字后的扫描件，PDF 或图片"))


class PublishForm(_Move):
    """The editor's word on confidentiality."""

    no_confidential_data = forms.BooleanField(label=_("已确认报告不含保密信息"), required=False)


class WithdrawForm(_Move):
    """Why."""

    note = forms.CharField(label=_("撤回原因"), max_length=300)


class FreezeForm(_Move):
    """What is stated with a frozen dataset."""

    cutoff = forms.DateField(label=_("数据截止日"), widget=_DATE)
    unit = forms.ChoiceField(label=_("计数单位"), choices=[(unit.value, unit.label) for unit in Unit])
    names = forms.ChoiceField(
        label=_("申请人名称"), choices=NameReading.choices, required=False,
        help_text=_("排名和份额按哪种名称计数，印在图注和数据方法里；人工归并以批准的归并表为准"),
    )  # fmt: skip
    source = forms.CharField(label=_("数据来源"), max_length=200)
    licence = forms.CharField(label=_("数据许可"), max_length=300)
    precision = forms.DecimalField(label=_("查准率（%）"), min_value=0, max_value=100, decimal_places=2, required=False)
    recall = forms.DecimalField(label=_("查全率（%）"), min_value=0, max_value=100, decimal_places=2, required=False)
    sample_size = forms.IntegerField(label=_("抽样件数"), min_value=1, required=False)
    not_sampled_reason = forms.CharField(
        label=_("未抽样的原因"), max_length=300, required=False, help_text=_("没有抽样时填写，会印在报告里")
    )
    redraft = forms.BooleanField(label=_("重新起草主要发现与摘要（覆盖现有文字）"), required=False)

    def clean_names(self) -> str:
        """The reading that is used where none is chosen."""
        return self.cleaned_data["names"] or NameReading.APPROVED.value

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        given = [data.get(name) is not None for name in ("precision", "recall", "sample_size")]
        if any(given) and not all(given):
            raise forms.ValidationError(_("查准率、查全率和抽样件数要一起填写。"), code="sample_incomplete")
        if not all(given) and not data.get("not_sampled_reason"):
            raise forms.ValidationError(
                _("请填写查准率、查全率和抽样件数，或写明未抽样的原因。"), code="quality_missing"
            )
        return data


class SheetForm(forms.Form):
    """An expert's signed sheet."""

    people = forms.CharField(label=_("专家"), max_length=200, help_text=_("姓名，多人用顿号分开"))
    given_on = forms.DateField(label=_("评审日期"), widget=_DATE)
    opinion = forms.ChoiceField(label=_("意见"), choices=ReportSheet.Opinion.choices)
    sheet = forms.FileField(label=_("专家评审单"), help_text=_("签字后的扫描件，PDF 或图片"))


MOVE_FORMS: dict[str, type[forms.Form]] = {
    "start": StartForm,
    "submit": ConfirmForm,
    "return": ReturnForm,
    "pass": PassForm,
    "approve": ConfirmForm,
    "publish": PublishForm,
    "withdraw": WithdrawForm,
}
