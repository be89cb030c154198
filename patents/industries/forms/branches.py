"""Forms of the technology breakdown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patents.industries.models import TechnologyBranch


class BranchForm(forms.Form):
    """A technology branch with its quality, or why it was not sampled."""

    parent: forms.ModelChoiceField[TechnologyBranch] = forms.ModelChoiceField(
        label=_("上级"), queryset=None, required=False, empty_label=_("（一级分支）")
    )
    name = forms.CharField(label=_("名称"), max_length=80)
    text = forms.CharField(label=_("检索式"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    precision = forms.DecimalField(label=_("查准率（%）"), min_value=0, max_value=100, decimal_places=2, required=False)
    recall = forms.DecimalField(label=_("查全率（%）"), min_value=0, max_value=100, decimal_places=2, required=False)
    sample_size = forms.IntegerField(label=_("抽样件数"), min_value=1, required=False)
    not_sampled_reason = forms.CharField(label=_("未抽样的原因"), max_length=300, required=False)

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parents is None:
            del self.fields["parent"]
        else:
            self.fields["parent"].queryset = parents  # type: ignore[attr-defined]  # a ModelChoiceField


class TreeUploadForm(forms.Form):
    """A sheet with the breakdown."""

    file = forms.FileField(
        label=_("技术分解表"),
        help_text=_("xlsx。先下载现有的表，在里面改，再上传；先看会改什么，确认后才保存。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
