"""Mediators, their organisations, the shared topic list, and who worked for whom. Knows no case and no consultation."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.enterprises.models import Enterprise


class TopicCode(models.Model):
    """One list of topics for consultations and cases; duplicates of services are found by it (domain.md 5.2, 9)."""

    code = models.SlugField(_("代码"), max_length=30, unique=True)
    label = models.CharField(_("名称"), max_length=60)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    active = models.BooleanField(_("可选用"), default=True)

    class Meta:
        verbose_name = _("事项类别")
        verbose_name_plural = _("事项类别")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.label


class MediationOrganisation(models.Model):
    """A body on whose list mediators stand."""

    class Kind(models.TextChoices):
        PEOPLES = "peoples", _("人民调解委员会")
        INDUSTRY = "industry", _("行业性专业性调解组织")
        COURT = "court", _("法院特邀调解组织")
        ADMINISTRATIVE = "administrative", _("行政机关")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("名称"), max_length=200, unique=True)
    kind = models.CharField(_("性质"), max_length=20, choices=Kind.choices, default=Kind.INDUSTRY)
    address = models.CharField(_("地址"), max_length=300, blank=True)
    contact = models.CharField(_("联系方式"), max_length=200, blank=True)
    active = models.BooleanField(_("在册"), default=True)

    class Meta:
        verbose_name = _("调解组织")
        verbose_name_plural = _("调解组织")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Mediator(models.Model):
    """A person on the list of mediators; the fields here but `user` are public while `listed`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mediator")
    organisation = models.ForeignKey(
        MediationOrganisation, on_delete=models.PROTECT, related_name="mediators", verbose_name=_("调解组织")
    )
    display_name = models.CharField(_("姓名"), max_length=80)
    profession = models.CharField(_("职业或职称"), max_length=120, blank=True)
    introduction = models.TextField(_("简介"), blank=True)
    since_year = models.PositiveSmallIntegerField(_("从事调解起始年份"), null=True, blank=True)
    specialities: "models.ManyToManyField[TopicCode, models.Model]" = models.ManyToManyField(
        TopicCode, related_name="mediators", verbose_name=_("专长"), blank=True
    )
    listed = models.BooleanField(_("在名册公开"), default=True)
    active = models.BooleanField(_("可受理案件"), default=True)

    class Meta:
        verbose_name = _("调解员")
        verbose_name_plural = _("调解员")
        ordering = ["display_name", "pk"]

    def __str__(self) -> str:
        return self.display_name


class Engagement(models.Model):
    """Who advised or acted for whom, from when to when: an enterprise, or the keyed hash of a person's identity.

    `matter` is opaque here (`consultation:<id>`, `case:<id>`); an open row has no `to_on`.
    """

    class Role(models.TextChoices):
        MEMBER = "member", _("成员")
        EMPLOYEE = "employee", _("雇员")
        AGENT = "agent", _("代理人")
        ADVISER = "adviser", _("咨询顾问")
        MEDIATOR = "mediator", _("调解员")
        OTHER = "other", _("其他")

    # An open engagement of these kinds bars a mediator; any other must be disclosed (domain.md section 2; IMR 15-16).
    BARRING: ClassVar[tuple[str, ...]] = (Role.MEMBER, Role.EMPLOYEE, Role.AGENT)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="engagements")
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements"
    )
    identity_hash = models.CharField(max_length=64, blank=True, db_index=True)
    role = models.CharField(_("身份"), max_length=20, choices=Role.choices)
    matter = models.CharField(max_length=80, blank=True, db_index=True)
    from_on = models.DateField(_("起"))
    to_on = models.DateField(_("止"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("业务关系")
        constraints = [
            models.CheckConstraint(
                condition=(Q(enterprise__isnull=False) & Q(identity_hash=""))
                | (Q(enterprise__isnull=True) & ~Q(identity_hash="")),
                name="engagement_about_one",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="engagement_range_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"
