"""Registers the staff pages of enterprises; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.staffpages import RoleMenuItem
from ipplatform.enterprises.staff import READERS


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/enterprises/"""
    return [path("enterprises/", include("ipplatform.enterprises.staff_urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoleMenuItem:
    """Menu of operator, general section, coordinator and administrator."""
    return RoleMenuItem(_("企业"), reverse_lazy("enterprises_staff:list"), roles=READERS, icon_name="home", order=350)
