"""Forms of samples: what is drawn, what judges bring back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patents.industries.models import TechnologyBranch

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_MAX_SEED = 2**53


class _OfBranch(forms.Form):
    """The whole set, or a branch inside it."""

    branch: forms.ModelChoiceField[TechnologyBranch] = forms.ModelChoiceField(
        label=_("对象"), queryset=None, required=False, empty_label=_("整个产业")
    )

    def __init__(self, *args: Any, branches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]  # a ModelChoiceField


class DrawForm(_OfBranch):
    """A sample of the hits. The size may stay empty while a proposal is asked for."""

    half_width = forms.DecimalField(
        label=_("希望的误差（± 百分点）"), min_value=1, max_value=30, decimal_places=1, initial=5,
        help_text=_("95% 置信区间的半宽，用来算建议件数"),
    )  # fmt: skip
    expected = forms.DecimalField(
        label=_("预计的比例（%）"), min_value=1, max_value=99, decimal_places=1, initial=80,
        help_text=_("没有把握就填 50，建议件数最多"),
    )  # fmt: skip
    size = forms.IntegerField(label=_("抽样件数"), min_value=1, max_value=2000, required=False)
    seed = forms.IntegerField(
        label=_("随机种子"), min_value=0, max_value=_MAX_SEED,
        help_text=_("同一个种子、同一批号码，谁都能抽出同一份样本；与样本一起保存"),
    )  # fmt: skip
    note = forms.CharField(label=_("说明"), max_length=300, required=False)


class PoolForm(DrawForm):
    """A sample of everything that the expression or a broader one finds."""

    pool_text = forms.CharField(
        label=_("更宽的检索式"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("应当包住全部相关专利，例如去掉限制词、加上位词和分类号；太宽会使相关的样本很少"),
    )  # fmt: skip
    relevant = forms.DecimalField(
        label=_("预计其中相关的比例（%）"), min_value=1, max_value=100, decimal_places=1, initial=50,
        help_text=_("查全率只用样本里相关的专利计算，相关的越少要抽得越多"),
    )  # fmt: skip
    field_order = ("branch", "pool_text", "half_width", "expected", "relevant", "size", "seed", "note")


class KnownForm(_OfBranch):
    """Numbers known to be relevant, whatever the expression finds."""

    numbers = forms.CharField(
        label=_("已知相关的专利号码"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("每行一个公开号、申请号或专利号，写法不限，最多 2,000 个"),
    )  # fmt: skip
    note = forms.CharField(
        label=_("清单从哪里来"),
        max_length=300,
        help_text=_("不能是用这个检索式找到的，例如龙头企业清单、标准必要专利、专家指定"),
    )

    def clean_numbers(self) -> list[str]:
        """One text a line or between commas."""
        text = self.cleaned_data["numbers"]
        for sign in "，,；;、\t":
            text = text.replace(sign, "\n")
        return [line.strip() for line in text.splitlines() if line.strip()]


class JudgeForm(forms.Form):
    """A judge's sheet."""

    judge = forms.CharField(label=_("判定人"), max_length=80)
    judged_on = forms.DateField(label=_("判定日期"), widget=_DATE)
    file = forms.FileField(
        label=_("判定好的样本表"),
        help_text=_("下载的 xlsx，在「判定」列逐件填 是、否、不确定"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
