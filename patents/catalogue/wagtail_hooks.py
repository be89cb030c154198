"""Registers the menu item of one's exports for staff; no rules here."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ipplatform.accounts.roles import STAFF_ROLES
from ipplatform.accounts.staffpages import RoleMenuItem


@hooks.register("register_admin_menu_item")
def exports_menu() -> RoleMenuItem:
    """All staff: whoever exports hits finds the files."""
    return RoleMenuItem(
        _("我的导出"), reverse_lazy("catalogue:exports"), roles=STAFF_ROLES, icon_name="download", order=900
    )
