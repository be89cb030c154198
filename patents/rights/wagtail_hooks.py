"""Registers the staff page of a patent's rights; no rules here."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """/admin/rights/…, reached from an offer's review and from a patent."""
    return [path("rights/", include("patents.rights.staff_urls"))]
