"""A demand's form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patents.offers.models import Demand


class DemandForm(forms.ModelForm[Demand]):
    """A draft may lack indicators, deadline and contact; `submit` names what is missing."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Demand
        fields = [
            "title", "field", "problem", "indicators", "current_state", "budget", "cooperation_mode", "deadline",
            "contact", "confidentiality",
        ]  # fmt: skip
        widgets = {
            "problem": forms.Textarea(attrs={"rows": 5}),
            "indicators": forms.Textarea(attrs={"rows": 4}),
            "current_state": forms.Textarea(attrs={"rows": 3}),
            "deadline": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "confidentiality": forms.RadioSelect,
        }
        help_texts = {
            "title": _("一句话说清要什么，例如“寻求耐 180℃ 的隔膜涂层”。"),
            "indicators": _("要有数字和单位，例如“能量密度不低于 350 Wh/kg”。"),
            "budget": _("单位：元。不填表示面议。"),
            "contact": _("只有运营专员看得到，用于联系对接。"),
        }
