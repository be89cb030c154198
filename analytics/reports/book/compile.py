"""Sections and blocks -> numbered chapters of parts, with the lists of contents, figures and tables."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from analytics.reports.blocks import SWOT, swot_parts
from analytics.reports.book.annexes import annexes
from analytics.reports.book.computed import Part, computed_parts, html, rows_part, table_part
from analytics.reports.book.content import Book
from analytics.reports.outline import Block

_INLINE_ROWS: Final = 12  # longer tables stand in the annex only


def book_context(book: Book) -> dict[str, Any]:
    """What the book's template asks: chapters, annexes, contents, figures, tables; and the figures to draw."""
    compiler = _Compiler(book)
    chapters = [compiler.chapter(place, section) for place, section in enumerate(book.sections, start=1)]
    letters = [compiler.annex(chr(ord("A") + place), *one) for place, one in enumerate(annexes(book))]
    compiler.link_tables()
    return {
        "chapters": chapters, "annexes": letters, "contents": compiler.contents, "figures": compiler.figures,
        "tables": compiler.tables,
    }  # fmt: skip


def web_chapters(book: Book) -> list[dict[str, Any]]:
    """The chapters that a page reads aloud: a think-tank report's all, of a data report how it was counted.

    Figures stand on the page by themselves, with their tables and downloads.
    """
    wanted = {"method"} if book.data is not None else {section["key"] for section in book.sections}
    context = book_context(book)
    chapters = [one for one in context["chapters"] if one["key"] in wanted]
    sources = [one for one in context["annexes"] if any(part["kind"] == "citations" for part in one["parts"])]
    return [*chapters, *sources]


class _Compiler:
    """Numbers what it meets in reading order."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.contents: list[dict[str, Any]] = []
        self.figures: list[dict[str, Any]] = []
        self.tables: list[dict[str, Any]] = []
        self.findings = {id(block): place for place, block in enumerate(book.findings, start=1)}
        self.annex_tables: dict[int, str] = {}
        self.pointers: list[tuple[int, Part]] = []

    def chapter(self, place: int, section: Any) -> dict[str, Any]:
        """A chapter with its parts; headings are numbered within it."""
        entry = {"level": 1, "id": f"c-{section['key']}", "number": str(place), "title": section["title"]}
        self.contents.append(entry)
        parts: list[Part] = []
        headings = 0
        rows: list[Block] = []
        for block in section["blocks"]:
            if block["type"] == "recommendation":
                rows.append(block)
                continue
            if block["type"] == "heading":
                headings += 1
                heading = {
                    "level": 2, "id": f"c-{section['key']}-{headings}", "number": f"{place}.{headings}",
                    "title": block["text"],
                }  # fmt: skip
                self.contents.append(heading)
                parts.append({"kind": "heading", **heading})
                continue
            parts += self.numbered(_PARTS[block["type"]](self, block, section["key"]))
        if rows:
            parts += self.numbered([_recommendations(rows)])
        if not parts:
            parts.append(html("本章待编写。"))
        # Chapters of running text follow each other; chapters of figures open a page.
        run_on = self.book.data is None and place > 1
        return entry | {"parts": parts, "key": section["key"], "run_on": run_on}

    def annex(self, letter: str, title: str, parts: list[Part]) -> dict[str, Any]:
        """An annex; its tables are numbered by its letter."""
        entry = {"level": 1, "id": f"annex-{letter.lower()}", "number": f"附录 {letter}", "title": title}
        self.contents.append(entry)
        place = 0
        for part in parts:
            if part["kind"] == "table":
                place += 1
                part |= {"id": f"t-{letter.lower()}-{place}", "number": f"{letter}-{place}"}
                if "figure" in part:
                    self.annex_tables[part["figure"]] = part["number"]
        return entry | {"parts": parts, "run_on": letter > "A" and not any("figure" in part for part in parts)}

    def numbered(self, parts: Iterable[Part]) -> list[Part]:
        """Tables of the chapters are numbered through."""
        kept = list(parts)
        for part in kept:
            if part["kind"] == "table":
                number = len(self.tables) + 1
                part |= {"id": f"t-{number}", "number": str(number)}
                self.tables.append({key: part[key] for key in ("id", "number", "title")})
        return kept

    def link_tables(self) -> None:
        """Say in a figure's caption where its full table stands, known only after the annexes are numbered."""
        for number, image in self.pointers:
            if number in self.annex_tables:
                image["caption"] += f"；数据见表 {self.annex_tables[number]}"

    def figure(self, block: Block, key: str) -> list[Part]:
        """The findings that read the figure, the figure, and its table or where it stands."""
        drawn = self.book.figures.get(block["figure"])
        if drawn is None:
            return []
        entry = {"id": f"f-{drawn.number}", "number": str(drawn.number), "title": drawn.title}
        if entry not in self.figures:
            self.figures.append(entry)
        parts = [
            self.finding(one, key)[0]
            for one in self.book.findings
            if key != "summary" and one["figure"] == drawn.number
        ]
        image = {**entry, "image": f"figure-{drawn.number}.svg", "alt": drawn.alt, "caption": drawn.caption}
        parts.append({"kind": "figure", "figure": image})
        if len(drawn.table.rows) <= _INLINE_ROWS:
            parts.append(table_part(drawn.table))
        else:
            self.pointers.append((drawn.number, image))
        return parts

    def finding(self, block: Block, key: str) -> list[Part]:
        """A numbered finding with the figure it reads."""
        number, known = block["figure"], block["figure"] in self.book.figures
        told = {"number": self.findings.get(id(block), ""), "text": block["text"].rstrip("。")}
        return [{"kind": "finding", "figure": number, "href": f"f-{number}" if known else "", **told}]


def _text(compiler: _Compiler, block: Block, key: str) -> list[Part]:
    return [html(block["text"])]


def _table(compiler: _Compiler, block: Block, key: str) -> list[Part]:
    drawn = compiler.book.figures.get(block["figure"])
    return [table_part(drawn.table, note=drawn.caption)] if drawn else []


def _swot(compiler: _Compiler, block: Block, key: str) -> list[Part]:
    parts = swot_parts(block["text"])
    cells = [{"label": str(label), "html": html(parts[name] or "未填写")["html"]} for name, label in SWOT.items()]
    return [{"kind": "swot", "cells": cells}]


def _computed(compiler: _Compiler, block: Block, key: str) -> list[Part]:
    return computed_parts(block["name"], compiler.book)


def _recommendations(rows: list[Block]) -> Part:
    told = [
        [str(n), row["text"], row.get("owner") or "—", row.get("term") or "—"] for n, row in enumerate(rows, start=1)
    ]
    return rows_part("建议", ["序号", "建议", "责任单位", "期限"], told, numeric="num-1")


_PARTS: Final[dict[str, Callable[[_Compiler, Block, str], list[Part]]]] = {
    "text": _text,
    "finding": _Compiler.finding,
    "figure": _Compiler.figure,
    "table": _table,
    "swot": _swot,
    "computed": _computed,
}
