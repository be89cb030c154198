"""`report_build` and `landscape` as the contract has them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pypdf import PdfReader

from ipplatform.accounts.models import User
from patents.names.services import alias_approve
from tests.factories.reports import drafting, frozen, industry, patents_indexed, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def told(name: str, *arguments: str) -> Any:
    out = io.StringIO()
    call_command(name, *arguments, "--json", stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue().strip().splitlines()[-1])


def test_a_book_for_an_industry_that_nobody_has_planned_a_report_for(tmp_path: Path):
    made = industry()
    output = tmp_path / "book.pdf"
    first = told("report_build", made.code, "--output", str(output))
    assert set(first) == {"pages", "figures", "dataset_hash", "pdf_sha256", "seconds"}
    assert len(PdfReader(output).pages) == first["pages"]
    assert first["figures"] == 10
    again = told("report_build", made.code, "--output", str(output))
    assert again["dataset_hash"] == first["dataset_hash"]
    assert frozen(drafting(of=made)).dataset.hash == first["dataset_hash"]


def test_a_published_report_is_written_as_approved(tmp_path: Path):
    report = published()
    output = tmp_path / "book.pdf"
    answer = told("report_build", report.industry.code, "--output", str(output))
    assert answer["pdf_sha256"] == report.approved_sha256
    listed = told("report_build", "--list")["industries"]
    assert [(one["code"], one["reports"][0]["state"]) for one in listed] == [("sample", "published")]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["nobody", "--output", "x.pdf"], 1), ([], 2), (["sample", "--kind", "think_tank", "--output", "x.pdf"], 1)],
)
def test_what_cannot_be_built_is_said(arguments, code):
    industry()
    with pytest.raises(CommandError) as error:
        told("report_build", *arguments)
    assert error.value.returncode == code


def test_a_table_by_name_number_and_industry(tmp_path: Path):
    made = industry()
    by_name = told("landscape", "filing_trend", "--industry", made.code)
    assert set(by_name) == {"table", "unit", "n", "columns", "rows", "notes"}
    assert by_name["rows"] == [
        [2018, 2, 2, True], [2019, 3, 3, True], [2020, 4, 4, False], [2021, 5, 5, False]
    ]  # fmt: skip
    assert told("landscape", "1", "--industry", made.code) == by_name
    target = tmp_path / "t.csv"
    assert told("landscape", "1", "--unit", "publication", "--csv", str(target))["unit"] == "publication"
    assert target.read_bytes().startswith("\ufeff申请年".encode())


def test_a_table_of_a_query():
    patents_indexed()
    patents_indexed({2017: 1}, title="示例阀体铸造方法")
    assert told("landscape", "6", "--query", "TI=阀体", "--cutoff", "2025-06-30")["n"] == 1


def test_a_ranking_says_under_which_names_it_counts():
    patents_indexed()
    variants = ("示例阀体有限公司", "示例阀体有限公司", "示例阀体股份有限公司", "示例阀门厂")
    made = [patents_indexed({2017: 1}, title="示例阀体密封方法", holder=name)[0] for name in variants]
    asked = ("landscape", "top_applicants", "--query", "TI=阀体密封")
    approved = [[1, "示例阀体有限公司", 2], [2, "示例阀体股份有限公司", 1], [2, "示例阀门厂", 1]]
    default = told(*asked)
    assert sorted(default["rows"]) == sorted(approved) and default == told(*asked, "--names", "approved")
    assert "人工批准" in default["notes"][-1]
    raw, normalised = (told(*asked, "--names", reading) for reading in ("raw", "normalised"))
    assert sorted(raw["rows"]) == sorted(approved) and "来源原文" in raw["notes"][-1]
    assert normalised["rows"] == [[1, "示例阀体有限公司", 3], [2, "示例阀门厂", 1]]
    assert "自动归一" in normalised["notes"][-1]
    alias_approve(name=made[3].parties.get().name, target=made[0].parties.get().name, by=User.objects.system())
    assert told(*asked)["rows"] == [[1, "示例阀体有限公司", 3], [2, "示例阀体股份有限公司", 1]]
    with pytest.raises(CommandError):
        told(*asked, "--names", "any")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["nothing"], 2), ([], 2), (["1", "--query", "TI=(x"], 1), (["1", "--query", "a", "--industry", "b"], 2)],
)
def test_a_wrong_question_is_said(arguments, code):
    with pytest.raises(CommandError) as error:
        told("landscape", *arguments)
    assert error.value.returncode == code


def test_the_list_of_tables():
    tables = told("landscape", "--list")["tables"]
    assert {"number": 1, "name": "filing_trend", "title": "申请量趋势"} in tables
    assert len(tables) == 14
