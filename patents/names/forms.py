"""Forms of name groups."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patents.names.models import Reason


class FilterForm(forms.Form):
    """Which proposals the list shows."""

    reason = forms.ChoiceField(label=_("理由"), choices=[("", _("全部理由")), *Reason.choices], required=False)
    q = forms.CharField(label=_("名称"), max_length=100, required=False)


class GroupFilterForm(forms.Form):
    """Groups one of whose names holds a text."""

    q = forms.CharField(label=_("名称"), max_length=100, required=False)


class LabelForm(forms.Form):
    """How rankings show a group."""

    label = forms.CharField(label=_("显示名称"), max_length=300)


class EnterpriseForm(forms.Form):
    """The enterprise that a group is, by its code; empty takes the link away."""

    uscc = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=30,
        required=False,
        help_text=_("须是平台上已有的企业。留空为取消关联。关联后，该企业可查看和补充这些名称下的专利。"),
    )
