"""Import patent files from the command line: arguments and one call a file."""

import json
import re
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.moves import Refused
from ipplatform.spreadsheets import csv_chunks
from patents.imports.raw import REASONS
from patents.imports.readers import FORMATS
from patents.imports.selectors import refusal_rows, sheets_of
from patents.imports.services import Taken, files_taken, import_dry_run, import_run_execute, import_run_start

REFUSALS_HEADER = ("行", "列", "原因", "原始值")
COUNTS = ("rows", "created", "updated", "unchanged", "refused", "flagged", "patents", "publications")


class Command(BaseCommand):
    help = "Reads patent export files into source records, patents and the search index. --dry-run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--format", default="auto", choices=["auto", *FORMATS])
        parser.add_argument("--cutoff", type=date.fromisoformat, help="day on which the vendor's data were cut off")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--by", metavar="EMAIL", help="the person who imports; default: the account system")
        parser.add_argument("--json", action="store_true", help="print one JSON object (a list for several files)")

    def handle(self, *args: Any, **options: Any) -> None:
        by = self._person(options["by"])
        for path in options["files"]:
            if not path.is_file():
                raise CommandError(f"{path}: no such file", returncode=2)
        answers: list[dict[str, Any]] = []
        refused: list[str] = []
        for path in options["files"]:
            with files_taken([path], format=options["format"]) as taken:
                for one in taken:
                    name = f"{path}/{one.name}" if one.archive else str(path)
                    try:
                        answers.append(self._one(one, name, by, options))
                    except Refused as error:
                        missing = "".join(f"\n  {item}" for item in error.refusal.missing)
                        refused.append(f"{name}: {error.refusal.code}: {error.refusal.message}{missing}")
        if options["json"] and answers:
            several = len(answers) + len(refused) > 1
            self.stdout.write(json.dumps(answers if several else answers[0], ensure_ascii=False))
        if refused:
            raise CommandError("\n".join(refused))

    def _one(self, one: Taken, name: str, by: User, options: dict[str, Any]) -> dict[str, Any]:
        """One file: an argument, or out of a zip. Raises Refused."""
        if one.refusal is not None:
            raise Refused(one.refusal)
        path, sheet = one.path, one.check.sheet if one.check else ""
        began, on = time.monotonic(), clock.today()
        if options["dry_run"]:
            dry = import_dry_run(path=path, format=options["format"], sheet=sheet)
            rows = ((r.row, r.column, str(REASONS[r.reason]), r.raw_value) for r in dry.refusals)
            part = re.sub(r"\W+", "-", f"-{sheet}")[:60] if one.check and one.check.beside else ""
            report = self._refusals(f"dry-run-{Path(name).stem[:60]}{part}", rows)
            answer: dict[str, Any] = {"run_id": None, "file": name, "format": dry.format, **_counts(dry)}
            answer |= {"sheet": dry.sheet, "unread": list(dry.unread)} if dry.sheet else {}
        else:
            run = import_run_start(
                file=path, name=one.name, archive=one.archive, format=options["format"], cutoff=options["cutoff"],
                by=by, on=on, sheet=sheet,
            )  # fmt: skip
            import_run_execute(run=run, by=by, on=on, progress=self._progress)
            report = self._refusals(f"run-{run.pk}", refusal_rows(run))
            answer = {"run_id": run.pk, "file": name, "format": run.format, **_counts(run), **sheets_of(run)}
        answer |= {"seconds": round(time.monotonic() - began, 2), "refusals": str(report)}
        self.stderr.write(", ".join(f"{name} {value}" for name, value in answer.items()))
        return answer

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"{done}/{total or '?'}")

    def _refusals(self, name: str, rows: Iterable[tuple[int, str, str, str]]) -> Path:
        folder = Path(settings.DATA_DIR) / "imports"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"refusals-{name}.csv"
        with path.open("wb") as file:
            file.writelines(csv_chunks(header=REFUSALS_HEADER, rows=rows))
        return path

    def _person(self, email: str | None) -> User:
        if email is None:
            return User.objects.system()
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"{email}: no such account", returncode=2)
        return person


def _counts(found: Any) -> dict[str, int]:
    return {name: getattr(found, name) for name in COUNTS}
