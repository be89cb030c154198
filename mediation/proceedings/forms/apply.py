"""Forms of the application, one question a screen: parse only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.uscc import uscc_canonical, uscc_validate
from mediation.cases.models import DisputeType, IpType, MediationCase, Procedure
from mediation.people.models import TopicCode
from mediation.proceedings.forms.base import text_field
from mediation.proceedings.forms.papers import BOTH, FILE_HELP, WHO_SEES
from patents.records.models import Patent
from patents.records.selectors import patent_by_any_number

REQUESTS = 3
MOST_REQUESTS = 12


class StepForm(forms.Form):
    """Base of a screen; `case` is the draft, None on the very first one."""

    def __init__(self, *args: Any, case: MediationCase | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        if case is not None:
            self.fill(case)

    def fill(self, case: MediationCase) -> None:
        """Initial values from the draft; nothing by default."""


class DisputeForm(StepForm):
    """What is in dispute."""

    dispute_type = forms.ChoiceField(label=_("是哪一类纠纷？"), choices=DisputeType.choices, widget=forms.RadioSelect)

    def fill(self, case: MediationCase) -> None:
        self.fields["dispute_type"].initial = case.dispute_type


class IpTypeForm(StepForm):
    """About which kind of right."""

    ip_type = forms.ChoiceField(label=_("涉及哪种知识产权？"), choices=IpType.choices, widget=forms.RadioSelect)

    def fill(self, case: MediationCase) -> None:
        self.fields["ip_type"].initial = case.ip_type


class TopicForm(StepForm):
    """Which topic of the common list."""

    topic = forms.ModelChoiceField(
        queryset=TopicCode.objects.none(), to_field_name="code", empty_label=None, widget=forms.RadioSelect,
        label=_("归到哪一类事项？"), help_text=_("用来找到合适的调解员。"),
    )  # fmt: skip

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]  # a ModelChoiceField

    def fill(self, case: MediationCase) -> None:
        self.fields["topic"].initial = case.topic.code if case.topic else None


class PatentsForm(StepForm):
    """Patents by any of their numbers, one a line; none where the dispute is about none."""

    patents = text_field(
        _("涉及哪些专利？"), rows=4, required=False,
        help_text=_("一行一个号码：公开号、授权公告号、申请号或专利号都可以。不涉及专利的，直接继续。"),
    )  # fmt: skip

    def fill(self, case: MediationCase) -> None:
        self.fields["patents"].initial = "\n".join(patent.number for patent in case.patents.order_by("number"))

    def clean_patents(self) -> list[Patent]:
        return patents_named(self.cleaned_data["patents"])


def patents_named(text: str) -> list[Patent]:
    """The patents that lines of numbers name. Raises ValidationError with the lines that name none."""
    found: dict[int, Patent] = {}
    unknown = []
    for line in dict.fromkeys(part.strip() for part in text.splitlines()):
        patent = patent_by_any_number(line) if line else None
        if patent is not None:
            found[patent.pk] = patent
        elif line:
            unknown.append(line[:40])
    if unknown:
        raise forms.ValidationError(
            _("没有找到：%(lines)s。请核对号码，或先删去，把号码写进纠纷简述。"), params={"lines": "、".join(unknown)}
        )
    return list(found.values())


class RespondentForm(StepForm):
    """The other side, a body with its code."""

    name = forms.CharField(label=_("对方名称"), max_length=200, help_text=_("营业执照上的全称。"))
    uscc = forms.CharField(
        label=_("统一社会信用代码"), max_length=40, help_text=_("18 位，可在国家企业信用信息公示系统查到。")
    )
    contact = forms.CharField(label=_("联系人和电话"), max_length=200)

    def fill(self, case: MediationCase) -> None:
        respondent = case.parties.filter(role="respondent").select_related("enterprise").first()
        if respondent is not None and respondent.enterprise is not None:
            self.initial.update(
                name=respondent.enterprise.name, uscc=respondent.enterprise.uscc, contact=respondent.contact
            )

    def clean_uscc(self) -> str:
        return uscc_clean(self.cleaned_data["uscc"])


def uscc_clean(text: str) -> str:
    """A valid code in its canonical writing. Raises ValidationError."""
    code = uscc_canonical(text)
    uscc_validate(code)
    return code


class SummaryForm(StepForm):
    """What happened."""

    summary = text_field(
        _("发生了什么？"), rows=10, max_length=5000,
        help_text=_("按时间写：谁、什么时候、做了什么、现在怎样。不要填写身份证号等个人敏感信息。"),
    )  # fmt: skip

    def fill(self, case: MediationCase) -> None:
        self.fields["summary"].initial = case.summary


class RequestsForm(StepForm):
    """What the claimant asks for, one a field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = list(self.case.requests) if self.case is not None else []
        posted = sum(1 for name in self.data if name.startswith("request_")) if self.is_bound else 0
        asked = max(REQUESTS, len(present) + 1, posted)
        for n in range(1, min(asked, MOST_REQUESTS) + 1):
            self.fields[f"request_{n}"] = forms.CharField(
                label=_("请求 %(n)s") % {"n": n}, required=n == 1, max_length=500,
                initial=present[n - 1] if n <= len(present) else "", widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["requests"] = [data[name].strip() for name in self.fields if data.get(name, "").strip()]
        return data


class AmountForm(StepForm):
    """How much is in dispute, if it can be said."""

    amount = forms.DecimalField(
        label=_("争议金额是多少？（元）"), required=False, min_value=0, max_digits=14, decimal_places=2,
        help_text=_("说不清或不涉及金额的，直接继续。"),
    )  # fmt: skip

    def fill(self, case: MediationCase) -> None:
        self.fields["amount"].initial = case.amount_in_dispute


class ProcedureForm(StepForm):
    """Under which rules."""

    procedure = forms.ChoiceField(
        label=_("按哪种程序调解？"), choices=Procedure.choices, widget=forms.RadioSelect,
        help_text=_("拿不准的选“行业调解”，受理时由案件协调员核对。"),
    )  # fmt: skip
    court_reference = forms.CharField(
        label=_("法院案号"), max_length=60, required=False, help_text=_("法院委派或委托调解的，请填写。")
    )

    def fill(self, case: MediationCase) -> None:
        self.initial.update(procedure=case.procedure, court_reference=case.court_reference)


class EvidenceForm(StepForm):
    """One file of evidence at a time."""

    title = forms.CharField(label=_("证据名称"), max_length=120, required=False)
    file = forms.FileField(label=_("上传证据"), required=False, help_text=FILE_HELP)
    who_sees = forms.ChoiceField(label=_("谁能看到"), choices=WHO_SEES, widget=forms.RadioSelect, initial=BOTH)


class IdentityForm(StepForm):
    """The licence of the claimant: a must."""

    file = forms.FileField(
        label=_("营业执照或身份证明"), required=False,
        help_text=_("PDF 或照片，必须上传。只有您和办案人员能看到，对方看不到。"),
    )  # fmt: skip
