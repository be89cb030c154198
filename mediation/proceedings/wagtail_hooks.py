"""Registers the staff pages of cases; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.staffpages import RoleMenuItem
from mediation.proceedings.staff import ROLES


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/cases/"""
    return [path("cases/", include("mediation.proceedings.staff_urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoleMenuItem:
    """Menu of mediators and coordinators."""
    return RoleMenuItem(
        _("调解案件"), reverse_lazy("proceedings_staff:list"), roles=ROLES, icon_name="group", order=200
    )
