"""Reads of imports: runs, their refused rows, the records behind a patent."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from ipplatform.accounts.permissions import AnyUser
from patents.imports.fold import Key, decision_key
from patents.imports.models import ImportRun, RefusedRow, SourceRecord
from patents.imports.permissions import import_runs_readable_by
from patents.imports.raw import REASONS
from patents.records.models import Patent, Publication


def import_runs(user: AnyUser) -> QuerySet[ImportRun]:
    """Runs that a person may read, newest first, with who made and took them back."""
    return import_runs_readable_by(user).select_related("created_by", "taken_back_by", "file").order_by("-pk")


def import_run_of(public_id: str) -> ImportRun:
    """The run that a job works on; its key is the run's public id."""
    return ImportRun.objects.get(public_id=public_id)


def refusal_rows(run: ImportRun) -> Iterator[tuple[int, str, str, str]]:
    """Row, column, reason in words, raw value: what the CSV of refusals holds."""
    for refused in RefusedRow.objects.filter(run=run).order_by("row").iterator(chunk_size=1000):
        yield refused.row, refused.column, str(REASONS.get(refused.reason, refused.reason)), refused.raw_value


def records_of(patent: Patent) -> list[SourceRecord]:
    """What sources say of a patent, newest cut-off first, with their runs; two queries. Merged ones included."""
    numbers = Publication.objects.filter(patent=patent).values("publication_number")
    condition = Q(publication_number__in=numbers)
    applications = Patent.objects.filter(Q(pk=patent.pk) | Q(merged_into=patent), application_number__isnull=False)
    for office, number in applications.values_list("office", "application_number"):
        condition |= Q(publication_number="", office=office, application_number=number)
    return list(
        SourceRecord.objects.filter(condition).select_related("run", "stated_by").order_by("-as_of", "source", "pk")
    )


def patent_key(patent: Patent) -> Key:
    """The key under which a decision about a patent is kept (see `fold.decision_key`)."""
    numbers = Publication.objects.filter(patent=patent).values_list("publication_number", flat=True)
    application = (patent.office, patent.application_number) if patent.application_number else None
    return decision_key(publications=set(numbers), application=application)


def run_totals(run: ImportRun) -> tuple[int, int]:
    """(patents, publications): distinct ones that the rows of a run ended in."""
    numbers = run.records.exclude(publication_number="").values("publication_number").distinct()
    return len(_patents_of(run)), numbers.count()


def patents_losing_all_sources(run: ImportRun) -> set[int]:
    """Patents that only this run speaks of."""
    others = SourceRecord.objects.exclude(run=run)
    spoken_of = others.filter(publication_number=OuterRef("publication_number"))
    kept = set(Publication.objects.filter(Exists(spoken_of)).values_list("patent_id", flat=True).distinct())
    spoken_of = others.filter(application_number=OuterRef("application_number"), office=OuterRef("office"))
    known = Patent.objects.filter(application_number__isnull=False)
    kept |= set(known.filter(Exists(spoken_of)).values_list("pk", flat=True))
    return _patents_of(run) - kept


def _patents_of(run: ImportRun) -> set[int]:
    numbers = run.records.exclude(publication_number="").values("publication_number")
    found = set(Publication.objects.filter(publication_number__in=numbers).values_list("patent_id", flat=True))
    alone = set(run.records.filter(publication_number="").values_list("office", "application_number"))
    if alone:
        rows = Patent.objects.filter(application_number__isnull=False, merged_into__isnull=True)
        keys = rows.values_list("pk", "office", "application_number")
        found |= {pk for pk, office, number in keys.iterator(chunk_size=2000) if (office, number) in alone}
    return found
