"""Import of a patent spreadsheet, index and all, against reading the file alone and against django-import-export.

One run: python-calamine alone reads the file; we import it while another process writes beside; django-import-export
puts the same rows into one flat table without index, as it comes and with its bulk options. Prints seconds, rows a
second and the ratios. Run: python -m benchmarks.import_spreadsheet [FILE.xlsx]  (the AR glasses export unless told)
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, models
from import_export import resources
from python_calamine import CalamineWorkbook
from tablib import Dataset

from benchmarks.scratch import (
    Spent,
    file_import,
    index_ready,
    lines_print,
    measured,
    other_writer,
    peak_mib,
    scratch_site,
    waits_line,
)

DEFAULT = Path(__file__).resolve().parents[2] / "shared/data/patsnap/ar_glasses.xlsx"
READS = 3  # the reading alone is short: the best of three
TARGET_READ, TARGET_PLAIN, TARGET_BULK, TARGET_WAIT = 8, 3, 1, 250
BULK = 1000


def cells_of(path: Path) -> list[list[Any]]:
    """All cells of the first sheet, as calamine gives them."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def read_alone(path: Path) -> Spent:
    """The best of some readings of the file alone."""
    best: Spent | None = None
    for _ in range(READS):
        with measured() as spent:
            cells_of(path)
        best = spent if best is None or spent.wall < best.wall else best
    assert best is not None
    return best


def ours(path: Path, folder: Path) -> tuple[int, Spent, list[float]]:
    """Rows, what the import took with a search index at its end, and the waits of another writer meanwhile."""
    index_ready()
    with other_writer(folder / "platform.db") as waits, measured() as spent:
        run = file_import(path)
    return run.rows, spent, waits


def flat_table(header: Sequence[str], name: str) -> type[Any]:
    """A model of text columns without any index, its table made."""
    columns: dict[str, Any] = {f"c{place}": models.TextField(blank=True, default="") for place in range(len(header))}
    # Some app that is there: the library asks Django for it.
    meta = type("Meta", (), {"app_label": "jobs"})
    made: type[Any] = type(name, (models.Model,), {"__module__": "ipplatform.jobs.models", "Meta": meta, **columns})
    with connection.schema_editor() as editor:
        editor.create_model(made)
    return made


def by_import_export(path: Path, *, bulk: bool) -> Spent:
    """django-import-export: the same file, read by calamine, into the flat table."""
    name = "FlatBulk" if bulk else "FlatPlain"
    rows = cells_of(path)[:1]
    model = flat_table(rows[0], name)
    options: dict[str, Any] = {"model": model, "import_id_fields": (), "force_init_instance": True}
    if bulk:
        options |= {"use_bulk": True, "batch_size": BULK, "skip_diff": True, "skip_unchanged": False}
        options |= {"skip_html_diff": True, "report_skipped": False, "clean_model_instances": False}
    options["fields"] = [f"c{place}" for place in range(len(rows[0]))]
    resource = type("Resource", (resources.ModelResource,), {"Meta": type("Meta", (), options)})()
    with measured() as spent:
        cells = cells_of(path)
        data = Dataset(headers=options["fields"])
        for row in cells[1:]:
            data.append([str(cell) for cell in row])
        answer = resource.import_data(data, raise_errors=True, use_transactions=True)
    stored = model.objects.count()
    assert stored == len(cells) - 1 and not answer.has_errors(), (stored, len(cells))
    return spent


def lines(path: Path, folder: Path) -> Iterator[str]:
    """The lines of the table, each as soon as it is measured."""
    alone = read_alone(path)
    yield f"{'calamine alone reads the file':48} {alone.wall:7.2f} s {alone.cpu:7.2f} s of CPU"
    rows, whole, waits = ours(path, folder)
    yield f"{'our import: records, patents, index':48} {whole.wall:7.2f} s {whole.cpu:7.2f} s of CPU"
    yield f"{rows} rows, {rows / whole.wall:.0f} a second; peak memory {max(peak_mib()):.0f} MiB"
    yield f"ratio, our import / reading alone: {whole.wall / alone.wall:.1f} (target <= {TARGET_READ})"
    yield waits_line(waits, TARGET_WAIT)
    for bulk, target in ((False, TARGET_PLAIN), (True, TARGET_BULK)):
        label = f"django-import-export {'with bulk options' if bulk else 'as it comes'}"
        other = by_import_export(path, bulk=bulk)
        yield f"{label:48} {other.wall:7.2f} s {other.cpu:7.2f} s of CPU, {rows / other.wall:.0f} rows a second"
        yield f"ratio of rates, ours / {label}: {other.wall / whole.wall:.2f} (target >= {target})"


def main(path: Path) -> None:
    """Print the table; says so and stops where the file is not there."""
    if not path.is_file():
        sys.stdout.write(f"not run: {path} is not there; name a PatSnap export\n")
        return
    with scratch_site() as folder:
        lines_print(lines(path, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
