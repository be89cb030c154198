"""The whole result page `/patents/` against raw FTS5 with six facets by hand, on the same invented patents.

The page is asked through Django's test client: parsing, search, 13 facets and the industries in use, 20 hits from the
database, marks, the template. By hand: a count, a page of ids by date, six facets by GROUP BY on the same token stream.
Prints p50 and p95 over the mix of 40 queries of benchmarks.search_embedded and their ratio.
Run: python -m benchmarks.search_page [PATENTS]  (100,000 unless told; some ten minutes, most of it building)
"""

import importlib
import re
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.test import Client

from benchmarks.scratch import index_ready, lines_print, scratch_site
from benchmarks.search_embedded import Asked, ByHand, documents, mix, row, timed

TARGET = 2
BATCH = 2_000
STATES = {"X": "in_force", "Y": "not_in_force", "Z": "pending"}
_COUNT = re.compile(r'class="hit-count">\s*(?:<[^>]*>)*\s*([\d,]+)')


def patents_store(count: int) -> None:
    """The invented documents as patents with one publication and one applicant each, without an import."""
    records: Any = importlib.import_module("patents.records.models")
    names: dict[str, int] = {}
    stream = documents(count)
    while part := list(islice(stream, BATCH)):
        owners = {str(one.keywords["owner"][0]) for one in part} - names.keys()
        made = records.Name.objects.bulk_create(
            [records.Name(normalised=name, normaliser_version=1) for name in sorted(owners)]
        )
        names |= {one.normalised: one.pk for one in made}
        patents = [
            records.Patent(
                pk=one.id, number=str(one.sorts["number"]), anchor=str(one.sorts["number"]),
                title=str(one.texts["title"]), office=one.keywords["office"][0], patent_type="invention",
                type_raw=one.keywords["kind"][0], legal_status_raw=one.keywords["status"][0],
                filing_year=int(one.keywords["year"][0]), filing_date=date.fromisoformat(f"{one.sorts['date']}-01"),
                ipc_all=[f"{symbol} 1/00" for symbol in one.keywords["symbol"]], sources=["demo"],
            )
            for one in part
        ]  # fmt: skip
        records.Patent.objects.bulk_create(patents)
        records.Publication.objects.bulk_create(
            records.Publication(
                patent_id=one.id, publication_number=f"{one.sorts['number']}A", office=one.keywords["office"][0],
                title=str(one.texts["title"]), abstract=str(one.texts["summary"]),
            )
            for one in part
        )  # fmt: skip
        records.PatentParty.objects.bulk_create(
            records.PatentParty(
                patent_id=one.id, role=records.PartyRole.APPLICANT, position=1,
                as_written=one.keywords["owner"][0], name_id=names[str(one.keywords["owner"][0])],
            )
            for one in part
        )  # fmt: skip


def asked_of_page(client: Client, one: Asked) -> int:
    """The total that the page says, with all its facets on it."""
    text = " ".join(f"TI={word}" if one.title else word for word in one.words)
    question = {"q": text, "facets": "all"} | ({"office": one.office} if one.office else {})
    page = client.get("/patents/", question)
    assert page.status_code == 200, (text, page.status_code)
    found = _COUNT.search(page.content.decode())
    assert found is not None, text
    return int(found[1].replace(",", ""))


def lines(folder: Path, count: int) -> Iterator[str]:
    """Build both, check that they agree, time both."""
    began = time.perf_counter()
    patents_store(count)
    index_ready()
    built = time.perf_counter() - began
    hand = ByHand(folder / "hand.db", count)
    yield f"{count} patents; stored and indexed in {built:.0f} s"
    client = Client()
    asked = mix()
    different = [one for one in asked if asked_of_page(client, one) != hand.search(one)]
    if different:
        raise SystemExit(f"The two do not find the same: {different}")
    page = timed(lambda one: asked_of_page(client, one), asked)
    raw = timed(hand.search, asked)
    yield row("the page: 20 hits, all facets", page)
    yield row("raw FTS5, page by date, 6 GROUP BY by hand", raw)
    yield f"ratio of p95, our page / by hand: {page[37] / raw[37]:.2f} (target <= {TARGET})"


if __name__ == "__main__":
    with scratch_site() as place:
        lines_print(lines(place, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
