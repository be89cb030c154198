"""What changed between two versions of a question."""

from patents.industries.differences import ADDED, REMOVED, SAME, FilterChange, Part, filters_difference, text_difference


def test_words_that_came_and_went_are_told():
    parts = text_difference("TI=(电池 AND 隔膜)", "TI=(电池 AND 电解质) NOT 灯具")
    assert Part(REMOVED, "隔膜") in parts
    assert Part(ADDED, "电解质") in parts
    assert "".join(part.text for part in parts if part.kind != REMOVED) == "TI=(电池 AND 电解质) NOT 灯具"
    assert "".join(part.text for part in parts if part.kind != ADDED) == "TI=(电池 AND 隔膜)"


def test_equal_and_empty_texts():
    assert text_difference("TI=a", "TI=a") == [Part(SAME, "TI=a")]
    assert text_difference("", "TI=a") == [Part(ADDED, "TI=a")]
    assert text_difference("", "") == []


def test_values_of_filters_that_came_and_went():
    assert filters_difference({"office": ["CN", "US"], "type": ["x"]}, {"office": ["CN", "EP"], "type": ["x"]}) == [
        FilterChange("office", ("EP",), ("US",))
    ]
    assert filters_difference({}, {"status": ["有效"]}) == [FilterChange("status", ("有效",), ())]
