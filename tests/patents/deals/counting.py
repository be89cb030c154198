"""Counts queries, for lists and checks that may not grow with their rows."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


class CaptureCount(CaptureQueriesContext):
    """`with CaptureCount() as seen: ...; seen.count`."""

    def __init__(self):
        super().__init__(connection)

    @property
    def count(self):
        return len(self)
