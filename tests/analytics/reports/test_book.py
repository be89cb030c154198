"""The book: text as written, numbered parts, the same content twice, honest words where nothing is recorded."""

import io

import pytest
from pypdf import PdfReader

from analytics.landscape import dataset_hash, frame_from_parquet
from analytics.reports.blocks import blocks_clean, swot_parts
from analytics.reports.book import book_html, book_of_report, text_html
from analytics.reports.book.content import tables_of
from analytics.reports.findings import findings_draft
from analytics.reports.models import Kind
from analytics.reports.selectors import report_fingerprint
from analytics.reports.services import report_pdf_build
from ipplatform.files.services import path_of
from patents.names.selectors import READING_NOTES, NameReading
from tests.factories.reports import complete, details_filled, drafting, frozen, patents_indexed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def test_text_is_escaped_and_plainly_marked_up():
    html = text_html("一段<script>\n第二行\n\n- 甲\n- **乙**\n\n> 引文")
    assert html == (
        "<p>一段&lt;script&gt;<br>第二行</p><ul><li>甲</li><li><b>乙</b></li></ul><blockquote>引文</blockquote>"
    )
    assert text_html("") == ""


def test_blocks_keep_only_what_their_type_holds():
    typed = [
        {"type": "finding", "text": " 甲 ", "figure": 1, "owner": "x"},
        {"type": "heading", "text": "乙", "name": "rules"},
    ]
    assert blocks_clean(typed, {1}) == [
        {"type": "finding", "text": "甲", "figure": 1},
        {"type": "heading", "text": "乙"},
    ]
    assert swot_parts("优势：甲\n劣势: 乙\n机会：丙") == {
        "strengths": "甲", "weaknesses": "乙", "opportunities": "丙", "threats": ""
    }  # fmt: skip


def test_frozen_twice_gives_the_same_hash_and_tables():
    report = frozen(drafting())
    first, tables = report.dataset, tables_of(book_of_report(report))
    report = frozen(report)
    assert report.dataset.pk != first.pk
    assert report.dataset.hash == first.hash
    assert tables_of(book_of_report(report)) == tables
    stored = frame_from_parquet(path_of(first.file.sha256).read_bytes())
    assert dataset_hash(stored) == first.hash
    assert stored.height == first.rows == 14


def test_applicants_count_under_the_names_that_the_author_chose_and_the_book_says_which():
    report = drafting()
    for holder in ("示例（中国）有限公司", "示例(中国)有限公司", "示例(中国)股份有限公司"):
        patents_indexed({2021: 1}, holder=holder)
    told = {}
    for names in NameReading:
        report = frozen(report, names=names)
        book = book_of_report(report)
        ranking = book.figures[9]
        shown = {str(row[1]) for row in ranking.table.rows if str(row[1]).startswith("示例") and "中国" in str(row[1])}
        told[names] = (ranking.table.columns[1].label, len(shown), report.dataset.hash)
        spoken = {"raw": "名称按来源原文", "normalised": "名称经自动归一", "approved": "名称按人工归并表"}[names]
        assert all(spoken in book.figures[number].caption for number in (3, 9, 10, 12) if number in book.figures)
        assert report.figures.get(number=9).params["names"] == report.dataset.names == names
        html = book_html(book)
        assert READING_NOTES[names] in html and spoken in html
        assert ("其余归并逐条由人工核准" in html) == (names == NameReading.APPROVED)
    assert [(label, lines) for label, lines, _hash in told.values()] == [
        ("申请人（来源原文）", 3), ("申请人（自动归一）", 1), ("申请人（归并后）", 2),
    ]  # fmt: skip
    assert told[NameReading.NORMALISED][2] != told[NameReading.RAW][2]
    assert frozen(report).dataset.names == NameReading.APPROVED


def test_more_patents_give_another_hash():
    report = frozen(drafting())
    before = report.dataset.hash
    patents_indexed({2021: 1})
    assert frozen(report).dataset.hash != before


def test_five_to_eight_findings_each_name_a_figure():
    book = book_of_report(frozen(drafting()))
    assert 5 <= len(book.findings) <= 8
    assert {one["figure"] for one in book.findings} <= set(book.figures)
    assert findings_draft({}) == []
    assert findings_draft({1: book.figures[1].table})[0]["text"] == "2018—2019 年，年申请量由 2 件增至 3 件。"


def test_the_authors_words_survive_a_second_freezing():
    report = frozen(drafting())
    section = report.sections.get(key="summary")
    section.blocks = [{"type": "finding", "text": "作者改过的话", "figure": 1}]
    section.save()
    report = frozen(report)
    assert [one["text"] for one in book_of_report(report).findings] == ["作者改过的话"]
    assert len(book_of_report(frozen(report, redraft=True)).findings) >= 5


def test_the_pdf_holds_what_acceptance_asks_and_is_the_same_twice():
    report = complete(drafting())
    author = report.authors.get()
    built = report_pdf_build(report=report, by=author)
    content = path_of(built.pdf.sha256).read_bytes()
    reader = PdfReader(io.BytesIO(content))
    text = "".join(page.extract_text() for page in reader.pages)
    for wanted in (
        report.title, "版权与说明", "签署", "目录", "发现 1", "产业链", "技术分解", "查准与查全", "计数单位", "截断",
        "名称归并", "新区位置", "无记录", "建议", "检索式", "source=demo", "复算", report.dataset.hash[:30], "未列的图",
    ):  # fmt: skip
        assert wanted in text.replace("\n", ""), wanted
    assert built.pdf_fingerprint == report_fingerprint(report)
    assert len(reader.pages) == built.pdf_pages
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    again = report_pdf_build(report=report, by=author)
    assert again.pdf.sha256 == built.pdf.sha256


def test_a_think_tank_book_names_only_those_who_agreed():
    report = drafting(Kind.THINK_TANK)
    author = report.authors.get()
    report = details_filled(report, author)
    for place, (name, consent) in enumerate([("示例具名企业", True), ("示例不具名企业", False)], start=1):
        report.interviews.create(
            position=place, organisation=name, held_on=report.report_date, people=2, consent=consent
        )
    report.citations.create(position=1, text="示例文献")
    html = book_html(book_of_report(report))
    assert "示例具名企业" in html
    assert "示例不具名企业" not in html
    assert "共访谈 2 次、4 人" in html
    assert "引用文献" in html
