"""The account. Log-in by e-mail; other rooms store its public_id or point to it; roles are groups."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.accounts.roles import STAFF_ROLES

SYSTEM_EMAIL = "system@platform.invalid"


class UserManager(BaseUserManager["User"]):
    """Builds accounts by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Only from a shell: no account is a superuser in normal work (architecture, ground)."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def system(self) -> "User":
        """The account `system`: acts for scheduled jobs and consequences of moves; cannot log in."""
        user, _created = self.get_or_create(
            email=SYSTEM_EMAIL, defaults={"name": "系统", "password": "!", "is_active": False}
        )
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person's account, or `system`."""

    public_id = models.UUIDField(_("公开标识"), default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("邮箱"), unique=True)
    name = models.CharField(_("姓名"), max_length=80, blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    is_active = models.BooleanField(_("可用"), default=True)
    date_joined = models.DateTimeField(_("注册时间"), default=clock.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("账户")
        verbose_name_plural = _("账户")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_lower")]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def role_ids(self) -> frozenset[str]:
        """Names of the staff roles held; one query an object's life."""
        return frozenset(self.groups.filter(name__in=STAFF_ROLES).values_list("name", flat=True))

    @property
    def is_system(self) -> bool:
        return self.email == SYSTEM_EMAIL

    @property
    def is_staff(self) -> bool:
        """Holds a staff role. Django's own admin is not installed; this only serves third-party checks."""
        return bool(self.role_ids)

    def get_full_name(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name or self.email.partition("@")[0]


class RoleGrant(models.Model):
    """Who gave or took which role when; nobody grants himself (domain.md section 2, separation 8)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=40)
    granted = models.BooleanField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(user=models.F("by")), name="role_grant_not_to_self")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
