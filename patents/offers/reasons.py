"""Reason codes of moves that need a reason, with their words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from patents.rights.models import HoldReason

RETURN_REASONS = [
    ("incomplete", _("材料不全")),
    ("unclear", _("内容不清楚")),
    ("inconsistent", _("与登记信息不一致")),
    ("wording", _("用语不当")),
    ("other", _("其他")),
]
REJECT_REASONS = [
    ("no_right", _("供给方无权处分")),
    ("right_ended", _("专利权已终止或不稳定")),
    ("false", _("内容不实")),
    ("duplicate", _("重复供给")),
    ("other", _("其他")),
]
WITHDRAW_REASONS = [
    ("settled_elsewhere", _("已自行成交")),
    ("plan_changed", _("合作计划有变")),
    ("to_correct", _("内容需要重新整理")),
    ("other", _("其他")),
]
# An operator's reasons; a dispute is the coordinator's.
LOCK_REASONS = [("", _("请选择")), *((one.value, one.label) for one in HoldReason if one is not HoldReason.DISPUTE)]

_LABELS: dict[str, str | Promise] = {
    **dict(HoldReason.choices), **dict(WITHDRAW_REASONS), **dict(REJECT_REASONS), **dict(RETURN_REASONS),
}  # fmt: skip


def reason_label(code: str) -> str | Promise:
    """The words of a reason code; the code itself where it is unknown."""
    return _LABELS.get(code, code)
