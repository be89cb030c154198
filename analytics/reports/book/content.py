"""What a book is made of, as plain values: read from a report, or from data that were frozen but not stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from analytics.landscape import Table, Unit, figure_alt_text, figure_source_line, table_from_json, table_to_json
from analytics.reports.findings import findings_draft
from analytics.reports.models import Dataset, Kind, Report
from analytics.reports.outline import Block, chapters, checklist_lines
from analytics.reports.selectors import content_of
from patents.industries.models import Industry, IndustryExpression
from patents.names.selectors import NameReading


@dataclass(frozen=True)
class Data:
    """A frozen dataset as the book prints it."""

    hash: str
    schema_version: str
    rows: int
    patents: int
    cutoff: date
    unit: Unit
    source: str
    licence: str
    expression: str
    expression_version: int
    names: NameReading
    quality: str
    branches: Sequence[Mapping[str, Any]]
    extras: Mapping[str, Any]


@dataclass(frozen=True)
class Drawn:
    """A figure: its table, what follows its title, and what a reader who cannot see it needs."""

    number: int
    title: str
    table: Table
    caption: str
    alt: str


@dataclass(frozen=True)
class Book:
    """A whole report."""

    title: str
    kind: Kind
    version: int
    series: str
    commissioner: str
    report_date: date | None
    cutoff: date | None
    authors: Sequence[str]
    reviewers: Sequence[str]
    industry: Mapping[str, str]
    sections: Sequence[Mapping[str, Any]]
    figures: Mapping[int, Drawn]
    data: Data | None = None
    citations: Sequence[Mapping[str, str]] = ()
    interviews: Sequence[Mapping[str, Any]] = ()
    experts: Sequence[Mapping[str, Any]] = ()
    not_applicable: Sequence[tuple[str, str]] = field(default=())

    @property
    def findings(self) -> list[Block]:
        """The numbered findings: of the chapter that lists them."""
        return [
            block
            for section in self.sections
            if section["key"] == "summary"
            for block in section["blocks"]
            if block["type"] == "finding"
        ]


def book_of_report(report: Report) -> Book:
    """The book of a report as it stands; about ten queries."""
    content = content_of(report)
    titles = {line.code: str(line.title) for line in checklist_lines(report.kind)}
    return Book(
        title=report.title, kind=Kind(report.kind), version=report.version, series=report.series,
        commissioner=report.commissioner, report_date=report.report_date, cutoff=report.cutoff_date,
        authors=content["authors"], reviewers=content["reviewers"], industry=content["industry"],
        sections=content["sections"], data=data_of(report.dataset) if report.dataset else None,
        figures={
            one["number"]: Drawn(
                one["number"], one["title"], table_from_json(one["table"]), one["caption"], one["alt"]
            )
            for one in content["figures"]
        },
        citations=content["citations"], interviews=content["interviews"], experts=content["experts"],
        not_applicable=[(titles.get(one["code"], one["code"]), one["reason"]) for one in content["not_applicable"]],
    )  # fmt: skip


def book_of_frozen(
    *,
    industry: Industry,
    expression: IndustryExpression,
    rows: int,
    patents: int,
    digest: str,
    schema_version: str,
    tables: Mapping[int, Table],
    extras: Mapping[str, Any],
    cutoff: date,
    unit: Unit,
    source: str,
    branches: Sequence[Mapping[str, Any]],
    on: date,
) -> Book:
    """A data report that nobody has planned yet: computed chapters and draft findings, for `report_build`."""
    sections: list[dict[str, Any]] = [
        {"key": one.key, "title": str(one.title), "blocks": list(one.blocks)} for one in chapters(Kind.DATA)
    ]
    sections[0]["blocks"] = findings_draft(tables)
    return Book(
        title=f"{industry.name.removesuffix('产业')}产业{Kind.DATA.label}", kind=Kind.DATA, version=0, series="",
        commissioner="", report_date=on, cutoff=cutoff, authors=(), reviewers=(),
        industry={
            "name": industry.name, "summary": industry.summary, "upstream": industry.upstream,
            "midstream": industry.midstream, "downstream": industry.downstream,
        },
        sections=sections,
        figures={
            number: Drawn(
                number, table.title, table, figure_source_line(table, source, cutoff), figure_alt_text(table)
            )
            for number, table in tables.items()
        },
        data=Data(
            hash=digest, schema_version=schema_version, rows=rows, patents=patents, cutoff=cutoff, unit=unit,
            source=source, licence="", expression=expression.spoken, expression_version=expression.version,
            names=NameReading.APPROVED, quality="未登记", branches=branches, extras=extras,
        ),
    )  # fmt: skip


def data_of(dataset: Dataset) -> Data:
    """A stored dataset as the book prints it."""
    if dataset.sample_size is not None:
        quality = (
            f"查准率 {_plain(dataset.precision)} %，查全率 {_plain(dataset.recall)} %，抽样 {dataset.sample_size:,} 件"
        )
    else:
        quality = f"未抽样：{dataset.not_sampled_reason}"
    return Data(
        hash=dataset.hash, schema_version=dataset.schema_version, rows=dataset.rows, patents=dataset.patents,
        cutoff=dataset.cutoff_date, unit=Unit(dataset.unit), source=dataset.source, licence=dataset.licence,
        expression=dataset.expression.spoken, expression_version=dataset.expression.version,
        names=NameReading(dataset.names), quality=quality, branches=dataset.branches, extras=dataset.extras,
    )  # fmt: skip


def tables_of(book: Book) -> dict[int, dict[str, Any]]:
    """Figure number -> its table as plain values: two books say the same exactly when these and the hash are equal."""
    return {number: table_to_json(drawn.table) for number, drawn in book.figures.items()}


def _plain(value: Any) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if value is not None else "—"
