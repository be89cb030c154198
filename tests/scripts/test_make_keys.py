"""The key file of production: made once, readable by its owner only, never replaced."""

import json
import stat
from pathlib import Path

import pytest

from scripts.make_keys import main


def test_a_key_file_is_written_for_its_owner_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "made" / "keys.json"
    assert main([str(path)]) == 0
    assert set(json.loads(path.read_text())) == {"master", "audit", "identity"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(path) in capsys.readouterr().out


def test_a_key_file_that_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "keys.json"
    assert main([str(path)]) == 0
    before = path.read_bytes()
    assert main([str(path)]) == 1
    assert path.read_bytes() == before
    assert "stays as it is" in capsys.readouterr().err


def test_wrong_usage_and_a_place_that_cannot_be(tmp_path: Path) -> None:
    assert main([]) == main(["--help"]) == 2
    (tmp_path / "file").write_text("")
    assert main([str(tmp_path / "file" / "keys.json")]) == 1
