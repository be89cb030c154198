"""Enterprises, their members, and New Area membership as a verified fact with a date range."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.enterprises.uscc import uscc_validate
from ipplatform.moves import Event, Moved


class Enterprise(models.Model):
    """A body that takes part: a USCC, or a foreign identifier with its country."""

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("企业")
        UNIVERSITY = "university", _("高校")
        INSTITUTE = "institute", _("科研院所")
        PUBLIC_UNIT = "public_unit", _("事业单位")
        OTHER = "other", _("其他")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uscc = models.CharField(
        _("统一社会信用代码"), max_length=18, null=True, blank=True, unique=True, validators=[uscc_validate]
    )
    name = models.CharField(_("名称"), max_length=200)
    name_history = models.JSONField(_("曾用名"), default=list, blank=True)
    kind = models.CharField(_("性质"), max_length=20, choices=Kind.choices, default=Kind.ENTERPRISE)
    registered_address = models.CharField(_("注册地址"), max_length=300, blank=True)
    region_code = models.CharField(_("行政区划代码"), max_length=12, blank=True)
    legal_representative = models.CharField(_("法定代表人"), max_length=80, blank=True)
    contact = models.CharField(_("联系方式"), max_length=200, blank=True)
    status = models.CharField(_("登记状态"), max_length=20, default="active")
    foreign_id = models.CharField(_("境外主体编号"), max_length=60, blank=True)
    country = models.CharField(_("国家或地区"), max_length=2, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("企业")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(uscc__isnull=False) | (~Q(foreign_id="") & ~Q(country="")), name="enterprise_identified"
            ),
            models.UniqueConstraint(
                fields=["country", "foreign_id"], condition=~Q(foreign_id=""), name="enterprise_foreign_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Moved):
    """A user acts for an enterprise. requested -> active | refused -> ended."""

    class Role(models.TextChoices):
        OWNER = "owner", _("负责人")
        STAFF = "staff", _("成员")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("角色"), max_length=10, choices=Role.choices, default=Role.STAFF)
    authority_file = models.CharField(_("授权文件"), max_length=64, blank=True)
    valid_from = models.DateField(_("起"), null=True, blank=True)
    valid_to = models.DateField(_("止"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "enterprise"], condition=Q(state="active"), name="membership_unique_active"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.enterprise_id}"


class MembershipEvent(Event):
    """Moves of a membership."""

    subject = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="events")


class NewAreaMembership(Moved):
    """Whether an enterprise is inside the New Area in a date range. proposed -> approved | refused -> closed."""

    class Status(models.TextChoices):
        INSIDE = "inside", _("在新区")
        OUTSIDE = "outside", _("不在新区")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="area_memberships")
    status = models.CharField(_("结论"), max_length=10, choices=Status.choices)
    valid_from = models.DateField(_("起"))
    valid_to = models.DateField(_("止"), null=True, blank=True)
    evidence = models.CharField(_("依据"), max_length=200)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="area_range_ordered"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")), name="area_two_persons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.status} {self.valid_from}"


class NewAreaMembershipEvent(Event):
    """Moves of a New Area membership."""

    subject = models.ForeignKey(NewAreaMembership, on_delete=models.PROTECT, related_name="events")
