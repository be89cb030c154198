"""What the desk page of saved searches sends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipplatform.alerts.models import NAME_LENGTH


class NameForm(forms.Form):
    """Another name."""

    name = forms.CharField(label=_("名称"), max_length=NAME_LENGTH)


class SwitchForm(forms.Form):
    """On or off, as the button says that was pressed: pressed twice it stays where it is."""

    on = forms.BooleanField(required=False)
