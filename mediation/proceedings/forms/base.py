"""What the forms of a case share: the revision that was seen, choices of parties, dates, bounded texts."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.cases.models import Party
from mediation.proceedings.room import Room


class DeedForm(forms.Form):
    """Base of every deed: the revision that the person saw; `build` fits the fields to the case at hand."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        kwargs["initial"] = {"revision": room.case.revision, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.room = room
        self.build(room)

    def build(self, room: Room) -> None:
        """Set choices and initial values; nothing by default."""


class OneOfField(forms.TypedChoiceField):
    """A choice among objects at hand; its value is the object. A single one is not asked for."""

    def offer(self, rows: Iterable[Any], label: Any = str) -> None:
        """Offer the objects, by primary key."""
        found = {str(row.pk): row for row in rows}
        self.choices = [(key, label(row)) for key, row in found.items()]
        self.coerce = lambda value: found[str(value)]
        if len(found) == 1:
            self.widget = forms.HiddenInput()
            self.initial = next(iter(found))


def party_words(party: Party) -> str:
    """A party with its side."""
    return f"{party.name}（{party.get_role_display()}）"


def choice_of_party(**options: Any) -> OneOfField:
    """The field of the party concerned."""
    return OneOfField(label=options.pop("label", _("当事人")), widget=forms.RadioSelect, **options)


def date_field(label: Any, **options: Any) -> forms.DateField:
    """A day."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options
    )  # fmt: skip


def moment_field(label: Any, **options: Any) -> forms.DateTimeField:
    """A day with its hour, in office time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M"], **options)


def text_field(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    """Several lines."""
    options.setdefault("max_length", 2000)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def tick(label: Any, **options: Any) -> forms.BooleanField:
    """A box that must be ticked unless `required=False`."""
    return forms.BooleanField(label=label, **options)


class RadioField(forms.ChoiceField):
    """One of few, all shown."""

    widget = forms.RadioSelect


class PlainForm(DeedForm):
    """A deed that asks nothing more."""


class NoteForm(DeedForm):
    """A deed with words that stay in the case."""

    note = text_field(_("情况说明"))


class OptionalNoteForm(DeedForm):
    """A deed with words if wanted."""

    note = text_field(_("情况说明"), required=False)
