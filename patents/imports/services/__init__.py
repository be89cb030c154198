"""Every write of imports: runs, what they are taken back to, statements of clerks and enterprises."""

from patents.imports.services.dry_run import DryRun, import_dry_run
from patents.imports.services.execute import import_run_execute
from patents.imports.services.merges import patent_merge, patent_unmerge
from patents.imports.services.refusals import (
    ALREADY_MERGED,
    APPLICATION_NUMBER_TAKEN,
    BOTH_IN_USE,
    CUTOFF_IN_FUTURE,
    FORMAT_UNKNOWN,
    MERGE_UNDONE,
    NO_ROWS,
    NOT_OWN_PATENT,
    NUMBER_MISSING,
    PATENTS_IN_USE,
    RUN_NOT_FINISHED,
    RUN_TAKEN_BACK,
    SAME_PATENT,
    STATEMENT_FIELD,
    STATEMENT_VALUE,
)
from patents.imports.services.start import Check, file_check, import_run_confirm, import_run_start, upload_check
from patents.imports.services.statements import statement_record, statement_take_back
from patents.imports.services.take_back import import_run_take_back, import_run_take_back_guard

__all__ = [
    "ALREADY_MERGED",
    "APPLICATION_NUMBER_TAKEN",
    "BOTH_IN_USE",
    "CUTOFF_IN_FUTURE",
    "FORMAT_UNKNOWN",
    "MERGE_UNDONE",
    "NOT_OWN_PATENT",
    "NO_ROWS",
    "NUMBER_MISSING",
    "PATENTS_IN_USE",
    "RUN_NOT_FINISHED",
    "RUN_TAKEN_BACK",
    "SAME_PATENT",
    "STATEMENT_FIELD",
    "STATEMENT_VALUE",
    "Check",
    "DryRun",
    "file_check",
    "import_dry_run",
    "import_run_confirm",
    "import_run_execute",
    "import_run_start",
    "import_run_take_back",
    "import_run_take_back_guard",
    "patent_merge",
    "patent_unmerge",
    "statement_record",
    "statement_take_back",
    "upload_check",
]
