"""Seed of the shared topic list (domain.md 5.2); a row that the office changed is left alone."""

from typing import Any

from django.utils.translation import gettext_noop as _

from mediation.people.models import TopicCode

TOPICS: tuple[tuple[str, str], ...] = (
    ("filing", _("申请与授权")),
    ("ownership", _("权属")),
    ("infringement", _("侵权")),
    ("contract", _("合同")),
    ("reward", _("奖励与报酬")),
    ("validity", _("效力")),
    ("trademark", _("商标")),
    ("copyright", _("著作权")),
    ("trade_secret", _("商业秘密")),
    ("financing", _("融资与质押")),
    ("overseas", _("海外维权")),
    ("other", _("其他")),
)


def topics_seed(sender: object, **kwargs: Any) -> None:
    """Load the topics that are missing."""
    known = set(TopicCode.objects.values_list("code", flat=True))
    TopicCode.objects.bulk_create(
        TopicCode(code=code, label=label, position=position)
        for position, (code, label) in enumerate(TOPICS, start=1)
        if code not in known
    )
