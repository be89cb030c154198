"""What an import would do, without doing it."""

from dataclasses import dataclass, field
from pathlib import Path

from ipplatform.moves import Refused
from ipplatform.spreadsheets import SpreadsheetRefused
from patents.imports.models import Outcome
from patents.imports.outcomes import Judge, record_hash
from patents.imports.raw import RawPatent, RowRefused
from patents.imports.services.execute import file_batches
from patents.imports.services.refusals import file_refusal
from patents.imports.services.start import file_check


@dataclass
class DryRun:
    """Counts as of a run; `patents` counts applications, and publications whose application the file does not give."""

    format: str
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    flagged: int = 0
    patents: int = 0
    publications: int = 0
    refusals: list[RowRefused] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Rows that would be refused."""
        return len(self.refusals)


def import_dry_run(*, path: Path, format: str, source: str = "") -> DryRun:
    """Read a whole file, judge its rows against what stands, write nothing. Raises Refused as `import_run_start`."""
    layout = file_check(path, format=format).layout
    result = DryRun(layout.reader.format)
    judge = Judge(source or layout.reader.source)
    publications: set[str] = set()
    patents: set[str] = set()
    try:
        for batch, _done, _total in file_batches(path, layout.reader.format):
            statements = [entry for entry in batch if isinstance(entry, RawPatent)]
            result.refusals += [entry for entry in batch if isinstance(entry, RowRefused)]
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
    except SpreadsheetRefused as error:
        raise Refused(file_refusal(error)) from None
    result.rows = result.created + result.updated + result.unchanged + result.refused
    result.patents, result.publications = len(patents), len(publications - {""})
    return result
