"""`manage.py search_check`: arguments and one call."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ipplatform.search import services
from ipplatform.search.errors import EngineError, NeedsRebuild


class Command(BaseCommand):
    """Compares database and index."""

    help = (
        "Brings waiting changes to the index, then counts what is missing, extra or stale in it; changes nothing else."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--engine", choices=sorted(services.ENGINES), help="the engine; by default the one in use")
        parser.add_argument("--json", action="store_true", help="one JSON object as the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            checked = services.check(by=options["engine"]).values()
        except NeedsRebuild:
            raise CommandError("索引是按旧结构建立的，请运行 python manage.py search_rebuild。") from None
        except EngineError as error:
            raise CommandError(
                f"检索引擎没有应答（{error}）。请稍后再试，或运行 python manage.py search_rebuild。"
            ) from None
        counts = {
            "missing": sum(len(one.missing) for one in checked),
            "extra": sum(len(one.extra) for one in checked),
            "stale": sum(len(one.stale) for one in checked),
        }
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write("缺 {missing} 件，多 {extra} 件，旧 {stale} 件。".format(**counts))
