"""Template tags of the page templates: what a page shows beside its own text."""

from typing import Any

from django import template
from django.core.paginator import Page as PageOfList

from cms.pages.home import home_compose
from cms.pages.models import EntryPage, IndexPage
from cms.pages.navigation import place_url
from cms.pages.selectors import entries_page
from ipplatform import clock

register = template.Library()


@register.simple_tag
def home_sections() -> dict[str, Any]:
    """`{% home_sections as home %}`: the sections that the rooms below provide today."""
    return home_compose(on=clock.today())


@register.simple_tag
def place(name: str) -> str:
    """`{% place "patents" as url %}`: a place by name or page path, empty where the site has none."""
    return place_url(name) or ""


@register.simple_tag(takes_context=True)
def entries_of(context: dict[str, Any], index: IndexPage) -> PageOfList[EntryPage]:
    """`{% entries_of page as entries %}`: the page of the list that the address asks for."""
    return entries_page(index, context["request"].GET.get("page", "1"))
