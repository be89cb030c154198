"""Forms of the moves of an offer or demand; each carries the revision that the person saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patents.offers.models import FilePurpose
from patents.offers.reasons import LOCK_REASONS, REJECT_REASONS, RETURN_REASONS, WITHDRAW_REASONS

_DAY = forms.DateInput(attrs={"type": "date"})


class RevisionForm(forms.Form):
    """Base of every move."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class SubmitForm(RevisionForm):
    """The truth declaration."""

    truth_declared = forms.BooleanField(
        label=_("我声明：以上内容真实，供给方有权处分这些专利，如有不实承担相应责任。"), required=False
    )


class ReturnForm(RevisionForm):
    """Back to the owner, with what to mend."""

    reason_code = forms.ChoiceField(label=_("退回原因"), choices=RETURN_REASONS)
    note = forms.CharField(label=_("请供给方改正"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class RejectForm(RevisionForm):
    """Final."""

    reason_code = forms.ChoiceField(label=_("不予发布的原因"), choices=REJECT_REASONS)
    note = forms.CharField(label=_("理由说明"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class PublishForm(RevisionForm):
    """The reviewer's sign-off."""

    wording_checked = forms.BooleanField(label=_("已核对：文字没有推广用语"), required=False)


class LockForm(RevisionForm):
    """Lock one offer alone."""

    reason_code = forms.ChoiceField(label=_("锁定原因"), choices=LOCK_REASONS)
    note = forms.CharField(
        label=_("内部说明"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class WithdrawForm(RevisionForm):
    """By the owner."""

    reason_code = forms.ChoiceField(label=_("撤回原因"), choices=WITHDRAW_REASONS)
    note = forms.CharField(label=_("说明"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class FileForm(forms.Form):
    """A paper: what it proves, whose consent, of which day."""

    purpose = forms.ChoiceField(label=_("材料种类"), choices=FilePurpose.choices)
    file = forms.FileField(label=_("文件"), help_text=_("PDF、图片、Word、Excel 或 ZIP，不超过 100 MB。"))
    about = forms.ChoiceField(label=_("共有权利人"), required=False, help_text=_("上传共有权利人同意书时选择。"))
    dated_on = forms.DateField(
        label=_("出具日期"), required=False, widget=_DAY, help_text=_("上传法律状态证明时填写。")
    )

    def __init__(self, *args: Any, co_owners: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if co_owners:
            self.fields["about"].choices = [("", "—"), *((name, name) for name in co_owners)]  # type: ignore[attr-defined]
        else:
            del self.fields["about"]


class ExtractForm(forms.Form):
    """What an operator reads in an extract of one patent."""

    legal_status_raw = forms.ChoiceField(
        label=_("法律状态"),
        choices=[("", _("不变")), ("有效", _("有效")), ("审中", _("审中")), ("失效", _("失效"))], required=False,
    )  # fmt: skip
    status_date = forms.DateField(label=_("状态日期"), required=False, widget=_DAY)
    fee_paid_to = forms.DateField(label=_("年费缴至"), required=False, widget=_DAY)

    def clean(self) -> dict[str, Any]:
        """Something must be stated."""
        data = super().clean() or {}
        if not any(data.get(name) for name in ("legal_status_raw", "status_date", "fee_paid_to")):
            raise forms.ValidationError(_("请至少填写一项。"))
        return data
