"""The book as HTML from its template, then as PDF; figures go in as vectors."""

from collections.abc import Callable
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation

from analytics.landscape import day_spoken, figure_svg
from analytics.reports.book.compile import book_context
from analytics.reports.book.content import Book
from ipplatform.documents import Pdf, fonts_line, pdf_from_html

Progress = Callable[[int, int, str], None]
IMPRINT: Final = "湘江知识产权运营与调解平台"
_TITLE_LINE: Final = 13  # letters of 33 pt on the cover's width


def book_html(book: Book) -> str:
    """The whole page, in Chinese whatever the reader's language."""
    with translation.override("zh-hans"):
        return render_to_string("reports/book.html", book_context(book) | _frame(book))


def book_pdf(book: Book, progress: Progress | None = None) -> Pdf:
    """The book's PDF: the same bytes for the same book on the same fonts."""
    steps = len(book.figures) + 2
    resources: dict[str, bytes] = {}
    for place, (number, drawn) in enumerate(sorted(book.figures.items())):
        if progress:
            progress(place, steps, f"绘制图 {number}　{drawn.title}")
        resources[f"figure-{number}.svg"] = figure_svg(drawn.table)
    if progress:
        progress(steps - 2, steps, "排版")
    return pdf_from_html(book_html(book), resources=resources)


def _frame(book: Book) -> dict[str, Any]:
    """Cover, colophon and sign-off."""
    day = day_spoken(book.report_date) if book.report_date else "日期未定"
    version = f"第 {book.version} 版" if book.version else "计算稿，未立项"
    return {
        "language": "zh-CN", "created": book.report_date, "title": book.title, "title_lines": _lines(book.title),
        "author": "、".join(book.authors), "imprint": IMPRINT,
        "series": "　".join(part for part in (str(book.kind.label), book.series) if part), "lead": _lead(book),
        "cover_facts": [fact for fact in _cover(book, version, day) if fact],
        "colophon": [row for row in _colophon(book, version, day) if row[1]],
        "signatures": [("编制", book.authors), ("审核", book.reviewers), ("批准", ())],
    }  # fmt: skip


def _lead(book: Book) -> str:
    if book.data is not None:
        return f"{book.data.rows:,} 件公开文献，数据截至 {day_spoken(book.data.cutoff)}"
    return f"资料截至 {day_spoken(book.cutoff)}" if book.cutoff else ""


def _cover(book: Book, version: str, day: str) -> list[str]:
    data = book.data
    return [
        f"委托：{book.commissioner}" if book.commissioner else "",
        f"数据集：{data.rows:,} 件 · {data.hash[:4]}…{data.hash[-4:]}" if data else "",
        f"编制：{'、'.join(book.authors)}" if book.authors else "",
        f"{version} · {day}",
    ]


def _colophon(book: Book, version: str, day: str) -> list[tuple[str, str]]:
    data = book.data
    rows = [
        ("报告", book.title),
        ("版本", f"{version} · {day}"),
        ("委托单位", book.commissioner),
        ("编制", "、".join(book.authors)),
        ("审核", "、".join(book.reviewers)),
    ]
    if data is not None:
        rows += [
            ("数据来源", data.source),
            ("数据许可", data.licence),
            ("数据截止日", day_spoken(data.cutoff)),
            ("数据集", f"{data.rows:,} 件公开文献，{data.patents:,} 件专利，计数单位为{data.unit.label}"),
            ("数据集指纹", data.hash),
        ]
    elif book.cutoff:
        rows.append(("资料截止日", day_spoken(book.cutoff)))
    return [*rows, ("字体", fonts_line()), ("出版", f"{IMPRINT} · 湖南湘江新区政务服务中心")]


def _lines(title: str) -> list[str]:
    """The title on the cover in lines that break before the kind of report, else by length."""
    for mark in ("专利数据分析报告", "智库研究专题报告"):
        if title.endswith(mark) and len(title) > len(mark):
            head = title.removesuffix(mark)
            return [*_cut(head), mark]
    return _cut(title)


def _cut(text: str) -> list[str]:
    return [text[start : start + _TITLE_LINE] for start in range(0, len(text), _TITLE_LINE)]
