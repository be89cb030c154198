"""17,111 real titles: counts settled by a plain substring search, traditional and simplified as one letter."""

import pytest
import python_calamine

from ipplatform.search.embedded import EmbeddedEngine
from ipplatform.search.tokens import normalise
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, book
from tests.shared_data import shared_data

NO_NUMBER = "该数据不支持导出"
COUNTS = {"波导": 813, "眼镜": 481, "头戴式": 430, "虚拟现实": 81, "显示": 2703, "光": 2890}


@pytest.mark.scale
def test_title_words_of_the_real_file(shelf):
    workbook = python_calamine.CalamineWorkbook.from_path(shared_data("patsnap/ar_glasses.xlsx"))
    header, *rows = workbook.get_sheet_by_name("sheet1").to_python()
    title, number = header.index("标题"), header.index("公开(公告)号")
    for key, row in enumerate(rows, start=1):
        if NO_NUMBER not in str(row[number]):
            BOOKS[key] = book(key, str(row[title]), number=[str(row[number])], date=None)
    engine = EmbeddedEngine()
    assert engine.rebuild([DECLARATION]) == 17_111
    assert {word: engine.search(ask(f"TI={word}")).total for word in COUNTS} == COUNTS
    titles = {key: normalise(str(one.texts["title"])) for key, one in BOOKS.items()}
    for word in ("显", "增强现实", "及其", "裝置", "鏡", "ディスプレイ", "장치"):
        substring = {key for key, text in titles.items() if normalise(word) in text}
        assert set(engine.scan(ask(f"TI={word}"))) == substring
    engine.close()
