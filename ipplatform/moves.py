"""The one way a state changes: table look-up, permission, revision, guard, one append-only event, one audit link."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser
from ipplatform.audit.services import audit_append

Text = str | Promise


@dataclass(frozen=True)
class Refusal:
    """A named reason why a move is not made; `message` tells the person what to do next."""

    code: str
    message: Text
    missing: tuple[Text, ...] = ()

    def with_missing(self, missing: Iterable[Text]) -> "Refusal":
        """The same refusal naming what is missing."""
        return Refusal(self.code, self.message, tuple(missing))


class Refused(Exception):
    """Raised by services; entry layers answer 409 with the named refusal (middleware does it for them)."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


NOT_IN_TABLE = Refusal("not_in_table", _("当前状态下不能这样做。请刷新页面查看最新状态。"))
NOT_ALLOWED = Refusal("not_allowed", _("您没有做这一步的权限。"))
CHANGED_MEANWHILE = Refusal("changed_meanwhile", _("内容已被更新，请刷新后再试。"))
REASON_REQUIRED = Refusal("reason_required", _("请填写理由。"))
EVIDENCE_REQUIRED = Refusal("evidence_required", _("请附上证据文件。"))


class Moved(models.Model):
    """Base of everything with a state: public id, state, revision, who made it when."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("状态"), max_length=30)
    revision = models.PositiveIntegerField(_("修订"), default=1)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(_("建立时间"), default=clock.now, editable=False)
    updated_at = models.DateTimeField(_("更新时间"), default=clock.now, editable=False)

    class Meta:
        abstract = True


class Event(models.Model):
    """Base of a room's event table: one row a move; no names or free text. A concrete class adds `subject` (FK)."""

    action = models.CharField(max_length=40)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30)
    actor = models.UUIDField()
    on_behalf_of = models.UUIDField(null=True, blank=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    reason_code = models.CharField(max_length=60, blank=True)
    evidence_ids = models.JSONField(default=list)
    rule_version = models.CharField(max_length=20, blank=True)
    revision = models.PositiveIntegerField()

    subject: ClassVar[Any]

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.action} -> {self.to_state}"


@dataclass(frozen=True)
class Context:
    """What a guard may look at: who, when, and the arguments of the move. `data` is what the service was given."""

    by: User
    on: date
    reason_code: str = ""
    evidence: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


ObjectT = TypeVar("ObjectT", bound=Moved)
Who = Callable[[AnyUser, Any], bool]
Guard = Callable[[Any, Context], Refusal | None]


@dataclass(frozen=True)
class Move:
    """One row of a state table. `to` is None when the state stays. `who` decides permission, `guards` run in order."""

    action: str
    sources: tuple[str, ...]
    to: str | None
    who: Who
    guards: tuple[Guard, ...] = ()
    reason: bool = False
    evidence: bool = False


@dataclass(frozen=True)
class Workflow:
    """A state table with the room's event model and its audit stream kind."""

    name: str
    event: type[Event]
    moves: tuple[Move, ...]
    rule_version: str = "1"

    def find(self, action: str, state: str) -> Move | None:
        """The row for (action, from state), or None: actions not listed are refused."""
        return next((row for row in self.moves if row.action == action and state in row.sources), None)


def move_allowed(workflow: Workflow, obj: Moved, action: str, user: AnyUser) -> bool:
    """Whether a page should offer the action: in the table and permitted. Guards are only asked by `move`."""
    row = workflow.find(action, obj.state)
    return row is not None and row.who(user, obj)


def moves_offered(workflow: Workflow, obj: Moved, user: AnyUser) -> list[str]:
    """Actions that a page offers to this person in the object's present state, in table order."""
    return [row.action for row in workflow.moves if obj.state in row.sources and row.who(user, obj)]


def move(
    workflow: Workflow,
    obj: ObjectT,
    action: str,
    *,
    by: User,
    on: date,
    revision: int | None,
    changes: Mapping[str, Any] | None = None,
    reason_code: str = "",
    evidence: Iterable[str] = (),
    on_behalf_of: uuid.UUID | None = None,
    data: Mapping[str, Any] | None = None,
    stream_subject: str = "",
) -> ObjectT:
    """Make one move and return the object as it now stands.

    `revision` is what the person saw (None only for consequences made by the system under the same lock). Raises
    Refused with a named refusal, or ValidationError for a value that a field does not take; then nothing is changed.
    `changes` are fields set in the same UPDATE as the state.
    """
    row = workflow.find(action, obj.state)
    if row is None:
        stale = revision is not None and not type(obj)._default_manager.filter(pk=obj.pk, revision=revision).exists()
        raise Refused(_changed(workflow, obj) if stale else NOT_IN_TABLE)
    if not row.who(by, obj):
        raise Refused(NOT_ALLOWED)
    evidence_ids = tuple(str(item) for item in evidence)
    if row.reason and not reason_code:
        raise Refused(REASON_REQUIRED)
    if row.evidence and not evidence_ids:
        raise Refused(EVIDENCE_REQUIRED)
    with transaction.atomic():
        expected = obj.revision if revision is None else revision
        to_state = obj.state if row.to is None else row.to
        mine = type(obj)._default_manager.filter(pk=obj.pk)
        if not mine.filter(revision=expected, state=obj.state).update(revision=expected + 1):
            raise Refused(_changed(workflow, obj))
        context = Context(by=by, on=on, reason_code=reason_code, evidence=evidence_ids, data=data or {})
        for guard in row.guards:
            refusal = guard(obj, context)
            if refusal is not None:
                raise Refused(refusal)
        # State and fields change in one UPDATE: constraints that tie them ("closed has a closing day") always hold.
        fields = {name: _cleaned(obj, name, value) for name, value in (changes or {}).items()}
        mine.update(state=to_state, updated_at=clock.now(), **fields)
        before = {"state": obj.state, "revision": expected}
        from_state = obj.state
        obj.state, obj.revision = to_state, expected + 1
        for name, value in fields.items():
            setattr(obj, name, value)
        event_append(
            workflow, obj, action=action, from_state=from_state, by=by, on=on, reason_code=reason_code,
            evidence=evidence_ids, on_behalf_of=on_behalf_of, before=before, stream_subject=stream_subject,
        )  # fmt: skip
    return obj


def event_append(
    workflow: Workflow,
    obj: Moved,
    *,
    action: str,
    from_state: str = "",
    by: User,
    on: date,
    reason_code: str = "",
    evidence: Iterable[str] = (),
    on_behalf_of: uuid.UUID | None = None,
    before: Mapping[str, Any] | None = None,
    stream_subject: str = "",
) -> Event:
    """Append the event and the audit link of a move; services call it directly only for creation (`-` rows)."""
    event = workflow.event(
        action=action, from_state=from_state, to_state=obj.state, actor=by.public_id, on_behalf_of=on_behalf_of,
        happened_on=on, recorded_at=clock.now(), reason_code=reason_code, evidence_ids=[str(e) for e in evidence],
        rule_version=workflow.rule_version, revision=obj.revision,
    )  # fmt: skip
    event.subject = obj  # type: ignore[misc]  # the concrete event declares the foreign key
    event.save(force_insert=True)
    audit_append(
        stream_kind=workflow.name, stream_subject=stream_subject or str(obj.public_id), actor=str(by.public_id),
        action=action, object_kind=workflow.name, object_id=str(obj.public_id), before=before,
        after={"state": obj.state, "revision": obj.revision}, reason_code=reason_code,
    )  # fmt: skip
    return event


def _cleaned(obj: Moved, name: str, value: Any) -> Any:
    field_of_name = obj._meta.get_field(name)
    if not isinstance(field_of_name, models.Field) or field_of_name.is_relation:
        return value
    return field_of_name.clean(value, obj)


def _changed(workflow: Workflow, obj: Moved) -> Refusal:
    events: models.Manager[Any] = workflow.event._default_manager
    last = events.filter(subject_id=obj.pk).order_by("-pk").first()
    if last is None:
        return CHANGED_MEANWHILE
    name = User.objects.filter(public_id=last.actor).values_list("name", flat=True).first() or _("他人")
    at = last.recorded_at.astimezone(clock.OFFICE_ZONE).strftime("%H:%M")
    return Refusal(CHANGED_MEANWHILE.code, _("%(at)s 已由%(name)s更新，请刷新后再试。") % {"at": at, "name": name})
