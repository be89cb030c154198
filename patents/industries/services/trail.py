"""The audit chain of industries, kept with the reports that stand on them."""

from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from patents.industries.models import Industry


def trail_append(industry: Industry, action: str, by: User) -> None:
    """One link of the chain: who did what to which industry."""
    audit_append(
        stream_kind="report", stream_subject=str(industry.public_id), actor=str(by.public_id), action=action,
        object_kind="industry", object_id=str(industry.public_id), after={"revision": industry.revision},
    )  # fmt: skip
