"""What the acceptance checklist still lacks: the author's ticks, and what can be seen from the report itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from analytics.reports.blocks import of_type, swot_parts
from analytics.reports.models import ChecklistLine, Report, ReportSheet
from analytics.reports.outline import Block, Line, checklist_lines

FINDINGS: Final = (5, 8)  # domain.md 10.1: 5-8 numbered findings, each naming a figure
LEVELS: Final = 3


@dataclass(frozen=True)
class Checked:
    """A line with the author's answer and what the report shows to be missing (empty: nothing)."""

    line: Line
    state: str
    reason: str
    gaps: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Done and without gaps, or not applicable with a reason."""
        if self.state == ChecklistLine.LineState.NOT_APPLICABLE:
            return bool(self.reason)
        return self.state == ChecklistLine.LineState.DONE and not self.gaps


@dataclass(frozen=True)
class _Parts:
    """What the checks look at, read once."""

    report: Report
    blocks: dict[str, list[Block]]
    figures: frozenset[int]


def checklist_checked(report: Report) -> list[Checked]:
    """Every line of the report's kind with its gaps; five queries."""
    answers = {row.code: row for row in report.checklist.all()}
    parts = _Parts(
        report,
        {section.key: section.blocks for section in report.sections.all()},
        frozenset(report.figures.values_list("number", flat=True)),
    )
    checked = []
    for line in checklist_lines(report.kind):
        row = answers.get(line.code)
        check = _CHECKS.get(line.code) or _written
        gaps = check(parts) if check is not _written else _written(parts, line.code)
        state = row.state if row else ChecklistLine.LineState.OPEN
        checked.append(Checked(line, str(state), row.reason if row else "", tuple(gaps)))
    return checked


def _written(parts: _Parts, code: str = "") -> list[str]:
    """The chapter of that code has a block; a line without chapter is the author's word."""
    return [_("这一章还没有内容")] if code in parts.blocks and not parts.blocks[code] else []


def _cover(parts: _Parts) -> list[str]:
    return [] if parts.report.report_date else [_("报告日期")]


def _summary(parts: _Parts) -> list[str]:
    findings = of_type(parts.blocks.get("summary", []), "finding")
    least, most = FINDINGS
    gaps = [] if least <= len(findings) <= most else [_("发现应为 5 到 8 条，现有 %(n)d 条") % {"n": len(findings)}]
    if any(block["figure"] not in parts.figures for block in findings):
        gaps.append(_("有发现指向本报告没有的图"))
    return gaps


def _overview(parts: _Parts) -> list[str]:
    dataset = parts.report.dataset
    levels = {branch["level"] for branch in dataset.branches} if dataset else set()
    gaps = _chain(parts)
    return gaps if len(levels) == LEVELS else [*gaps, _("三级技术分解表")]


def _chain(parts: _Parts) -> list[str]:
    return [stage for stage, text in parts.report.industry.chain if not text]


def _method(parts: _Parts) -> list[str]:
    return [] if parts.report.dataset else [_("固化的数据集")]


def _figures_from(first: int, last: int) -> Callable[[_Parts], list[str]]:
    def check(parts: _Parts) -> list[str]:
        if any(first <= number <= last for number in parts.figures):
            return []
        return [_("图 %(first)d 到图 %(last)d 中至少一幅") % {"first": first, "last": last}]

    return check


def _recommendations(parts: _Parts) -> list[str]:
    rows = of_type(parts.blocks.get("recommendations", []), "recommendation")
    if not rows:
        return [_("至少一条建议")]
    bare = [str(place) for place, row in enumerate(rows, start=1) if not row.get("owner") or not row.get("term")]
    return [_("第 %(places)s 条建议的责任单位或期限") % {"places": "、".join(bare)}] if bare else []


def _interviews(parts: _Parts) -> list[str]:
    return [] if parts.report.interviews.exists() else [_("至少一次访谈")]


def _swot(parts: _Parts) -> list[str]:
    blocks = of_type(parts.blocks.get("swot", []), "swot")
    if not blocks:
        return [_("一个四象限块")]
    return [key for key, text in swot_parts(blocks[0]["text"]).items() if not text]


def _citations(parts: _Parts) -> list[str]:
    return [] if parts.report.citations.exists() else [_("至少一条文献")]


def _experts(parts: _Parts) -> list[str]:
    filed = parts.report.sheets.filter(kind=ReportSheet.SheetKind.EXPERT).exists()
    return [] if filed else [_("至少一份专家评审单")]


_CHECKS: Final[dict[str, Callable[[_Parts], list[str]]]] = {
    "cover": _cover,
    "summary": _summary,
    "overview": _overview,
    "method": _method,
    "global": _figures_from(1, 8),
    "competition": _figures_from(9, 14),
    "technology": _figures_from(15, 20),
    "recommendations": _recommendations,
    "chain": _chain,
    "interviews": _interviews,
    "swot": _swot,
    "citations": _citations,
    "experts": _experts,
}
