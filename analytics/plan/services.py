"""Every write of the plan: a year's plan, task notes, the daily figures, frozen snapshots."""

import hashlib
import json
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from analytics.plan import seed
from analytics.plan.models import Milestone, Plan, PlanSnapshot, PlanTask, StoredFigure, Target
from analytics.plan.permissions import plan_can_keep
from analytics.plan.selectors import board_as_data, plan_board
from analytics.plan.workflow import PLAN_TASK
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import is_system
from ipplatform.audit.services import audit_append
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused, event_append, move

CORRECTION_NEEDS_REASON = Refusal("correction_needs_reason", _("该截至日已有快照。更正请填写理由，原快照会保留。"))


def plan_create(*, year: int, by: User, on: date) -> Plan:
    """The plan of a year with its five tasks and the six targets of task 3; an existing one is returned."""
    if not (plan_can_keep(by, None) or is_system(by)):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        plan, created = Plan.objects.get_or_create(
            year=year,
            defaults={
                "title": seed.TITLE.format(year=year),
                "issued_on": date(year, *seed.ISSUED),
                "period_start": date(year, 1, 1),
                "period_end": date(year, 12, 31),
            },
        )
        if created:
            _fill(plan, by, on)
    return plan


def plan_task_update(*, task: PlanTask, state: str, notes: str, by: User, on: date, revision: int) -> PlanTask:
    """Set a task's status and notes."""
    return move(PLAN_TASK, task, f"set_{state}", by=by, on=on, revision=revision, changes={"notes": notes.strip()})


def figures_store(*, plan: Plan, by: User, on: date) -> int:
    """Compute and store every target's figure of a day; returns how many changed. Repeated: 0."""
    changed = 0
    for row in plan_board(plan, on).rows:
        values = {
            "value": None if row.result.value is None else round(row.result.value, 10),
            "parts": _public_parts(row.result.parts),
            "note": str(row.result.note),
        }
        stored = StoredFigure.objects.filter(target=row.target, as_of=on).first()
        if stored and (stored.value, stored.parts, stored.note) == (values["value"], values["parts"], values["note"]):
            continue
        StoredFigure.objects.update_or_create(target=row.target, as_of=on, defaults=values)
        changed += 1
    return changed


def snapshot_freeze(*, plan: Plan, as_of: date, title: str, reason: str, by: User, on: date) -> PlanSnapshot:
    """Freeze results, inputs and records as of a day. A second one for the same day is a correction with its reason."""
    if not plan_can_keep(by, plan):
        raise Refused(NOT_ALLOWED)
    results = board_as_data(plan_board(plan, as_of))
    body = json.dumps(results, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=plan.pk)
        if PlanSnapshot.objects.filter(plan=plan, as_of=as_of).exists() and not reason.strip():
            raise Refused(CORRECTION_NEEDS_REASON)
        snapshot = PlanSnapshot(
            plan=plan, as_of=as_of, title=title.strip(), reason=reason.strip(), results=results,
            sha256=hashlib.sha256(body.encode()).hexdigest(), frozen_by=by,
        )  # fmt: skip
        snapshot.full_clean()
        snapshot.save(force_insert=True)
        audit_append(
            stream_kind="plan", stream_subject=str(plan.year), actor=str(by.public_id), action="snapshot_frozen",
            object_kind="plan_snapshot", object_id=str(snapshot.public_id), after={"sha256": snapshot.sha256},
        )  # fmt: skip
    return snapshot


def _fill(plan: Plan, by: User, on: date) -> None:
    for number, text, lead, units, due in seed.TASKS:
        task = PlanTask(
            plan=plan, number=number, text=text, lead_section=lead, cooperating_units=units, due=due, state="running",
            created_by=by,
        )  # fmt: skip
        task.full_clean()
        task.save()
        event_append(PLAN_TASK, task, action="create", by=by, on=on)
        if number == seed.NUMERIC_TASK:
            _fill_targets(plan, task)


def _fill_targets(plan: Plan, task: PlanTask) -> None:
    for code, title, measure, threshold, unit, milestones in seed.TARGETS:
        target = Target.objects.create(
            task=task, code=code, title=title, measure=measure, threshold=Decimal(threshold), unit=unit
        )
        Milestone.objects.bulk_create(
            Milestone(
                target=target, due_on=date(plan.year, *due), warn_on=date(plan.year, *warn), threshold=Decimal(value),
                unit=own_unit,
            )
            for (due, warn), value, own_unit in milestones
        )  # fmt: skip


def _public_parts(parts: object) -> dict[str, object]:
    """Plain numbers only: what home may show beside a figure; never record keys."""
    found: dict[str, object] = {}
    if isinstance(parts, dict):
        for name, value in parts.items():
            if isinstance(value, Decimal):
                found[name] = str(value)
            elif isinstance(value, int | str):
                found[name] = value
    return found
