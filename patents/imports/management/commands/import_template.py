"""Write the empty import template: an argument and one call."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from patents.imports.template_file import KINDS, template_write


class Command(BaseCommand):
    help = "Writes the platform's empty import template as .xlsx or .csv."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        kind = path.suffix.lower().removeprefix(".")
        if kind not in KINDS:
            raise CommandError(f"{path}: the name must end in .xlsx or .csv", returncode=2)
        template_write(path, kind)
