"""Every write of name groups: propose anew, approve, refuse, undo, link.

They alone set `Name.alias_of` and `Name.enterprise`.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused
from patents.names.finding import aliases
from patents.names.models import Action, AliasProposal, AliasRejection, NameGroup, NameGroupEvent, Reason
from patents.names.permissions import can_group
from patents.names.selectors import commonest_writings, rejected_pairs
from patents.records.models import Name
from patents.records.names import GROUPING_VERSION

BATCH, _LONGEST = 500, 300
TWO_ENTERPRISES = Refusal("two_enterprises", _("两边关联了不同的企业，不能归并。请先核对并取消其中一边的关联。"))
SAME_NAME = Refusal("same_name", _("这两个名称已经在同一组。"))
NOT_IN_GROUP = Refusal("not_in_group", _("这个名称已不在组里。请刷新页面。"))
GROUP_DISSOLVED = Refusal("group_dissolved", _("这个名称组已经解散。请刷新页面。"))
REJECTION_UNDONE = Refusal("rejection_undone", _("这条结论已经撤销过了。请刷新页面。"))
Progress = Callable[[int, int], None]


def aliases_find(*, by: User, progress: Progress | None = None) -> dict[str, int]:
    """Compute the proposals anew. Returns {proposals, rejected}. Raises Refused not_allowed."""
    _permitted(by)
    total = Name.objects.count()
    rejected = rejected_pairs()
    found = aliases(rejected, (lambda rows: progress(min(rows, total), total)) if progress else None)
    rows = [
        AliasProposal(
            name_id=one.name.pk, target_id=one.target.pk, reason=one.reason.value, score=one.score,
            strongest=list(Reason).index(one.reason), name_written=one.name.written[:_LONGEST],
            target_written=one.target.written[:_LONGEST], name_count=one.name.count, target_count=one.target.count,
            grouping_version=GROUPING_VERSION,
        )
        for one in found
    ]  # fmt: skip
    with transaction.atomic():
        AliasProposal.objects.all().delete()
        AliasProposal.objects.bulk_create(rows, batch_size=BATCH)
    return {"proposals": len(rows), "rejected": len(rejected)}


def alias_approve(*, name: Name, target: Name, by: User, reasons: Iterable[str] = ()) -> NameGroup:
    """Say that `name` (with all names grouped under it) is `target` (or the name that one is grouped under).

    Returns the group. Raises not_allowed, same_name, two_enterprises.
    """
    _permitted(by)
    with transaction.atomic():
        root, joining = _root(target), _root(name)
        if root.pk == joining.pk:
            raise Refused(SAME_NAME)
        if root.enterprise_id and joining.enterprise_id and root.enterprise_id != joining.enterprise_id:
            raise Refused(TWO_ENTERPRISES)
        former = NameGroup.objects.filter(representative=joining).first()
        group = _group(root, by)
        if joining.enterprise_id and not group.enterprise_id:
            _link(group, joining.enterprise, by)
        moving = [joining, *joining.aliases.order_by("pk")]
        if former:
            _dissolved(former, by)
        for one in moving:
            one.alias_of, one.enterprise = root, group.enterprise
        Name.objects.bulk_update(moving, ["alias_of", "enterprise"])
        given = list(reasons)
        _written(group, Action.JOIN, by, moving, given)
        AliasProposal.objects.filter(name=joining).delete()
        AliasProposal.objects.filter(name=root, target=joining).delete()
        AliasProposal.objects.filter(target=joining).update(target=root, target_written=group.label)
    return group


def proposals_reject(*, proposals: Iterable[AliasProposal], by: User) -> list[AliasRejection]:
    """Say of each that its two names are two bodies; they are not proposed again. Raises not_allowed."""
    _permitted(by)
    with transaction.atomic():
        return [_rejected(proposal, by) for proposal in proposals]


def rejection_undo(*, rejection: AliasRejection, by: User) -> None:
    """Take a rejection back; the next search proposes the names again. Raises not_allowed, rejection_undone."""
    _permitted(by)
    standing = AliasRejection.objects.filter(pk=rejection.pk, undone_at__isnull=True)
    if not standing.update(undone_by=by, undone_at=clock.now()):
        raise Refused(REJECTION_UNDONE)


def proposals_approve(*, proposals: Iterable[AliasProposal], by: User) -> list[str]:
    """Approve several, each for itself. Returns what could not be done, a line each: name and reason."""
    failed: list[str] = []
    for proposal in proposals:
        try:
            alias_approve(name=proposal.name, target=proposal.target, by=by, reasons=[proposal.reason])
        except Refused as refused:
            if refused.refusal is NOT_ALLOWED:
                raise
            failed.append(f"{proposal.name_written}：{refused.refusal.message}")
    return failed


def name_leave(*, group: NameGroup, name: Name, by: User) -> NameGroup:
    """Take one name out of a group; it stands for itself again, without enterprise. Raises not_allowed, not_in_group.

    The representative cannot leave: the group is dissolved instead. A group of one that is linked nowhere dissolves.
    """
    _permitted(by)
    with transaction.atomic():
        left = Name.objects.filter(pk=name.pk, alias_of__isnull=False, alias_of=group.representative)
        if group.representative is None or not left.update(alias_of=None, enterprise=None):
            raise Refused(NOT_IN_GROUP)
        _written(group, Action.LEAVE, by, [name], [])
        if not group.representative.aliases.exists() and group.enterprise is None:
            _dissolved(group, by)
    return group


def group_dissolve(*, group: NameGroup, by: User) -> NameGroup:
    """All its names stand for themselves again; the history stays. Raises not_allowed, group_dissolved."""
    _permitted(by)
    with transaction.atomic():
        _standing(group)
        root = group.representative
        _dissolved(group, by)
        if root is not None:
            Name.objects.filter(alias_of=root).update(alias_of=None, enterprise=None)
            Name.objects.filter(pk=root.pk).update(enterprise=None)
    return group


def group_relabel(*, group: NameGroup, label: str, by: User) -> NameGroup:
    """The name under which rankings show the group. Raises not_allowed, group_dissolved; ValidationError."""
    _permitted(by)
    with transaction.atomic():
        _standing(group)
        group.label = label.strip()
        group.full_clean()
        group.save(update_fields=["label"])
        NameGroupEvent.objects.create(group=group, action=Action.RELABEL, written=group.label, actor=by)
    return group


def group_link(*, group: NameGroup, enterprise: Enterprise | None, by: User) -> NameGroup:
    """Link a group to the enterprise it is, or to none: its members then own the patents under all these names."""
    _permitted(by)
    with transaction.atomic():
        _standing(group)
        _link(group, enterprise, by)
    return group


def _permitted(by: User) -> None:
    if not can_group(by):
        raise Refused(NOT_ALLOWED)


def _standing(group: NameGroup) -> None:
    group.refresh_from_db()
    if group.representative is None:
        raise Refused(GROUP_DISSOLVED)


def _root(name: Name) -> Name:
    fresh = Name.objects.select_for_update(of=("self",)).select_related("alias_of").get(pk=name.pk)
    return fresh.alias_of or fresh


def _group(root: Name, by: User) -> NameGroup:
    group = NameGroup.objects.filter(representative=root).first()
    if group is None:
        label = commonest_writings([root])[root.pk]
        group = NameGroup.objects.create(label=label, representative=root, enterprise=root.enterprise, created_by=by)
        _written(group, Action.JOIN, by, [root], [])
    return group


def _link(group: NameGroup, enterprise: Enterprise | None, by: User) -> None:
    action = Action.LINK if enterprise else Action.UNLINK
    NameGroupEvent.objects.create(group=group, action=action, enterprise=enterprise or group.enterprise, actor=by)
    group.enterprise = enterprise
    group.save(update_fields=["enterprise"])
    named = Q(pk=group.representative_id) | Q(alias_of=group.representative_id)
    Name.objects.filter(named).update(enterprise=enterprise)


def _dissolved(group: NameGroup, by: User) -> None:
    NameGroupEvent.objects.create(group=group, action=Action.DISSOLVE, actor=by)
    group.representative, group.dissolved_at = None, clock.now()
    group.save(update_fields=["representative", "dissolved_at"])


def _written(group: NameGroup, action: Action, by: User, names: list[Name], reasons: list[str]) -> None:
    written = commonest_writings(names)
    NameGroupEvent.objects.bulk_create(
        NameGroupEvent(
            group=group, action=action, written=written[name.pk], normalised=name.normalised, reasons=reasons, actor=by
        )
        for name in names
    )


def _rejected(proposal: AliasProposal, by: User) -> AliasRejection:
    pair = [(proposal.name.normalised, proposal.name_written), (proposal.target.normalised, proposal.target_written)]
    (first, first_written), (second, second_written) = sorted(pair)
    rejection, _made = AliasRejection.objects.get_or_create(
        first=first, second=second, undone_at=None,
        defaults={"first_written": first_written, "second_written": second_written, "reason": proposal.reason,
                  "decided_by": by},
    )  # fmt: skip
    AliasProposal.objects.filter(pk=proposal.pk).delete()
    return rejection
