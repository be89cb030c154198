"""Import runs, source records, name groups: operators write, the general section reads (domain.md section 2)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from ipplatform.accounts.permissions import AnyUser, has_role, is_system
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.files.models import PrivateFile
from patents.imports.models import ColumnMapping, ImportBatch, ImportRun, SourceRecord
from patents.records.models import Patent


def can_import(user: AnyUser) -> bool:
    """Operators, and `system` for commands and sample content."""
    return has_role(user, OPERATOR) or is_system(user)


def import_runs_readable_by(user: AnyUser) -> QuerySet[ImportRun]:
    """All runs for operators and the general section, none for anybody else."""
    return ImportRun.objects.all() if has_role(user, OPERATOR, GENERAL_SECTION) else ImportRun.objects.none()


def import_run_can_read(user: AnyUser, run: ImportRun) -> bool:
    """The same rule for one run."""
    return import_runs_readable_by(user).filter(pk=run.pk).exists()


def import_batches_readable_by(user: AnyUser) -> QuerySet[ImportBatch]:
    """Batches follow the rule of their runs."""
    return ImportBatch.objects.all() if has_role(user, OPERATOR, GENERAL_SECTION) else ImportBatch.objects.none()


def column_mappings_readable_by(user: AnyUser) -> QuerySet[ColumnMapping]:
    """Mappings follow the rule of runs."""
    return ColumnMapping.objects.all() if has_role(user, OPERATOR, GENERAL_SECTION) else ColumnMapping.objects.none()


def source_records_readable_by(user: AnyUser) -> QuerySet[SourceRecord]:
    """Rows of runs follow their run; the general section reads a statement where the patent itself is published."""
    if has_role(user, OPERATOR):
        return SourceRecord.objects.all()
    if not has_role(user, GENERAL_SECTION):
        return SourceRecord.objects.none()
    stated = Patent.objects.filter(office=OuterRef("office"), application_number=OuterRef("application_number"))
    published = stated.filter(Q(publications__isnull=False) | Q(merged_into__publications__isnull=False))
    return SourceRecord.objects.filter(Q(run__isnull=False) | ~Q(publication_number="") | Exists(published))


def import_file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """An uploaded export follows its run."""
    return import_runs_readable_by(user).filter(public_id=file.owner_id).exists()
