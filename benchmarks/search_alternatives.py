"""The same page on other engines, once: Wagtail's database search, Whoosh, Tantivy and ours, on the same documents.

Page: total, 20 hits by date, counts of the facets. Whoosh and Tantivy get our token stream and phrases; Wagtail gets
plain text, as a Wagtail site would, and one value a facet. Run: python -m benchmarks.search_alternatives [DOCUMENTS]
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings
from django.db import connection, models
from wagtail.search import index as wagtail_index
from wagtail.search.backends import get_search_backend
from whoosh import fields, query, sorting
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filestore import FileStorage

from benchmarks.scratch import lines_print, scratch_site
from benchmarks.search_embedded import FACETS, Asked, declaration, documents, mix, row, timed
from ipplatform import search
from ipplatform.search.embedded import EmbeddedEngine
from ipplatform.search.tokens import query_tokens, stream

HITS = 20
ROUNDS = 3
Page = Callable[[Asked], int]


def ours(folder: Path, count: int) -> Page:
    """The embedded engine: hits ranked, ties broken, six facets."""
    settings.SEARCH_FILE = folder / "search.db"
    search.index_register(declaration(count))
    engine = EmbeddedEngine()
    engine.rebuild([search.index("benchmark")])

    def page(asked: Asked) -> int:
        text = " ".join(f"TI={word}" if asked.title else word for word in asked.words)
        filters = {"office": [asked.office]} if asked.office else {}
        return engine.search(search.parse_query(text, filters, index="benchmark")).total

    return page


def by_whoosh(folder: Path, count: int) -> Page:
    """Whoosh with our tokens; facets by `groupedby`, which looks at every hit."""
    schema = fields.Schema(
        key=fields.NUMERIC(stored=True), date=fields.KEYWORD(sortable=True),
        title=fields.TEXT(SpaceSeparatedTokenizer()), summary=fields.TEXT(SpaceSeparatedTokenizer()),
        **{name: fields.KEYWORD(sortable=name != "symbol") for name in FACETS},
    )  # fmt: skip
    (folder / "whoosh").mkdir()
    made = FileStorage(str(folder / "whoosh")).create_index(schema)
    writer = made.writer(limitmb=256)
    for one in documents(count):
        facets = {name: " ".join(one.keywords[name]) for name in FACETS}
        title, summary = stream(str(one.texts["title"])), stream(str(one.texts["summary"]))
        writer.add_document(key=one.id, date=str(one.sorts["date"]), title=title, summary=summary, **facets)
    writer.commit(optimize=True)
    searcher = made.searcher()

    def words(word: str, field: str) -> query.Query:
        phrase = query_tokens(word)
        if phrase.prefix:
            return query.Prefix(field, phrase.tokens[-1])
        return query.Phrase(field, list(phrase.tokens))

    def page(asked: Asked) -> int:
        names = ["title"] if asked.title else ["title", "summary"]
        parts = [query.Or([words(word, name) for name in names]) for word in asked.words]
        parts += [query.Term("office", asked.office)] if asked.office else []
        found = searcher.search(
            query.And(parts) if parts else query.Every(), limit=HITS, sortedby="date", reverse=True,
            groupedby={name: sorting.FieldFacet(name, allow_overlap=name == "symbol") for name in FACETS},
        )  # fmt: skip
        for name in FACETS:
            found.groups(name)
        return len(found)

    return page


def by_tantivy(folder: Path, count: int) -> Page:
    """Tantivy with our tokens; facets by terms aggregations over fast fields."""
    builder = tantivy.SchemaBuilder()
    for name in ("title", "summary"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in ("date", *FACETS):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    schema = builder.build()
    (folder / "tantivy").mkdir()
    made = tantivy.Index(schema, path=str(folder / "tantivy"))
    writer = made.writer(heap_size=256_000_000)
    for one in documents(count):
        document = tantivy.Document(
            title=stream(str(one.texts["title"])), summary=stream(str(one.texts["summary"])),
            date=str(one.sorts["date"]), **{name: list(one.keywords[name]) for name in FACETS},
        )  # fmt: skip
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    made.reload()
    searcher = made.searcher()
    counting = {name: {"terms": {"field": name, "size": 100}} for name in FACETS}

    def words(word: str, field: str) -> tantivy.Query:
        phrase = query_tokens(word)
        if phrase.prefix:
            return tantivy.Query.regex_query(schema, field, f"{phrase.tokens[-1]}.*")
        if len(phrase.tokens) == 1:
            return tantivy.Query.term_query(schema, field, phrase.tokens[0])
        return tantivy.Query.phrase_query(schema, field, list(phrase.tokens))

    def page(asked: Asked) -> int:
        names = ["title"] if asked.title else ["title", "summary"]
        must = tantivy.Occur.Must
        either = [
            tantivy.Query.boolean_query([(tantivy.Occur.Should, words(word, name)) for name in names])
            for word in asked.words
        ]
        parts = [(must, one) for one in either]
        parts += [(must, tantivy.Query.term_query(schema, "office", asked.office))] if asked.office else []
        whole = tantivy.Query.boolean_query(parts) if parts else tantivy.Query.all_query()
        found: Any = searcher.search(whole, limit=HITS, count=True, order_by_field="date")
        searcher.aggregate(whole, counting)
        return int(found.count)

    return page


def wagtail_model() -> Any:
    """What Wagtail indexes, in an app that is there; made after the site is set up, its table by hand."""
    letters = {"office": 2, "kind": 1, "status": 1, "owner": 40, "symbol": 10, "year": 4, "date": 10}
    columns: dict[str, Any] = {name: models.CharField(max_length=size) for name, size in letters.items()}
    columns |= {"title": models.TextField(), "summary": models.TextField()}
    searched = [wagtail_index.SearchField("title"), wagtail_index.SearchField("summary")]
    searched += [wagtail_index.FilterField(name) for name in letters]
    meta = type("Meta", (), {"app_label": "jobs"})
    own = {"__module__": "ipplatform.jobs.models", "Meta": meta, "search_fields": searched, **columns}
    made = type("Found", (wagtail_index.Indexed, models.Model), own)
    with connection.schema_editor() as editor:
        editor.create_model(made)
    return made


def by_wagtail(_folder: Path, count: int) -> Page:
    """Wagtail's own database search (SQLite FTS5), as a site gets it without an engine of its own."""
    found_model = wagtail_model()
    rows = [
        found_model(
            title=one.texts["title"], summary=one.texts["summary"], date=one.sorts["date"],
            **{name: one.keywords[name][0] for name in FACETS},
        )
        for one in documents(count)
    ]  # fmt: skip
    found_model.objects.bulk_create(rows, batch_size=500)
    backend = get_search_backend("default")
    for first in range(0, count, 1000):
        backend.add_bulk(found_model, list(found_model.objects.order_by("pk")[first : first + 1000]))

    def page(asked: Asked) -> int:
        rows = found_model.objects.filter(office=asked.office) if asked.office else found_model.objects.all()
        if not asked.words:
            total, hits = rows.count(), list(rows.order_by("-date")[:HITS])
            for name in FACETS:
                list(rows.values_list(name).annotate(n=models.Count("pk")).order_by("-n")[:100])
            return total if hits else 0
        found = backend.search(" ".join(asked.words), rows, fields=["title"] if asked.title else None)
        list(found[:HITS])
        for name in FACETS:
            found.facet(name)
        return int(found.count())

    return page


WAYS: dict[str, Callable[[Path, int], Page]] = {
    "ours, embedded": ours,
    "Tantivy": by_tantivy,
    "Whoosh": by_whoosh,
    "Wagtail's database search": by_wagtail,
}


def lines(folder: Path, count: int) -> Iterator[str]:
    """For each engine: building, p50 and p95 of the mix, ratio to ours, how many totals are what ours finds."""
    first: tuple[float, list[int]] | None = None
    for name, make in WAYS.items():
        began = time.perf_counter()
        page = make(folder, count)
        built = time.perf_counter() - began
        totals = [page(asked) for asked in mix()]
        spent = timed(page, mix(), rounds=ROUNDS)
        first = first or (spent[37], totals)
        equal = sum(one == other for one, other in zip(totals, first[1], strict=True))
        found = sum(map(bool, totals))
        yield row(name, spent) + f"   built {built:6.1f} s   p95 / ours {spent[37] / first[0]:6.2f}"
        yield f"{'':44} {equal} of 40 totals as ours, {found} questions find anything"


def main(count: int) -> None:
    """Print the table."""
    with scratch_site() as folder:
        lines_print(lines(folder, count))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
