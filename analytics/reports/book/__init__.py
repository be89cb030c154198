"""The report as a book: what a report or a frozen dataset says -> chapters -> HTML -> PDF. Reads, never writes."""

from analytics.reports.book.compile import web_chapters
from analytics.reports.book.content import Book, book_of_frozen, book_of_report
from analytics.reports.book.text import text_html
from analytics.reports.book.typeset import Progress, book_html, book_pdf

__all__ = ["Book", "Progress", "book_html", "book_of_frozen", "book_of_report", "book_pdf", "text_html", "web_chapters"]
