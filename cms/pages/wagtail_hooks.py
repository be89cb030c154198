"""Registers the site's colours with Wagtail's admin; nothing else."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def admin_colours() -> SafeString:
    """One style sheet on every page of the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
