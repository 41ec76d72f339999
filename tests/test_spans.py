"""Every value stands where its span says."""

from __future__ import annotations

from pathlib import Path

import pytest

from decision_lint.document.markdown import parse
from decision_lint.source import Source
from places import bare, misplaced

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
WELL_FORMED = sorted(
    path
    for folder in ("records", "lesson", "rules")
    for pattern in ("model_runtime_decision.md", "*.decision.md")
    for path in (FIXTURES / folder).rglob(pattern)
)
MALFORMED = sorted((FIXTURES / "malformed").iterdir())
PAGES = sorted((ROOT.parent / "shared" / "data" / "corpus" / "pages").glob("*.md"))


def load(path: Path) -> Source:
    return Source.decode(path.name, path.read_bytes())


def name(path: Path) -> str:
    return path.relative_to(FIXTURES).as_posix()


@pytest.mark.parametrize("path", WELL_FORMED, ids=name)
def test_every_value_of_a_fixture_stands_where_its_span_says(path: Path) -> None:
    document = parse(load(path))
    assert list(misplaced(document)) == []


@pytest.mark.parametrize("path", WELL_FORMED, ids=name)
def test_every_value_of_a_fixture_has_a_key_or_stands_in_a_paragraph(path: Path) -> None:
    document = parse(load(path))
    spoken = {"selected", "runtime_decision", "why_now", "rejected_for_now", "switch_condition"}
    keyless = {where for where in document.values if where not in document.keys}
    assert {where[0] for where in keyless} <= spoken


@pytest.mark.parametrize("path", MALFORMED, ids=name)
def test_every_value_of_a_malformed_file_stands_where_its_span_says(path: Path) -> None:
    document = parse(load(path))
    assert list(misplaced(document, strictly=False)) == []


@pytest.mark.skipif(not PAGES, reason="the pages are not here")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_value_of_a_page_from_the_wild_stands_where_its_span_says(path: Path) -> None:
    document = parse(load(path))
    assert list(misplaced(document, strictly=False)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain words", "plain words"),
        ("**bold** and `co*de` and [a link](x.csv)", "bold and co*de and a link"),
        ("private_docs, _slanted_, 2 \\* 3", "private_docs, slanted, 2 * 3"),
        ("one line\n  - and its item\n> quoted", "one line and its item quoted"),
        ("一行、\r\n　続き", "一行、続き"),
        ("before <!-- not\nthis --> after", "before   after"),
    ],
)
def test_the_second_reading_takes_off_what_it_should(text: str, value: str) -> None:
    assert bare(text) == value


@pytest.mark.parametrize(
    ("text", "where", "place"),
    [
        ("# T\n\nproject_goal: a helper\n", ("project_goal",), (3, 15, 3, 23)),
        ("# T\n\n- **Owner:** the team\n", ("owner",), (3, 14, 3, 22)),
        ("# T\n\n> - Task: `chat`\n", ("profile", "task"), (3, 12, 3, 16)),
        ("# 题\n\n项目目标：小助手\n", ("project_goal",), (3, 6, 3, 9)),
        ("# T\n\n| Field | Value |\n|-|-|\n| Owner |  **me** |\n", ("owner",), (5, 14, 5, 16)),
        ("# T\n\n## Fallback\n\na person,\nby hand\n", ("fallback",), (5, 1, 6, 8)),
        ("---\nowner: 'the team'\n---\n\n# T\n", ("owner",), (2, 9, 2, 17)),
        ("# T\r\n\r\nstatus: draft\r\nowner:\t😀 us\r\n", ("owner",), (4, 8, 4, 12)),
        ("# T\n\nmust_have: a, b (c, d)\n", ("must_have", 1), (3, 15, 3, 23)),
        ("# T\n\nmust_have:\n- one\n- two,\n  three\n", ("must_have", 1), (5, 3, 6, 8)),
    ],
)
def test_a_span_counts_lines_and_columns_from_one_in_characters(
    text: str, where: tuple[str | int, ...], place: tuple[int, int, int, int]
) -> None:
    span = parse(Source("record.md", text)).spans[where]
    assert (span.line, span.column, span.end_line, span.end_column) == place
