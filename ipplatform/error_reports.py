"""Error reports without content: locals and form data may hold confidential mediation text."""

from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class ContentFreeReporterFilter(SafeExceptionReporterFilter):
    """Drops every local variable and every posted value from error reports."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: TracebackType | Any
    ) -> ItemsView[str, Any]:
        return {}.items()
