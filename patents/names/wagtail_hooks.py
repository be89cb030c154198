"""Registers the staff pages of name groups; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import RoleMenuItem


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/names/…"""
    return [path("names/", include("patents.names.staff_urls"))]


@hooks.register("register_admin_menu_item")
def names_menu() -> RoleMenuItem:
    """Operators' and the general section's menu."""
    return RoleMenuItem(
        _("名称归并"), reverse_lazy("names_staff:proposals"), roles=(OPERATOR, GENERAL_SECTION), icon_name="group",
        order=154,
    )  # fmt: skip
