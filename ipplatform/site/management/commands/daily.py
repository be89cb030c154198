"""`manage.py daily`: arguments and one call."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ipplatform import clock
from ipplatform.site.daily import daily


class Command(BaseCommand):
    """Runs what is due on a day."""

    help = "Runs the scheduled jobs of a day: what expires, lapses, is missed; figures; signed audit heads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A day and the form of the answer."""
        parser.add_argument("--date", type=date.fromisoformat, help="the day, YYYY-MM-DD; by default today")
        parser.add_argument("--json", action="store_true", help="one JSON object as the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        """A day ahead is for sample sites only: there nothing of anybody's is closed too early."""
        on: date = options["date"] or clock.today()
        if on > clock.today() and not settings.DEMO_CONTENT_ALLOWED:
            raise CommandError("日期晚于今天：未到期的事项会被提前处理。请用今天或更早的日期。")
        outcome = daily(on=on, tell=lambda name: self.stderr.write(f"daily: {name}"))
        counts = outcome.counts
        self.stdout.write(
            json.dumps(counts) if options["json"] else " ".join(f"{name}={count}" for name, count in counts.items())
        )
        if outcome.failed:
            failed = "、".join(f"{name}（{error}）" for name, error in outcome.failed.items())
            raise CommandError(f"未完成：{failed}。请查看日志后再运行一次。")
