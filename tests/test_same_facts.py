"""The same facts give the same findings and the same structure, in whatever shape they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from decision_lint.config import Config
from decision_lint.document.markdown import parse
from decision_lint.facts.order import known
from decision_lint.lint import lint
from decision_lint.record.reading import read
from decision_lint.report import Report
from decision_lint.rule import Absent
from decision_lint.source import Source

ROOT = Path(__file__).parents[1]
LESSON = ROOT / "fixtures" / "lesson"
SHAPES = sorted(LESSON.glob("*/*.decision.md"))
WEAK = ROOT.parent / "shared" / "data" / "lesson" / "model_runtime_decision.md"
TODAY = date(2026, 11, 24)
NO_FILES = Absent("nothing lies beside it")
AT_CANDIDATES = [
    ("HUB002", ("candidates", 1, "model")),
    ("HW002", ("candidates", 0, "hardware_note")),
    ("HW002", ("candidates", 1, "hardware_note")),
    ("LIC002", ("candidates", 0, "license_note")),
    ("LIC002", ("candidates", 1, "license_note")),
]
AT_TITLE = "EVD001 EVD003 EVD005 EVD007 EVD008 EVD009 RTE001 RTE009 TSK001".split()


def check(path: Path) -> Report:
    source = Source.decode(path.name, path.read_bytes())
    return lint(
        source,
        twin=Absent("there is no twin"),
        files=NO_FILES,
        facts=known,
        config=Config(),
        today=TODAY,
    )


def places(report: Report) -> Iterator[tuple[str, int, int]]:
    for finding in report.findings:
        yield finding.code, finding.span.line, finding.span.column


def name(path: Path) -> str:
    return path.relative_to(LESSON).as_posix()


@pytest.mark.parametrize("path", SHAPES, ids=name)
def test_every_shape_gives_the_same_codes_and_nothing_else(path: Path) -> None:
    report = check(path)
    found = sorted((finding.code, finding.where) for finding in report.findings)
    assert [one for one in found if one[1][:1] == ("candidates",)] == AT_CANDIDATES
    assert [code for code, where in found if where[:1] != ("candidates",)] == AT_TITLE


@pytest.mark.parametrize("path", SHAPES, ids=name)
def test_what_a_finding_is_about_stands_at_its_place(path: Path) -> None:
    report = check(path)
    source = Source.decode(path.name, path.read_bytes())
    document = parse(source)
    assert document.title is not None
    for finding in report.findings:
        if finding.code in AT_TITLE:
            assert finding.span == document.title.span
        else:
            assert source.cut(finding.span) == document.values[finding.where]


@pytest.mark.parametrize("path", SHAPES, ids=name)
def test_every_shape_of_a_language_gives_the_same_structure(path: Path) -> None:
    structures = [
        read(parse(Source.decode(one.name, one.read_bytes()))).structure
        for one in (path, path.parent / "flat.decision.md")
    ]
    assert structures[0] == structures[1]


def test_the_flat_shape_is_read_as_a_person_reads_it() -> None:
    flat = LESSON / "en" / "flat.decision.md"
    assert read(parse(Source.decode(flat.name, flat.read_bytes()))).structure == {
        "project_goal": "recipe finder for a school kitchen",
        "must_have": ["allergy warnings", "metric units", "one short paragraph"],
        "nice_to_have": ["shopping list", "quick start"],
        "candidates": [
            {
                "model": {"text": "Qwen2.5-1.5B-Instruct"},
                "license_note": "check the license before launch",
                "runtimes": ["transformers"],
                "runtime_note": "Transformers on the kitchen laptop",
                "hardware_note": "should be light enough for what we have",
                "risk": "may forget one allergy in a long list",
            },
            {
                "model": {"text": "8B instruct model"},
                "license_note": "verify commercial terms first",
                "runtimes": ["vllm", "sglang"],
                "runtime_note": "vLLM or SGLang",
                "hardware_note": "needs a bigger card than ours",
                "risk": "more money and more waiting",
            },
        ],
        "fallback": "the printed recipe folder",
        "why_now": "the new term starts in January",
        "rejected_for_now": ["training our own, because nobody has counted the errors yet"],
    }


def test_there_are_eleven_shapes_in_each_of_three_languages() -> None:
    names = {folder.name: {path.name for path in folder.iterdir()} for folder in LESSON.iterdir()}
    assert sorted(names) == ["en", "ja", "zh"]
    assert {len(shapes) for shapes in names.values()} == {11}


@pytest.mark.skipif(not WEAK.exists(), reason="the weak record is not here")
def test_a_weak_record_from_elsewhere_gives_the_same_codes_at_its_values() -> None:
    assert sorted(places(check(WEAK))) == sorted(
        [
            ("LIC002", 8, 15),
            ("LIC002", 14, 15),
            ("HW002", 10, 16),
            ("HW002", 16, 16),
            ("RTE011", 19, 11),
            ("HUB002", 13, 14),
            *((code, 1, 3) for code in AT_TITLE),
        ]
    )
