"""`manage.py search_rebuild`: arguments and one call."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ipplatform.search import services
from ipplatform.search.errors import EngineError


class Command(BaseCommand):
    """Builds all indexes anew."""

    help = (
        "Builds every search index anew from the database beside the old one and swaps it in; searches go on meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--engine", choices=sorted(services.ENGINES), help="the engine; by default the one in use")
        parser.add_argument("--if-needed", action="store_true", help="only when there is none of the present schema")
        parser.add_argument("--json", action="store_true", help="one JSON object as the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["if_needed"] and not services.rebuild_needed(by=options["engine"]):
                done = services.Rebuilt(0, 0.0)
            else:
                done = services.rebuild(by=options["engine"])
        except EngineError as error:
            raise CommandError(
                f"索引没有重建，原索引未动（{error}）。请稍后再试；一直失败时检查数据目录的空间和权限。"
            ) from None
        if options["json"]:
            self.stdout.write(json.dumps({"documents": done.documents, "seconds": done.seconds}))
        else:
            self.stdout.write(f"已索引 {done.documents} 件，用时 {done.seconds} 秒。")
