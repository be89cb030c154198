"""Checks every audit chain."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ipplatform.audit.selectors import audit_verify


class Command(BaseCommand):
    help = "Checks that no audit entry was changed, removed or reordered; changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        result = audit_verify()
        if options["json"]:
            self.stdout.write(json.dumps({"entries": result.entries, "broken_at": result.broken_at or None}))
        else:
            self.stdout.write(
                f"{result.entries} entries" + (f", broken at {result.broken_at}" if result.broken_at else "")
            )
        if result.broken_at:
            raise CommandError(f"audit chain broken at {result.broken_at}: compare with the signed heads file")
