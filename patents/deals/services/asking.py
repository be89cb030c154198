"""Services refuse by name before anything else: who may not, and why."""

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_IN_TABLE, Moved, Refusal, Refused, Workflow
from patents.deals.workflow import move_refusal


def may_move(*, workflow: Workflow, obj: Moved, action: str, by: User) -> None:
    """Raise the named refusal of a person who may not make a listed move; an unlisted one is judged by `move`."""
    refusal = move_refusal(workflow, obj, action, by)
    if refusal is not None and refusal is not NOT_IN_TABLE:
        raise Refused(refusal)


def refuse(*, refusal: Refusal | None) -> None:
    """Raise a refusal if there is one."""
    if refusal is not None:
        raise Refused(refusal)
