"""Whole good records, in three languages and every shape, are read and found clean."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from decision_lint.__main__ import main
from decision_lint.config import Config
from decision_lint.document.markdown import parse
from decision_lint.facts.order import known
from decision_lint.lint import lint
from decision_lint.record.reading import read
from decision_lint.rule import Absent
from decision_lint.source import Source

RECORD, TWIN, SHOWN = "model_runtime_decision.md", "model_runtime_decision.json", "show.json"
FOLDERS = sorted((Path(__file__).parents[1] / "fixtures" / "records").iterdir())
READ_BY_HAND = [folder for folder in FOLDERS if (folder / SHOWN).exists()]
TODAY = date(2026, 11, 24)
NO_FILES = Absent("nothing lies beside it")


def load(folder: Path, name: str = RECORD) -> Source:
    return Source.decode(name, (folder / name).read_bytes())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_good_record_has_no_finding(folder: Path) -> None:
    report = lint(
        load(folder),
        twin=load(folder, TWIN),
        files=NO_FILES,
        facts=known,
        config=Config(),
        today=TODAY,
    )
    assert [(finding.code, finding.message, finding.span) for finding in report.findings] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_good_record_exits_with_zero_at_every_level(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["check", "--isolated", "--as-of", TODAY.isoformat(), "--fail-on", "note"]
    assert main([*arguments, str(folder / RECORD)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("folder", READ_BY_HAND, ids=lambda folder: folder.name)
def test_a_record_is_read_as_a_person_reads_it(folder: Path) -> None:
    expected = json.loads((folder / SHOWN).read_text("utf-8"))
    assert read(parse(load(folder))).structure == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_files_that_a_record_names_lie_beside_it(folder: Path) -> None:
    evidence = {path.name for path in (folder / "evidence").iterdir() if path.stat().st_size}
    text = load(folder).text
    assert len(evidence) >= 2
    assert all(f"evidence/{name}" in text for name in evidence)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_twin_is_laid_out_as_the_chooser_writes_it(folder: Path) -> None:
    text = (folder / TWIN).read_bytes().decode("ascii")
    twin = json.loads(text)
    assert text == json.dumps(twin, indent=2)
    assert list(twin) == ["profile", "decision"]
    assert list(twin["profile"]) == "task route privacy available_vram_gb needs_service".split()
    assert list(twin["decision"]) == ["model", "runtime", "claim"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_twin_asks_what_its_record_states(folder: Path) -> None:
    stated = read(parse(load(folder))).structure["profile"]
    assert json.loads((folder / TWIN).read_text("ascii"))["profile"] == stated


def test_the_records_are_written_in_every_shape_of_bytes_too() -> None:
    data = [(folder / RECORD).read_bytes() for folder in FOLDERS]
    assert any(b"\r\n" in text for text in data)
    assert any(text.startswith(b"\xef\xbb\xbf") for text in data)
    assert any(b"\n\t" in text for text in data)


def test_at_least_six_records_were_read_by_hand() -> None:
    assert len(READ_BY_HAND) >= 6
    assert {folder.name[:3] for folder in READ_BY_HAND} >= {"zh-", "ja-"}
