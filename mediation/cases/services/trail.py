"""The audit of what is recorded in a case without a move: who did what to which row, never its content."""

from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from mediation.cases.models import MediationCase


def case_trail(
    *, case: MediationCase, action: str, object_kind: str, object_id: object, by: User, reason_code: str = ""
) -> None:
    """One link in the case's own chain."""
    audit_append(
        stream_kind="case", stream_subject=str(case.public_id), actor=str(by.public_id), action=action,
        object_kind=object_kind, object_id=str(object_id), reason_code=reason_code,
    )  # fmt: skip
