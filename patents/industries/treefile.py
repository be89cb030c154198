"""The technology breakdown as a sheet: out for people to edit, in with every fault at its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from patents.industries.models import MAX_LEVEL, TechnologyBranch
from patents.industries.selectors import Standing, fault_of
from patents.industries.uploads import CellRefused, Line

LEVELS = ("一级分支", "二级分支", "三级分支")
TEXT, REASON = "检索式", "未抽样的原因"
COLUMNS = (*LEVELS, TEXT, REASON)
TOLD = ("件数（导入时不读）", "查准率%（导入时不读）", "查全率%（导入时不读）", "抽样件数（导入时不读）")
MOST = 300
_NAME, _EXPRESSION, _WHY = 80, 4000, 300


@dataclass(frozen=True)
class TreeRow:
    """A branch as the sheet says it; `path` are the names from the first level down to its own."""

    path: tuple[str, ...]
    text: str
    reason: str


@dataclass(frozen=True)
class TreePlan:
    """What taking a sheet would do: names of branches that come, change, stay, and those the sheet does not have."""

    added: list[str]
    changed: list[str]
    same: int
    absent: list[str]


def tree_sheet(branches: Iterable[TechnologyBranch], standing: dict[int | None, Standing]) -> list[list[object]]:
    """Rows for COLUMNS + TOLD, branches in reading order, each under its level."""
    rows: list[list[object]] = []
    for branch in branches:
        names = [branch.name if level == branch.level else "" for level in range(1, MAX_LEVEL + 1)]
        found = standing.get(branch.pk)
        told = [found.count if found else None, branch.precision, branch.recall, branch.sample_size]
        rows.append([*names, branch.text, branch.not_sampled_reason, *told])
    return rows


def tree_rows(lines: Sequence[Line]) -> tuple[list[TreeRow], list[CellRefused]]:
    """Branches in reading order, or the cells that are wrong. The deepest filled level names the branch; names of
    levels above may be repeated, then they must be those of the rows before.
    """
    rows: list[TreeRow] = []
    refused: list[CellRefused] = []
    seen: set[tuple[str, ...]] = set()
    path: tuple[str, ...] = ()
    for line in lines:
        names = [line.cells[name] for name in LEVELS]
        level = max((place for place, name in enumerate(names, start=1) if name), default=0)
        wrong = _wrong(line, names, level, path)
        if level and not wrong:
            path = (*path[: level - 1], names[level - 1])
            if path in seen:
                wrong = [CellRefused(line.row, LEVELS[level - 1], _("这个分支在表里出现了两次"), path[-1])]
            seen.add(path)
            rows.append(TreeRow(path, line.cells[TEXT], line.cells[REASON]))
        refused += wrong
    return rows, refused


def tree_plan(branches: Sequence[TechnologyBranch], rows: Sequence[TreeRow]) -> TreePlan:
    """Compare a sheet with the breakdown; branches are the same when their paths are."""
    paths = branch_paths(branches)
    there = {paths[branch.pk]: branch for branch in branches}
    wanted = {row.path: row for row in rows}
    added = [" / ".join(path) for path in wanted if path not in there]
    changed = [" / ".join(path) for path, row in wanted.items() if path in there and _differs(there[path], row)]
    absent = [" / ".join(path) for path in there if path not in wanted]
    return TreePlan(added, changed, len(wanted) - len(added) - len(changed), absent)


def branch_paths(branches: Sequence[TechnologyBranch]) -> dict[int, tuple[str, ...]]:
    """Branch id -> names from the first level down; for branches in reading order."""
    paths: dict[int | None, tuple[str, ...]] = {None: ()}
    for branch in branches:
        paths[branch.pk] = (*paths[branch.parent_id], branch.name)
    return {pk: path for pk, path in paths.items() if pk is not None}


def reason_kept(branch: TechnologyBranch, row: TreeRow) -> str:
    """A branch that was sampled has no reason against it, whatever the sheet says."""
    return "" if branch.sample_size is not None else row.reason


def _differs(branch: TechnologyBranch, row: TreeRow) -> bool:
    return (branch.text, branch.not_sampled_reason) != (row.text, reason_kept(branch, row))


def _wrong(line: Line, names: list[str], level: int, path: tuple[str, ...]) -> list[CellRefused]:
    found = []
    if not level:
        found.append(CellRefused(line.row, LEVELS[0], _("这一行没有分支名称")))
    elif len(path) < level - 1:
        found.append(CellRefused(line.row, LEVELS[level - 1], _("上面没有它的上级分支"), names[level - 1]))
    else:
        for place, name in enumerate(names[: level - 1]):
            if name and name != path[place]:
                found.append(CellRefused(line.row, LEVELS[place], _("与上面几行的上级分支不一致"), name))
    for column, most in (*((name, _NAME) for name in LEVELS), (TEXT, _EXPRESSION), (REASON, _WHY)):
        if len(line.cells[column]) > most:
            why = _("最多 %(most)d 个字") % {"most": most}
            found.append(CellRefused(line.row, column, why, line.cells[column][:40] + "…"))
    fault = fault_of(line.cells[TEXT]) if len(line.cells[TEXT]) <= _EXPRESSION else None
    if fault is not None:
        found.append(CellRefused(line.row, TEXT, fault.message, line.cells[TEXT][:80]))
    return found
