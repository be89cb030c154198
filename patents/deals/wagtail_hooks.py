"""Registers the room's staff pages and menu items."""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import RoleMenuItem


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/deals/"""
    return [path("deals/", include("patents.deals.staff_urls"))]


@hooks.register("register_admin_menu_item")
def inquiries_item() -> RoleMenuItem:
    """The queue of inquiries."""
    return RoleMenuItem(
        _("洽询"), reverse_lazy("deals_staff:inquiries"), roles=(OPERATOR, GENERAL_SECTION), icon_name="mail", order=120
    )


@hooks.register("register_admin_menu_item")
def deals_item() -> RoleMenuItem:
    """All deals."""
    return RoleMenuItem(
        _("交易"), reverse_lazy("deals_staff:deals"), roles=(OPERATOR, GENERAL_SECTION), icon_name="doc-full", order=130
    )


@hooks.register("register_admin_menu_item")
def landings_item() -> RoleMenuItem:
    """The queue of landings."""
    return RoleMenuItem(
        _("落地"), reverse_lazy("deals_staff:landings"), roles=(OPERATOR, GENERAL_SECTION), icon_name="site", order=140
    )
