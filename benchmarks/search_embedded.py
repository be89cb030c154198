"""Embedded search against raw FTS5 with facets by GROUP BY, and against a LIKE scan, on the same invented documents.

Prints p50 and p95 over a stated mix of 40 queries (the empty one included) with 6 facets and 20 hits, their ratio, and
ours by class of query. The search is timed, not the page around it.
Run: python -m benchmarks.search_embedded [DOCUMENTS]  (100,000 unless told; a few minutes, of which most is building)
"""

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import django
from django.conf import settings

from ipplatform import search
from ipplatform.search.declarations import IndexDeclaration
from ipplatform.search.embedded import EmbeddedEngine
from ipplatform.search.tokens import query_tokens, stream

FACETS = ("office", "kind", "status", "owner", "symbol", "year")
PARTS = "电池 电极 电解质 隔膜 挖掘机 液压 轴承 传感器 控制器 电机 水泵 阀门 机械臂 起重机 盾构 钻杆 齿轮 散热器 线圈"
ENDS = "装置 方法 系统 设备 组件 结构 材料"
LETTERS = [chr(point) for point in random.Random(1).sample(range(0x4E00, 0x9000), 2000)]  # noqa: S311  sample data
WEIGHTS = [1 / (place + 5) for place in range(2000)]


@dataclass(frozen=True)
class Asked:
    """One query of the mix: all words in title or summary (`title`: title only), and an office filter."""

    words: tuple[str, ...] = ()
    title: bool = False
    office: str = ""


def classes() -> dict[str, list[Asked]]:
    """The mix of 40 queries by what is asked for."""
    parts, ends = PARTS.split(), ENDS.split()
    return {
        "empty": [Asked()],
        "filter": [Asked(office="JP"), Asked(office="US")],
        "word": [Asked((word,)) for word in parts],
        "pair of words": [Asked((one, two)) for one, two in zip(parts[:7], ends, strict=True)],
        "title": [Asked((word,), title=True) for word in parts[:5]],
        "rare word": [Asked((LETTERS[place] + LETTERS[place + 1],)) for place in (10, 100, 400)],
        "one letter": [Asked((LETTERS[300],)), Asked((LETTERS[900],))],
        "word and filter": [Asked((parts[0],), office="CN")],
    }


def mix() -> list[Asked]:
    """The 40 queries in turn."""
    return [one for asked in classes().values() for one in asked]


def documents(count: int) -> Iterator[search.Document]:
    """Invented documents, the same at every call."""
    chance = random.Random(7)  # noqa: S311  sample data
    parts, ends = PARTS.split(), ENDS.split()
    for key in range(1, count + 1):
        title = chance.choice(parts) + "".join(chance.choices(LETTERS, WEIGHTS, k=4)) + chance.choice(parts)
        title += chance.choice(ends)
        office = chance.choices(("CN", "US", "JP", "KR", "EP", "WO"), (60, 15, 10, 7, 5, 3))[0]
        symbols = [f"{chance.choice('ABCDEFGH')}{chance.randint(1, 30):02d}{chance.choice('BCD')}" for _ in range(3)]
        year = str(2000 + int(chance.random() ** 0.5 * 25))
        yield search.Document(
            id=key,
            texts={"title": title, "summary": title + "".join(chance.choices(LETTERS, WEIGHTS, k=100))},
            keywords={
                "office": [office],
                "kind": [chance.choice("ABCD")],
                "status": [chance.choice("XYZ")],
                "owner": [f"示例公司{int(chance.paretovariate(0.5)) % 20000}"],
                "symbol": sorted(set(symbols)),
                "year": [year],
            },
            sorts={"date": f"{year}-{chance.randint(1, 12):02d}", "number": f"{office}{key:07d}"},
        )


def declaration(count: int) -> IndexDeclaration:
    """The index of the invented documents."""

    def all_documents(_ids: Sequence[int] | None) -> Iterator[search.Document]:
        return documents(count)

    return search.IndexDeclaration(
        name="benchmark",
        label="benchmark",
        fields=(search.TextField("title", "TI", "", default=True), search.TextField("summary", "AB", "", default=True)),
        facets=tuple(search.FacetField(name, "", limit=100) for name in FACETS),
        sorts=(search.SortField("date", ""), search.SortField("number", "")),
        title="title",
        tie_break=("-date", "number"),
        schema=1,
        documents=all_documents,
    )


class ByHand:
    """Raw FTS5 on the same token stream: a count, a page by date, six facets by GROUP BY; nothing kept ready."""

    def __init__(self, path: Path, count: int) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.execute("PRAGMA cache_size=-65536")
        self.connection.execute("PRAGMA synchronous=OFF")
        columns = "office, kind, status, owner, year, date"
        self.connection.execute(f"CREATE TABLE d (id INTEGER PRIMARY KEY, {columns}, title, summary)")
        self.connection.execute("CREATE TABLE symbol (d INTEGER, symbol TEXT, PRIMARY KEY (d, symbol)) WITHOUT ROWID")
        self.connection.execute(
            "CREATE VIRTUAL TABLE w USING fts5(title, summary, content='', tokenize='unicode61 remove_diacritics 0')"
        )
        for one in documents(count):
            title, summary = str(one.texts["title"]), str(one.texts["summary"])
            keys = [one.keywords[name][0] for name in ("office", "kind", "status", "owner", "year")]
            row = (one.id, *keys, one.sorts["date"], title, summary)
            self.connection.execute("INSERT INTO d VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            self.connection.executemany(
                "INSERT INTO symbol VALUES (?, ?)", [(one.id, s) for s in one.keywords["symbol"]]
            )
            self.connection.execute(
                "INSERT INTO w (rowid, title, summary) VALUES (?, ?, ?)", (one.id, stream(title), stream(summary))
            )
        self.connection.commit()
        self.connection.execute("INSERT INTO w (w) VALUES ('optimize')")
        self.connection.execute("ANALYZE")
        self.connection.commit()

    def search(self, asked: Asked) -> int:
        """The total; page and facets are read and dropped."""
        found, bound = self._found(asked)
        run = self.connection.execute
        (total,) = run(f"SELECT count(*) FROM {found}", bound).fetchone()  # noqa: S608  fixed names
        run(f"SELECT d.id FROM {found} ORDER BY d.date DESC LIMIT 20", bound).fetchall()  # noqa: S608  fixed names
        for name in ("office", "kind", "status", "owner", "year"):
            run(
                f"SELECT d.{name}, count(*) AS n FROM {found} GROUP BY 1 ORDER BY n DESC, 1 LIMIT 100",  # noqa: S608  fixed names
                bound,
            ).fetchall()
        joined = found.replace(" WHERE", " CROSS JOIN symbol s ON s.d = d.id WHERE")
        run(f"SELECT s.symbol, count(*) AS n FROM {joined} GROUP BY 1 ORDER BY n DESC, 1 LIMIT 100", bound).fetchall()  # noqa: S608  fixed names
        return int(total)

    def like(self, asked: Asked) -> int:
        """The total by a scan of the texts."""
        tests = [f"(title LIKE ?{'' if asked.title else ' OR summary LIKE ?'})" for _ in asked.words]
        bound = [f"%{word}%" for word in asked.words for _ in range(1 if asked.title else 2)]
        (total,) = self.connection.execute(f"SELECT count(*) FROM d WHERE {' AND '.join(tests)}", bound).fetchone()  # noqa: S608  fixed
        return int(total)

    def _found(self, asked: Asked) -> tuple[str, list[str]]:
        where, bound = [], []
        if asked.words:
            phrases = [query_tokens(word) for word in asked.words]
            texts = [f'"{" ".join(one.tokens)}"{"*" if one.prefix else ""}' for one in phrases]
            where.append("w MATCH ?")
            bound.append(" AND ".join(f"title : {text}" if asked.title else text for text in texts))
        if asked.office:
            where.append("d.office = ?")
            bound.append(asked.office)
        source = "w CROSS JOIN d ON d.id = w.rowid" if asked.words else "d"
        return f"{source} WHERE {' AND '.join(where) or '1'}", bound


def timed(work: Callable[[Asked], int], asked: Sequence[Asked], rounds: int = 5) -> list[float]:
    """Milliseconds of every query, the best of some rounds."""
    spent = []
    for one in asked:
        best = float("inf")
        for _ in range(rounds):
            began = time.perf_counter()
            work(one)
            best = min(best, (time.perf_counter() - began) * 1000)
        spent.append(best)
    return sorted(spent)


def row(name: str, spent: list[float]) -> str:
    """One line of the table."""
    return f"{name:44} p50 {spent[len(spent) // 2]:8.1f} ms   p95 {spent[int(len(spent) * 0.95)]:8.1f} ms"


def main(count: int) -> None:
    """Build both, check that they agree, time both, print the ratios."""
    say = sys.stdout.write
    with tempfile.TemporaryDirectory() as folder:
        settings.SEARCH_FILE = Path(folder) / "search.db"
        search.index_register(declaration(count))
        engine = EmbeddedEngine()
        began = time.perf_counter()
        engine.rebuild([search.index("benchmark")])
        building = time.perf_counter() - began
        began = time.perf_counter()
        hand = ByHand(Path(folder) / "hand.db", count)
        say(f"{count} documents; building {building:.1f} s, by hand {time.perf_counter() - began:.1f} s\n")

        def ours(asked: Asked) -> int:
            text = " ".join(f"TI={word}" if asked.title else word for word in asked.words)
            filters = {"office": [asked.office]} if asked.office else {}
            return engine.search(search.parse_query(text, filters, index="benchmark")).total

        asked = mix()
        different = [one for one in asked if ours(one) != hand.search(one)]
        if different:
            raise SystemExit(f"The two do not find the same: {different}")
        by_class = {name: timed(ours, some) for name, some in classes().items()}
        fast, raw = sorted(chain.from_iterable(by_class.values())), timed(hand.search, asked)
        words = [one for one in asked if one.words and not one.office][:8]
        found, scan = timed(ours, words), timed(hand.like, words, rounds=1)
        say(row("embedded: hits, rank, total, 6 facets", fast) + "\n")
        say("".join(row(f"  {name}", spent) + "\n" for name, spent in by_class.items()))
        say(row("raw FTS5, page by date, 6 GROUP BY by hand", raw) + "\n")
        say(f"ratio of p95, ours / by hand: {fast[37] / raw[37]:.2f} (target <= 2)\n")
        say(row("embedded, 8 words", found) + "\n" + row("LIKE scan, total only, the same 8 words", scan) + "\n")
        say(f"ratio of p50, LIKE scan / ours: {scan[4] / found[4]:.1f}\n")
        engine.close()
        hand.connection.close()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipplatform.settings.test")
    django.setup()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
