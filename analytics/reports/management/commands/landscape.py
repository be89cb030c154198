"""`manage.py landscape`: one table of the reports over any patents; arguments and one call."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analytics.landscape import TABLES, Params, Table, TableKind, Unit, table_build, table_by_number
from analytics.reports.frames import frame_of_patents
from ipplatform import clock
from ipplatform.search import EngineError, QueryError
from ipplatform.spreadsheets import csv_chunks
from patents.industries.selectors import (
    cutoff_newest,
    expression_newest,
    industry_by_code,
    industry_patent_ids,
    query_patent_ids,
)
from patents.names.selectors import READING_NOTES, NameReading


class Command(BaseCommand):
    """Counts patents; changes nothing."""

    help = "Prints one table of the reports for an industry or a query (all public patents without either)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("table", nargs="?", help="a figure's name or number; --list shows them")
        parser.add_argument("--list", action="store_true", help="the tables by number, name and title")
        parser.add_argument("--query", default="", help="words or an expression")
        parser.add_argument("--industry", default="", help="code of an industry; its newest expression is asked")
        parser.add_argument("--unit", choices=[unit.value for unit in Unit], default=Unit.APPLICATION.value)
        parser.add_argument("--cutoff", type=date.fromisoformat, help="data cut-off; by default the data's own")
        parser.add_argument(
            "--names", choices=NameReading.values, default=NameReading.APPROVED.value,
            help="count applicants as written, in the automatic grouping form, or as people approved",
        )  # fmt: skip
        parser.add_argument("--csv", type=Path, help="write the rows to this file, UTF-8 with BOM")
        parser.add_argument("--json", action="store_true", help="one JSON object as the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            return self._listed(options["json"])
        kind = _kind(options["table"])
        if options["query"] and options["industry"]:
            raise CommandError("--query 和 --industry 只能选一个。", returncode=2)
        ids, cutoff = _asked(options["query"], options["industry"])
        self.stderr.write(f"读取 {len(ids):,} 件专利 …")
        names = NameReading(options["names"])
        params = Params(
            cutoff=options["cutoff"] or cutoff or cutoff_newest() or clock.today(), unit=Unit(options["unit"]),
            names=names.value,
        )  # fmt: skip
        table = table_build(kind.name, frame_of_patents(ids, names), params)
        if options["csv"]:
            options["csv"].write_bytes(b"".join(table_csv(table)))
            self.stderr.write(f"已写入 {options['csv']}。")
        if options["json"]:
            answer = told(table)
            answer["notes"].append(READING_NOTES[names])
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._printed(table)
            self.stdout.write(f"注：{READING_NOTES[names]}")
        return None

    def _listed(self, as_json: bool) -> None:
        rows = [{"number": kind.number, "name": kind.name, "title": kind.title} for kind in TABLES.values()]
        if as_json:
            self.stdout.write(json.dumps({"tables": rows}, ensure_ascii=False))
        else:
            for row in rows:
                self.stdout.write(f"{row['number']:>3}  {row['name']:<24}{row['title']}")

    def _printed(self, table: Table) -> None:
        self.stdout.write(f"图 {table.number}　{table.title}　{table.unit.label}　n = {table.n:,}")
        self.stdout.write("\t".join(column.label for column in table.columns))
        for row in table.shown_rows():
            self.stdout.write("\t".join(row))
        for note in table.notes_of():
            self.stdout.write(f"注：{note}")


def told(table: Table) -> dict[str, Any]:
    """The table as the contract's keys: rows are lists in the order of `columns`."""
    return {
        "table": table.name, "unit": table.unit.value, "n": table.n, "columns": [one.key for one in table.columns],
        "rows": [list(row) for row in table.rows], "notes": table.notes_of(),
    }  # fmt: skip


def table_csv(table: Table) -> list[bytes]:
    """The rows at full precision under Chinese heads."""
    return list(csv_chunks(header=[column.label for column in table.columns], rows=table.rows))


def _kind(name: str | None) -> TableKind:
    if not name:
        raise CommandError("请给出图的名称或编号；landscape --list 列出全部。", returncode=2)
    try:
        return table_by_number(int(name)) if name.isdigit() else TABLES[name]
    except KeyError:
        raise CommandError(f"没有图 {name}；landscape --list 列出全部。", returncode=2) from None


def _asked(query: str, code: str) -> tuple[list[int], date | None]:
    """Ids of the patents, and the cut-off of the industry where one was asked for."""
    try:
        if not code:
            return query_patent_ids(query), None
        industry = industry_by_code(code)
        expression = expression_newest(industry) if industry else None
        if industry is None or expression is None:
            raise CommandError(f"没有产业 {code}，或它还没有检索式；report_build --list 列出全部。")
        return industry_patent_ids(expression), industry.cutoff_date
    except (QueryError, EngineError) as error:
        raise CommandError(f"检索没有完成：{error}") from None
