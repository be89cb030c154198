"""Freeze a report's data: rows, hash, tables, figures, first findings. The costly part is done before the move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from django.db import transaction

from analytics.landscape import (
    SCHEMA_VERSION,
    Params,
    Table,
    Unit,
    dataset_hash,
    figure_alt_text,
    figure_png,
    figure_source_line,
    frame_to_parquet,
    table_build,
    table_to_json,
)
from analytics.reports.composition import composition
from analytics.reports.findings import findings_draft
from analytics.reports.frames import frame_of_patents
from analytics.reports.models import Dataset, Figure, Report
from analytics.reports.outline import FIGURES
from analytics.reports.permissions import is_author
from analytics.reports.selectors import expression_of, key_patents, platform_records
from analytics.reports.workflow import DATASET_EMPTY, EXPRESSION_MISSING, NOT_A_DATA_REPORT, REPORT
from ipplatform.accounts.models import User
from ipplatform.files.models import PrivateFile
from ipplatform.files.services import file_store
from ipplatform.moves import NOT_ALLOWED, Refused, move
from patents.industries.models import IndustryExpression, TechnologyBranch
from patents.industries.selectors import branches_of, industry_patent_ids
from patents.names.selectors import READING_NOTES, NameReading

Progress = Callable[[int, int, str], None]
IMAGE_DPI = 200


@dataclass(frozen=True)
class Frozen:
    """Everything that a freezing computes, not yet stored."""

    ids: list[int]
    frame: pl.DataFrame
    hash: str
    tables: dict[int, Table]
    extras: dict[str, Any]


def dataset_prepare(
    *,
    expression: IndustryExpression,
    cutoff: date,
    unit: str,
    on: date,
    names: NameReading = NameReading.APPROVED,
    progress: Progress | None = None,
) -> Frozen:
    """Ask the index, read the patents, build all tables. Raises Refused (dataset_empty), QueryError, EngineError."""
    steps = len(FIGURES) + 3
    _tell(progress, 0, steps, "检索专利")
    ids = industry_patent_ids(expression)
    _tell(progress, 1, steps, f"读取 {len(ids):,} 件专利")
    frame = frame_of_patents(ids, names)
    if frame.height == 0:
        raise Refused(DATASET_EMPTY)
    _tell(progress, 2, steps, f"固化 {frame.height:,} 件公开文献")
    params = Params(cutoff=cutoff, unit=Unit(unit), names=names.value)
    tables = {number: table_build(name, frame, params) for number, name in FIGURES.items()}
    extras = {
        "composition": [table_to_json(table) for table in composition(frame, cutoff)],
        "key_patents": key_patents(frame),
        "platform": platform_records(ids, frame, on).as_dict(),
        "names": READING_NOTES[names],
    }
    return Frozen(ids, frame, dataset_hash(frame), tables, extras)


def report_freeze_data(
    *,
    report: Report,
    cutoff: date,
    unit: str,
    source: str,
    licence: str,
    precision: Decimal | None,
    recall: Decimal | None,
    sample_size: int | None,
    not_sampled_reason: str,
    by: User,
    on: date,
    revision: int,
    names: NameReading = NameReading.APPROVED,
    redraft: bool = False,
    progress: Progress | None = None,
) -> Report:
    """drafting -> drafting with a frozen dataset, its figures, and draft findings where the author has none.

    `names`: under which names applicants count, in every table of the dataset.
    A second freezing replaces the figures and keeps the text. Raises Refused: not_allowed, not_a_data_report,
    expression_missing, quality_missing, dataset_empty, changed_meanwhile.
    """
    if not is_author(by, report):
        raise Refused(NOT_ALLOWED)
    if not report.is_data:
        raise Refused(NOT_A_DATA_REPORT)
    expression = expression_of(report)
    if expression is None:
        raise Refused(EXPRESSION_MISSING)
    sampled = precision is not None and recall is not None and bool(sample_size)
    frozen = dataset_prepare(expression=expression, cutoff=cutoff, unit=unit, on=on, names=names, progress=progress)
    # Bytes are stored before the transaction: the site's write lock is not held while disks sync.
    images = _images_store(report, frozen, by, progress)
    rows = file_store(
        content=frame_to_parquet(frozen.frame), name=f"{report.industry.code}-{frozen.hash[:12]}.parquet",
        owner_kind="dataset", owner_id=str(report.public_id), by=by,
    )  # fmt: skip
    with transaction.atomic():
        dataset = Dataset(
            industry=report.industry, expression=expression, schema_version=SCHEMA_VERSION, hash=frozen.hash,
            rows=frozen.frame.height, patents=len(frozen.ids), file=rows, cutoff_date=cutoff, unit=unit, names=names,
            source=source.strip(), licence=licence.strip(), precision=precision if sampled else None,
            recall=recall if sampled else None, sample_size=sample_size if sampled else None,
            not_sampled_reason="" if sampled else not_sampled_reason.strip(),
            branches=[branch_values(row) for row in branches_of(report.industry)], extras=frozen.extras, created_by=by,
        )  # fmt: skip
        recorded = sampled or bool(dataset.not_sampled_reason)
        if recorded:
            dataset.full_clean()
            dataset.save()
        move(
            REPORT, report, "freeze_data", by=by, on=on, revision=revision, evidence=[frozen.hash],
            changes={"dataset": dataset if recorded else None, "cutoff_date": cutoff},
            data={"quality_recorded": recorded},
        )  # fmt: skip
        _figures_store(report, dataset, frozen, images)
        _findings_store(report, frozen, redraft=redraft)
    return report


def _images_store(report: Report, frozen: Frozen, by: User, progress: Progress | None) -> dict[int, PrivateFile]:
    """The figures as PNG for pages; the PDF draws them as vectors."""
    images, steps = {}, len(frozen.tables) + 3
    for place, (number, table) in enumerate(frozen.tables.items(), start=3):
        _tell(progress, place, steps, f"绘制图 {number}　{table.title}")
        images[number] = file_store(
            content=figure_png(table, IMAGE_DPI), name=f"figure-{number}.png", owner_kind="report",
            owner_id=str(report.public_id), by=by,
        )  # fmt: skip
    return images


def branch_values(row: TechnologyBranch) -> dict[str, Any]:
    """A technology branch as it is frozen with a dataset."""
    return {
        "level": row.level, "name": row.name, "text": row.text,
        "precision": str(row.precision) if row.precision is not None else None,
        "recall": str(row.recall) if row.recall is not None else None,
        "sample_size": row.sample_size, "reason": row.not_sampled_reason,
    }  # fmt: skip


def _figures_store(report: Report, dataset: Dataset, frozen: Frozen, images: dict[int, PrivateFile]) -> None:
    report.figures.all().delete()
    Figure.objects.bulk_create(
        Figure(
            report=report, number=number, name=table.name, title=table.title, table=table_to_json(table),
            params={"cutoff": dataset.cutoff_date.isoformat(), "unit": table.unit.value, "names": dataset.names},
            caption=figure_source_line(table, dataset.source, dataset.cutoff_date), alt=figure_alt_text(table),
            image=images[number],
        )
        for number, table in frozen.tables.items()
    )  # fmt: skip


def _findings_store(report: Report, frozen: Frozen, *, redraft: bool) -> None:
    """The first findings and summary are drafted from the tables; later ones only when the author asks."""
    drafted = findings_draft(frozen.tables)
    section = report.sections.get(key="summary")
    if redraft or not section.blocks:
        section.blocks = drafted
        section.save(update_fields=["blocks"])
    if redraft or not report.summary:
        report.summary = "".join(block["text"] for block in drafted[:3])
        report.save(update_fields=["summary"])


def _tell(progress: Progress | None, done: int, total: int, message: str) -> None:
    if progress:
        progress(done, total, message)
