"""HW007: a number format that the device does not compute."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.command.launch import Launch
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Outcome, Problem, Where, rule


@rule("HW007", Level.ERROR)
def dtype_unsupported(
    record: Record, place: Where, selected: int | None = None, launch: Launch | None = None
) -> Iterator[Outcome]:
    """The number format that is asked for is none that the device computes.

    ## Why

    Cards before Ampere (T4, V100, RTX 20xx) have no bfloat16: vLLM does not start with it. Others
    emulate it slowly, or take float16 without being asked; then this is a warning.

    ## How to mend it

    Ask for float16 (`--dtype half`), or take a card of compute capability 8.0 or more.
    """
    number = int(place[1])
    mine, candidate = launch if number == selected else None, record.candidates[number]
    texts = (candidate.dtype, candidate.runtime_note, candidate.hardware_note, mine and mine.dtype)
    if not any("bf" in text.casefold() for text in texts if text):
        return
    from decision_lint.fitting.dtypes import unsupported

    if found := unsupported(record, number, mine, selected=number == selected):
        yield Problem(*found)
