"""The role ids of domain.md section 2. Roles are groups of these names; a visitor has none."""

from django.utils.translation import gettext_lazy as _

MEDIATOR = "mediator"
CASE_COORDINATOR = "case_coordinator"
OPERATOR = "operator"
GENERAL_SECTION = "general_section"
EDITOR = "editor"
ADMINISTRATOR = "administrator"

STAFF_ROLES = (MEDIATOR, CASE_COORDINATOR, OPERATOR, GENERAL_SECTION, EDITOR, ADMINISTRATOR)
ROLE_LABELS = {
    MEDIATOR: _("调解员"),
    CASE_COORDINATOR: _("案件协调员"),
    OPERATOR: _("运营专员"),
    GENERAL_SECTION: _("综合科"),
    EDITOR: _("编辑"),
    ADMINISTRATOR: _("管理员"),
}
