"""Files written whole, and words that were meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from decision_lint.spelling import did_you_mean, nearest
from decision_lint.workspace.writing import write_whole


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a fresh folder."""
    monkeypatch.chdir(tmp_path)


def test_a_file_is_written_whole() -> None:
    Path("report.json").write_text("old")
    write_whole("report.json", "新\n")
    assert Path("report.json").read_bytes() == "新\n".encode()
    assert [path.name for path in Path().iterdir() if path.is_file()] == ["report.json"]


def test_a_file_that_cannot_be_written_leaves_nothing_behind() -> None:
    Path("taken").mkdir()
    with pytest.raises((IsADirectoryError, PermissionError)):
        write_whole("taken", "x")
    with pytest.raises(FileNotFoundError):
        write_whole("missing/report.json", "x")
    assert list(Path("taken").iterdir()) == []


def test_a_write_that_fails_at_the_end_leaves_the_old_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("report.json").write_text("old")

    def fail(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(PermissionError):
        write_whole("report.json", "new")
    assert [path.read_text() for path in Path().iterdir()] == ["old"]


def test_what_is_no_file_is_written_to_and_stays() -> None:
    write_whole(os.devnull, "x")
    assert not Path(os.devnull).is_file()


def test_a_file_without_utf8_is_written_with_escapes() -> None:
    write_whole("out.txt", "a\udcffb")
    assert Path("out.txt").read_bytes() == b"a\\udcffb"


def test_a_link_stays_a_link_when_it_is_written() -> None:
    Path("real.txt").write_text("old")
    try:
        Path("link.txt").symlink_to("real.txt")
    except OSError:  # Windows asks for a privilege
        pytest.skip("no symbolic links here")
    write_whole("link.txt", "new")
    assert Path("link.txt").is_symlink()
    assert Path("real.txt").read_text() == "new"


def test_a_word_that_was_meant_is_found_whatever_its_case() -> None:
    assert nearest("lic01", ["ALL", "LIC", "LIC001"]) == "LIC001"
    assert did_you_mean("Lic", ["LIC001", "LIC"]) == "; did you mean 'LIC'?"
    assert nearest("something", ["LIC"]) is None
