"""Text files that end before their end, and quotes that nobody closed: no half row becomes a patent in silence."""

from pathlib import Path

import pytest

from patents.imports.raw import RawPatent, RowRefused
from patents.imports.services.execute import MOST_LINES, file_batches
from tests.fuzz.files import _rows_wrong

HEADER = "公开(公告)号,受理局,标题,简单法律状态,当前申请(专利权)人\n"
FIRST = "CN190000001A,中国,示例,有效,甲\n"


def read(path: Path, text: str, encoding: str = "utf-8") -> tuple[list[str], list[tuple[int, str, str, str]]]:
    """Numbers that are kept, and refusals."""
    path.write_text(text, encoding, newline="")
    found = [result for batch, _done, _all in file_batches(path, "patsnap") for result in batch]
    kept = [one for one in found if isinstance(one, RawPatent)]
    refused = [one for one in found if isinstance(one, RowRefused)]
    assert not _rows_wrong(path, "patsnap", kept, refused)
    return [one.publication_number for one in kept], [(r.row, r.column, r.reason, r.raw_value) for r in refused]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    ("last", "refusal"),
    [
        ("CN1", (3, "公开(公告)号", "row_cut_off", "CN1")),
        ("CN190000004A,中国,示例,有", (3, "简单法律状态", "row_cut_off", "有")),
        ('CN190000004A,中国,"示例,', (3, "标题", "row_cut_off", "示例,")),
        ('CN190000004A,中国,示例,有效,"甲', (3, "当前申请(专利权)人", "row_cut_off", "甲")),
    ],
    ids=["number", "short", "quotes", "quotes in the last cell"],
)
def test_the_row_that_a_file_is_cut_off_in_is_refused(
    tmp_path: Path, encoding: str, last: str, refusal: tuple[int, str, str, str]
) -> None:
    assert read(tmp_path / "a.csv", HEADER + FIRST + last, encoding) == (["CN190000001A"], [refusal])


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_a_full_last_row_needs_no_line_end(tmp_path: Path, end: str) -> None:
    whole = HEADER.replace("\n", ",,\n") + FIRST + 'CN190000002A,中国,示例,有效,"甲"'
    assert read(tmp_path / "a.csv", whole + end) == (["CN190000001A", "CN190000002A"], [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_short_row_that_ends_is_no_cut_one(tmp_path: Path, end: str) -> None:
    assert read(tmp_path / "a.csv", (HEADER + FIRST + "CN190000002A,中国\n").replace("\n", end))[1] == []


def test_a_quote_that_nobody_closed_does_not_swallow_the_rest_in_silence(tmp_path: Path) -> None:
    rest = "".join(f"CN19000000{at}A,中国,示例,有效,甲\n" for at in range(3, 9))
    kept, refused = read(tmp_path / "a.csv", HEADER + FIRST + 'CN190000002A,中国,"示例 open,有效,甲\n' + rest)
    assert kept == ["CN190000001A"]
    ((row, column, reason, raw),) = refused
    assert (row, column, reason) == (3, "标题", "quote_unclosed")
    assert raw.startswith("示例 open,有效,甲\nCN190000003A") and len(raw) <= 500


def test_a_cell_of_very_many_lines_is_flagged(tmp_path: Path) -> None:
    def flags(lines: int) -> list[tuple[str, str]]:
        inside = "\n".join(["CN190000003A,中国,示例"] * lines)
        path = tmp_path / f"{lines}.csv"
        path.write_text(f'{HEADER}CN190000002A,中国,"{inside}",有效,甲\n', "utf-8")
        ((one,),) = [batch for batch, _done, _all in file_batches(path, "patsnap")]
        return one.flags

    assert flags(MOST_LINES) == []
    assert flags(MOST_LINES + 1) == [("标题", "many_lines")]
