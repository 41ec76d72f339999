"""Fingerprints of lines: the same as GitHub computes, by figures that its own tests hold."""

from __future__ import annotations

import pytest

from decision_lint.render.linehash import line_hashes

END = "c129715d7a2bc9a3:1"
LETTER = ["e9496ae3ebfced30", "fb7c023a8b9ccb3f", "ce8ba1a563dcdaca", "e20e36e16fcb0cc8"]
LETTER += ["b3edc88f2938467e", "c8e28b0b4002a3a0"]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_blanks_and_kinds_of_line_ends_do_not_count(end: str) -> None:
    text = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n".replace("\n", end)
    expected = [f"{value}:1" for value in LETTER]
    assert list(line_hashes(text).values()) == [*expected, END]


def test_an_empty_file_has_one_line() -> None:
    assert line_hashes("") == {1: END}


def test_a_short_file_is_filled_up() -> None:
    assert line_hashes(" a\nb\n  \t\tc\n d") == {
        1: "271789c17abda88f:1",
        2: "54703d4cd895b18:1",
        3: "180aee12dab6264:1",
        4: "a23a3dc5e078b07b:1",
    }


def test_equal_lines_are_counted() -> None:
    hashes = line_hashes("很好\n" * 300)
    first = hashes[1].partition(":")[0]
    assert [hashes[line] for line in (1, 2, 3)] == [f"{first}:{count}" for count in (1, 2, 3)]
    assert len(set(hashes.values())) == 301
