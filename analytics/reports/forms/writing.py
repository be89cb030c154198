"""Forms of a draft: cover, blocks of a section, sources, interviews, checklist."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from analytics.reports.blocks import COMPUTED, TYPES
from analytics.reports.models import ChecklistLine
from analytics.reports.outline import FIGURES, Block

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DetailsForm(forms.Form):
    """Cover and summary."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("题目"), max_length=120)
    series = forms.CharField(label=_("编号"), max_length=40, required=False, help_text=_("例如 2026 · 第 2 号"))
    commissioner = forms.CharField(label=_("委托单位"), max_length=80)
    report_date = forms.DateField(label=_("报告日期"), widget=_DATE, required=False)
    cutoff_date = forms.DateField(label=_("资料截止日"), widget=_DATE, required=False)
    summary = forms.CharField(
        label=_("摘要"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class BlockForm(forms.Form):
    """One block; which fields count depends on its type. Empty and new ones are left out."""

    type = forms.ChoiceField(label=_("类型"), choices=[("", "—"), *TYPES.items()], required=False)
    text = forms.CharField(
        label=_("文字"), required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("空行分段；行首“- ”为列表；四象限分四行写“优势：”“劣势：”“机会：”“威胁：”"),
    )  # fmt: skip
    figure = forms.TypedChoiceField(
        label=_("图"), required=False, coerce=int, empty_value=None,
        choices=[("", "—"), *((number, _("图 %(number)s") % {"number": number}) for number in FIGURES)],
    )  # fmt: skip
    name = forms.ChoiceField(label=_("自动内容"), choices=[("", "—"), *COMPUTED.items()], required=False)
    owner = forms.CharField(label=_("责任单位"), max_length=80, required=False)
    term = forms.CharField(label=_("期限"), max_length=40, required=False)

    @property
    def block(self) -> Block | None:
        """The block as typed, or None where no type was chosen."""
        data = getattr(self, "cleaned_data", {})
        return dict(data) if data.get("type") and not data.get("DELETE") else None


def blocks_typed(formset: forms.BaseFormSet[BlockForm]) -> list[Block]:
    """The kept blocks of a valid formset in the order the author numbered them; unnumbered new ones come last."""
    placed = [
        (form.cleaned_data.get("ORDER") or 10_000 + place, place, block)
        for place, form in enumerate(formset.forms)
        if (block := form.block) is not None
    ]
    return [block for _order, _place, block in sorted(placed, key=lambda one: one[:2])]


BlockFormSet = forms.formset_factory(BlockForm, extra=2, can_delete=True, can_order=True, max_num=80)


def block_initial(block: Block) -> dict[str, Any]:
    """A stored block as the form shows it."""
    return {key: block.get(key, "") for key in ("type", "text", "figure", "name", "owner", "term")}


class CitationForm(forms.Form):
    """A source."""

    text = forms.CharField(label=_("文献"), max_length=500, required=False)
    url = forms.URLField(label=_("网址"), max_length=500, required=False, assume_scheme="https")


class InterviewForm(forms.Form):
    """An interview."""

    organisation = forms.CharField(label=_("单位"), max_length=120)
    held_on = forms.DateField(label=_("日期"), widget=_DATE)
    people = forms.IntegerField(label=_("人数"), min_value=1, max_value=1000)
    consent = forms.BooleanField(label=_("同意具名"), required=False)
    note = forms.CharField(label=_("要点"), max_length=500, required=False)


class ChecklistForm(forms.Form):
    """The answer to one line."""

    code = forms.CharField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("状态"), choices=ChecklistLine.LineState.choices)
    reason = forms.CharField(label=_("不适用的理由"), max_length=300, required=False)


CitationFormSet = forms.formset_factory(CitationForm, extra=3, can_delete=True, max_num=200)
InterviewFormSet = forms.formset_factory(InterviewForm, extra=2, can_delete=True, max_num=100)
ChecklistFormSet = forms.formset_factory(ChecklistForm, extra=0)
