"""The ledger of enterprise services as a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analytics.plan import exports
from analytics.plan.selectors import plan_board, plan_of_year
from ipplatform import clock

FORMATS = {"xlsx": exports.services_xlsx, "pdf": exports.services_pdf}


class Command(BaseCommand):
    help = "Writes the year's ledger of services to enterprises (家/次) to a file; no content of cases is in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument("--output", type=Path, required=True)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = plan_of_year(options["year"])
        if plan is None:
            raise CommandError(f"no plan for {options['year']}: the general section sets one up on its board")
        content = FORMATS[options["format"]](plan_board(plan, clock.today()))
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"cannot write {options['output']}: {error.strerror}") from error
        line = {"file": str(options["output"]), "sha256": exports.sha256_of(content)}
        self.stdout.write(json.dumps(line) if options["json"] else f"{line['file']} {line['sha256']}")
