"""Registers the board in the staff frame; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from analytics.plan.permissions import READERS
from ipplatform.accounts.staffpages import RoleMenuItem


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/plan/"""
    return [path("plan/", include("analytics.plan.staff_urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoleMenuItem:
    """Menu of general section, operator and coordinator."""
    return RoleMenuItem(_("年度目标"), reverse_lazy("plan_staff:board"), roles=READERS, icon_name="tasks", order=50)
