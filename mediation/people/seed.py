"""Seed of the shared topic list (domain.md 5.2); a row that the office changed is left alone."""

from typing import Any

from mediation.people.models import TopicCode

TOPICS: tuple[tuple[str, str], ...] = (
    ("filing", "申请与授权"),
    ("ownership", "权属"),
    ("infringement", "侵权"),
    ("contract", "合同"),
    ("reward", "奖励与报酬"),
    ("validity", "效力"),
    ("trademark", "商标"),
    ("copyright", "著作权"),
    ("trade_secret", "商业秘密"),
    ("financing", "融资与质押"),
    ("overseas", "海外维权"),
    ("other", "其他"),
)


def topics_seed(sender: object, **kwargs: Any) -> None:
    """Load the topics that are missing."""
    known = set(TopicCode.objects.values_list("code", flat=True))
    TopicCode.objects.bulk_create(
        TopicCode(code=code, label=label, position=position)
        for position, (code, label) in enumerate(TOPICS, start=1)
        if code not in known
    )
