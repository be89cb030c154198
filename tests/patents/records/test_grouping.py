"""The grouping form cuts case, width, place and legal form in five languages, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patents.records.names import GROUPING_VERSION, name_grouped, name_normalised


@pytest.mark.parametrize(
    "writings",
    [
        ("Example Motors, Inc.", "EXAMPLE MOTORS INC", "Example Motors LLC", "ｅｘａｍｐｌｅ　ｍｏｔｏｒｓ",
         "The Example Motors Co., Ltd."),
        ("ELWEX LLC [US]", "Elwex L.L.C.", "ELWEX"),
        ("Example Inc. (Mountain View, CA, US)", "Example Inc. (US)", "EXAMPLE"),
        ("Beispiel Gesellschaft mit beschränkter Haftung", "Beispiel GmbH",
         "BEISPIEL G.m.b.H.", "Beispiel GmbH & Co. KG"),
        ("Exemple S.A.", "EXEMPLE SA", "Société Anonyme Exemple", "Exemplé S. A."),
        ("湖南示例科技有限公司", "湖南示例科技股份有限公司", "湖南 示例科技 有限责任公司", "湖南示例科技有限責任公司"),
        ("湖南示例科技有限公司（湖南省长沙市岳麓区示例路1号）", "湖南示例科技有限公司"),
        ("示例（北京）科技有限公司", "示例(北京)科技有限公司", "示例北京科技有限公司"),
        ("株式会社示例電機", "示例電機株式会社", "㈱示例電機", "示例電機（株）"),
        ("주식회사 보기전자", "보기전자 주식회사", "㈜보기전자", "보기전자(주)"),
        ("Kabushiki Kaisha Reido", "REIDO K.K.", "Reido Kabushiki Kaisha"),
        ("Example Pty. Ltd.", "EXAMPLE PTY LTD", "Example Private Limited"),
    ],
)  # fmt: skip
def test_one_body_however_it_is_written(writings: tuple[str, ...]) -> None:
    assert len({name_grouped(writing) for writing in writings}) == 1, {w: name_grouped(w) for w in writings}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("湖南示例科技有限公司", "湖北示例科技有限公司"),
        ("示例大学", "示例学院"),
        ("湖南示例公司长沙分公司", "湖南示例公司"),
        ("Example Motors Inc.", "Example Motor Works Inc."),
        ("Zinc", "Z Inc."),
        ("示例（集团）有限公司", "示例有限公司"),
        ("かき工業株式会社", "がき工業株式会社"),
        ("Example Holding (Shanghai) Ltd.", "Example Holding Ltd."),
    ],
)
def test_two_bodies_stay_two(first: str, second: str) -> None:
    assert name_grouped(first) != name_grouped(second)


@pytest.mark.parametrize("bare", ["GmbH", "有限公司", "株式会社", "Inc.", "(US)", "[US]", "，", "Co., Ltd."])
def test_nothing_but_a_form_is_kept_as_it_is(bare: str) -> None:
    assert name_grouped(bare)


@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_the_form_is_never_empty_and_indifferent_to_blanks_around(text: str) -> None:
    form = name_grouped(text)
    assert form and len(form) <= 300
    assert form == name_grouped(text) == name_grouped(f"  {text} ")


def test_it_is_coarser_than_the_form_that_gives_rights() -> None:
    """A link to an enterprise holds for one normal form; the grouping form gives nobody any right."""
    limited, shares = "湖南示例科技有限公司", "湖南示例科技股份有限公司"
    assert name_normalised(limited) != name_normalised(shares) and name_grouped(limited) == name_grouped(shares)
    assert GROUPING_VERSION == 1
