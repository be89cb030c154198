"""Loads the sample content."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ipplatform import clock
from ipplatform.site.demo.load import demo_load


class Command(BaseCommand):
    help = "Fills the site with plainly marked sample content and accounts; a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_CONTENT_ALLOWED:
            raise CommandError("sample accounts have a published password: these settings refuse them")
        counts = demo_load(today=clock.today(), tell=self._tell)
        self.stdout.write(json.dumps(counts) if options["json"] else " ".join(f"{k}={v}" for k, v in counts.items()))

    def _tell(self, name: str) -> None:
        sys.stderr.write(f"sample content: {name}\n")
