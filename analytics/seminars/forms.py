"""Forms of the seminar pages: parse only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_DATE = forms.DateInput(attrs={"type": "date"})


class AnnounceForm(forms.Form):
    """A new seminar."""

    title = forms.CharField(label=_("题目"), max_length=200)
    slug = forms.SlugField(label=_("网址名"), max_length=80, help_text=_("小写英文、数字和连字符，例如 storage-2026"))
    planned_on = forms.DateField(label=_("计划日期"), widget=_DATE)
    place = forms.CharField(label=_("地点"), max_length=200)
    summary = forms.CharField(
        label=_("简介"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class TextsForm(forms.Form):
    """Its texts, before the minutes are public."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("题目"), max_length=200)
    summary = forms.CharField(
        label=_("简介"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    minutes = forms.CharField(
        label=_("会议纪要（公开）"), max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("发布以前只有工作人员看得到。不写个人信息。"),
    )  # fmt: skip


class PublishForm(forms.Form):
    """Publish the minutes that the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class HoldForm(forms.Form):
    """Record it as held."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    held_on = forms.DateField(label=_("举办日期"), widget=_DATE)
    attendees = forms.IntegerField(label=_("参加人数"), min_value=1, max_value=100000)
    sign_in = forms.FileField(label=_("签到表"), required=False)
    minutes = forms.FileField(label=_("会议纪要"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("sign_in") and not data.get("minutes"):
            raise forms.ValidationError(_("请至少上传签到表或会议纪要中的一项。"), code="evidence_required")
        return data


class CancelForm(forms.Form):
    """Call it off."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("取消原因"), max_length=300)
