"""Registers the staff pages of offers and demands; no rules here."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.roles import OPERATOR
from ipplatform.accounts.staffpages import RoleMenuItem


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/offers/…, /admin/demands/…"""
    return [path("", include("patents.offers.staff_urls"))]


@hooks.register("register_admin_menu_item")
def offers_menu() -> RoleMenuItem:
    """Operators' menu."""
    return RoleMenuItem(_("供给审核"), reverse_lazy("offers_staff:list"), roles=(OPERATOR,), icon_name="tag", order=100)


@hooks.register("register_admin_menu_item")
def demands_menu() -> RoleMenuItem:
    """Operators' menu."""
    return RoleMenuItem(
        _("需求审核"), reverse_lazy("offers_staff:demands"), roles=(OPERATOR,), icon_name="search", order=110
    )
