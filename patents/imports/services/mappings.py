"""Say what the columns of a file mean, keep it for the next file with the same headings, rename it, forget it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.db import IntegrityError, transaction

from ipplatform.accounts.models import User
from ipplatform.files.services import path_of
from ipplatform.moves import NOT_ALLOWED, Refused
from ipplatform.spreadsheets import SpreadsheetRefused
from patents.imports.models import ColumnMapping, ImportRun
from patents.imports.permissions import can_import
from patents.imports.raw import RowResult
from patents.imports.readers import (
    FIELDS,
    READERS,
    HeaderUnknown,
    Layout,
    Proposal,
    Recipe,
    detect,
    has_number,
    proposal,
    rows_read,
    signature,
)
from patents.imports.services.refusals import (
    COLUMNS_UNASSIGNED,
    MAPPING_NAME_TAKEN,
    NUMBER_MISSING,
    RUN_STARTED,
    file_refusal,
)
from patents.imports.services.start import file_head, run_recognised

PREVIEW_ROWS = 10


@dataclass(frozen=True)
class Preview:
    """What the first rows become under a recipe: at most PREVIEW_ROWS statements or refusals, in the file's order."""

    recipe: Recipe
    results: list[RowResult] = field(default_factory=list)


def columns_propose(*, run: ImportRun, header_row: int = 0) -> Proposal:
    """What the columns of a run's file probably are; `header_row` 0: the row that looks like headings.

    Raises Refused when the file cannot be read.
    """
    kept = list(ColumnMapping.objects.order_by("-pk").values_list("columns", flat=True)[:50])
    return proposal(_head(run), READERS, header_row=header_row, kept=kept)


def mapping_preview(*, run: ImportRun, recipe: Recipe) -> Preview:
    """The first rows as they would be read. Raises Refused: number_missing, columns_unassigned, the file's."""
    if not has_number(recipe):
        raise Refused(NUMBER_MISSING)
    first = _head(run)
    return Preview(recipe, list(islice(rows_read(_layout(first, recipe), iter(first)), PREVIEW_ROWS)))


def column_mapping_save(*, run: ImportRun, name: str, source: str, recipe: Recipe, by: User) -> ColumnMapping:
    """Keep what a run's columns mean and use it for the run, and for all others that wait with the same headings.

    Such are the ones of which no format was known, and those taken for the format that is overruled here, unless a
    person named it for them.

    Raises Refused: not_allowed, run_started, number_missing, columns_unassigned, mapping_name_taken.
    """
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    if run.started_at or run.take_back_started_at:
        raise Refused(RUN_STARTED)
    if not has_number(recipe):
        raise Refused(NUMBER_MISSING)
    layout = _layout(_head(run), recipe)
    known = signature(layout.titles)
    _name_free(name, besides=known)
    said = {
        "name": name, "headings": [title for title in layout.titles if title.strip()], "source": source,
        "columns": {field: recipe.columns[field] for field in FIELDS if field in recipe.columns},
        "separator": recipe.separator, "date_order": recipe.date_order,
    }  # fmt: skip
    try:
        with transaction.atomic():
            mapping, _made = ColumnMapping.objects.update_or_create(
                signature=known, defaults=said, create_defaults=said | {"created_by": by}
            )
            alike = {"", "" if run.recipe else run.format}
            _use(mapping, run, layout)
            unread = ImportRun.objects.select_for_update().filter(
                started_at__isnull=True, take_back_started_at__isnull=True, format__in=alike, recipe={}
            )
            for other in unread.exclude(pk=run.pk):
                head = [list(other.header)]
                # Alike, yet it may lack a column whose heading holds no word: such ones make no signature.
                named = other.notes.get("named", False)
                if not named and signature(other.header) == known and _fits(head, recipe):
                    _use(mapping, other, _layout(head, recipe))
    except IntegrityError:
        raise Refused(MAPPING_NAME_TAKEN) from None
    return mapping


def column_mapping_rename(*, mapping: ColumnMapping, name: str, by: User) -> ColumnMapping:
    """Give a mapping another name. Raises Refused: not_allowed, mapping_name_taken."""
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    _name_free(name, besides=mapping.signature)
    mapping.name = name
    try:
        with transaction.atomic():
            mapping.save(update_fields=["name"])
    except IntegrityError:
        raise Refused(MAPPING_NAME_TAKEN) from None
    return mapping


def column_mapping_delete(*, mapping: ColumnMapping, by: User) -> None:
    """Forget a mapping. Runs that used it keep what they used; the next file like it is asked about again."""
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    mapping.delete()


def recipe_of_form(columns: Mapping[int, str], titles: list[str], separator: str, date_order: str) -> Recipe:
    """A recipe from what a person chose: column position -> our field ("" = none)."""
    chosen = {name: titles[position] for position, name in columns.items() if name}
    return Recipe({name: chosen[name] for name in FIELDS if name in chosen}, separator, date_order)


def _head(run: ImportRun) -> list[list[str]]:
    try:
        return file_head(path_of(run.file_sha256), run.notes.get("sheet", ""))
    except SpreadsheetRefused as error:
        raise Refused(file_refusal(error)) from None


def _layout(first: list[list[str]], recipe: Recipe) -> Layout:
    try:
        return detect(first, recipe=recipe)
    except HeaderUnknown:
        raise Refused(COLUMNS_UNASSIGNED) from None


def _fits(first: list[list[str]], recipe: Recipe) -> bool:
    try:
        return bool(detect(first, recipe=recipe))
    except HeaderUnknown:
        return False


def _use(mapping: ColumnMapping, run: ImportRun, layout: Layout) -> None:
    run.source = ""
    run_recognised(run, layout, mapping)
    run.save()


def _name_free(name: str, *, besides: str) -> None:
    if ColumnMapping.objects.filter(name=name).exclude(signature=besides).exists():
        raise Refused(MAPPING_NAME_TAKEN)
