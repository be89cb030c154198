"""What the page of one source record shows: its facts, and every cell beside what was read from it. No queries."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ipplatform import clock
from patents.imports.fields import TERMS, value_words
from patents.imports.models import ImportRun, SourceRecord
from patents.imports.presenters import column_words
from patents.imports.raw import FLAGS
from patents.imports.readers import HeaderUnknown, Layout, detect, recipe_from
from patents.imports.readers.layout import column_name

# Fields of the formats whose cell becomes part of another value; all others have the value's own name.
_BECOMES = {
    "priority_countries": "priorities", "literature": "citations", "us_class_other": "us_class",
}  # fmt: skip
_CITED = ("cited_", "text_")
_KEYS = ("publication_number", "office", "application_number")
# Shown among the facts, or column by column.
_NOT_LISTED = ("source_id", "source_url", "source_note", "extra")


@dataclass(frozen=True)
class Cell:
    """One cell of the row: heading, what stands there, the field it was read as with its value, flags in words."""

    heading: str
    raw: str
    term: str
    value: str
    tags: tuple[dict[str, str], ...]
    flags: tuple[str, ...]


def web_address(text: str) -> str:
    """A web address as it may be linked; empty for anything that is not http or https."""
    return text if text.casefold().startswith(("http://", "https://")) and not set(text) & set(" \t\r\n") else ""


def record_cells(record: SourceRecord) -> list[Cell]:
    """Every cell of the row under its heading, in the file's order; columns that no field takes are marked."""
    titles, raw = list(record.run.header) if record.run else [], list(record.raw)
    layout = _layout(record.run) if record.run and raw else None
    fields = {position: name for name, position in layout.index.items()} if layout else {}
    missing = layout.reader.missing if layout else frozenset({""})
    cells: list[Cell] = []
    for position, text in enumerate([*raw, *[""] * (len(titles) - len(raw))] if raw else []):
        title = titles[position] if position < len(titles) else ""
        if not title.strip() and not text.strip():
            continue
        name = column_name(titles, position)
        flags = tuple(str(FLAGS.get(code, code)) for column, code in record.flags if column == name)
        one = Cell(title.strip() or column_words(name), text, "", "", (), flags)
        empty = text.strip() in missing
        cells.append(_read(record, one, fields[position], empty) if position in fields else _kept(one, empty))
    return cells


def row_flags(record: SourceRecord) -> list[str]:
    """Flags of the whole row, and of fields that the file has no column for: those that stand at no cell."""
    titles = list(record.run.header) if record.run else []
    shown = {column_name(titles, position) for position in range(max(len(titles), len(record.raw)))}
    return [
        f"{TERMS.get(column, column)}：{FLAGS.get(code, code)}" if column else str(FLAGS.get(code, code))
        for column, code in record.flags
        if column not in shown
    ]


def derived_values(record: SourceRecord) -> list[dict[str, str]]:
    """Values that no column of the file holds: from the number, the format or the person who stated them."""
    layout = _layout(record.run) if record.run and record.raw else None
    known = {_value_name(name) for name in layout.index} | set(_NOT_LISTED) if layout else set(_NOT_LISTED)
    said = {name: getattr(record, name) for name in _KEYS} | record.values
    return [
        {"term": str(TERMS.get(name, name)), "value": words}
        for name, value in said.items()
        if name not in known and (words := value_words(name, value))
    ]


def record_facts(record: SourceRecord) -> list[dict[str, Any]]:
    """File, row, source, days, and what the source wants named with it; `outside` marks an address elsewhere."""
    facts: list[dict[str, Any]] = []
    if record.run:
        url = reverse("imports_staff:run", args=[record.run.public_id])
        facts += [
            {"term": _("文件"), "value": record.run.file_name, "url": url},
            {"term": _("行"), "value": record.row},
            {"term": _("本行的第几条"), "value": record.part + 1},
        ]
    facts += [
        {"term": _("来源"), "value": record.get_source_display()},
        {"term": _("数据截止日"), "value": record.as_of.isoformat()},
        {"term": _("记录时间"), "value": record.recorded_at.astimezone(clock.OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")},
        {"term": _("记录人"), "value": "" if record.stated_by else str(record.recorded_by)},
        {"term": _("企业"), "value": record.stated_by.name if record.stated_by else ""},
        {"term": _("对数据的作用"), "value": record.get_outcome_display()},
    ]
    for name in ("source_id", "source_url", "source_note"):
        text = str(record.values.get(name, ""))
        outside = web_address(text) if name == "source_url" else ""
        facts.append({"term": str(TERMS[name]), "value": text, "url": outside, "outside": bool(outside)})
    return [fact for fact in facts if fact["value"] not in ("", None)]


def _kept(cell: Cell, empty: bool) -> Cell:
    return cell if empty else replace(cell, tags=({"label": _("保留，未读取"), "tone": "lock"},))


def _read(record: SourceRecord, cell: Cell, name: str, empty: bool) -> Cell:
    field = _value_name(name)
    if field not in TERMS:
        return replace(cell, term=_("不单独保存"))
    value = getattr(record, name) if name in _KEYS else record.values.get(field)
    words = value_words(field, value)
    if words == cell.raw.strip() and words:
        words = _("与原始值相同")
    elif not words and not empty:
        words = _("没有采用")
    return replace(cell, term=str(TERMS[field]), value=words)


def _layout(run: ImportRun) -> Layout | None:
    """The columns as the run's file was read; None where its format is not known any more."""
    try:
        return detect([list(run.header)], format=run.format, recipe=recipe_from(run.recipe) if run.recipe else None)
    except (HeaderUnknown, KeyError):
        return None


def _value_name(name: str) -> str:
    return "citations" if name.startswith(_CITED) and name not in TERMS else _BECOMES.get(name, name)
