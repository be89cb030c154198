"""Figures 7-11, 15 and 17: places, applicants, IPC; the registry and the stored form."""

import json
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.landscape import TABLES, Unit, table_build, table_by_number, table_from_json, table_to_json
from analytics.landscape.counting import units
from analytics.landscape.tables.applicants import fractional_counts
from analytics.landscape.tables.holders import applicant_kind
from analytics.landscape.tables.ipc import ipc_value
from tests.factories.landscape import frame, params, row

TOO_FEW = "样本过少"


def test_geography_keeps_office_and_residence_apart():
    rows = frame(
        *(row(n, office="CN", first_applicant_country="CN") for n in range(8)),
        row(10, office="US", first_applicant_country="JP"),
        row(11, office=None, first_applicant_country=None),
    )
    table = table_build("geography", rows, params(top=1))
    assert [tuple(r.values()) for r in table.panel("office")] == [
        ("office", 1, "中国", 8, TOO_FEW),
        ("office", None, "其他", 1, TOO_FEW),
        ("office", None, "未知", 1, None),
    ]
    assert [r["place"] for r in table.panel("residence")] == ["中国", "其他", "未知"]
    assert sum(int(r["count"] or 0) for r in table.panel("residence")) == table.n == 10


def test_geography_falls_to_provinces_and_names_the_holder():
    rows = frame(*(row(n, province="湖南", applicants_basis="assignees") for n in range(12)))
    table = table_build("geography", rows, params())
    assert table.panel("residence")[0]["share"] == 1.0
    assert table.fact("residence_title").value == "首位当前权利人省州"
    assert "右：首位当前权利人的省州（来源只给出省州）" in table.notes_of("mode")


def test_a_family_counts_once_in_each_office_it_reached():
    rows = frame(row(1, family_id="F", office="CN"), row(2, family_id="F", office="US"), row(3, office="US"))
    table = table_build("geography", rows, params(unit=Unit.FAMILY))
    assert [(r["place"], r["count"]) for r in table.panel("office")] == [("美国", 2), ("中国", 1)]
    assert table.n == 2
    assert "合计大于总数" in table.notes_of("mode")[0]


def test_the_flow_keeps_the_diagonal_and_the_unknown():
    rows = frame(
        row(1, first_applicant_country="CN"), row(2, first_applicant_country="CN", office="US"), row(3, office="US")
    )
    table = table_build("flow", rows, params())
    assert table.rows == (("中国", 1, 1, 0, 2), ("未知", 1, 0, 0, 1))
    assert [column.label for column in table.columns[1:3]] == ["美国", "中国"]


def test_applicants_count_whole_and_the_last_place_keeps_its_ties():
    rows = frame(
        row(1, applicants=["甲", "乙"]),
        row(2, applicants=["甲", "丙"], applicants_basis="assignees"),
        row(3, applicants=["丁", "甲"]),
        row(4, applicants=[]),
    )
    table = table_build("top_applicants", rows, params(top=2))
    assert table.rows == ((1, "甲", 3), (2, "丁", 1), (2, "丙", 1), (2, "乙", 1))
    assert table.n == 4
    assert "名称依据：申请人 2 件、当前权利人 1 件；1 件无名称" in table.notes_of("mode")[0]


def test_concentration_is_fractional():
    names = ["甲"] * 4 + ["乙"] * 3 + ["丙"] * 2 + ["丁"]
    table = table_build("concentration", frame(*(row(n, applicants=[name]) for n, name in enumerate(names))), params())
    assert table.fact("hhi").value == pytest.approx(3000)
    assert table.fact("cr4").shown == "100.0 %"
    assert table.fact("equivalent").shown == "3.3"
    shared = table_build("concentration", frame(*(row(n, applicants=["甲", f"乙{n}"]) for n in range(10))), params())
    assert shared.rows[0][:4] == (1, "甲", 5.0, 0.5)


def test_concentration_of_fewer_than_ten_is_refused():
    table = table_build("concentration", frame(*(row(n) for n in range(9))), params())
    assert table.fact("hhi").value == TOO_FEW
    assert table.rows == ((1, "示例甲公司", 9.0, TOO_FEW, TOO_FEW),)


@given(st.lists(st.lists(st.sampled_from("甲乙丙丁戊"), unique=True, max_size=5), max_size=12))
def test_fractional_counts_sum_to_the_units_with_a_name(names):
    rows = frame(*(row(n, applicants=list(one)) for n, one in enumerate(names)))
    weights = fractional_counts(units(rows, Unit.APPLICATION))
    assert sum(weights.values(), Fraction(0)) == sum(1 for one in names if one)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("示例大学科技园有限公司", "企业"),
        ("示例大学", "高校"),
        ("示例研究院", "科研院所"),
        ("EXAMPLE CO., LTD.", "企业"),
        ("UNIVERSITY OF EXAMPLE", "高校"),
        ("DOE, JANE", "个人"),
        ("Beispiel", "未知"),
        ("COSMOS", "未知"),
    ],
)
def test_kinds_of_applicants_follow_the_words_of_the_name(name, kind):
    assert applicant_kind(name) == kind


def test_applicant_types_sum_to_the_total():
    rows = frame(row(1, applicants=["示例公司", "示例大学"]), row(2, applicants=[]), row(3, applicants=["X"]))
    table = table_build("applicant_types", rows, params())
    assert sum(cell for cell in table.column("weight") if isinstance(cell, float)) == table.n == 3


@pytest.mark.parametrize(
    ("symbol", "values"),
    [
        ("G02B27/01", ("G", "G02B", "G02B27/00")),
        ("g02b 27/0172", ("G", "G02B", "G02B27/00")),
        ("G02B   6/00", ("G", "G02B", "G02B6/00")),
        ("G02B", ("G", "G02B", None)),
        ("G", ("G", None, None)),
        ("-", (None, None, None)),
        ("Y02E10/00", (None, None, None)),
    ],
)
def test_levels_of_a_symbol(symbol, values):
    assert tuple(ipc_value(symbol, level) for level in ("section", "subclass", "main_group")) == values


def test_ipc_counts_the_main_symbol_and_leaves_out_a_level_the_source_does_not_reach():
    rows = frame(*(row(n, ipc_main="G02B") for n in range(9)), row(20, ipc_main="H04N"), row(21))
    table = table_build("ipc", rows, params())
    assert [tuple(r.values())[1:] for r in table.panel("subclass")] == [
        (1, "G02B", 9, 0.9),
        (2, "H04N", 1, 0.1),
        (None, "未知", 1, None),
    ]
    assert table.panel("main_group") == []
    assert "来源的主分类号未到大组，不列该级" in table.notes_of("excluded")


def test_all_symbols_count_a_unit_once_for_each_distinct_value():
    rows = frame(row(1, ipc_all=["G02B27/01", "G02B27/00", "H04N5/00"]))
    table = table_build("ipc", rows, params(ipc_mode="all"))
    assert [(r["symbol"], r["count"]) for r in table.panel("subclass")] == [("G02B", 1), ("H04N", 1)]


def test_pairs_below_five_are_not_shown():
    rows = frame(
        *(row(n, ipc_all=["G02B1/00", "H04N5/00"]) for n in range(5)),
        *(row(10 + n, ipc_all=["G02B1/00", "A01B1/00"]) for n in range(4)),
        *(row(20 + n, ipc_all=["G02B1/00"]) for n in range(6)),
        row(30, ipc_all=[]),
    )
    table = table_build("ipc_cooccurrence", rows, params())
    assert table.rows == (("G02B", "H04N", 15, 5, 5, pytest.approx(1 / 3)),)
    assert table.n == 15


def test_the_registry_is_the_figures_by_number():
    numbers = [kind.number for kind in TABLES.values()]
    assert numbers == sorted(set(numbers))
    assert {1, 2, 3, 6, 7, 9, 10, 12, 15, 17} <= set(numbers)
    assert table_by_number(9).name == "top_applicants"
    with pytest.raises(KeyError):
        table_by_number(99)


SMALL = frame(*(row(n, filing_year=2010 + n, ipc_all=["G02B1/00", "H04N5/00"], ipc_main="G02B1/00") for n in range(12)))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("rows", [SMALL, SMALL.clear()], ids=["some", "none"])
@pytest.mark.parametrize("unit", list(Unit))
def test_every_table_stands_on_any_frame_and_survives_its_stored_form(name, rows: pl.DataFrame, unit):
    table = table_build(name, rows, params(unit=unit))
    assert (table.name, table.number, table.title) == (name, TABLES[name].number, TABLES[name].title)
    assert all(len(line) == len(table.columns) for line in table.rows)
    assert table.notes_of("unit")[0].startswith(f"计数单位：{table.unit.label}")
    assert table_from_json(json.loads(json.dumps(table_to_json(table)))) == table
    assert all(isinstance(cell, str) and cell for line in table.shown_rows() for cell in line)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_does_not_depend_on_the_order_of_rows(name):
    shuffled = SMALL.sample(fraction=1.0, shuffle=True, seed=3)
    assert table_build(name, shuffled, params()) == table_build(name, SMALL, params())
