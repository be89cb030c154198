"""Search on the command line: the same meaning as the page."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ipplatform.search import EngineError, QueryError
from patents.catalogue.selectors import FACETS, found, query_of


class Command(BaseCommand):
    help = "Searches the public index of patents and prints hits and facets; changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query")
        parser.add_argument("--filter", action="append", default=[], metavar="NAME=VALUE")
        parser.add_argument("--sort", default="")
        parser.add_argument("--size", type=int, default=20)
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--engine", choices=["embedded", "elasticsearch"], default=None)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        filters: dict[str, list[str]] = {}
        for pair in options["filter"]:
            name, sign, value = pair.partition("=")
            if not sign or name not in FACETS:
                sys.stderr.write(f"--filter takes NAME=VALUE with NAME one of {' '.join(FACETS)}, not {pair!r}\n")
                sys.exit(2)
            filters.setdefault(name, []).append(value)
        try:
            query = query_of(
                options["query"], filters, sort=options["sort"], page=options["page"], size=options["size"]
            )
            answer = found(query, by=options["engine"])
        except (QueryError, EngineError) as error:
            raise CommandError(str(error)) from error
        result = answer.result
        if not options["json"]:
            self.stdout.write(f"{result.total}")
            for hit in answer.hits:
                self.stdout.write(f"{hit.patent.number}\t{hit.patent.title}")
            return
        line = {
            "total": result.total,
            "hits": [
                {"number": hit.patent.number, "title": hit.patent.title, "highlights": _highlights(hit)}
                for hit in answer.hits
            ],
            "facets": {name: [list(pair) for pair in pairs] for name, pairs in result.facets.items()},
            "engine": result.engine,
            "milliseconds": result.milliseconds,
        }
        self.stdout.write(json.dumps(line, ensure_ascii=False))


def _highlights(hit: Any) -> dict[str, str]:
    return {name: text for name, text in (("title", hit.title), ("abstract", hit.abstract)) if "<mark>" in text}
