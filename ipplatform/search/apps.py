"""Search over any declared index; must not know a room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "ipplatform.search"
    verbose_name = "检索"
