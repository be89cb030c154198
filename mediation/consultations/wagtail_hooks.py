"""Registers the staff pages of consultations; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.staffpages import RoleMenuItem
from mediation.consultations.staff import ROLES


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/consultations/"""
    return [path("consultations/", include("mediation.consultations.staff_urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoleMenuItem:
    """Menu of coordinator, operator, mediator and general section."""
    return RoleMenuItem(_("咨询"), reverse_lazy("consultations_staff:list"), roles=ROLES, icon_name="help", order=300)
