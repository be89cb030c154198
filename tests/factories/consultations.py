"""Consultations in every state, made through the services."""

from datetime import date

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from mediation.consultations.models import Consultation
from mediation.consultations.services import (
    consultation_acknowledge,
    consultation_answer,
    consultation_assign,
    consultation_request,
)
from mediation.people.selectors import topic_by_code
from tests.factories import people

DAY = date(2026, 4, 1)


def requested(of: Enterprise | None = None, *, topic: str = "trademark", on: date = DAY) -> Consultation:
    """A question of an enterprise (inside the New Area unless given)."""
    enterprise = of or people.enterprise(area="inside")
    member = people.member(enterprise)
    return consultation_request(
        enterprise=enterprise, topic=topic_by_code(topic), question="示例问题：商标被人抢注怎么办？", mode="online",
        by=member, on=on,
    )  # fmt: skip


def assigned(
    of: Enterprise | None = None, *, adviser: User | None = None, topic: str = "trademark", on: date = DAY
) -> Consultation:
    """Assigned to a mediator by a coordinator."""
    made = requested(of, topic=topic, on=on)
    return consultation_assign(
        consultation=made, adviser=adviser or people.user("mediator"), by=people.user("case_coordinator"), on=on,
        revision=made.revision,
    )  # fmt: skip


def answered(
    of: Enterprise | None = None, *, adviser: User | None = None, topic: str = "trademark", on: date = DAY
) -> Consultation:
    """Answered by its adviser."""
    made = assigned(of, adviser=adviser, topic=topic, on=on)
    return consultation_answer(
        consultation=made, answer="示例答复：先检索，再提出异议。", outcome="advised", by=made.adviser, on=on,
        revision=made.revision,
    )  # fmt: skip


def closed(of: Enterprise | None = None, *, topic: str = "trademark", on: date = DAY) -> Consultation:
    """Acknowledged with a rating."""
    made = answered(of, topic=topic, on=on)
    return consultation_acknowledge(
        consultation=made, satisfaction=5, by=people.member(made.enterprise), on=on, revision=made.revision
    )
