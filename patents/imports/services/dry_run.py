"""What an import would do, without doing it."""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from ipplatform.files.services import path_of
from ipplatform.moves import Refused
from ipplatform.spreadsheets import SpreadsheetRefused
from patents.imports.models import ImportRun, Outcome
from patents.imports.outcomes import Judge, record_hash
from patents.imports.raw import RawPatent, RowRefused
from patents.imports.readers import Recipe
from patents.imports.services.execute import file_batches, run_recipe
from patents.imports.services.refusals import COLUMNS_UNASSIGNED, FORMAT_UNKNOWN, file_refusal
from patents.imports.services.start import file_check, recipe_of
from patents.imports.services.take_back import Progress
from patents.imports.spill import Refusals, Seen

FIRST, MOST_RAW = 50, 500


@dataclass
class DryRun:
    """Counts as of a run; `patents` counts applications, and publications whose application the file does not give.

    `sheet` was read and `unread` were not, of a workbook with several filled sheets.
    """

    format: str
    sheet: str = ""
    unread: tuple[str, ...] = ()
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    flagged: int = 0
    patents: int = 0
    publications: int = 0
    refusals: Refusals = field(default_factory=Refusals)
    reasons: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)

    @property
    def refused(self) -> int:
        """Rows that would be refused."""
        return len(self.refusals)

    def as_json(self) -> dict[str, Any]:
        """Counts, rows by reason, and the first FIRST refused rows, as a job keeps them for the page."""
        counts = ("rows", "created", "updated", "unchanged", "refused", "flagged", "patents", "publications")
        return {
            **{name: getattr(self, name) for name in counts},
            "reasons": {"refused": dict(self.reasons.most_common()), "flagged": dict(self.flags.most_common())},
            "first": [[r.row, r.column, r.reason, r.raw_value[:MOST_RAW]] for r in islice(self.refusals, FIRST)],
        }


def import_dry_run(*, path: Path, format: str, source: str = "", sheet: str = "") -> DryRun:
    """Read a whole file, judge its rows against what stands, write nothing. Raises Refused as `import_run_start`."""
    check = file_check(path, format=format).of_sheet(sheet)
    layout, mapping = check.layout, check.mapping
    if layout is None:
        raise Refused(FORMAT_UNKNOWN)
    speaks = source or (mapping.source if mapping else layout.reader.source)
    recipe = replace(recipe_of(mapping), sheet=check.sheet if check.several else "") if mapping else None
    read = check.sheet if check.several else ""
    dry = _judged(path, layout.reader.format, speaks, recipe, read)
    dry.sheet, dry.unread = read, check.unread
    return dry


def import_run_dry_run(*, run: ImportRun, progress: Progress | None = None) -> DryRun:
    """The same of a file that was taken in. `progress` may raise to stop.

    Raises Refused: columns_unassigned, the file's refusals.
    """
    if not run.format:
        raise Refused(COLUMNS_UNASSIGNED)
    return _judged(
        path_of(run.file_sha256), run.format, run.source, run_recipe(run), run.notes.get("sheet", ""), progress
    )


def _judged(
    path: Path, format: str, source: str, recipe: Recipe | None, sheet: str, progress: Progress | None = None
) -> DryRun:  # fmt: skip
    result, judge = DryRun(format), Judge(source, Seen)
    publications, patents = Seen(), Seen()
    try:
        for batch, done, total in file_batches(path, format, recipe=recipe, sheet=sheet, progress=progress):
            statements = [entry for entry in batch if isinstance(entry, RawPatent)]
            for refusal in (entry for entry in batch if isinstance(entry, RowRefused)):
                result.refusals.append(refusal)
                result.reasons[refusal.reason] += 1
            outcomes = judge.outcomes(statements, [record_hash(statement) for statement in statements])
            for statement, outcome in zip(statements, outcomes, strict=True):
                publications.add(statement.publication_number)
                patents.add(f"{statement.office} {statement.application_number}".strip()
                            if statement.application_number else statement.publication_number)  # fmt: skip
                if statement.part == 0:
                    result.created += outcome == Outcome.CREATED
                    result.updated += outcome == Outcome.UPDATED
                    result.unchanged += outcome == Outcome.UNCHANGED
                    result.flagged += bool(statement.flags)
                    result.flags.update({code for _column, code in statement.flags})
            if progress:
                progress(done, total)
    except SpreadsheetRefused as error:
        raise Refused(file_refusal(error)) from None
    result.rows = result.created + result.updated + result.unchanged + result.refused
    result.patents, result.publications = len(patents), len(publications) - ("" in publications)
    return result
