"""Writes of demands (domain.md 6.2, last paragraph)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import OPERATOR
from ipplatform.audit.services import audit_append
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.permissions import is_member
from ipplatform.moves import CHANGED_MEANWHILE, NOT_ALLOWED, Refused, event_append, move
from ipplatform.numbers.services import DEMAND as DEMAND_PREFIX
from ipplatform.numbers.services import number_next
from patents.offers.checks import refusals
from patents.offers.models import Demand, DemandState
from patents.offers.permissions import demand_is_owners
from patents.offers.services.standing import demanders_tell, note_required
from patents.offers.workflow import DEMAND

EDITABLE = (
    "title", "field", "problem", "indicators", "current_state", "budget", "cooperation_mode", "deadline", "contact",
    "confidentiality",
)  # fmt: skip
_EDITABLE_STATES = (DemandState.DRAFT, DemandState.RETURNED)


def demand_create(*, enterprise: Enterprise, values: Mapping[str, Any], by: User, on: date) -> Demand:
    """A draft of an enterprise (`values` of EDITABLE). Raises Refused(not_allowed), ValidationError."""
    if not is_member(by, enterprise.pk):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        demand = Demand(
            number=number_next(prefix=DEMAND_PREFIX, on=on), enterprise=enterprise, state=DemandState.DRAFT,
            created_by=by, **{name: values[name] for name in EDITABLE if name in values},
        )  # fmt: skip
        demand.full_clean()
        demand.save()
        event_append(DEMAND, demand, action="create", by=by, on=on)
    return demand


def demand_edit(*, demand: Demand, values: Mapping[str, Any], by: User, on: date, revision: int) -> Demand:
    """Set fields of a draft or returned demand. Raises Refused: not_allowed, not_draft, changed_meanwhile."""
    if not demand_is_owners(by, demand):
        raise Refused(NOT_ALLOWED)
    if demand.state not in _EDITABLE_STATES:
        raise Refused(refusals.NOT_DRAFT)
    with transaction.atomic():
        changed = {name: values[name] for name in EDITABLE if name in values}
        before = {name: getattr(demand, name) for name in changed}
        for name, value in changed.items():
            setattr(demand, name, value)
        demand.full_clean(validate_unique=False)
        claimed = Demand.objects.filter(pk=demand.pk, state__in=_EDITABLE_STATES, revision=revision).update(
            revision=revision + 1, updated_at=clock.now()
        )
        if not claimed:
            raise Refused(CHANGED_MEANWHILE)
        demand.revision = revision + 1
        demand.save(update_fields=[*changed])
        audit_append(
            stream_kind="demand", stream_subject=str(demand.public_id), actor=str(by.public_id), action="edit",
            object_kind="demand", object_id=str(demand.public_id), before=before, after=changed,
        )  # fmt: skip
    return demand


def demand_submit(*, demand: Demand, by: User, on: date, revision: int) -> Demand:
    """draft, returned -> submitted. Raises Refused: demand_fields_missing, indicators_not_quantified, deadline_past."""
    return move(DEMAND, demand, "submit", by=by, on=on, revision=revision, changes={"return_note": ""})


def demand_publish(*, demand: Demand, by: User, on: date, revision: int) -> Demand:
    """submitted -> published, by an operator who is no member of the enterprise."""
    _not_own(demand, by)
    with transaction.atomic():
        move(DEMAND, demand, "publish", by=by, on=on, revision=revision, changes={"published_on": on})
        demanders_tell(demand, "demand_published")
    return demand


def demand_return(*, demand: Demand, reason_code: str, note: str, by: User, on: date, revision: int) -> Demand:
    """submitted -> returned, with a note."""
    _not_own(demand, by)
    text = note_required(note)
    with transaction.atomic():
        move(
            DEMAND, demand, "return", by=by, on=on, revision=revision, reason_code=reason_code,
            changes={"return_note": text},
        )  # fmt: skip
        demanders_tell(demand, "demand_returned")
    return demand


def demand_match(*, demand: Demand, ref: str, by: User, on: date) -> Demand:
    """published -> matched: a deal came of it (`ref`); by an operator, or by system as a consequence. Idempotent."""
    if demand.state == DemandState.MATCHED:
        return demand
    return move(DEMAND, demand, "match", by=by, on=on, revision=None, evidence=[ref])


def demand_close(*, demand: Demand, by: User, on: date, revision: int) -> Demand:
    """matched -> closed, by the enterprise."""
    return move(DEMAND, demand, "close", by=by, on=on, revision=revision)


def demand_expire(*, demand: Demand, by: User, on: date) -> Demand:
    """published -> expired, when today is past the deadline."""
    with transaction.atomic():
        move(DEMAND, demand, "expire", by=by, on=on, revision=None)
        demanders_tell(demand, "demand_expired")
    return demand


def _not_own(demand: Demand, by: User) -> None:
    if has_role(by, OPERATOR) and is_member(by, demand.enterprise_id):
        raise Refused(refusals.OWN_ENTERPRISE)
