"""The landscape: a polars frame in, named tables out, tables to figures. Pure: imports none of our other rooms."""

from analytics.landscape.counting import Unit, day_spoken, last_complete_year
from analytics.landscape.figures import (
    figure_alt_text,
    figure_caption,
    figure_png,
    figure_source_line,
    figure_svg,
)
from analytics.landscape.frame import (
    SCHEMA,
    SCHEMA_VERSION,
    FrameError,
    dataset_hash,
    frame_from_parquet,
    frame_from_rows,
    frame_to_parquet,
)
from analytics.landscape.tables import (
    TABLES,
    Column,
    Fact,
    Note,
    Params,
    Table,
    TableKind,
    table_build,
    table_by_number,
    table_from_json,
    table_to_json,
)

__all__ = [
    "SCHEMA",
    "SCHEMA_VERSION",
    "TABLES",
    "Column",
    "Fact",
    "FrameError",
    "Note",
    "Params",
    "Table",
    "TableKind",
    "Unit",
    "dataset_hash",
    "day_spoken",
    "figure_alt_text",
    "figure_caption",
    "figure_png",
    "figure_source_line",
    "figure_svg",
    "frame_from_parquet",
    "frame_from_rows",
    "frame_to_parquet",
    "last_complete_year",
    "table_build",
    "table_by_number",
    "table_from_json",
    "table_to_json",
]
