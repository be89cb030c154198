"""Registers the staff pages of seminars; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.roles import EDITOR, GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import RoleMenuItem


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/seminars/"""
    return [path("seminars/", include("analytics.seminars.staff_urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoleMenuItem:
    """Menu of general section, operator and editor."""
    return RoleMenuItem(
        _("研讨会"),
        reverse_lazy("seminars_staff:list"),
        roles=(GENERAL_SECTION, OPERATOR, EDITOR),
        icon_name="group",
        order=420,
    )
