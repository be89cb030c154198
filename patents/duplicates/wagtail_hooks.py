"""Registers the staff pages of possible duplicates; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.roles import OPERATOR
from ipplatform.accounts.staffpages import RoleMenuItem


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/duplicates/…"""
    return [path("duplicates/", include("patents.duplicates.staff_urls"))]


@hooks.register("register_admin_menu_item")
def duplicates_menu() -> RoleMenuItem:
    """Operators' menu."""
    return RoleMenuItem(
        _("疑似重复专利"), reverse_lazy("duplicates_staff:list"), roles=(OPERATOR,), icon_name="copy", order=152
    )
