"""A closed table name -> route, filled by ipplatform/urls: how a page links to a room above its own."""

from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

_routes: dict[str, str] = {}


def addresses_fill(table: dict[str, str]) -> None:
    """Fill the table once; a second, different filling is a programming error."""
    if _routes and _routes != table:
        raise ImproperlyConfigured("the address table is filled once, by ipplatform/urls")
    _routes.update(table)


def address(name: str, *args: object) -> str:
    """URL of a named place. Raises ImproperlyConfigured for a name outside the table."""
    if not _routes:
        import_module(settings.ROOT_URLCONF)  # a worker or command may ask before any page was asked for
    if name not in _routes:
        raise ImproperlyConfigured(f"no address named {name!r}: add it to the table in ipplatform/urls.py")
    return reverse(_routes[name], args=args)


def address_names() -> frozenset[str]:
    """All names of the table, for the test that lists the openings upward."""
    return frozenset(_routes)
