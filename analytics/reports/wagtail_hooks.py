"""Registers the staff pages of reports; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.roles import EDITOR, GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import RoleMenuItem


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/reports/"""
    return [path("reports/", include("analytics.reports.staff_urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoleMenuItem:
    """Menu of authors, the general section and editors."""
    return RoleMenuItem(
        _("产业报告"),
        reverse_lazy("reports_staff:list"),
        roles=(OPERATOR, GENERAL_SECTION, EDITOR),
        icon_name="doc-full",
        order=410,
    )
