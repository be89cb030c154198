"""What stands on a patent: pledges, licences, open-licence statements, holds. Knows no offer, deal or case."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ipplatform import clock
from ipplatform.files.models import PrivateFile
from patents.records.models import Patent


class Mode(models.TextChoices):
    """How a right in a patent is passed on; offers and deals use the same codes."""

    TRANSFER = "transfer", _("转让")
    EXCLUSIVE = "exclusive", _("独占许可")
    SOLE = "sole", _("排他许可")
    ORDINARY = "ordinary", _("普通许可")
    OPEN = "open", _("开放许可")
    EQUITY = "equity", _("作价投资")
    JOINT_DEVELOPMENT = "joint_development", _("合作开发")


EXCLUDING_MODES = (Mode.EXCLUSIVE, Mode.SOLE)


class HoldReason(models.TextChoices):
    """Lock table of domain.md 6.1; `other` is set by an operator."""

    DISPUTE = "dispute", _("权属争议")
    PLEDGE = "pledge", _("质押未获同意")
    FEE = "fee", _("年费逾期")
    STATUS = "status", _("法律状态异常或未复核")
    CNIPA_SUSPENSION = "cnipa_suspension", _("国家知识产权局中止")
    OTHER = "other", _("其他")


class HoldEffect(models.TextChoices):
    """A lock stops offers and deals; a disclosure is only told to a party under NDA."""

    LOCK = "lock", _("锁定")
    DISCLOSE = "disclose", _("披露")


class _Stated(models.Model):
    """Who recorded a row when."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(_("建立时间"), default=clock.now, editable=False)

    class Meta:
        abstract = True


class Pledge(_Stated):
    """A registered pledge. The right arises on registration (PLEDGE 3); live = not released.

    `consent_scope` lists the modes that the pledgee agreed to (CC 444); it counts only with the consent's file.
    """

    patent = models.ForeignKey(Patent, on_delete=models.PROTECT, related_name="pledges", verbose_name=_("专利"))
    pledgor = models.CharField(_("出质人"), max_length=200)
    pledgee = models.CharField(_("质权人"), max_length=200)
    registration_number = models.CharField(_("质押登记号"), max_length=60, unique=True)
    registered_on = models.DateField(_("登记日"))
    released_on = models.DateField(_("注销登记日"), null=True, blank=True)
    consent_file = models.ForeignKey(
        PrivateFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("质权人同意书"),
    )  # fmt: skip
    consent_scope = models.JSONField(_("同意范围"), default=list, blank=True)

    objects: ClassVar[models.Manager["Pledge"]] = models.Manager()

    class Meta:
        verbose_name = _("质押")
        verbose_name_plural = _("质押")
        ordering = ["-registered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | Q(released_on__gte=F("registered_on")),
                name="pledge_dates_ordered",
            ),
        ]

    def __str__(self) -> str:
        return self.registration_number

    @property
    def is_live(self) -> bool:
        """Registered and not released."""
        return self.released_on is None

    def consents_to(self, mode: str) -> bool:
        """Whether the pledgee's consent on file covers a mode."""
        return self.consent_file_id is not None and mode in self.consent_scope


class ExistingLicence(_Stated):
    """A licence in force on a patent, whoever made it. An empty `territory` is the whole country."""

    class Kind(models.TextChoices):
        EXCLUSIVE = "exclusive", _("独占许可")
        SOLE = "sole", _("排他许可")
        ORDINARY = "ordinary", _("普通许可")
        OPEN = "open", _("开放许可")

    patent = models.ForeignKey(Patent, on_delete=models.PROTECT, related_name="licences", verbose_name=_("专利"))
    kind = models.CharField(_("许可方式"), max_length=20, choices=Kind.choices)
    licensee = models.CharField(_("被许可人"), max_length=200)
    territory = models.CharField(_("许可地域"), max_length=100, blank=True)
    valid_from = models.DateField(_("起"))
    valid_to = models.DateField(_("止"), null=True, blank=True)
    recordal_number = models.CharField(_("许可备案号"), max_length=60, blank=True)

    objects: ClassVar[models.Manager["ExistingLicence"]] = models.Manager()

    class Meta:
        verbose_name = _("已有许可")
        verbose_name_plural = _("已有许可")
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="licence_dates_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"


class OpenLicenceStatement(_Stated):
    """An open-licence statement (PL 50-51, PL-R 85). In force = announced, its withdrawal not announced."""

    patent = models.ForeignKey(
        Patent, on_delete=models.PROTECT, related_name="open_licence_statements", verbose_name=_("专利")
    )
    patent_number = models.CharField(_("专利号"), max_length=60, blank=True)
    patentee = models.CharField(_("专利权人"), max_length=300, blank=True)
    payment_method = models.CharField(_("许可使用费支付方式"), max_length=200, blank=True)
    payment_standard = models.CharField(_("许可使用费标准"), max_length=200, blank=True)
    term = models.CharField(_("许可期限"), max_length=100, blank=True)
    other_matters = models.TextField(_("其他需要明确的事项"), blank=True)
    announced_on = models.DateField(_("公告日"), null=True, blank=True)
    withdrawn_announced_on = models.DateField(_("撤回公告日"), null=True, blank=True)

    objects: ClassVar[models.Manager["OpenLicenceStatement"]] = models.Manager()

    MANDATORY = ("patent_number", "patentee", "payment_method", "payment_standard", "term")

    class Meta:
        verbose_name = _("开放许可声明")
        verbose_name_plural = _("开放许可声明")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patent"], condition=Q(withdrawn_announced_on__isnull=True), name="open_licence_one_a_patent"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_announced_on__isnull=True)
                | Q(announced_on__isnull=False, withdrawn_announced_on__gte=F("announced_on")),
                name="open_licence_dates_ordered",
            ),
        ]

    def __str__(self) -> str:
        return self.patent_number

    @property
    def missing_items(self) -> list[str]:
        """Labels of the mandatory items of PL-R 85 that are not stated."""
        return [
            str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # these are plain fields
            for name in self.MANDATORY
            if not getattr(self, name)
        ]


class PatentHold(_Stated):
    """A reason to stop offers and deals of a patent (`lock`), or to disclose something about it (`disclose`).

    `modes` empty = every mode. `ref` is opaque: it never says which case or letter stands behind it. Open on a day =
    `held_from` <= day and not lifted by that day. `due_to` is a foreseen end (suspension, D22); it lifts nothing.
    """

    patent = models.ForeignKey(Patent, on_delete=models.PROTECT, related_name="holds", verbose_name=_("专利"))
    reason = models.CharField(_("原因"), max_length=20, choices=HoldReason.choices)
    modes = models.JSONField(_("方式"), default=list, blank=True)
    effect = models.CharField(pgettext_lazy("hold", "效力"), max_length=10, choices=HoldEffect.choices)
    ref = models.CharField(_("依据编号"), max_length=80)
    held_from = models.DateField(_("起"))
    due_to = models.DateField(_("预计止"), null=True, blank=True)
    held_to = models.DateField(_("止"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects: ClassVar[models.Manager["PatentHold"]] = models.Manager()

    class Meta:
        verbose_name = _("专利限制")
        verbose_name_plural = _("专利限制")
        ordering = ["held_from", "pk"]
        indexes = [models.Index(fields=["ref"], name="patent_hold_ref")]
        constraints = [
            models.UniqueConstraint(
                fields=["patent", "reason", "effect", "ref"], condition=Q(held_to__isnull=True), name="patent_hold_once"
            ),
            models.CheckConstraint(
                condition=Q(held_to__isnull=True, lifted_by__isnull=True)
                | Q(held_to__isnull=False, lifted_by__isnull=False),
                name="patent_hold_lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.effect}"

    def covers(self, mode: str) -> bool:
        """Whether the hold concerns a mode."""
        return not self.modes or mode in self.modes
