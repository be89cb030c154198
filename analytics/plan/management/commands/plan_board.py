"""The board on the command line."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analytics.plan.exports import value_text
from analytics.plan.selectors import board_as_data, plan_board, plan_current, plan_of_year
from ipplatform import clock


class Command(BaseCommand):
    help = "Shows every target of a year's plan as of a day with what counts; changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int)
        parser.add_argument("--as-of", type=date.fromisoformat, default=None, metavar="DATE")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = plan_of_year(options["year"]) if options["year"] else plan_current(clock.today())
        if plan is None:
            raise CommandError("no plan for that year: the general section sets one up on its board")
        board = plan_board(plan, options["as_of"] or clock.today())
        if options["json"]:
            self.stdout.write(json.dumps(board_as_data(board), ensure_ascii=False))
            return
        for row in board.rows:
            met = "met" if row.met else "open"
            self.stdout.write(f"{row.target.code} {row.target.title}: {value_text(row)} {row.target.unit} ({met})")
