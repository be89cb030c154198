"""Set and lift holds. Both are idempotent and lock the patents' rows in key order, as every rule on holds expects."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from ipplatform.moves import Refusal, Refused
from ipplatform.search.services import touch
from patents.records.models import Patent
from patents.rights.models import PatentHold
from patents.rights.permissions import hold_can_lift, hold_can_set
from patents.rights.selectors import patents_lock

HOLD_NOT_YOURS = Refusal(
    "hold_not_yours", _("权属争议的锁定由案件协调员设置和解除，其他锁定由运营专员设置和解除。请联系相应岗位。")
)


def hold_set(
    *,
    patents: Iterable[Patent],
    reason: str,
    modes: Iterable[str],
    effect: str,
    ref: str,
    by: User,
    on: date,
    due_to: date | None = None,
) -> list[PatentHold]:
    """One open hold a patent; a patent that already has this one (reason, effect, ref) keeps it, with these modes.

    `modes` empty = every mode; `effect` lock or disclose (`HoldEffect`); `ref` opaque, no case number. `due_to` is a
    foreseen end. Raises Refused(hold_not_yours). Rules: domain.md 5.1 PatentHold, 6.1 lock table.
    """
    if not hold_can_set(by, reason):
        raise Refused(HOLD_NOT_YOURS)
    wanted_modes = sorted(set(modes))
    with transaction.atomic():
        locked = patents_lock(patent.pk for patent in patents)
        standing = {
            hold.patent_id: hold
            for hold in PatentHold.objects.filter(
                patent__in=locked, reason=reason, effect=effect, ref=ref, held_to__isnull=True
            )
        }
        held: list[PatentHold] = []
        changed: list[PatentHold] = []
        for patent in locked:
            hold = standing.get(patent.pk)
            if hold is None:
                hold = PatentHold(
                    patent=patent, reason=reason, modes=wanted_modes, effect=effect, ref=ref, held_from=on,
                    due_to=due_to, created_by=by,
                )  # fmt: skip
            elif hold.modes == wanted_modes and hold.due_to == due_to:
                held.append(hold)
                continue
            hold.modes, hold.due_to = wanted_modes, due_to
            hold.full_clean(validate_unique=False, validate_constraints=False)
            hold.save()
            held.append(hold)
            changed.append(hold)
        _tell(changed, "hold_set", by)
    return held


def holds_lift(*, ref: str, by: User, on: date) -> list[PatentHold]:
    """Lift every open hold of a reference from this day on; a second call finds none and changes nothing.

    Raises Refused(hold_not_yours) when one of them is not for this person to lift; then none is lifted.
    """
    with transaction.atomic():
        open_holds = PatentHold.objects.filter(ref=ref, held_to__isnull=True)
        patents_lock(open_holds.values_list("patent_id", flat=True))
        lifted = list(open_holds.order_by("patent_id", "pk"))
        if not all(hold_can_lift(by, hold) for hold in lifted):
            raise Refused(HOLD_NOT_YOURS)
        for hold in lifted:
            # A hold set and lifted on one day was never open.
            hold.held_to, hold.lifted_by = max(on, hold.held_from), by
            hold.save(update_fields=["held_to", "lifted_by"])
        _tell(lifted, "hold_lift", by)
    return lifted


def _tell(holds: list[PatentHold], action: str, by: User) -> None:
    """Search first, the audit heads last (they are locked last everywhere)."""
    if not holds:
        return
    touch("patents", [hold.patent_id for hold in holds])
    for hold in holds:
        audit_append(
            stream_kind="rights", stream_subject=str(hold.patent_id), actor=str(by.public_id), action=action,
            object_kind="patent_hold", object_id=str(hold.public_id), reason_code=hold.reason,
            after={"modes": hold.modes, "from": hold.held_from, "to": hold.held_to},
        )  # fmt: skip
