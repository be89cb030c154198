"""Forms of the staff page of one patent's rights: parse only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patents.rights.models import ExistingLicence, HoldReason, Mode, OpenLicenceStatement

_DAY = forms.DateInput(attrs={"type": "date"})


class PledgeForm(forms.Form):
    """A registered pledge."""

    pledgor = forms.CharField(label=_("出质人"), max_length=200)
    pledgee = forms.CharField(label=_("质权人"), max_length=200)
    registration_number = forms.CharField(label=_("质押登记号"), max_length=60)
    registered_on = forms.DateField(label=_("登记日"), widget=_DAY)


class ConsentForm(forms.Form):
    """The pledgee's consent to some modes."""

    file = forms.FileField(label=_("质权人同意书"))
    modes = forms.MultipleChoiceField(
        label=_("同意的合作方式"), choices=Mode.choices, widget=forms.CheckboxSelectMultiple
    )


class DayForm(forms.Form):
    """A day of the office: release, announcement, withdrawal."""

    day = forms.DateField(label=_("日期"), widget=_DAY)


class LicenceForm(forms.Form):
    """A licence in force."""

    kind = forms.ChoiceField(label=_("许可方式"), choices=ExistingLicence.Kind.choices)
    licensee = forms.CharField(label=_("被许可人"), max_length=200)
    territory = forms.CharField(label=_("许可地域"), max_length=100, required=False, help_text=_("不填表示全国。"))
    valid_from = forms.DateField(label=_("起"), widget=_DAY)
    valid_to = forms.DateField(label=_("止"), widget=_DAY, required=False)
    recordal_number = forms.CharField(label=_("许可备案号"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """The end is not before the beginning."""
        data = super().clean() or {}
        if data.get("valid_from") and data.get("valid_to") and data["valid_to"] < data["valid_from"]:
            self.add_error("valid_to", _("止期不能早于起期。"))
        return data


class StatementForm(forms.ModelForm[OpenLicenceStatement]):
    """The text of an open-licence statement; what PL-R 85 asks for and it lacks is named beside it."""

    class Meta:
        model = OpenLicenceStatement
        fields = ["patent_number", "patentee", "payment_method", "payment_standard", "term", "other_matters"]
        widgets = {"other_matters": forms.Textarea(attrs={"rows": 2})}


class HoldForm(forms.Form):
    """A hold by hand: for a dispute by a coordinator, else by an operator; a pledge holds by itself."""

    reason = forms.ChoiceField(label=_("原因"))
    modes = forms.MultipleChoiceField(
        label=_("限制的合作方式"), choices=Mode.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("不选表示全部方式。"),
    )  # fmt: skip
    due_to = forms.DateField(label=_("预计止"), widget=_DAY, required=False)

    def __init__(self, *args: Any, reasons: list[HoldReason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(one.value, one.label) for one in reasons]  # type: ignore[attr-defined]
