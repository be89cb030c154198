"""Write the empty import template: an argument and one call."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ipplatform.spreadsheets import csv_chunks, xlsx_write
from patents.imports.readers import TEMPLATE_HEADER


class Command(BaseCommand):
    help = "Writes the platform's empty import template as .xlsx or .csv."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.suffix.lower() == ".xlsx":
            xlsx_write(path, header=TEMPLATE_HEADER, rows=[])
        elif path.suffix.lower() == ".csv":
            path.write_bytes(b"".join(csv_chunks(header=TEMPLATE_HEADER, rows=[])))
        else:
            raise CommandError(f"{path}: the name must end in .xlsx or .csv", returncode=2)
