"""Registers the staff pages of industries; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import RoleMenuItem


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/industries/"""
    return [path("industries/", include("patents.industries.staff_urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoleMenuItem:
    """Menu of operators and the general section."""
    return RoleMenuItem(
        _("产业"), reverse_lazy("industries_staff:list"), roles=(OPERATOR, GENERAL_SECTION), icon_name="site", order=405
    )
