"""The long-running timekeeper of one machine; production may use timers for `jobs_reap` and `daily` instead."""

import signal
import sys
import threading
from argparse import ArgumentParser
from datetime import date
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from ipplatform.site.timekeeping import PAUSE_SECONDS, timekeeper_pass


class Command(BaseCommand):
    help = "Takes up jobs that a dead worker left and runs the daily jobs once a day, until it is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if threading.current_thread() is threading.main_thread() and not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda _number, _frame: _stop(stop, _number, _frame))
        done_on: date | None = None
        while not stop.is_set():
            close_old_connections()
            try:
                done_on = timekeeper_pass(daily_done_on=done_on, tell=self._tell)
            except DatabaseError as error:
                self._tell(f"the database did not answer ({type(error).__name__}); trying again")
            if options["once"]:
                return
            stop.wait(PAUSE_SECONDS)

    def _tell(self, text: str) -> None:
        sys.stderr.write(f"timekeeper: {text}\n")


def _stop(stop: threading.Event, number: int, frame: FrameType | None) -> None:
    stop.set()
