"""Read invented rows with a format's reader, without a database."""

from collections.abc import Sequence

from patents.imports.raw import RawPatent, RowRefused
from patents.imports.readers import detect, rows_read


def read(header: Sequence[str], *rows: Sequence[str], before: Sequence[Sequence[str]] = ()) -> list[RawPatent]:
    """The statements of a table; `before` are lines above the header. A refused row fails the test."""
    found = results(header, *rows, before=before)
    assert not [entry for entry in found if isinstance(entry, RowRefused)]
    return [entry for entry in found if isinstance(entry, RawPatent)]


def results(
    header: Sequence[str], *rows: Sequence[str], before: Sequence[Sequence[str]] = ()
) -> list[RawPatent | RowRefused]:
    """Statements and refusals of a table."""
    table = [list(cells) for cells in (*before, header, *rows)]
    return list(rows_read(detect(table), table))
