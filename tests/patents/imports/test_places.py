"""Every mark of a row has its place and its raw value: doubtful text, cells beyond the header."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from patents.imports.models import ImportRun, SourceRecord
from patents.imports.raw import FLAGS
from tests.factories import people
from tests.factories.patents import imported
from tests.patents.imports.reading import read

pytestmark = pytest.mark.django_db
LENS = "Jurisdiction,Kind,Publication Number,Publication Year,Title,Applicants,Lens ID,"
WIDE = "公开(公告)号,受理局,标题,简单法律状态\nCN100000001A,中国,示例,有效,多出甲,,多出乙\n"
WIDE += "CN100000002A,中国,示例,有效,,\n"


def listed(client: Client, run: ImportRun, reason: str) -> tuple[str, list[list[str]]]:
    """The page of the rows to check, and the lines of their CSV, without the heading."""
    client.force_login(people.user("operator"))
    wanted = {"kind": "flagged", "reason": reason}
    page = client.get(reverse("imports_staff:notes", args=[run.public_id]), wanted).content.decode()
    table = client.get(reverse("imports_staff:notes_csv", args=[run.public_id]), wanted).getvalue().decode("utf-8-sig")
    return page, [line.split(",") for line in table.splitlines()[1:]]


@pytest.fixture
def doubtful(tmp_path: Path) -> ImportRun:
    path = tmp_path / "lens.csv"
    row = "US,A1,US 2013/0101709 A1,2013,F\x85rderung,J\x9ahn AG,000,\x96ber\n"
    path.write_bytes(f"{LENS}\n{row}US,A1,US 2013/0101710 A1,2013,Plain,Plain,001,\n".encode("latin-1"))
    return imported(path)


@pytest.fixture
def wide(tmp_path: Path) -> ImportRun:
    path = tmp_path / "wide.csv"
    path.write_text(WIDE, "utf-8")
    return imported(path)


def test_doubtful_text_is_named_by_its_columns(client: Client, doubtful: ImportRun) -> None:
    assert (doubtful.format, doubtful.flagged) == ("lens", 1)
    page, lines = listed(client, doubtful, "encoding_doubtful")
    reason = str(FLAGS["encoding_doubtful"])
    assert lines == [
        ["2", "Title", reason, "FÖrderung"], ["2", "Applicants", reason, "Jöhn AG"], ["2", "第 8 列", reason, "ñber"],
    ]  # fmt: skip
    assert all(words in page for words in ("FÖrderung", "Applicants", "第 8 列"))
    assert doubtful.notes["flagged"]["encoding_doubtful"] == 1, "a row is counted once"


def test_cells_beyond_the_header_are_shown_with_their_place(client: Client, wide: ImportRun) -> None:
    page, lines = listed(client, wide, "cells_beyond_header")
    reason = str(FLAGS["cells_beyond_header"])
    assert lines == [["2", "第 5 列", reason, "多出甲"], ["2", "第 7 列", reason, "多出乙"]]
    assert all(words in page for words in ("第 5 列", "多出甲", "第 7 列", "多出乙"))


def test_a_row_of_thousands_of_cells_does_not_carry_thousands_of_marks() -> None:
    (one,) = read(WIDE.split("\n")[0].split(","), ["CN100000001A", "中国", "示例", "有效", *["多出"] * 3000])
    assert len(one.flags) == 100 and one.flags[0] == ("#5", "cells_beyond_header")


def test_marks_of_earlier_imports_show_their_place_too(client: Client, wide: ImportRun, doubtful: ImportRun) -> None:
    SourceRecord.objects.filter(run=wide).exclude(flags=[]).update(flags=[["", "cells_beyond_header"]])
    SourceRecord.objects.filter(run=doubtful).exclude(flags=[]).update(flags=[["", "encoding_doubtful"]])
    assert [line[1] for line in listed(client, wide, "cells_beyond_header")[1]] == ["第 5 列", "第 7 列"]
    assert [line[1] for line in listed(client, doubtful, "encoding_doubtful")[1]] == ["Title", "Applicants", "第 8 列"]
