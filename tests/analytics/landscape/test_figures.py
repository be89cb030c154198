"""Figures: the same bytes for the same table, words for those who cannot see, letters for every name."""

import io
import re
from datetime import date

import pytest
from PIL import Image

from analytics.landscape import TABLES, figure_alt_text, figure_caption, figure_png, figure_svg, table_build
from analytics.landscape.figures.drawing import FIGURES
from analytics.landscape.figures.style import MISSING_GLYPH, drawable, shortened
from tests.factories.landscape import by_year, frame, params, row

NAMES = ["示例甲公司", "株式会社リコー", "주식회사 예시", "SOCIÉTÉ D'ÉTUDES ŒUVRE " + "X" * 60, "ตัวอย่าง"]
MIXED = frame(
    *(
        row(
            n,
            filing_year=2008 + n % 14,
            applicants=[NAMES[n % 5]],
            office=["CN", "US", "KR"][n % 3],
            patent_type=["invention", "design"][n % 2],
            ipc_main="G02B27/01",
            ipc_all=["G02B27/01", "H04N5/00"],
            legal_status=["valid", "rejected"][n % 2],
            granted=n % 2 == 0,
        )
        for n in range(300)
    )
)
TINY = frame(row(1))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("rows", [MIXED, TINY, TINY.clear()], ids=["wide", "tiny", "none"])
def test_every_table_is_drawn_without_a_warning(name, rows):
    table = table_build(name, rows, params())
    svg, png = figure_svg(table), figure_png(table, dpi=50)
    assert svg.startswith(b"<?xml") and b"<dc:date>" not in svg
    assert Image.open(io.BytesIO(png)).size[0] == pytest.approx(335, abs=2)


def test_the_same_table_gives_the_same_bytes():
    table = table_build("filing_trend", MIXED, params())
    assert figure_svg(table) == figure_svg(table)
    assert figure_png(table) == figure_png(table)


def test_letters_are_outlines_so_that_no_reader_needs_the_font():
    assert b"<text" not in figure_svg(table_build("top_applicants", MIXED, params()))


def test_truncated_years_are_hatched_and_complete_ones_are_not():
    rows = by_year({year: 20 for year in range(2015, 2024)})
    hatches = re.compile(rb"fill: url\(#\w+\)")
    assert len(hatches.findall(figure_svg(table_build("filing_trend", rows, params())))) == 3  # two years and the key
    complete = params(year_to=2021)
    assert not hatches.findall(figure_svg(table_build("filing_trend", rows, complete)))


def test_every_table_has_a_figure():
    assert set(FIGURES) == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_alt_text_and_caption_say_what_the_rules_ask(name):
    table = table_build(name, MIXED, params())
    alt = figure_alt_text(table)
    assert alt.startswith(f"图 {table.number}，{table.title}") and f"{table.n:,} 件" in alt
    caption = figure_caption(table, "示例数据源", date(2024, 6, 30))
    for part in (f"图 {table.number}　{table.title}", f"n = {table.n:,}", "来源：示例数据源", "数据截至 2024年6月30日"):
        assert part in caption
    assert all(note in caption for note in table.notes_of("truncation", "mode", "excluded"))


def test_the_alt_text_of_a_trend_names_its_peak_and_its_incomplete_years():
    alt = figure_alt_text(table_build("filing_trend", by_year({2018: 3, 2019: 9, 2020: 2}), params()))
    assert "最高为 2019 年，9 件" in alt
    assert "2019、2020 年公开尚不完整" in alt


def test_long_names_are_cut_in_the_figure_and_nowhere_else():
    assert shortened("示例" * 10, 12) == "示例示例示…"
    assert shortened("短", 12) == "短"
    assert NAMES[3] in table_build("top_applicants", MIXED, params()).column("applicant")


def test_a_letter_that_no_font_holds_becomes_the_printers_mark():
    assert drawable("示例リÉ") == "示例リÉ"
    assert drawable("\U0001f9ff") == MISSING_GLYPH
