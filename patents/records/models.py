"""A patent (one application, the right), its publications, its parties and their names.

All but `Name.alias_of` and `Name.enterprise` is computed by `patents.imports` from source records: nobody else writes.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.models import Enterprise


class PatentType(models.TextChoices):
    """PL 2: the three kinds of patent. PCT national phase 8 and 9 map to invention and utility model."""

    INVENTION = "invention", _("发明专利")
    UTILITY_MODEL = "utility_model", _("实用新型")
    DESIGN = "design", _("外观设计")


class LegalStatus(models.TextChoices):
    """Derived from the source's raw label and events by `legal_status.py`."""

    PENDING = "pending", _("审中")
    VALID = "valid", _("有效")
    PCT_NATIONAL_PHASE_OPEN = "pct_national_phase_open", _("PCT指定期内")
    PCT_PERIOD_OVER = "pct_period_over", _("PCT指定期满")
    EXPIRED = "expired", _("期限届满")
    LAPSED_FEE = "lapsed_fee", _("未缴年费终止")
    LAPSED_OTHER = "lapsed_other", _("其他终止")
    ABANDONED = "abandoned", _("放弃")
    REJECTED = "rejected", _("驳回")
    WITHDRAWN = "withdrawn", _("撤回")
    INVALIDATED = "invalidated", _("宣告无效")
    UNKNOWN = "unknown", _("未确认")


class Stage(models.TextChoices):
    """What a publication is: the published application, the grant, or something else (search report, correction)."""

    APPLICATION = "application", _("公开")
    GRANT = "grant", _("授权公告")
    OTHER = "other", _("其他")


class PartyRole(models.TextChoices):
    APPLICANT = "applicant", _("申请人")
    ASSIGNEE = "assignee", _("当前权利人")


class Patent(models.Model):
    """One application. Without `application_number` it stands for one publication alone (`number_missing`).

    Lists are ordered JSON (decision 10). `province`, `city`, `district` are lists too: one entry an owner.
    `priorities` holds objects {country, number, date}, each part may be missing. A bare year fills `filing_year` alone.
    `legal_event_rows` holds {code, date, text, country, detail} in order of date, `citations` what the patent cites:
    {number} or {text} with {by, category}, `family_members` publication numbers (docs/import-formats.md, Facts).
    `number` is the canonical number (first grant, else first publication, else the application number); `title` and
    `type_raw` are that publication's. `merged_into` marks a row that turned out to be the same application as another.
    """

    number = models.CharField(_("号码"), max_length=80, db_index=True)
    title = models.TextField(_("标题"), blank=True)
    office = models.CharField(_("受理局"), max_length=2, blank=True)
    application_number = models.CharField(_("申请号"), max_length=60, null=True, blank=True)
    check_computed = models.BooleanField(_("校验位为推算"), default=False)
    patent_type = models.CharField(_("专利类型"), max_length=20, choices=PatentType.choices, blank=True)
    type_raw = models.CharField(_("来源所标类型"), max_length=60, blank=True)
    filing_date = models.DateField(_("申请日"), null=True, blank=True)
    filing_year = models.PositiveSmallIntegerField(_("申请年"), null=True, blank=True)
    grant_date = models.DateField(_("授权公告日"), null=True, blank=True)
    expiry_date = models.DateField(_("期限届满日"), null=True, blank=True)
    priority_date = models.DateField(_("最早优先权日"), null=True, blank=True)
    priorities = models.JSONField(_("优先权"), default=list, blank=True)
    ipc_main = models.CharField(_("主分类号"), max_length=30, blank=True)
    ipc_all = models.JSONField(_("IPC 分类号"), default=list, blank=True)
    cpc = models.JSONField(_("CPC 分类号"), default=list, blank=True)
    us_class = models.JSONField(_("美国分类号"), default=list, blank=True)
    inventors = models.JSONField(_("发明人"), default=list, blank=True)
    family_id = models.CharField(_("同族号"), max_length=60, blank=True)
    family_size = models.PositiveIntegerField(_("同族数"), null=True, blank=True)
    claims_count = models.PositiveIntegerField(_("权利要求数"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("页数"), null=True, blank=True)
    cited_by_count = models.PositiveIntegerField(_("被引用数"), null=True, blank=True)
    cites_count = models.PositiveIntegerField(_("引用数"), null=True, blank=True)
    province = models.JSONField(_("省/州"), default=list, blank=True)
    city = models.JSONField(_("地市"), default=list, blank=True)
    district = models.JSONField(_("区县"), default=list, blank=True)
    sei_industry = models.CharField(_("战略新兴产业"), max_length=120, blank=True)
    legal_status_raw = models.CharField(_("法律状态（来源原文）"), max_length=60, blank=True)
    legal_status = models.CharField(
        _("法律状态"), max_length=30, choices=LegalStatus.choices, default=LegalStatus.UNKNOWN
    )
    legal_events = models.JSONField(_("法律事件"), default=list, blank=True)
    legal_event_rows = models.JSONField(_("法律事件明细"), default=list, blank=True)
    citations = models.JSONField(_("引用文献"), default=list, blank=True)
    family_members = models.JSONField(_("同族成员"), default=list, blank=True)
    status_date = models.DateField(_("状态日期"), null=True, blank=True)
    status_source = models.CharField(_("状态来源"), max_length=20, blank=True)
    fee_paid_to = models.DateField(_("年费缴至"), null=True, blank=True)
    state_funded = models.BooleanField(_("财政资助"), null=True, blank=True)
    invalidation_pending = models.BooleanField(_("无效宣告审理中"), null=True, blank=True)
    sources = models.JSONField(_("来源"), default=list, blank=True)
    owner_enterprise = models.ForeignKey(
        Enterprise,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="patents_stated",
        verbose_name=_("自述企业"),
    )
    anchor = models.CharField(max_length=90, db_index=True, editable=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from")

    class Meta:
        verbose_name = _("专利")
        verbose_name_plural = _("专利")
        ordering = ["number"]
        indexes = [
            models.Index(fields=["filing_year"], name="patent_filing_year"),
            models.Index(fields=["expiry_date"], name="patent_expiry_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "application_number"],
                condition=Q(application_number__isnull=False),
                name="patent_application_unique",
            ),
            models.CheckConstraint(
                condition=Q(filing_date__isnull=True)
                | Q(grant_date__isnull=True)
                | Q(filing_date__lte=F("grant_date")),
                name="patent_filing_before_grant",
            ),
            models.CheckConstraint(
                condition=Q(application_number__isnull=True) | ~Q(office=""), name="patent_application_has_office"
            ),
            models.CheckConstraint(
                condition=Q(filing_date__isnull=True) | Q(filing_year__isnull=False), name="patent_filing_date_has_year"
            ),
            models.CheckConstraint(
                condition=Q(legal_status__in=LegalStatus.values), name="patent_legal_status_known"
            ),
            models.CheckConstraint(
                condition=Q(patent_type__in=["", *PatentType.values]), name="patent_type_known"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def number_missing(self) -> bool:
        """No source gave the application number: each publication is then its own patent."""
        return self.application_number is None

    @property
    def patent_number(self) -> str:
        """专利号 `ZL` + application number, after grant only (domain.md 4.3); never stored. Empty where none."""
        if self.office == "CN" and self.application_number and self.grant_date:
            return f"ZL{self.application_number}"
        return ""

    @property
    def type_label(self) -> str:
        """The source's own label where it gives one, else the code of the type (contract: facet `type`)."""
        return self.type_raw or self.patent_type


class Publication(models.Model):
    """One published document. `publication_number` is the key: upper case, no blanks, slashes, brackets (ST.6)."""

    patent = models.ForeignKey(Patent, on_delete=models.CASCADE, related_name="publications")
    publication_number = models.CharField(_("公开（公告）号"), max_length=80, unique=True)
    office = models.CharField(_("受理局"), max_length=2, blank=True)
    kind = models.CharField(_("文献种类"), max_length=2, blank=True)
    stage = models.CharField(_("阶段"), max_length=20, choices=Stage.choices, default=Stage.OTHER)
    stage_raw = models.CharField(_("来源所标类型"), max_length=60, blank=True)
    publication_date = models.DateField(_("公开（公告）日"), null=True, blank=True)
    title = models.TextField(_("标题"), blank=True)
    other_titles = models.JSONField(_("其他语言标题"), default=dict, blank=True)
    abstract = models.TextField(_("摘要"), blank=True)
    claims = models.TextField(_("权利要求"), blank=True)

    class Meta:
        verbose_name = _("公开文本")
        verbose_name_plural = _("公开文本")
        ordering = ["publication_date", "publication_number"]
        constraints = [
            models.CheckConstraint(condition=~Q(publication_number=""), name="publication_number_given"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="publication_stage_known"),
        ]

    def __str__(self) -> str:
        return self.publication_number


class Name(models.Model):
    """One way a name is written after normalising; `alias_of` and `enterprise` are stated by operators."""

    normalised = models.CharField(_("规范形式"), max_length=300)
    normaliser_version = models.PositiveSmallIntegerField()
    alias_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="aliases")
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="patent_names"
    )

    class Meta:
        verbose_name = _("名称")
        verbose_name_plural = _("名称")
        constraints = [
            models.UniqueConstraint(fields=["normalised", "normaliser_version"], name="name_unique"),
            models.CheckConstraint(
                condition=Q(alias_of__isnull=True) | ~Q(alias_of=F("pk")), name="name_not_own_alias"
            ),
        ]

    def __str__(self) -> str:
        return self.normalised


class PatentParty(models.Model):
    """Applicant or present assignee of a patent, in order, as the source wrote it."""

    patent = models.ForeignKey(Patent, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(max_length=10, choices=PartyRole.choices)
    position = models.PositiveSmallIntegerField()
    as_written = models.TextField()
    name = models.ForeignKey(Name, on_delete=models.PROTECT, related_name="parties")
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, blank=True, default="")

    objects: ClassVar[models.Manager["PatentParty"]] = models.Manager()

    class Meta:
        verbose_name = _("专利当事人")
        verbose_name_plural = _("专利当事人")
        ordering = ["patent", "role", "position"]
        constraints = [models.UniqueConstraint(fields=["patent", "role", "position"], name="patent_party_position")]

    def __str__(self) -> str:
        return self.as_written


class Citation(models.Model):
    """A publication that a patent cites, out of `Patent.citations`, so that the way back can be asked.

    `number` is a publication key, with its kind only where the source gave one; it need not be in our records.
    """

    patent = models.ForeignKey(Patent, on_delete=models.CASCADE, related_name="cited_numbers")
    number = models.CharField(_("公开（公告）号"), max_length=80, db_index=True)

    class Meta:
        verbose_name = _("引用")
        verbose_name_plural = _("引用")
        constraints = [models.UniqueConstraint(fields=["patent", "number"], name="citation_once")]

    def __str__(self) -> str:
        return self.number
