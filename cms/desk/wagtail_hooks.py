"""Registers each role's home and menu; no rules here."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.desk.panels import menu_of, panels_of


@hooks.register("construct_homepage_panels")
def homepage_panels(request: HttpRequest, panels: list[Any]) -> None:
    """What waits comes first."""
    panels[:] = panels_of(request, panels)


@hooks.register("construct_main_menu", order=1000)
def main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Each role's menu shows only its work."""
    items[:] = menu_of(request, items)


@hooks.register("construct_homepage_summary_items", order=1000)
def summary_items(request: HttpRequest, items: list[Any]) -> None:
    """No page counts on top of a clerk's desk."""
    items[:] = []
