"""What pages show of a run: tags, counts, facts. Asks the database nothing."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ipplatform import clock
from ipplatform.jobs.models import Job
from patents.imports.forms import FORMAT_LABELS
from patents.imports.models import ColumnMapping, ImportBatch, ImportRun
from patents.imports.raw import FLAGS, REASONS, RawPatent, RowRefused
from patents.imports.readers import FIELDS, FORMATS
from patents.imports.selectors import FLAGGED, NAMELESS, REFUSED, sheets_of
from patents.imports.services import Preview, refusal_words

_CELL = 80


def run_tags(run: ImportRun, *, working: bool = False) -> list[dict[str, str]]:
    """Where a run stands, in one word."""
    if run.taken_back_at:
        return [{"label": _("已撤回"), "tone": "lock"}]
    if run.take_back_started_at:
        return [{"label": _("正在撤回") if working else _("撤回未完成"), "tone": "warn"}]
    if run.finished_at:
        return [{"label": _("已完成"), "tone": "good"}]
    if working:
        return [{"label": _("正在导入"), "tone": "river"}]
    if not run.format:
        return [{"label": _("待指定各列"), "tone": "warn"}]
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


def batch_refusals(batch: ImportBatch) -> list[str]:
    """Refused files of a batch, each with its reason."""
    return [f"{entry['name']}：{refusal_words(entry['code'])}" for entry in batch.refused]


def batch_lines(runs: list[ImportRun], jobs: dict[str, Job]) -> list[dict[str, Any]]:
    """Lines of the files of a batch that began, ended or lack their columns, with the work on each."""
    return [run_line(run, jobs.get(str(run.public_id))) for run in runs]


def run_line(run: ImportRun, job: Job | None = None) -> dict[str, Any]:
    """One line of the list of runs; `job` is the live work on it."""
    counts = {name: f"{getattr(run, name):,}" for name in ("rows", "created", "updated", "unchanged", "refused")}
    return {"run": run, "tags": run_tags(run, working=job is not None), "job": job, **counts}


def note_reason(kind: str, code: str) -> str:
    """A refusal's or a flag's code in words."""
    return str((REASONS if kind == REFUSED else FLAGS).get(code, code))


def column_words(column: str) -> str:
    """A column's heading, or where it stands if it has none."""
    number = NAMELESS.match(column)
    return _("第 %(n)s 列") % {"n": number[1]} if number else column


def note_filters(counts: dict[str, dict[str, int]], kind: str, reason: str) -> list[dict[str, Any]]:
    """Links of the page of rows: both kinds, under each its reasons with their numbers of rows."""
    words = {REFUSED: _("拒收"), FLAGGED: _("待核对")}
    return [
        {
            "kind": one, "label": label, "count": sum(counts[one].values()), "chosen": one == kind and not reason,
            "reasons": [
                {"code": code, "label": note_reason(one, code), "count": n, "chosen": one == kind and code == reason}
                for code, n in sorted(counts[one].items(), key=lambda entry: (-entry[1], entry[0]))
            ],
        }
        for one, label in words.items()
    ]  # fmt: skip


def dry_run_facts(result: dict[str, Any]) -> dict[str, Any]:
    """What a dry run found, as its job kept it: counts, reasons, the first refused rows."""
    labels = {
        "rows": _("数据行"), "created": _("会新增"), "updated": _("会更新"), "unchanged": _("无变化"),
        "refused": _("会拒收"), "flagged": _("待核对"), "patents": _("涉及专利"), "publications": _("公开文本"),
    }  # fmt: skip
    reasons = result.get("reasons", {})
    return {
        "counts": [{"label": label, "value": f"{result.get(name, 0):,}"} for name, label in labels.items()],
        "reasons": [
            f"{note_reason(kind, code)}：{n:,}"
            for kind in (REFUSED, FLAGGED)
            for code, n in reasons.get(kind, {}).items()
        ],
        "rows": [[row, column, note_reason(REFUSED, code), raw] for row, column, code, raw in result.get("first", [])],
        "columns": [_("行"), _("列"), _("原因"), _("原始值")],
    }  # fmt: skip


def preview_table(preview: Preview) -> dict[str, Any]:
    """Ten rows as they would be read: what each becomes, then the assigned fields."""
    fields = list(preview.recipe.columns)
    rows = []
    for result in preview.results:
        if isinstance(result, RowRefused):
            reason = f"{REASONS.get(result.reason, result.reason)}：{result.raw_value}".rstrip("：")
            rows.append(
                [result.row, {"tags": [{"label": _("拒收"), "tone": "bad"}], "note": reason}, *[""] * len(fields)]
            )
            continue
        notes = "；".join(f"{column_words(column)}：{FLAGS.get(code, code)}" for column, code in result.flags)
        tag = {"label": _("待核对"), "tone": "warn"} if notes else {"label": _("可以导入"), "tone": "good"}
        rows.append([result.row, {"tags": [tag], "note": notes}, *(_shown(result, name) for name in fields)])
    return {"columns": [_("行"), _("读成什么"), *(FIELDS[name] for name in fields)], "rows": rows}


def _shown(statement: RawPatent, name: str) -> str:
    if name in ("publication_number", "application_number", "office"):
        return str(getattr(statement, name))
    value = statement.values.get("priorities" if name == "priority_countries" else name, "")
    if isinstance(value, list):
        value = "；".join(next(iter(part.values()), "") if isinstance(part, dict) else str(part) for part in value)
    if isinstance(value, bool):
        value = _("是") if value else _("否")
    text = str(value)
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


def can_map(run: ImportRun) -> bool:
    """Whether a person may still say what the columns mean: nothing is read yet, and the file has columns."""
    return not run.started_at and not run.take_back_started_at and run.format != "epo_ops"


def mapping_columns(mapping: ColumnMapping) -> list[list[str]]:
    """Each heading of a kept mapping and what it means."""
    meaning = {title: FIELDS.get(name, name) for name, title in mapping.columns.items()}
    return [[title, meaning.get(title, "")] for title in dict.fromkeys(mapping.headings)]


def field_words(run: ImportRun) -> list[str]:
    """Fields that the file has no column for, by the heading under which its format knows them."""
    reader = FORMATS.get(run.format)
    columns = reader.columns if reader else {}
    return [columns[name][0] if name in columns else FIELDS.get(name, name) for name in run.missing_columns]


def run_facts(run: ImportRun) -> list[dict[str, Any]]:
    """File, format, cut-off, who and when."""
    facts: list[dict[str, Any]] = [
        {"term": _("格式"), "value": FORMAT_LABELS.get(run.format, run.format)},
        {"term": _("来源"), "value": run.get_source_display()},
        {"term": _("数据截止日"), "value": run.cutoff.isoformat()},
        {"term": _("上传"), "value": f"{run.created_by}，{_minute(run.created_at)}"},
        {"term": _("文件指纹 SHA-256"), "value": run.file_sha256},
        {"term": _("不认识的列（原样保留）"), "value": "、".join(run.unknown_columns)},
        {"term": _("文件没有的项目"), "value": "、".join(field_words(run))},
    ]
    if sheets := sheets_of(run):
        facts += [
            {"term": _("读取的工作表"), "value": sheets["sheet"]},
            {"term": _("未读取的工作表"), "value": "、".join(sheets["unread"])},
        ]
    if run.archive:
        facts.insert(0, {"term": _("压缩包"), "value": run.archive})
    if run.mapping or run.recipe:
        facts.insert(1, {"term": _("列对应"), "value": run.mapping.name if run.mapping else _("已删除")})
    if run.finished_at:
        facts.append({"term": _("完成"), "value": _minute(run.finished_at)})
    if run.taken_back_at:
        facts.append({"term": _("撤回"), "value": f"{run.taken_back_by or ''}，{_minute(run.taken_back_at)}"})
    return facts


def _minute(instant: datetime) -> str:
    return instant.astimezone(clock.OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")
