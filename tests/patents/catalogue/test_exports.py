"""Exports as a job: the formats, formulas defused, only one's own, gone after the stated time, made once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.files.models import PrivateFile
from ipplatform.files.owners import file_can_read
from ipplatform.files.services import path_of
from ipplatform.jobs.models import DONE, Job
from ipplatform.spreadsheets import sheet_open
from patents.catalogue.services import exports_expire
from patents.catalogue.tasks import export_task
from tests.factories import market, people
from tests.patents.catalogue.conftest import Read, indexed

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client: Client) -> User:
    """A signed-in person before three patents, one with a title that a spreadsheet would run."""
    indexed(
        market.patent("示例储能有限公司", title='=HYPERLINK("http://example.test")', inventors=["示例甲", "示例乙"]),
        market.patent(
            "示例储能有限公司", title="固态电解质\r\nER  - 隔膜", priorities=[{"country": "CN", "number": "1"}]
        ),
        market.patent("示例重工有限公司", title="液压系统", cited_by_count=3),
    )
    user = people.user()
    client.force_login(user)
    return user


def made(client: Client, **asked: Any) -> PrivateFile:
    """Ask, have the worker write, and give the file."""
    assert client.post("/patents/export/", asked).status_code == 302
    job = Job.objects.get(kind="patent_export", state="queued")
    export_task.func(job.pk)
    job.refresh_from_db()
    assert job.state == DONE, job.error
    return PrivateFile.objects.get(owner_kind="patent_export", owner_id=str(job.public_id))


def test_xlsx_holds_every_hit_and_no_formula(client: Client, person: User) -> None:
    file = made(client, q="", applicant="示例储能有限公司", format="xlsx")
    with sheet_open(path_of(file.sha256)) as sheet:
        rows = [list(row) for row in sheet.rows]
    titles = [row[1] for row in rows if row[1] != "标题"]
    assert len(titles) == 2 and any(str(title).startswith("'=HYPERLINK") for title in titles)


def test_csv_holds_the_same_lines(client: Client, person: User) -> None:
    lines = path_of(made(client, q="", format="csv").sha256).read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("公开（公告）号,标题") and any("'=HYPERLINK" in line for line in lines)


def test_ris_is_one_reference_a_patent(client: Client, person: User) -> None:
    text = path_of(made(client, q="", format="ris").sha256).read_bytes().decode()
    references = [one.split("\r\n") for one in text.split("\r\n\r\n") if one]
    assert len(references) == 3
    assert all(one[0] == "TY  - PAT" and one[-1] == "ER  - " for one in references)
    assert all(line[2:6] == "  - " for one in references for line in one)
    first = references[0]
    assert [line[6:] for line in first if line.startswith("AU")] == ["示例甲", "示例乙"]
    assert "PB  - 示例储能有限公司" in first and "DA  - 2022/06/07/" in first and "KW  - H01M 10/0562" in first
    assert any(line == "TI  - 固态电解质 ER - 隔膜" for line in references[1])
    assert "OP  - 1" in references[1]


def test_the_list_shows_only_ones_own_and_the_file_is_only_ones_own(client: Client, person: User, read: Read) -> None:
    file = made(client, q="固态", format="ris")
    page = read("/desk/exports/")
    assert page.find("a", href=f"/files/{file.public_id}/") is not None
    assert file_can_read(person, file) and not file_can_read(AnonymousUser(), file)
    for other in (people.user(), people.user("operator"), people.user("administrator")):
        client.force_login(other)
        assert client.get(f"/files/{file.public_id}/").status_code == 404
        assert read("/desk/exports/").find("a", href=f"/files/{file.public_id}/") is None


def test_it_is_kept_for_the_stated_time_only(client: Client, person: User) -> None:
    file = made(client, q="", format="csv")
    today, system = clock.today(), User.objects.system()
    assert exports_expire(on=today + timedelta(days=7), by=system) == 0
    assert exports_expire(on=today + timedelta(days=8), by=system) == 1
    assert exports_expire(on=today + timedelta(days=8), by=system) == 0
    assert client.get(f"/files/{file.public_id}/").status_code == 404


def test_pressed_twice_it_is_made_once_and_wrong_questions_are_refused(client: Client, person: User) -> None:
    for _press in range(2):
        client.post("/patents/export/", {"q": "固态", "format": "xlsx"})
    assert Job.objects.filter(kind="patent_export").count() == 1
    client.post("/patents/export/", {"q": "固态", "format": "exe"})
    assert Job.objects.filter(kind="patent_export").count() == 1
    assert client.post("/patents/export/", {"q": "TI=(", "format": "csv"}).status_code == 400


def test_a_visitor_is_asked_to_sign_in_and_keeps_the_first_lines(client: Client, person: User, read: Read) -> None:
    client.logout()
    assert "/accounts/login/" in client.post("/patents/export/", {"q": "", "format": "csv"})["Location"]
    page = read()
    assert page.find("form", id="export-form") is None and "前 1,000 件" in page.get_text()


@pytest.mark.parametrize("sort", ["-cited", "date", ""])
def test_lines_come_in_the_order_of_the_page(client: Client, person: User, read: Read, sort: str) -> None:
    older = market.patent("示例储能有限公司", title="固态电解质膜", filing_date=date(2001, 1, 1), cited_by_count=1)
    newer = market.patent("示例储能有限公司", title="隔膜固态电解质", filing_date=date(2021, 1, 1), cited_by_count=9)
    indexed(older, newer)
    numbers = [one.get_text().split()[0] for one in read(q="", sort=sort, view="table").select("tbody th")]
    assert len(numbers) == 5
    lines = path_of(made(client, q="", sort=sort, format="csv").sha256).read_text("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:] if line.startswith("CN")] == numbers
    client.logout()
    answer = client.get("/patents/export.csv", {"q": "", "sort": sort}).getvalue().decode("utf-8-sig")
    assert [line.split(",")[0] for line in answer.splitlines()[1:] if line.startswith("CN")] == numbers


def test_the_desk_leads_to_ones_exports_and_says_what_to_do_when_there_is_none(client: Client, read: Read) -> None:
    client.force_login(people.user("editor"))
    page = read("/desk/exports/")
    link = page.select_one(".desk-nav a[href='/desk/exports/']")
    assert link is not None and link.get("aria-current") == "page"
    assert page.select_one(".desk-main a[href='/patents/']") is not None and "还没有导出" in page.get_text()
