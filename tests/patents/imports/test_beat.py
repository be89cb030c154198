"""A job says that it lives, and hears that it shall stop, all through a long file: counted calls, no time."""

from pathlib import Path

import pytest

from ipplatform.jobs.services import JobStopped
from ipplatform.spreadsheets import Beat, encodings, reading
from patents.imports.pace import Pace
from patents.imports.readers.epo_ops import rows as xml
from patents.imports.services.execute import file_batches
from tests.patents.imports.test_readers import OPS

ROWS = 90


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many signs of life in a file of ninety rows as else in one of forty-five thousand."""
    monkeypatch.setattr(reading, "ROWS_A_BEAT", 10)
    monkeypatch.setattr(xml, "_EVENTS_A_BEAT", 50)


def long_csv(path: Path) -> Path:
    rows = "".join(f"CN1900000{at:02}A,中国,示例,有效\n" for at in range(ROWS))
    path.write_text(f"公开(公告)号,受理局,标题,简单法律状态\n{rows}", "gb18030")
    return path


def test_counting_tells_of_itself_before_the_first_row(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    batches = file_batches(long_csv(tmp_path / "a.csv"), "patsnap", progress=lambda *at: told.append(at))
    next(batches)
    assert told.count((0, 0)) >= ROWS // 10, told
    assert set(told) == {(0, 0), (0, ROWS)}, told


def test_going_on_tells_of_itself_while_earlier_rows_are_read_over(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = long_csv(tmp_path / "a.csv")
    ((batch, done, total),) = file_batches(path, "patsnap", after=ROWS, progress=lambda *at: told.append(at))
    assert ([one.row for one in batch], done, total) == ([ROWS + 1], ROWS, ROWS)
    assert (ROWS - 1, ROWS) in told, told


def test_a_stop_is_heard_while_the_rows_are_counted(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        assert (done, total) == (0, 0)
        raise JobStopped

    with pytest.raises(JobStopped):
        list(file_batches(long_csv(tmp_path / "a.csv"), "patsnap", progress=stop))


def test_the_encoding_is_looked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []

    def encoding_of(path: Path, beat: Beat) -> encodings.Encoding:
        looked.append(path)
        return encodings.encoding_of(path, beat)

    monkeypatch.setattr(reading, "encoding_of", encoding_of)
    list(file_batches(long_csv(tmp_path / "a.csv"), "patsnap"))
    assert len(looked) == 1


def test_the_search_for_an_encoding_tells_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "_CHUNK", 100)
    beats: list[None] = []
    encodings.encoding_of(long_csv(tmp_path / "a.csv"), lambda: beats.append(None))
    assert beats


def test_families_of_xml_are_looked_through_with_signs_of_life(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"{OPS}{'<a/>' * 200}</ops:world-patent-data>", "utf-8")
    beats: list[None] = []
    rows = xml.rows_of(path, lambda: beats.append(None))
    next(rows)
    assert len(beats) >= 8


def test_time_before_the_first_row_does_not_slow_the_pace() -> None:
    said: list[str] = []
    clock = iter((0.0, 0.0, 60.0, 60.0, 70.0))
    pace = Pace(lambda done, total, words: said.append(words), now=lambda: next(clock))
    pace(0, 0)
    pace(0, 1000)
    pace(1000, 2000)
    assert "100 " in said[-1], said
