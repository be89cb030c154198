"""Forms of enterprises: parse only."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.models import Enterprise, Membership, NewAreaMembership
from ipplatform.enterprises.uscc import uscc_canonical, uscc_validate


class UsccField(forms.CharField):
    """A code in any writing; cleaned to its canonical form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        uscc_validate(text)
        return uscc_canonical(text)


class JoinForm(forms.Form):
    """A person asks to act for an enterprise."""

    uscc = UsccField(label=_("统一社会信用代码"), help_text=_("18 位，营业执照上有。"))
    name = forms.CharField(label=_("企业全称"), max_length=200)
    role = forms.ChoiceField(label=_("您的身份"), choices=Membership.Role.choices, initial=Membership.Role.STAFF)


class EnterpriseForm(forms.Form):
    """An operator registers an enterprise."""

    uscc = UsccField(label=_("统一社会信用代码"))
    name = forms.CharField(label=_("企业全称"), max_length=200)
    kind = forms.ChoiceField(label=_("性质"), choices=Enterprise.Kind.choices)
    registered_address = forms.CharField(label=_("注册地址"), max_length=300, required=False)


class AreaForm(forms.Form):
    """Propose whether an enterprise is inside the New Area, with evidence."""

    status = forms.ChoiceField(label=_("结论"), choices=NewAreaMembership.Status.choices)
    valid_from = forms.DateField(label=_("自"), widget=forms.DateInput(attrs={"type": "date"}))
    valid_to = forms.DateField(label=_("至"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    evidence = forms.CharField(label=_("依据"), max_length=200, help_text=_("执照地址、租约、园区证明等，写明日期。"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first: date | None = data.get("valid_from")
        last: date | None = data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("止日不能早于起日。"))
        return data


class DecisionForm(forms.Form):
    """Approve, admit, refuse or end; the revision that the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
