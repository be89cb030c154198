"""What pages show of a run: tags, counts, facts. Asks the database nothing."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ipplatform import clock
from patents.imports.forms import FORMAT_LABELS
from patents.imports.models import ImportRun


def run_tags(run: ImportRun, *, working: bool = False) -> list[dict[str, str]]:
    """Where a run stands, in one word."""
    if run.taken_back_at:
        return [{"label": _("已撤回"), "tone": "lock"}]
    if run.take_back_started_at:
        return [{"label": _("正在撤回") if working else _("撤回未完成"), "tone": "warn"}]
    if run.finished_at:
        return [{"label": _("已完成"), "tone": "good"}]
    if working:
        return [{"label": _("正在导入"), "tone": "warn"}]
    if run.started_at:
        return [{"label": _("未完成"), "tone": "warn"}]
    return [{"label": _("待确认截止日"), "tone": "warn"}]


def counts_of(run: ImportRun) -> list[dict[str, Any]]:
    """The figures of the result: created + updated + unchanged + refused = rows."""
    return [
        {"label": _("数据行"), "value": f"{run.rows:,}"},
        {"label": _("新增"), "value": f"{run.created:,}"},
        {"label": _("更新"), "value": f"{run.updated:,}"},
        {"label": _("无变化"), "value": f"{run.unchanged:,}"},
        {"label": _("拒收"), "value": f"{run.refused:,}"},
        {"label": _("待核对"), "value": f"{run.flagged:,}"},
        {"label": _("专利"), "value": f"{run.patents:,}"},
        {"label": _("公开文本"), "value": f"{run.publications:,}"},
    ]


def run_line(run: ImportRun) -> dict[str, Any]:
    """One line of the list of runs."""
    counts = {name: f"{getattr(run, name):,}" for name in ("rows", "created", "updated", "unchanged", "refused")}
    return {"run": run, "tags": run_tags(run), **counts}


def run_facts(run: ImportRun) -> list[dict[str, Any]]:
    """File, format, cut-off, who and when."""
    facts: list[dict[str, Any]] = [
        {"term": _("格式"), "value": FORMAT_LABELS.get(run.format, run.format)},
        {"term": _("来源"), "value": run.get_source_display()},
        {"term": _("数据截止日"), "value": run.cutoff.isoformat()},
        {"term": _("上传"), "value": f"{run.created_by}，{_minute(run.created_at)}"},
        {"term": _("文件指纹 SHA-256"), "value": run.file_sha256},
        {"term": _("表头"), "value": "、".join(title for title in run.header if title)},
        {"term": _("文件没有的项目"), "value": _("%(n)s 项") % {"n": len(run.missing_columns)}},
    ]
    if run.finished_at:
        facts.append({"term": _("完成"), "value": _minute(run.finished_at)})
    if run.taken_back_at:
        facts.append({"term": _("撤回"), "value": f"{run.taken_back_by or ''}，{_minute(run.taken_back_at)}"})
    return facts


def _minute(instant: datetime) -> str:
    return instant.astimezone(clock.OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")
