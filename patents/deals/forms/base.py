"""Parts that all forms of the room share: the revision seen, reasons, dates, files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TEXT = forms.Textarea(attrs={"rows": 4})


class DeedForm(forms.Form):
    """A deed on an object as the person saw it."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def reads_files(self) -> bool:
        """Whether the page's <form> must be multipart."""
        return self.is_multipart()


class DayField(forms.DateField):
    """A day with the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class AmountField(forms.DecimalField):
    """Yuan with two decimals, not negative."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=18, decimal_places=2, min_value=0, **kwargs)


class WordsField(forms.CharField):
    """Free text of several lines."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 2000)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)


class ReasonForm(DeedForm):
    """A reason by code, and in words."""

    CHOICES: tuple[tuple[str, Any], ...] = (("other", _("其他")),)

    reason_code = forms.ChoiceField(label=_("原因"))
    reason = forms.CharField(label=_("说明"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["reason_code"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = self.CHOICES
