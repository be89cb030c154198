"""`data_reports`, `think_tank_reports`: distinct industries, the first published version, every candidate once."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.reports.measures import data_reports, think_tank_reports
from analytics.reports.models import Kind, Report, State
from analytics.reports.workflow import REPORT
from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.files.services import file_store
from ipplatform.moves import event_append
from patents.industries.models import Industry
from tests.factories.reports import PDF

pytestmark = pytest.mark.django_db
FATES = ["draft", "published", "withdrawn"]
START, END = date(2026, 1, 1), date(2026, 12, 31)


def industry(code: str) -> Industry:
    return Industry.objects.get_or_create(
        code=code, defaults={"name": code, "cutoff_date": START, "created_by": User.objects.system()}
    )[0]


def report(
    code: str, *, kind: str = Kind.DATA, version: int = 1, dated: date = date(2026, 4, 1), **moves: date
) -> Report:
    """A report whose moves (publish, supersede, withdraw) were recorded on those days."""
    by = User.objects.system()
    file = file_store(content=PDF, name="r.pdf", owner_kind="report", owner_id=code, by=by)
    state = {"publish": State.PUBLISHED, "supersede": State.SUPERSEDED, "withdraw": State.WITHDRAWN}
    with clock.set_to(date(2026, 1, 2)):
        made = Report.objects.create(
            slug=f"{code}-{kind}-{version}", industry=industry(code), kind=kind, version=version, title=code,
            commissioner="示例", report_date=dated, state=State.DRAFTING, created_by=by, pdf=file,
            approved_sha256=file.sha256,
        )  # fmt: skip
    for action, day in moves.items():
        made.state = state[action]
        if action == "publish":
            made.published_on = day
        made.save()
        with clock.set_to(day):
            event_append(REPORT, made, action=action, by=by, on=day)
    return made


def reasons(result) -> dict[str, str]:
    return {one.record.values["industry"] + str(one.record.values["version"]): one.reason for one in result.excluded}


def test_distinct_industries_with_a_published_report():
    report("a", publish=date(2026, 5, 1))
    report("b", publish=date(2026, 6, 1), dated=date(2025, 12, 31))
    report("c")
    report("d", kind=Kind.THINK_TANK, publish=date(2026, 5, 1))
    result = data_reports(START, END, END)
    assert (result.value, result.unit, [one.values["industry"] for one in result.counted]) == (1, "个产业", ["a"])
    assert reasons(result) == {"b1": "date_outside_period", "c1": "not_published", "d1": "wrong_kind"}
    assert think_tank_reports(START, END, END).value == Decimal(1)


def test_a_new_version_does_not_count_again_and_the_first_fixes_the_date():
    report("a", dated=date(2025, 12, 1), publish=date(2026, 1, 5), supersede=date(2026, 5, 1))
    report("a", version=2, dated=date(2026, 4, 1), publish=date(2026, 5, 1))
    result = data_reports(START, END, END)
    assert result.value == 0
    assert reasons(result) == {"a1": "date_outside_period", "a2": "same_industry_again"}
    assert data_reports(date(2025, 1, 1), date(2025, 12, 31), END).value == 1


def test_it_counts_as_long_as_some_version_is_published():
    report("a", publish=date(2026, 2, 1), supersede=date(2026, 5, 1))
    report("a", version=2, publish=date(2026, 5, 1), withdraw=date(2026, 7, 1))
    assert data_reports(START, END, date(2026, 6, 30)).value == 1
    result = data_reports(START, END, date(2026, 7, 1))
    assert result.value == 0
    assert reasons(result) == {"a1": "withdrawn", "a2": "withdrawn"}


def test_as_of_cuts_the_recording_of_publication():
    report("a", publish=date(2026, 8, 31))
    assert data_reports(START, END, date(2026, 8, 30)).value == 0
    assert data_reports(START, END, date(2026, 8, 31)).value == 1


def test_period_ends_are_inclusive():
    report("a", dated=START, publish=date(2026, 1, 3))
    report("b", dated=END, publish=date(2026, 1, 3))
    assert data_reports(START, END, END).value == 2


def oracle(rows: list[tuple[str, int, str, date]], as_of: date) -> int:
    """Straight from the words of the rule, an industry at a time."""
    count = 0
    for code in {row[0] for row in rows}:
        versions = sorted(row for row in rows if row[0] == code)
        public = [row for row in versions if row[2] != "draft"]
        alive = any(row[2] == "published" for row in public)
        count += bool(public) and alive and START <= public[0][3] <= END
    return count


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["draft", "published", "withdrawn"]), st.booleans()),
        max_size=5,
    )
)
def test_every_candidate_stands_once_and_the_count_is_the_rules(drawn):
    made: list[tuple[str, int, str, date]] = []
    live: set[str] = set()
    tag = f"h{Industry.objects.count()}-"
    for code, fate, inside in drawn:
        if code in live:
            fate = "draft"  # one published version at a time
        live |= {code} if fate == "published" else set()
        version = 1 + sum(row[0] == code for row in made)
        dated = date(2026, 3, 1) if inside else date(2024, 3, 1)
        moves = {"draft": {}, "published": {"publish": date(2026, 4, 1)}}.get(
            fate, {"publish": date(2026, 4, 1), "withdraw": date(2026, 4, 2)}
        )
        report(f"{tag}{code}", version=version, dated=dated, **moves)
        made.append((code, version, fate, dated))
    result = data_reports(START, END, END)
    mine = [one for one in result.counted if one.values["industry"].startswith(tag)]
    assert len(mine) == oracle(made, END)
    keys = [one.key for one in result.counted] + [one.record.key for one in result.excluded]
    assert len(keys) == len(set(keys)) == Report.objects.count()
