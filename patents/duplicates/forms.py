"""Forms of the review list: which pairs, what is decided, two numbers to compare."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patents.duplicates.models import Reason

KEEP_FIRST, KEEP_SECOND, DIFFERENT = "first", "second", "different"


class FilterForm(forms.Form):
    """What the list shows."""

    reason = forms.ChoiceField(label=_("理由"), choices=[("", _("全部理由")), *Reason.choices], required=False)
    number = forms.CharField(label=_("号码"), max_length=80, required=False)


class CompareForm(forms.Form):
    """Two numbers in any spelling."""

    first = forms.CharField(label=_("第一件的号码"), max_length=80, help_text=_("公开号、申请号或专利号，写法不限。"))
    second = forms.CharField(label=_("第二件的号码"), max_length=80)


class DecisionForm(forms.Form):
    """Which one stays, or that they are not the same."""

    decision = forms.ChoiceField(
        label=_("结论"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一个结论。")},
    )
    note = forms.CharField(
        label=_("依据"), max_length=300, required=False, help_text=_("可写查过什么，例如国家知识产权局公布公告。")
    )

    def __init__(self, *args: object, first: str, second: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through to Django's form
        decision = self.fields["decision"]
        assert isinstance(decision, forms.ChoiceField)
        decision.choices = [
            (KEEP_FIRST, _("是同一件，保留 %(number)s") % {"number": first}),
            (KEEP_SECOND, _("是同一件，保留 %(number)s") % {"number": second}),
            (DIFFERENT, _("不是同一件")),
        ]
