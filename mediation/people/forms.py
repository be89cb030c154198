"""The filter of the public directory."""

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from mediation.people.selectors import specialities_offered


class DirectoryFilter(forms.Form):
    """One question: which speciality."""

    speciality = forms.ChoiceField(label=_("专长"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through as Django gives them
        choices = [
            (topic.code, _g("%(label)s（%(n)s）") % {"label": _g(topic.label), "n": topic.mediator_count})  # type: ignore[attr-defined]  # annotated
            for topic in specialities_offered()
        ]
        self.fields["speciality"].choices = [("", _("全部专长")), *choices]  # type: ignore[attr-defined]  # a ChoiceField
