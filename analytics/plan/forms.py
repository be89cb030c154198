"""Forms of the board: parse only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from analytics.plan.models import PlanTask


class TaskForm(forms.Form):
    """Status and notes of a task."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("状态"), choices=list(PlanTask.STATES.items()))
    notes = forms.CharField(label=_("进展"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4}))


class FreezeForm(forms.Form):
    """Freeze a snapshot."""

    as_of = forms.DateField(label=_("截至"), widget=forms.DateInput(attrs={"type": "date"}))
    title = forms.CharField(label=_("名称"), max_length=100)
    reason = forms.CharField(
        label=_("更正理由"), max_length=300, required=False, help_text=_("同一截至日再次冻结时必填；原快照保留。")
    )
