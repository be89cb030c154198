"""The home of each staff role in the admin: what waits, instead of Wagtail's own numbers."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.desk.selectors import waiting_of
from ipplatform import clock
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import EDITOR, STAFF_ROLES
from ipplatform.accounts.staffpages import RoleMenuItem

# Of Wagtail's own menu an editor keeps these; everybody sees only the work of the own roles.
EDITOR_MENU = {"explorer", "images", "documents"}


class WaitingPanel(Component):
    """What waits for this person, soonest due first."""

    order = 10
    template_name = "desk/waiting_panel.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = self.request.user
        return {"waiting": waiting_of(user, None), "today": clock.today(), "user": user}  # type: ignore[arg-type]  # staff


def panels_of(request: HttpRequest, panels: list[Any]) -> list[Any]:
    """Own panel first; Wagtail's panels only for editors."""
    kept = panels if has_role(request.user, EDITOR) else []
    return [WaitingPanel(request), *kept] if has_role(request.user, *STAFF_ROLES) else []


def menu_of(request: HttpRequest, items: list[MenuItem]) -> list[MenuItem]:
    """Items of the own roles; of Wagtail's own only what an editor needs."""
    editor = has_role(request.user, EDITOR)
    return [item for item in items if isinstance(item, RoleMenuItem) or (editor and item.name in EDITOR_MENU)]
