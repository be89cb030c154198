"""What must stand before the site serves: the tables, and in a new database the sample content."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

# Stands while sample content loads, so that an interrupted first start goes on where it stopped.
SAMPLES_PENDING = "samples-pending"


class Command(BaseCommand):
    """Migrates; loads the sample content when the database is new. A second run changes nothing."""

    help = "Creates or updates the database tables; fills a new database with the sample content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch: an empty site."""
        parser.add_argument(
            "--without-samples", action="store_true", help="leave a new database without sample content"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrations first; the sample content only where nothing was before."""
        new = not MigrationRecorder(connection).applied_migrations()
        pending = Path(settings.DATA_DIR) / SAMPLES_PENDING
        if new and settings.DEMO_CONTENT_ALLOWED and not options["without_samples"]:
            pending.touch()
        call_command("migrate", interactive=False, verbosity=1 if new else 0)
        if pending.exists():
            self.stderr.write("Loading the sample content (first start only)")
            call_command("demo_load")
            pending.unlink()
