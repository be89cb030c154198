"""The board's pages, exports, snapshots and commands, for every role."""

import json
import re
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from analytics.plan.models import PlanSnapshot, PlanTask, StoredFigure
from analytics.plan.selectors.records import records_shown
from analytics.plan.services import (
    CORRECTION_NEEDS_REASON,
    figures_store,
    plan_create,
    plan_task_update,
    snapshot_freeze,
)
from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.measures import CountedRecord, ExcludedRecord, MeasureResult
from ipplatform.moves import NOT_ALLOWED, Refused
from tests.factories import consultations as made
from tests.factories import people

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _day():
    with clock.set_to(DAY):
        yield


@pytest.fixture
def plan():
    return plan_create(year=2026, by=people.user("general_section"), on=DAY)


@pytest.mark.parametrize(
    ("role", "board", "writes"),
    [
        ("general_section", 200, 200),
        ("operator", 200, 404),
        ("case_coordinator", 200, 404),
        ("mediator", 404, 404),
        ("editor", 404, 404),
        ("administrator", 404, 404),
    ],
)
def test_who_sees_and_who_keeps_the_board(client, plan, role, board, writes):
    made.closed()
    client.force_login(people.user(role))
    assert client.get("/admin/plan/").status_code == board
    assert client.get("/admin/plan/2026/T3-6/").status_code == board
    for url in ("/admin/plan/2026/freeze/", "/admin/plan/snapshots/", "/admin/plan/2026/export/plan.json"):
        assert client.get(url).status_code == writes


def test_the_board_shows_values_targets_and_reasons(client, plan):
    made.closed()
    made.requested()
    client.force_login(people.user("general_section"))
    board = client.get("/admin/plan/").content.decode()
    for title in ("引进专利技术", "成交额新区落地", "咨询与调解服务", "暂无成交"):
        assert title in board
    page = client.get("/admin/plan/2026/T3-6/").content.decode()
    assert "计入 1 条" in page and "没有计入 1 条" in page and "尚未办结" in page
    assert client.get("/admin/plan/2026/T9-9/").status_code == 404
    assert client.get("/admin/plan/?as_of=rubbish").status_code == 200


@pytest.mark.parametrize(
    ("role", "links"), [("operator", True), ("general_section", True), ("case_coordinator", False)]
)
def test_rows_of_deals_link_only_for_those_who_may_open_them(role, links):
    deal = CountedRecord(key="deal:JY-1", label="JY-1", on=DAY, address="/admin/deals/JY-1/")
    seminar = CountedRecord(key="seminar:1", label="1", on=DAY, address="/seminars/1/")
    result = MeasureResult(
        "landed_share", Decimal(1), "%", "counted", (deal, seminar), (ExcludedRecord(deal, "not_signed"),), {}, "1"
    )
    shown = records_shown(result, people.user(role))
    assert [bool(row.address) for row in shown.counted] == [links, True]
    assert [bool(row.record.address) for row in shown.excluded] == [links]


def test_without_a_plan_the_general_section_sets_one_up(client):
    client.force_login(people.user("operator"))
    assert "还没有本年度实施方案" in client.get("/admin/plan/").content.decode()
    client.force_login(people.user("general_section"))
    client.post("/admin/plan/create/")
    assert "年度目标看板" in client.get("/admin/plan/").content.decode()
    assert PlanTask.objects.count() == 5


def test_exports_hold_every_figure_and_the_records_behind_it(client, plan):
    closed = made.closed()
    client.force_login(people.user("general_section"))
    book = CalamineWorkbook.from_filelike(BytesIO(client.get("/admin/plan/2026/export/plan.xlsx").content))
    targets = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in targets[1:]] == [f"T3-{n}" for n in range(1, 7)]
    assert str(targets[6][2]) == "1"
    services = book.get_sheet_by_index(6).to_python()
    assert services[1][0] == "是" and services[1][3] == closed.enterprise.name
    statement = PdfReader(BytesIO(client.get("/admin/plan/2026/export/plan.pdf").content))
    text = "".join(page.extract_text() for page in statement.pages)
    assert "引进专利技术" in text and "咨询与调解服务" in text
    ledger = CalamineWorkbook.from_filelike(BytesIO(client.get("/admin/plan/2026/export/services.xlsx").content))
    assert ledger.get_sheet_by_index(0).to_python()[1][1] == closed.enterprise.uscc
    paper = PdfReader(BytesIO(client.get("/admin/plan/2026/export/services.pdf").content))
    assert closed.enterprise.uscc in "".join(page.extract_text() for page in paper.pages)
    data = json.loads(client.get("/admin/plan/2026/export/plan.json").content)
    assert data["targets"][5]["counted"] == 1
    assert client.get("/admin/plan/2026/export/other.exe").status_code == 404


def test_a_snapshot_is_frozen_once_a_day_corrected_with_reason_and_immutable(plan):
    general = people.user("general_section")
    made.closed()
    first = snapshot_freeze(plan=plan, as_of=DAY, title="六月", reason="", by=general, on=DAY)
    with pytest.raises(Refused) as refused:
        snapshot_freeze(plan=plan, as_of=DAY, title="六月", reason=" ", by=general, on=DAY)
    assert refused.value.refusal == CORRECTION_NEEDS_REASON
    made.closed()
    second = snapshot_freeze(plan=plan, as_of=DAY, title="六月更正", reason="补录一条", by=general, on=DAY)
    assert (first.results["targets"][5]["value"], second.results["targets"][5]["value"]) == (1, 2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE plan_plansnapshot SET title='x'")


def test_freezing_on_the_page(client, plan):
    client.force_login(people.user("general_section"))
    page = client.get("/admin/plan/2026/freeze/").content.decode()
    token = re.search(r'name="form_token" value="([^"]+)"', page).group(1)
    future = client.post("/admin/plan/2026/freeze/", {"as_of": "2026-06-02", "title": "x", "form_token": token})
    assert future.status_code == 400
    data = {"as_of": "2026-06-01", "title": "六月", "form_token": token}
    first, again = client.post("/admin/plan/2026/freeze/", data), client.post("/admin/plan/2026/freeze/", data)
    assert first.url == again.url and PlanSnapshot.objects.count() == 1
    assert "六月" in client.get(first.url).content.decode()
    assert "六月" in client.get("/admin/plan/snapshots/").content.decode()


def test_only_the_general_section_writes(plan):
    task = plan.tasks.first()
    for role in ("operator", "case_coordinator", "editor"):
        with pytest.raises(Refused) as refused:
            plan_task_update(task=task, state="done", notes="x", by=people.user(role), on=DAY, revision=1)
        assert refused.value.refusal == NOT_ALLOWED
        with pytest.raises(Refused):
            snapshot_freeze(plan=plan, as_of=DAY, title="x", reason="", by=people.user(role), on=DAY)
        with pytest.raises(Refused):
            plan_create(year=2027, by=people.user(role), on=DAY)


def test_a_task_is_kept_on_its_page(client, plan):
    client.force_login(people.user("general_section"))
    client.post("/admin/plan/2026/tasks/2/", {"revision": 1, "state": "done", "notes": "已共享"})
    task = plan.tasks.get(number=2)
    assert (task.state, task.notes, task.revision) == ("done", "已共享", 2)
    stale = client.post("/admin/plan/2026/tasks/2/", {"revision": 1, "state": "running", "notes": ""})
    assert stale.status_code == 400 and "请刷新" in stale.content.decode()
    client.force_login(people.user("operator"))
    assert client.post("/admin/plan/2026/tasks/2/", {"revision": 2, "state": "running"}).status_code == 409


def test_public_figures_show_what_was_stored_with_its_day(client, plan):
    assert client.get("/figures/").status_code == 200
    made.closed()
    assert figures_store(plan=plan, by=User.objects.system(), on=DAY) == 6
    assert figures_store(plan=plan, by=User.objects.system(), on=DAY) == 0
    made.closed()
    page = client.get("/figures/").content.decode()
    assert "2026年6月1日" in page and "怎样计数" in page
    assert StoredFigure.objects.get(target__code="T3-6").value == 1
    assert "服务企业 1 家" in page


def test_commands_print_one_json_object_and_refuse_by_name(plan, tmp_path):
    out = StringIO()
    call_command("plan_board", "--year", "2026", "--json", stdout=out)
    data = json.loads(out.getvalue().splitlines()[-1])
    assert {"code", "measure", "value", "unit", "threshold", "met", "milestones", "counted", "excluded"} <= set(
        data["targets"][0]
    )
    for command, formats in (("plan_export", ("xlsx", "pdf", "json")), ("services_export", ("xlsx", "pdf"))):
        for form in formats:
            out, target = StringIO(), tmp_path / f"{command}.{form}"
            call_command(command, "--year", "2026", "--format", form, "--output", str(target), "--json", stdout=out)
            line = json.loads(out.getvalue())
            assert target.stat().st_size > 500 and len(line["sha256"]) == 64
    with pytest.raises(CommandError, match="no plan"):
        call_command("plan_export", "--year", "1999", "--format", "json", "--output", str(tmp_path / "x"))
    with pytest.raises(CommandError, match="cannot write"):
        call_command("plan_export", "--year", "2026", "--format", "json", "--output", str(tmp_path / "no" / "x"))
