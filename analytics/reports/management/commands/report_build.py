"""`manage.py report_build`: an industry's report as a PDF file; arguments and one call."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analytics.reports.models import Kind, Report
from analytics.reports.printing import Printed, report_printed
from analytics.reports.selectors import reports_started
from ipplatform.moves import Refused
from ipplatform.search import EngineError, QueryError
from patents.industries.selectors import industries_listed, industry_by_code


class Command(BaseCommand):
    """Prints; changes nothing."""

    help = (
        "Writes an industry's report as PDF: the approved bytes where there are any, else the draft as it stands, "
        "else (data reports) a computed book from the industry's expression. Changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("industry", nargs="?", help="code of the industry; --list shows them")
        parser.add_argument("--list", action="store_true", help="industries and their reports")
        parser.add_argument("--kind", choices=Kind.values, default=Kind.DATA.value)
        parser.add_argument("--output", type=Path, help="the PDF file to write")
        parser.add_argument("--json", action="store_true", help="one JSON object as the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            return self._listed(options["json"])
        if not options["industry"] or not options["output"]:
            raise CommandError("请给出产业代码和 --output 文件；report_build --list 列出全部产业。", returncode=2)
        industry = industry_by_code(options["industry"])
        if industry is None:
            raise CommandError(f"没有产业 {options['industry']}；report_build --list 列出全部产业。")
        began = time.monotonic()
        try:
            printed = report_printed(industry, options["kind"], self._progress)
            options["output"].write_bytes(printed.content)
        except Refused as refused:
            raise CommandError(f"没有生成：{refused.refusal.message}") from None
        except (QueryError, EngineError) as error:
            raise CommandError(f"检索没有完成：{error}") from None
        except OSError as error:
            raise CommandError(f"文件没有写成：{error.strerror}。请检查 --output 的位置。") from None
        return self._told(printed, options, round(time.monotonic() - began, 2))

    def _progress(self, done: int, total: int, message: str) -> None:
        self.stderr.write(f"{done}/{total} {message}")

    def _told(self, printed: Printed, options: dict[str, Any], seconds: float) -> None:
        if options["json"]:
            values = {
                "pages": printed.pages, "figures": printed.figures, "dataset_hash": printed.dataset_hash,
                "pdf_sha256": printed.sha256, "seconds": seconds,
            }  # fmt: skip
            self.stdout.write(json.dumps(values))
        else:
            self.stdout.write(
                f"{printed.told}：{printed.pages} 页，{printed.figures} 图，{seconds} 秒，{options['output']}"
            )

    def _listed(self, as_json: bool) -> None:
        started: dict[int, list[Report]] = {}
        for report in reports_started():
            started.setdefault(report.industry_id, []).append(report)
        rows: list[dict[str, Any]] = [
            {
                "code": industry.code, "name": industry.name, "hits": getattr(industry, "newest_hits", None) or 0,
                "reports": [
                    {"kind": one.kind, "version": one.version, "state": one.state, "title": one.title}
                    for one in started.get(industry.pk, [])
                ],
            }
            for industry in industries_listed(None)
        ]  # fmt: skip
        if as_json:
            self.stdout.write(json.dumps({"industries": rows}, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(f"{row['code']:<24}{row['name']}　{row['hits']:,} 件")
            for one in row["reports"]:
                self.stdout.write(f"    {one['kind']:<12}v{one['version']} {one['state']:<16}{one['title']}")
