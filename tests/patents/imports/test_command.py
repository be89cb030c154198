"""`import_patents` as contract.md states it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ipplatform.files import services as files
from patents.imports.raw import REASONS
from patents.records.models import Patent
from tests.factories.patents import index_ready, patsnap_file
from tests.patents.imports.test_sheets import COVER, FIRST, book

pytestmark = pytest.mark.django_db
KEYS = {
    "run_id", "file", "format", "rows", "created", "updated", "unchanged", "refused", "flagged", "patents",
    "publications", "seconds", "refusals",
}  # fmt: skip


def command(*arguments: str) -> str:
    index_ready()
    out, err = StringIO(), StringIO()
    call_command("import_patents", *arguments, stdout=out, stderr=err)
    return out.getvalue()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return patsnap_file(
        tmp_path / "a.xlsx",
        [{"公开(公告)号": "CN100000001A", "受理局": "中国"}, {"公开(公告)号": "IR1B-该数据不支持导出"}],
    )


def test_one_object_a_file_and_a_list_of_several(export: Path, tmp_path: Path) -> None:
    answer = json.loads(command(str(export), "--json").splitlines()[-1])
    assert answer.keys() == KEYS
    assert (answer["rows"], answer["created"], answer["refused"], answer["patents"]) == (2, 1, 1, 1)
    with Path(answer["refusals"]).open(encoding="utf-8-sig", newline="") as file:
        line = list(csv.reader(file))[1]
    assert line == ["3", "公开(公告)号", str(REASONS["vendor_note"]), "IR1B-该数据不支持导出"]
    both = json.loads(command(str(export), str(export), "--json", "--format", "patsnap", "--cutoff", "2024-01-01"))
    assert [entry["unchanged"] for entry in both] == [1, 1]


def test_a_dry_run_changes_nothing(export: Path) -> None:
    answer = json.loads(command(str(export), "--dry-run", "--json"))
    assert answer.keys() == KEYS and answer["run_id"] is None
    assert (answer["created"], answer["refused"]) == (1, 1)
    assert not Patent.objects.exists()


def test_a_dry_run_names_the_sheet_that_it_read_and_the_others(tmp_path: Path) -> None:
    path = book(tmp_path, COVER, FIRST)
    dry = json.loads(command(str(path), "--dry-run", "--json"))
    run = json.loads(command(str(path), "--json"))
    assert (dry["sheet"], dry["unread"]) == (run["sheet"], run["unread"]) == ("列表", ["说明"])


def test_refusals_and_wrong_usage_have_their_exit_codes(tmp_path: Path) -> None:
    bad = tmp_path / "a.csv"
    bad.write_text("甲,乙\n1,2\n")
    with pytest.raises(CommandError, match="format_unknown") as refused:
        command(str(bad))
    assert refused.value.returncode == 1
    with pytest.raises(CommandError) as usage:
        command(str(tmp_path / "nowhere.xlsx"))
    assert usage.value.returncode == 2


def test_a_csv_of_this_machine_may_be_larger_than_an_upload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 40)
    path = tmp_path / "large.csv"
    rows = "CN100000001A,CN,示例一,有效\nCN100000002A,CN,示例二,有效\n"
    path.write_text(f"公开（公告）号,受理局,标题,简单法律状态\n{rows}", encoding="utf-8")
    answer = json.loads(command(str(path), "--json").splitlines()[-1])
    assert path.stat().st_size > files.MAX_BYTES
    assert (answer["rows"], answer["created"]) == (2, 2)
