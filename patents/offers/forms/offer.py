"""The offer's form in sections, choosing its patents, stating what a record lacks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.models import Enterprise
from patents.offers.checks import MANDATORY
from patents.offers.models import Confidentiality, Offer
from patents.records.models import PatentType
from patents.records.numbers import OFFICES, NumberInvalid, application_number

_NUMBER_HINT = _("含校验位，例如 201310699744.2")
_NAMES_HINT = _("一行一个，按登记顺序。")
_OFFICES = [(code, names[0]) for code, names in OFFICES.items()]
# Heading, hint, fields: the order of the page.
SECTIONS = (
    (_("合作与价格"), _("选定合作方式，并写明价格。底价只有本企业看得到。"),
     ("mode", "price_type", "price_min", "price_max", "royalty_rate", "floor_price", "payment_method", "valid_until")),
    (_("技术"), _("让企业看懂：解决什么问题，做到什么程度。"),
     ("problem_solved", "indicators", "trl", "application_industry")),
    (_("一并提供"), _("没有的可以不填。"), ("know_how", "support_days", "family_members")),
    (_("公开范围"), "", ("confidentiality",)),
)  # fmt: skip


class OfferForm(forms.ModelForm[Offer]):
    """All fields may be empty in a draft; `submit` names what is missing."""

    use_required_attribute = False

    revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Offer
        fields = [name for _title, _hint, names in SECTIONS for name in names]
        widgets = {
            "valid_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "problem_solved": forms.Textarea(attrs={"rows": 5}),
            "indicators": forms.Textarea(attrs={"rows": 5}),
            "know_how": forms.Textarea(attrs={"rows": 3}),
            "family_members": forms.Textarea(attrs={"rows": 2}),
            "confidentiality": forms.RadioSelect,
        }
        help_texts = {
            "price_min": _("单位：元。一口价填这里；区间填下限；入门费加提成填入门费。"),
            "price_max": _("单位：元。只有价格区间需要填写。"),
            "royalty_rate": _("按销售额的百分比，例如 3 表示 3 %。"),
            "floor_price": _("单位：元。不公开；只有本企业看得到。"),
            "valid_until": _("到期后自动下架，可以续期。"),
            "problem_solved": _("用一两段话写明现有技术的问题和本技术的办法，不写推广用语。"),
            "indicators": _("写明可核对的数字和单位。"),
            "trl": _("1 到 9 级：1 为基本原理，6 为样机验证，9 为批量应用。"),
            "family_members": _("写明同族专利的号码。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Without the blank choice: nothing chosen is said by no dot.
        self.fields["confidentiality"].choices = Confidentiality.choices  # type: ignore[attr-defined]  # a choice field
        self._mark(required=True)

    def full_clean(self) -> None:
        """A draft may be saved with anything missing; the page still marks what `submit` will ask for."""
        self._mark(required=False)
        super().full_clean()
        self._mark(required=True)

    def _mark(self, *, required: bool) -> None:
        for name in MANDATORY:
            self.fields[name].required = required

    def clean(self) -> dict[str, Any]:
        """Prices in order."""
        data = super().clean() or {}
        low, high = data.get("price_min"), data.get("price_max")
        if low is not None and high is not None and low > high:
            self.add_error("price_max", _("价格上限不能低于下限。"))
        return data

    def validate_constraints(self) -> None:
        """`clean` says it in better words; the database still holds the same rule."""

    @property
    def sections(self) -> list[dict[str, Any]]:
        """Sections with their bound fields, for the template."""
        return [
            {"title": title, "hint": hint, "fields": [self[name] for name in names]} for title, hint, names in SECTIONS
        ]


class EnterpriseForm(forms.Form):
    """For whom: only asked of a person who acts for several enterprises."""

    enterprise = forms.ModelChoiceField(
        label=_("供给方"), queryset=Enterprise.objects.none(), to_field_name="public_id", empty_label=None
    )

    def __init__(self, *args: Any, enterprises: list[Enterprise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enterprise"].queryset = Enterprise.objects.filter(  # type: ignore[attr-defined]
            pk__in=[enterprise.pk for enterprise in enterprises]
        )


class PatentForm(forms.Form):
    """A patent by any of its numbers."""

    q = forms.CharField(
        label=_("专利的任一号码"), max_length=80, help_text=_("申请号、公开（公告）号或 ZL 专利号，带不带点都可以。")
    )


class StateForm(forms.Form):
    """What an owner states of its own patent; only the fields that the record lacks are shown."""

    application_number = forms.CharField(
        label=_("申请号"), max_length=40, required=False, help_text=_("含校验位，例如 201310699744.2")
    )
    filing_date = forms.DateField(label=_("申请日"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    grant_date = forms.DateField(label=_("授权公告日"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    applicants = forms.CharField(
        label=_("申请人"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一个，按登记顺序。"),
    )

    def __init__(self, *args: Any, office: str, fields: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        for name in set(self.fields) - set(fields):
            del self.fields[name]

    def clean_application_number(self) -> str:
        """Canonical form, or what is wrong with it."""
        return _application_number(self.office, self.cleaned_data["application_number"])

    def clean_applicants(self) -> list[str]:
        """Names in order."""
        return _lines(self.cleaned_data["applicants"])


class ApplicationForm(forms.Form):
    """An own application that no source has yet: unpublished, so read by the owner and operators only."""

    office = forms.ChoiceField(label=_("受理局"), choices=_OFFICES, initial="CN")
    application_number = forms.CharField(label=_("申请号"), max_length=40, help_text=_NUMBER_HINT)
    title = forms.CharField(label=_("发明创造名称"), max_length=200)
    patent_type = forms.ChoiceField(label=_("专利类型"), choices=PatentType.choices)
    filing_date = forms.DateField(label=_("申请日"), widget=forms.DateInput(attrs={"type": "date"}))
    applicants = forms.CharField(
        label=_("申请人"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_("一行一个，按登记顺序。")
    )

    def clean(self) -> dict[str, Any]:
        """The number is judged by its office."""
        data = super().clean() or {}
        if data.get("application_number"):
            try:
                data["application_number"] = _application_number(data.get("office", "CN"), data["application_number"])
            except forms.ValidationError as error:
                self.add_error("application_number", error)
        return data

    def clean_applicants(self) -> list[str]:
        """Names in order."""
        return _lines(self.cleaned_data["applicants"])


def _application_number(office: str, text: str) -> str:
    if not text:
        return ""
    if text.strip().upper().startswith("ZL"):
        raise forms.ValidationError(_("请填申请号，不加 ZL。"))
    try:
        return application_number(office, text).value
    except NumberInvalid as error:
        raise forms.ValidationError(_("申请号不符合规则，请核对位数和校验位。")) from error


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
