"""What was said about patents, by whom and where: import runs, source records, refused rows.

Patents are computed from `SourceRecord` rows (fold/); they are never the other way round.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.enterprises.models import Enterprise
from ipplatform.files.models import PrivateFile


class Source(models.TextChoices):
    """Who speaks: a vendor format, a clerk, an enterprise about its own patent, or the project's sample content."""

    CLERK = "clerk", _("工作人员录入")
    ENTERPRISE = "enterprise", _("企业自述")
    DEMO = "demo", _("示例数据")
    PATSNAP = "patsnap", _("智慧芽 PatSnap")
    LENS = "lens", _("Lens.org")
    PATENTSCOPE = "patentscope", _("WIPO PATENTSCOPE")
    ESPACENET = "espacenet", _("Espacenet")
    GOOGLE_PATENTS = "google_patents", _("Google Patents")
    SUMOBRAIN = "sumobrain", _("Sumobrain")
    EPO_OPS = "epo_ops", _("EPO OPS")
    OTHER = "other", _("其他来源")


STATEMENT_SOURCES = (Source.CLERK, Source.ENTERPRISE)


class Outcome(models.TextChoices):
    """What one row did, judged when it was read."""

    CREATED = "created", _("新增")
    UPDATED = "updated", _("更新")
    UNCHANGED = "unchanged", _("无变化")


class ImportBatch(models.Model):
    """Files that a person handed over together, and what was refused of them: name, code, missing names."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    refused = models.JSONField(default=list, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("一批文件")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"


class DateOrder(models.TextChoices):
    """How a file writes days."""

    YMD = "ymd", _("年-月-日（2026-03-26）")
    DMY = "dmy", _("日-月-年（26/03/2026）")
    MDY = "mdy", _("月-日-年（03/26/2026）")


class ColumnMapping(models.Model):
    """How a person read a file whose headings no format knows; used for the next file with the same headings.

    `signature`: SHA-256 over the distinct normalised headings, in any order. `columns`: our field -> heading.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("名称"), max_length=60, unique=True)
    signature = models.CharField(max_length=64, unique=True)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    separator = models.CharField(_("列表分隔符"), max_length=5)
    date_order = models.CharField(_("日期顺序"), max_length=3, choices=DateOrder.choices)
    source = models.CharField(_("来源"), max_length=20, choices=Source.choices)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("列对应")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One reading of one file. Where it stands follows from its dates and its job; nothing else is stored of it.

    `cutoff` is the day on which the vendor's data were cut off; later cut-offs win for legal status. `header` is the
    file's header row as read; `missing_columns` are fields of ours that the file has no column for, `unknown_columns`
    its headings that we have no field for. `format` is empty until a person says what the columns of a file mean;
    `recipe` is the mapping as it was used, so that a mapping may be changed or deleted later. `notes`: {"refused" or
    "flagged": {code: rows}}, counted when the run ends, and of a workbook with several filled sheets {"sheet": the one
    that is read, "unread": [the others]}; until it is read, {"named": True} where a person named its format.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("文件"))
    file_name = models.CharField(_("文件名"), max_length=200)
    file_sha256 = models.CharField(max_length=64, db_index=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.SET_NULL, null=True, blank=True, related_name="runs")
    archive = models.CharField(_("压缩包"), max_length=200, blank=True)
    format = models.CharField(_("格式"), max_length=20, blank=True)
    source = models.CharField(_("来源"), max_length=20, choices=Source.choices, blank=True)
    mapping = models.ForeignKey(ColumnMapping, on_delete=models.SET_NULL, null=True, blank=True, related_name="runs")
    recipe = models.JSONField(default=dict, blank=True)
    cutoff = models.DateField(_("数据截止日"))
    header = models.JSONField(default=list, blank=True)
    missing_columns = models.JSONField(default=list, blank=True)
    unknown_columns = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=dict, blank=True)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    created = models.PositiveIntegerField(_("新增"), default=0)
    updated = models.PositiveIntegerField(_("更新"), default=0)
    unchanged = models.PositiveIntegerField(_("无变化"), default=0)
    refused = models.PositiveIntegerField(_("拒收"), default=0)
    flagged = models.PositiveIntegerField(_("待核对"), default=0)
    patents = models.PositiveIntegerField(_("专利数"), default=0)
    publications = models.PositiveIntegerField(_("公开文本数"), default=0)
    merges_refused = models.JSONField(default=list, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("建立时间"), default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    take_back_started_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("导入")
        verbose_name_plural = _("导入")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.format})"

    @property
    def waits_for_cutoff(self) -> bool:
        """Its columns are known, nothing is read yet."""
        return bool(self.format) and not self.started_at and not self.take_back_started_at


class SourceRecord(models.Model):
    """What one source says of one publication, or of one application without publication; added or taken back only.

    `values` holds our field names (patents/imports/raw.py); `raw` the row's cells under the run's header. `hash` covers
    key and values, so equal statements have equal hashes.
    """

    source = models.CharField(max_length=20, choices=Source.choices)
    publication_number = models.CharField(max_length=80, blank=True)
    office = models.CharField(max_length=2, blank=True)
    application_number = models.CharField(max_length=60, blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, null=True, blank=True, related_name="records")
    row = models.PositiveIntegerField(null=True, blank=True)
    part = models.PositiveSmallIntegerField(default=0)
    stated_by = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="patent_statements"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    as_of = models.DateField()
    values = models.JSONField()
    raw = models.JSONField(default=list, blank=True)
    flags = models.JSONField(default=list, blank=True)
    hash = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)

    class Meta:
        verbose_name = _("来源记录")
        verbose_name_plural = _("来源记录")
        indexes = [
            models.Index(fields=["publication_number"], name="source_record_publication"),
            models.Index(fields=["application_number"], name="source_record_application"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "row", "part"], name="source_record_row_once"),
            models.CheckConstraint(
                condition=~Q(publication_number="") | (~Q(office="") & ~Q(application_number="")),
                name="source_record_has_key",
            ),
            models.CheckConstraint(
                condition=Q(run__isnull=False, row__isnull=False)
                | Q(run__isnull=True, row__isnull=True, source__in=[s.value for s in STATEMENT_SOURCES]),
                name="source_record_row_or_statement",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.ENTERPRISE.value) | Q(stated_by__isnull=False),
                name="source_record_enterprise_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.publication_number or self.application_number}"


class RefusedRow(models.Model):
    """A row of a file that is no record: its place, reason (a code of `raw.REASONS`) and raw value."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="refusals")
    row = models.PositiveIntegerField(_("行"))
    column = models.CharField(_("列"), max_length=120)
    reason = models.CharField(_("原因"), max_length=40)
    raw_value = models.TextField(_("原始值"))

    class Meta:
        verbose_name = _("拒收行")
        ordering = ["row"]
        constraints = [models.UniqueConstraint(fields=["run", "row"], name="refused_row_once")]

    def __str__(self) -> str:
        return f"{self.row}: {self.reason}"


class MergeDecision(models.Model):
    """A person's word that two patents are one; a fact of its own that every later fold heeds until it is undone.

    Each side is a key of the fold: `P:` and a publication number, or `A:`, office and application number where the
    patent has no publication. The numbers are those the person saw. Rows are kept when undone: they are the history.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kept_key = models.CharField(max_length=90)
    merged_key = models.CharField(max_length=90)
    kept_number = models.CharField(_("保留的专利"), max_length=80)
    merged_number = models.CharField(_("并入的专利"), max_length=80)
    note = models.CharField(_("依据"), max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("合并时间"), default=clock.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("合并")
        verbose_name_plural = _("合并")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["kept_key"], name="merge_decision_kept"),
            models.Index(fields=["merged_key"], name="merge_decision_merged"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kept_key", "merged_key"], condition=Q(undone_at__isnull=True), name="merge_decision_once"
            ),
            models.CheckConstraint(condition=~Q(kept_key=models.F("merged_key")), name="merge_decision_two_sides"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_decision_undone_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_number} → {self.kept_number}"
