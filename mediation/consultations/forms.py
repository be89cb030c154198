"""Forms of the ask-a-question walk and of the adviser's desk: parse only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from mediation.consultations.models import Consultation
from mediation.people.models import TopicCode


class TopicForm(forms.Form):
    """First screen."""

    topic = forms.ModelChoiceField(
        queryset=TopicCode.objects.none(), to_field_name="code", empty_label=None, widget=forms.RadioSelect,
        label=_("想咨询哪一类事项？"),
    )  # fmt: skip

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]  # a ModelChoiceField


class QuestionForm(forms.Form):
    """Second screen."""

    question = forms.CharField(
        label=_("您想问什么？"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("写明涉及的专利或合同、已经发生的事和希望得到的帮助。不要填写身份证号等个人敏感信息。"),
    )  # fmt: skip


class ModeForm(forms.Form):
    """Third screen."""

    mode = forms.ChoiceField(
        label=_("希望怎样得到答复？"), choices=Consultation.Mode.choices, widget=forms.RadioSelect,
        initial=Consultation.Mode.ONLINE,
    )  # fmt: skip


class RevisionForm(forms.Form):
    """Base of every move: the revision that the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class AcknowledgeForm(RevisionForm):
    """The enterprise confirms and rates."""

    satisfaction = forms.TypedChoiceField(
        label=_("对这次服务是否满意？"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, _("5 很满意")), (4, _("4 满意")), (3, _("3 一般")), (2, _("2 不满意")), (1, _("1 很不满意"))],
    )  # fmt: skip


class AssignForm(RevisionForm):
    """Coordinator chooses the adviser."""

    adviser = forms.ModelChoiceField(label=_("分派给"), queryset=User.objects.none(), empty_label=_("请选择"))

    def __init__(self, *args: Any, advisers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adviser"].queryset = advisers  # type: ignore[attr-defined]  # a ModelChoiceField


class DeclineForm(RevisionForm):
    """Reason that the enterprise will read."""

    note = forms.CharField(label=_("不受理理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(RevisionForm):
    """Advice record."""

    outcome = forms.ChoiceField(label=_("结果"), choices=Consultation.Outcome.choices)
    answer = forms.CharField(label=_("答复"), max_length=10000, widget=forms.Textarea(attrs={"rows": 10}))


class SheetForm(RevisionForm):
    """The sheet that the enterprise signed."""

    sheet = forms.FileField(label=_("企业签字的咨询单"), help_text=_("PDF 或照片"))


class OnBehalfForm(forms.Form):
    """An operator records a question that came by phone or at the counter."""

    uscc = forms.CharField(label=_("企业统一社会信用代码"), max_length=40)
    topic = forms.ModelChoiceField(queryset=TopicCode.objects.none(), to_field_name="code", label=_("事项"))
    question = forms.CharField(label=_("问题"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    mode = forms.ChoiceField(label=_("答复方式"), choices=Consultation.Mode.choices, initial=Consultation.Mode.PHONE)

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]  # a ModelChoiceField
