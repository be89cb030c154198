"""The frame: one row a publication, checked on the way in, hashed and kept. Must not know where the rows come from."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import polars as pl

SCHEMA_VERSION: Final = "landscape-1"

PATENT_TYPES: Final = ("invention", "utility_model", "design", "unknown")
STAGES: Final = ("application", "grant", "other")
LEGAL_STATUSES: Final = (
    "valid",
    "pending",
    "pct_national_phase_open",
    "pct_period_over",
    "expired",
    "lapsed_fee",
    "lapsed_other",
    "abandoned",
    "rejected",
    "withdrawn",
    "invalidated",
    "unknown",
)
APPLICANTS_BASES: Final = ("applicants", "assignees")

_TEXTS: Final = pl.List(pl.String)
SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "number": pl.String,  # publication number, unique, the sort key
    "application_key": pl.String,  # office + application number; null: the row stands on its publication
    "family_id": pl.String,  # null: own family
    "office": pl.String,  # WIPO ST.3 code of the office of filing
    "patent_type": pl.String,  # PATENT_TYPES
    "stage": pl.String,  # STAGES
    "filing_year": pl.Int32,
    "priority_year": pl.Int32,  # year of the earliest priority, for families
    "granted": pl.Boolean,  # the application was granted; null: not known
    "grant_date": pl.Date,
    "legal_status": pl.String,  # LEGAL_STATUSES
    "legal_status_raw": pl.String,  # as the source writes it
    "status_date": pl.Date,
    "applicants": _TEXTS,  # names under one reading, in the order of the record
    "applicants_basis": pl.String,  # APPLICANTS_BASES
    "first_applicant_country": pl.String,
    "province": pl.String,  # of the first applicant or holder
    "ipc_main": pl.String,  # as deep as the source gives it: G02B or G02B27/01
    "ipc_all": _TEXTS,
    "inventors": _TEXTS,
    "cited_by_count": pl.Int32,
    "family_size": pl.Int32,
    "claims_count": pl.Int32,
}
REQUIRED: Final = ("number",)
_CODES: Final[dict[str, tuple[str, ...]]] = {
    "patent_type": PATENT_TYPES,
    "stage": STAGES,
    "legal_status": LEGAL_STATUSES,
    "applicants_basis": APPLICANTS_BASES,
}
_DEFAULTS: Final[dict[str, str]] = {
    "patent_type": "unknown",
    "stage": "other",
    "legal_status": "unknown",
    "applicants_basis": "applicants",
}
_YEARS: Final = ("filing_year", "priority_year")
_FIRST_YEAR, _LAST_YEAR = 1790, 2200


class FrameError(ValueError):
    """A row that cannot stand in the frame; the text names the row's number, the column and the value."""


def frame_from_rows(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as mappings of SCHEMA's names -> frame sorted by number, missing columns null, texts stripped.

    Blank texts become null, absent codes take their "unknown" value, lists lose blanks and repeats but keep their
    order. Raises FrameError for an unknown column, a missing or repeated number, a code outside its list, a year that
    is no year, and a value of the wrong type.
    """
    columns: dict[str, list[Any]] = {name: [] for name in SCHEMA}
    seen: set[str] = set()
    for position, row in enumerate(rows, start=1):
        unknown = set(row) - set(SCHEMA)
        if unknown:
            raise FrameError(f"row {position}: unknown columns {sorted(unknown)}")
        number = _text(row.get("number"), f"row {position}", "number")
        if number is None:
            raise FrameError(f"row {position}: number is missing")
        if number in seen:
            raise FrameError(f"row {position}: number {number} is repeated")
        seen.add(number)
        for name, dtype in SCHEMA.items():
            columns[name].append(number if name == "number" else _cell(row.get(name), name, dtype, f"row {number}"))
    return pl.DataFrame(columns, schema=SCHEMA).sort("number")


def dataset_hash(frame: pl.DataFrame, schema_version: str = SCHEMA_VERSION) -> str:
    """SHA-256 (hex) of the schema version and the rows as canonical JSON lines sorted by number.

    Canonical: UTF-8, keys sorted, no blanks, dates in ISO form. The same rows give the same hash in whatever order
    they come and whichever Parquet writer held them.
    """
    digest = hashlib.sha256(f"{schema_version}\n".encode())
    for row in frame.select(sorted(SCHEMA)).sort("number").iter_rows(named=True):
        line = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def frame_to_parquet(frame: pl.DataFrame) -> bytes:
    """The frame as Parquet bytes, the container in which a dataset is kept; its identity is dataset_hash."""
    buffer = io.BytesIO()
    frame.select(list(SCHEMA)).sort("number").write_parquet(buffer, compression="zstd", statistics=False)
    return buffer.getvalue()


def frame_from_parquet(content: bytes) -> pl.DataFrame:
    """The frame from frame_to_parquet's bytes; raises FrameError when they are no frame of this schema."""
    try:
        frame = pl.read_parquet(io.BytesIO(content))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise FrameError("not a Parquet file") from error
    expected = pl.Schema(SCHEMA)
    if frame.schema != expected:
        wrong = [name for name in expected if frame.schema.get(name) != expected[name]]
        raise FrameError(f"not a frame of {SCHEMA_VERSION}: {wrong or sorted(set(frame.columns) - set(expected))}")
    return frame.sort("number")


def _cell(value: Any, name: str, dtype: Any, where: str) -> Any:
    """One value, cleaned and checked against its column."""
    if dtype is pl.String:
        return _code(_text(value, where, name), name, where) if name in _CODES else _text(value, where, name)
    if dtype == _TEXTS:
        return _texts(value, where, name)
    if value is None:
        return None
    if dtype is pl.Boolean and isinstance(value, bool):
        return value
    if dtype is pl.Date and type(value) is date:  # a datetime is refused: which day it is depends on a time zone
        return value
    if dtype is pl.Int32 and isinstance(value, int) and not isinstance(value, bool):
        return _whole(value, name, where)
    raise FrameError(f"{where}: {name} = {value!r} is not a {dtype}")


def _text(value: Any, where: str, name: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise FrameError(f"{where}: {name} = {value!r} is not a text")
    return value.strip() or None


def _texts(value: Any, where: str, name: str) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise FrameError(f"{where}: {name} = {value!r} is not a list of texts")
    texts = (_text(item, where, name) for item in value)
    return list(dict.fromkeys(text for text in texts if text is not None))


def _code(value: str | None, name: str, where: str) -> str:
    if value is None:
        return _DEFAULTS[name]
    if value not in _CODES[name]:
        raise FrameError(f"{where}: {name} = {value!r} is not one of {', '.join(_CODES[name])}")
    return value


def _whole(value: int, name: str, where: str) -> int:
    if name in _YEARS and not _FIRST_YEAR <= value <= _LAST_YEAR:
        raise FrameError(f"{where}: {name} = {value} is no year")
    if value < 0 or value > 2**31 - 1:
        raise FrameError(f"{where}: {name} = {value} is out of range")
    return value


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}")
