"""The board and the pages behind its figures take the same queries, however many records they count."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analytics.plan.models import Plan
from analytics.plan.selectors import plan_board
from analytics.plan.services import plan_create
from analytics.seminars.services import seminar_announce, seminar_hold
from ipplatform import clock
from tests.analytics.reports.test_measures import report
from tests.factories import consultations, deals, mediation, people
from tests.patents.deals.test_measure_landed import deal, landing, paid

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)  # August's milestone has passed: it is computed as of its day
PAPER = deals.upload().read()
CODES = [f"T3-{n}" for n in range(1, 7)]


@pytest.fixture(autouse=True)
def _day(settings, tmp_path: Path) -> Iterator[None]:
    settings.PRIVATE_FILES_DIR = tmp_path
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def plan() -> Plan:
    return plan_create(year=2026, by=people.user("general_section"), on=date(2026, 3, 26))


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(people.user("general_section"))
    return client


def a_year(n: int) -> None:
    """One of everything that a measure counts, and of what it leaves out."""
    made = deal("1000000.00")
    landing(made)
    paid(made, "200000.00")
    registered = deals.bare_deal(patents=(deals.patent(), deals.patent()))
    registered.deal_patents.update(registration_date=date(2026, 5, 1))
    deal(None)
    for kind in ("data", "think_tank"):
        report(f"industry{n}", kind=kind, publish=date(2026, 5, 1))
        report(f"draft{n}", kind=kind)
    general = people.user("general_section")
    seminar = seminar_announce(
        title="示例研讨会", slug=f"seminar-{n}", planned_on=date(2026, 6, 1), place="示例", summary="",
        on=date(2026, 5, 1), by=general,
    )  # fmt: skip
    seminar_hold(
        seminar=seminar, held_on=date(2026, 6, 1), attendees=40, sign_in=PAPER, sign_in_name="签到.pdf", minutes=None,
        minutes_name="", by=general, on=date(2026, 6, 1), revision=seminar.revision,
    )  # fmt: skip
    consultations.closed()
    consultations.closed(people.enterprise(area="outside"), on=date(2026, 9, 1))
    consultations.requested()
    mediation.accepted(on=mediation.DAY + timedelta(days=n))
    mediation.applied()


def queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as taken:
        client.get(page)
    return len(taken)


def test_board_and_records_take_the_same_queries_for_few_and_for_many(staff: Client, plan: Plan) -> None:
    pages = ["/admin/plan/", *(f"/admin/plan/2026/{code}/" for code in CODES)]

    def counted() -> dict[str, int]:
        for page in pages:
            assert staff.get(page).status_code == 200  # what Wagtail and we ask once is asked
        return {page: queries(staff, page) for page in pages}

    a_year(0)
    few, rows_before = counted(), _rows(plan)
    for n in range(1, 4):
        a_year(n)
    many, rows_after = counted(), _rows(plan)
    assert all(rows_after[code] > rows_before[code] >= 1 for code in CODES), "every figure has more records to show"
    assert many == few
    assert few["/admin/plan/"] <= 60


def _rows(plan: Plan) -> dict[str, int]:
    rows = plan_board(plan, TODAY).rows
    return {row.target.code: len(row.result.counted) + len(row.result.excluded) for row in rows}
