"""Takes up what dead workers left."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from ipplatform.jobs.services import jobs_reap


class Command(BaseCommand):
    help = "Hands jobs with a lapsed lease to a living worker, or fails them with their reason after three attempts."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(jobs_reap()))
