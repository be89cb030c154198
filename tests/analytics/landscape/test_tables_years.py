"""Figures 1-6 and 12: counts over years and statuses."""

from datetime import date

import pytest

from analytics.landscape import Unit, table_build
from tests.factories.landscape import by_year, frame, params, row

TOO_FEW = "样本过少"


def test_the_trend_stacks_types_counts_gaps_as_zero_and_prints_what_it_leaves_out():
    rows = frame(
        row(1, filing_year=2018),
        row(2, filing_year=2020, patent_type="design"),
        row(3, filing_year=2023),
        row(4, filing_year=None),
        row(5, filing_year=2018, application_key=None),
    )
    table = table_build("filing_trend", rows, params())
    assert [column.key for column in table.columns] == ["year", "invention", "design", "total", "complete"]
    assert table.rows == (
        (2018, 2, 0, 2, True),
        (2019, 0, 0, 0, True),
        (2020, 0, 1, 1, True),
        (2021, 0, 0, 0, True),
        (2022, 0, 0, 0, False),  # one of the data's last two filing years
        (2023, 1, 0, 1, False),
    )
    assert table.n == 4
    assert table.truncated_years == (2022, 2023)
    assert "1 件无申请年，不计入" in table.notes_of("excluded")
    assert "其中 1 件无申请号，以公开号计" in table.notes_of("unit")[0]
    assert table.notes_of("truncation") == ["2022、2023 年公开尚不完整，以斜纹表示，不参与增长率计算"]


def test_growth_leaves_truncated_years_out_and_names_too_small_bases():
    rows = by_year({2016: 4, 2017: 10, 2018: 0, 2019: 15, 2020: 20, 2021: 30, 2022: 5})
    table = table_build("filing_growth", rows, params(cutoff=date(2023, 6, 30)))
    growth = dict(zip(table.column("year"), table.column("growth"), strict=True))
    assert growth == {
        2016: None,
        2017: TOO_FEW,
        2018: -1.0,
        2019: None,
        2020: pytest.approx(1 / 3),
        2021: None,
        2022: None,
    }
    assert table.fact("cagr").value == TOO_FEW


def test_cagr_runs_over_complete_years_only():
    table = table_build("filing_growth", by_year({2017: 10, 2020: 20, 2021: 999, 2022: 1}), params())
    assert table.fact("cagr").shown == "26.0 %"
    assert (table.fact("cagr_from").value, table.fact("cagr_to").value) == (2017, 2020)


def test_the_authors_years_bound_a_figure_and_the_rest_is_counted_out():
    table = table_build("filing_trend", by_year({2010: 2, 2015: 3, 2016: 4}), params(year_from=2014, year_to=2016))
    assert table.column("year") == [2014, 2015, 2016]
    assert table.n == 7
    assert "2 件不在所选年份内，不计入" in table.notes_of("excluded")


def test_the_life_cycle_counts_distinct_applicants_of_complete_years():
    rows = frame(
        row(1, filing_year=2018, applicants=["甲", "乙"]),
        row(2, filing_year=2018, applicants=["甲"]),
        row(3, filing_year=2019, applicants=[]),
        row(4, filing_year=2021),
    )
    assert table_build("life_cycle", rows, params()).rows == ((2018, 2, 2), (2019, 0, 1))


def test_coefficients_wait_for_their_window():
    rows = by_year({2015: 45, 2016: 45, 2017: 45, 2018: 45, 2019: 60, 2021: 1}).vstack(
        frame(
            *(row(9000 + n, filing_year=2019, patent_type="utility_model") for n in range(30)),
            *(row(9100 + n, filing_year=2019, patent_type="design") for n in range(10)),
        )
    )
    table = table_build("life_cycle_coefficients", rows, params())
    assert table.rows[0] == (2015, 45, 0, 0, None, None, None, None, None)
    assert table.rows[-1][:5] == (2019, 60, 30, 10, 240)
    assert table.shown_rows()[-1][5:] == ["0.2500", "0.6667", "0.9000", "0.7120"]


def test_the_grant_rate_stands_on_decided_inventions_never_on_filed():
    rows = frame(
        *(row(n, granted=True, legal_status="lapsed_fee") for n in range(9)),
        *(row(20 + n, legal_status="rejected") for n in range(2)),
        row(30, legal_status="withdrawn"),
        *(row(40 + n, legal_status="pending") for n in range(50)),
        row(99, patent_type="design", granted=True),
    )
    table = table_build("grant_rate", rows, params())
    assert table.rows == ((2020, 62, 9, 2, 1, 12, 0.75),)
    assert table.fact("decided").value == 12


def test_no_grant_rate_from_a_source_that_names_no_refusal():
    table = table_build("grant_rate", by_year({2018: 30}, granted=True), params())
    assert table.column("rate") == [None]
    assert "来源未给出驳回与撤回，不计授权率" in table.notes_of("mode")


def test_legal_status_keeps_the_unknown_apart_and_out_of_the_shares():
    rows = frame(
        *(row(n, legal_status="valid", status_date=date(2024, 1, n + 1)) for n in range(9)),
        *(row(20 + n, legal_status="expired") for n in range(3)),
        row(30),
    )
    table = table_build("legal_status", rows, params())
    assert table.rows == (("有效", 9, 0.75), ("期限届满", 3, 0.25), ("未知", 1, None))
    assert table.n == 13
    assert "状态日期 2024年1月1日至2024年1月9日" in table.notes_of("mode")


def test_a_family_has_no_single_status_so_the_table_counts_applications_and_says_so():
    table = table_build("legal_status", frame(row(1, family_id="F"), row(2, family_id="F")), params(unit=Unit.FAMILY))
    assert (table.unit, table.n) == (Unit.APPLICATION, 2)


def test_entrants_wait_three_years_and_leavers_end_three_years_early():
    rows = frame(
        row(1, filing_year=2010, applicants=["甲"]),
        row(2, filing_year=2013, applicants=["甲", "乙"]),
        row(3, filing_year=2014, applicants=["乙"]),
        row(4, filing_year=2018, applicants=["丙"]),
    )
    table = table_build("entrants_leavers", rows, params())
    seen = {year: (active, new, left) for year, active, new, _, left, _ in table.rows}
    assert seen[2010] == (1, None, 0)
    assert seen[2013] == (2, 1, 1)  # the last complete year is 2016: leavers are known until 2013
    assert seen[2014] == (1, 0, None)
    assert seen[2018] == (1, 1, None)
    assert dict(zip(table.column("year"), table.column("entrant_rate"), strict=True))[2013] == TOO_FEW
