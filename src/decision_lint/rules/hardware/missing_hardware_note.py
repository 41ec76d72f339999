"""HW001: a candidate without hardware."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.hardware import has_its_own
from decision_lint.record.lacks import lacks
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule
from decision_lint.schema.fault import Fault


@rule("HW001", Level.ERROR)
def missing_hardware_note(
    document: Document, record: Record, faults: tuple[Fault, ...], selected: int
) -> Iterator[Problem]:
    """A candidate does not say what hardware it runs on.

    ## Why

    Whether a model fits is arithmetic, but only against a device. That it does not fit is the most
    frequent reason why a first run fails.

    ## How to mend it

    Write `hardware_note:` with the device and its memory: `one L4 24 GB`, `laptop CPU with 16 GB
    RAM`. For the selected candidate the record's own `gpu`, `ram`, `available_vram_gb` or
    `hardware_note` counts as well.
    """
    for problem in lacks(document, faults, "HW001"):
        if problem.where != ("candidates", selected, "hardware_note") or not has_its_own(record):
            yield problem
