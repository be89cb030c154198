"""Staff pages of imports: files in, what the columns mean, watch, read the result, take back."""

from patents.imports.staff.mappings import mapping, mapping_delete, mapping_one, mappings
from patents.imports.staff.notes import notes, notes_csv
from patents.imports.staff.records import record
from patents.imports.staff.runs import discard, refusals, run, runs, start, take_back
from patents.imports.staff.template import template, template_file
from patents.imports.staff.uploads import batch, batch_start, upload
from patents.imports.staff.work import dry_run, progress, stop

__all__ = [
    "batch",
    "batch_start",
    "discard",
    "dry_run",
    "mapping",
    "mapping_delete",
    "mapping_one",
    "mappings",
    "notes",
    "notes_csv",
    "progress",
    "record",
    "refusals",
    "run",
    "runs",
    "start",
    "stop",
    "take_back",
    "template",
    "template_file",
    "upload",
]
