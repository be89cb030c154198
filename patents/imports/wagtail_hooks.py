"""Registers the staff pages of imports; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import RoleMenuItem


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/imports/…"""
    return [path("imports/", include("patents.imports.staff_urls"))]


@hooks.register("register_admin_menu_item")
def imports_menu() -> RoleMenuItem:
    """Operators' and the general section's menu."""
    return RoleMenuItem(
        _("专利导入"),
        reverse_lazy("imports_staff:list"),
        roles=(OPERATOR, GENERAL_SECTION),
        icon_name="upload",
        order=150,
    )
