"""What every table is: named columns, plain rows, facts and notes, frozen. Knows no formula and no figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, cast

from analytics.landscape.counting import Unit, half_up, shown_percent

Cell = str | int | float | bool | None
ColumnKind = Literal["text", "panel", "year", "count", "rate", "number", "flag"]
NoteKind = Literal["unit", "excluded", "truncation", "mode", "method", "small"]

TOO_FEW: Final = "样本过少"  # stands where n < 10 forbids a rate
UNKNOWN: Final = "未知"
OTHERS: Final = "其他"
DASH: Final = "—"
PANEL_LABELS: Final = {
    "office": "受理局",
    "residence": "申请人所在地",
    "section": "部",
    "subclass": "小类",
    "main_group": "大组",
}


APPLICANT_LABELS: Final = {
    "raw": "申请人（来源原文）",
    "normalised": "申请人（自动归一）",
    "approved": "申请人（归并后）",
}
NAMES_SPOKEN: Final = {"raw": "名称按来源原文", "normalised": "名称经自动归一", "approved": "名称按人工归并表"}


@dataclass(frozen=True)
class Params:
    """What the author chooses: cut-off, counting unit, length of rankings (None: the figure's own), years, modes."""

    cutoff: date
    unit: Unit = Unit.APPLICATION
    top: int | None = None
    year_from: int | None = None
    year_to: int | None = None
    ipc_mode: Literal["main", "all"] = "main"
    residence: Literal["auto", "country", "province"] = "auto"
    status_basis: Literal["derived", "raw"] = "derived"
    names: str = "approved"  # under which reading the frame's applicants stand: raw, normalised, approved


@dataclass(frozen=True)
class Column:
    """One column: key for programs, label in Chinese, kind and decimals for showing."""

    key: str
    label: str
    kind: ColumnKind = "text"
    places: int = 1


@dataclass(frozen=True)
class Fact:
    """A single figure of the table (CAGR, HHI ...), addressable by key for text beside it."""

    key: str
    label: str
    value: Cell
    kind: ColumnKind = "number"
    places: int = 1

    @property
    def shown(self) -> str:
        """The value as printed."""
        return shown(self.value, self.kind, self.places)


@dataclass(frozen=True)
class Note:
    """A sentence under the table; its kind says whether the caption repeats it."""

    kind: NoteKind
    text: str


@dataclass(frozen=True)
class Table:
    """The data of one figure. Rates are fractions at full precision; None is a dash, TOO_FEW a refused rate."""

    name: str
    number: int
    title: str
    unit: Unit
    n: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Note, ...] = ()
    facts: tuple[Fact, ...] = ()
    truncated_years: tuple[int, ...] = field(default=())

    def column(self, key: str) -> list[Cell]:
        """The cells of one column, top to bottom; KeyError when there is none of that key."""
        place = self._place(key)
        return [row[place] for row in self.rows]

    def fact(self, key: str) -> Fact:
        """The fact of that key; KeyError when there is none."""
        for item in self.facts:
            if item.key == key:
                return item
        raise KeyError(key)

    def panel(self, panel: str) -> list[dict[str, Cell]]:
        """The rows whose column `panel` holds that value, as mappings."""
        return [row for row in self.records() if row.get("panel") == panel]

    def records(self) -> list[dict[str, Cell]]:
        """The rows as mappings of column keys."""
        keys = [column.key for column in self.columns]
        return [dict(zip(keys, row, strict=True)) for row in self.rows]

    def shown_rows(self) -> list[list[str]]:
        """The rows as printed in a report or a CSV: 1 decimal half up, thousands separated, dashes."""
        return [
            [shown(cell, column.kind, column.places) for cell, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]

    @property
    def numeric(self) -> str:
        """The columns that are set to the right, as the table templates name them: `num-1 num-3`."""
        kinds = enumerate((column.kind for column in self.columns), start=1)
        return " ".join(f"num-{place}" for place, kind in kinds if kind in ("count", "rate", "number"))

    def notes_of(self, *kinds: NoteKind) -> list[str]:
        """The texts of the notes of those kinds, in order; all of them without kinds."""
        return [note.text for note in self.notes if not kinds or note.kind in kinds]

    def _place(self, key: str) -> int:
        for place, column in enumerate(self.columns):
            if column.key == key:
                return place
        raise KeyError(key)


def shown(value: Cell, kind: ColumnKind, places: int = 1) -> str:
    """A cell as printed."""
    if value is None:
        return DASH
    if isinstance(value, str):
        return PANEL_LABELS.get(value, value) if kind == "panel" else value
    if isinstance(value, bool) or kind == "flag":
        return "是" if value else "否"
    if kind == "rate":
        return shown_percent(value)
    if kind == "number":
        return f"{half_up(float(value), places):,}"
    return str(value) if kind == "year" else f"{value:,}"


def table_to_json(table: Table) -> dict[str, Any]:
    """The table as JSON-ready values: what is frozen with a dataset."""
    return {
        "name": table.name,
        "number": table.number,
        "title": table.title,
        "unit": table.unit.value,
        "n": table.n,
        "columns": [vars(column) for column in table.columns],
        "rows": [list(row) for row in table.rows],
        "notes": [vars(note) for note in table.notes],
        "facts": [vars(fact) for fact in table.facts],
        "truncated_years": list(table.truncated_years),
    }


def table_from_json(data: Mapping[str, Any]) -> Table:
    """The table from table_to_json's values; raises KeyError or TypeError on anything else."""
    return Table(
        name=data["name"],
        number=data["number"],
        title=data["title"],
        unit=Unit(data["unit"]),
        n=data["n"],
        columns=tuple(Column(**column) for column in data["columns"]),
        rows=tuple(cast(tuple[Cell, ...], tuple(row)) for row in data["rows"]),
        notes=tuple(Note(**note) for note in data["notes"]),
        facts=tuple(Fact(**fact) for fact in data["facts"]),
        truncated_years=tuple(data["truncated_years"]),
    )
