"""The lines that a finding is about, and the carets under them."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from decision_lint.render import RENDERERS
from decision_lint.render.look import Look
from decision_lint.render.visible import width
from decision_lint.source import Source, Span
from reports import PLAIN, TEXT, found, report


def drawn(text: str, span: Span, look: Look = PLAIN) -> str:
    """Give the snippet of a finding alone."""
    full = RENDERERS["full"](report(found(span), text=text), look._replace(quiet=True))
    _, _, below = full.partition("\n")
    return re.split(r"^ *= help:", below, maxsplit=1, flags=re.MULTILINE)[0].rstrip("\n")


def test_carets_stand_under_wide_characters() -> None:
    assert drawn(TEXT, Span(2, 7, 2, 13)) == dedent("""\
          |
        2 |   许可证：待确认的许可证 later
          |           ^^^^^^^^^^^^""")


def test_a_span_of_many_lines_shows_the_first_and_the_last() -> None:
    assert drawn(TEXT, Span(1, 1, 4, 5)) == dedent("""\
          |
        1 | candidate_1:
          | ^^^^^^^^^^^^
        ...
        4 | last
          | ^^^^""")


def test_a_span_of_two_lines_shows_both_without_dots() -> None:
    assert drawn("ab cd\n  ef gh\n", Span(1, 4, 2, 5)) == dedent("""\
          |
        1 | ab cd
          |    ^^
        2 |   ef gh
          |   ^^""")


def test_a_span_that_ends_with_its_line_stays_on_it() -> None:
    assert drawn("abc\ndef\n", Span(1, 1, 2, 1)).endswith("1 | abc\n  | ^^^")


def test_an_empty_span_gets_one_caret() -> None:
    assert drawn("abc\n", Span(1, 1, 1, 1)).endswith("\n  | ^")
    assert drawn("abc\n", Span(1, 4, 1, 4)).endswith("\n  |    ^")


def test_numbers_of_lines_are_aligned() -> None:
    text = "x\n" * 120
    assert " 98 | x" in drawn(text, Span(98, 1, 101, 2))


@pytest.mark.parametrize("text", ["", "\n", "one line\n"])
def test_a_span_beyond_the_text_has_no_snippet(text: str) -> None:
    assert drawn(text, Span(9, 1, 9, 2)) == ""


def test_a_long_line_is_cut_around_its_span() -> None:
    line = "a" * 300 + "FOUND" + "b" * 300
    *_, shown, carets = drawn(line, Span(1, 301, 1, 306), Look(width=60)).split("\n")
    assert len(shown) <= 60
    assert shown.startswith("1 | ...aaa")
    assert shown.endswith("bbb...")
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "FOUND"


def test_a_long_span_is_cut_at_its_end() -> None:
    *_, shown, carets = drawn("ab " + "界" * 300, Span(1, 4, 1, 304), Look(width=40)).split("\n")
    assert width(shown) <= 40
    assert width(carets) <= 40
    assert shown.endswith("界...")
    assert carets.count("^") == 2 * shown.count("界")


@example("0" * 21, 22, 0, 0)
@given(st.text(max_size=80), st.integers(1, 90), st.integers(0, 90), st.integers(0, 50))
def test_no_line_is_wider_than_the_screen(text: str, column: int, length: int, room: int) -> None:
    source = Source("a.md", text)
    last = len(source.lines[0]) + 1
    start = min(column, last)
    span = Span(1, start, 1, min(start + length, last))
    lines = drawn(text, span, Look(width=room)).split("\n")
    # The caret of an empty span may stand after the last character.
    assert all(width(line) <= max(room, 26) + 1 for line in lines)


def test_a_megabyte_on_one_line_is_shown_at_once() -> None:
    line = "界" * 300_000
    findings = [found(Span(1, at, 1, at + 2)) for at in range(1, 300_000, 3_000)]
    assert RENDERERS["full"](report(*findings, text=line), PLAIN).count("^^^^") == 100
