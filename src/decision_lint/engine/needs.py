"""Needs: what a rule may ask for by the name of a parameter, and how each is had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from decision_lint.chooser import Choice, completions
from decision_lint.command.launch import Launch
from decision_lint.document.page import Document
from decision_lint.engine.later import Later
from decision_lint.engine.models import CandidateModel, Facts, models
from decision_lint.evidence.files import Files, Linked, open_links
from decision_lint.facts.resolve import Resolved
from decision_lint.fitting.case import Case
from decision_lint.fitting.fit import Fit
from decision_lint.model import ModelFacts
from decision_lint.policy import Row
from decision_lint.quantities.devices import nameplates
from decision_lint.quantities.runtimes import runtime_version
from decision_lint.record.reading import Reading
from decision_lint.record.shape import Device, Record
from decision_lint.rule import Absent
from decision_lint.source import Source
from decision_lint.twin import Twin, read_twin

Given = Mapping[str, Any]

ONCE = frozenset(
    """unreadable document record faults selected source_path has_twin twin choices policy launch
    evidence today suppressions""".split()
)
PER_CANDIDATE = frozenset("candidate place reference resolved asked answer facts case fit".split())
OF_LOCK = frozenset(("drift",))
"""What is asked for by rules on a lock, which know no record."""
RESTING = frozenset(("answer", "facts", "case", "fit"))
"""What rests on somebody's word about a model."""

NEEDS = ONCE | PER_CANDIDATE | OF_LOCK


class Beside(NamedTuple):
    """What stands beside a record, and what it is judged by."""

    twin: Source | Absent
    files: Files | Absent
    policy: Sequence[Row]
    today: date


def gather(document: Document, reading: Reading, beside: Beside) -> Given:
    """Gather what rules may ask for once a record."""
    path = document.source.path
    has_path = path not in {"", "-"}
    without = Absent("standard input has no file name")
    twin = read_twin(beside.twin) if isinstance(beside.twin, Source) else beside.twin
    return {
        "document": document,
        "record": reading.record,
        "faults": reading.faults,
        "selected": reading.selected,
        "source_path": path if has_path else without,
        "has_twin": isinstance(twin, Twin) if has_path else without,
        "twin": twin,
        "choices": _choices(reading, beside.policy),
        "policy": beside.policy,
        "launch": _launch(reading),
        "evidence": _evidence(document, beside.files),
        "today": beside.today,
    }


def gather_candidates(reading: Reading, facts: Facts, launch: Launch | Absent) -> tuple[Given, ...]:
    """Gather what rules may ask for of each candidate."""
    return tuple(
        _of_candidate(reading, index, model, launch)
        for index, model in enumerate(models(reading, facts))
    )


def _of_candidate(
    reading: Reading, index: int, model: CandidateModel, launch: Launch | Absent
) -> Given:
    case = Later(partial(_case, reading, index, model, launch))
    return {
        "candidate": reading.record.candidates[index],
        "place": ("candidates", index),
        "reference": reading.references[index],
        "resolved": model.resolved,
        "asked": model.asked,
        "answer": model.answer,
        "facts": model.facts,
        "case": case,
        "fit": Later(partial(_fit, case)),
    }


def _case(
    reading: Reading, index: int, model: CandidateModel, launch: Launch | Absent
) -> Case | Absent:
    resolved, facts = model.resolved, _facts_of(model)
    if isinstance(facts, Absent):
        return facts
    is_selected = index == reading.selected
    return Case(
        record=reading.record,
        number=index,
        facts=facts,
        quantization=resolved.quantization if isinstance(resolved, Resolved) else None,
        launch=launch if is_selected and isinstance(launch, Launch) else None,
        is_selected=is_selected,
        had={},
    )


def _fit(case: Later) -> Fit | Absent:
    had = case.have()
    if isinstance(had, Absent):
        return had
    from decision_lint.fitting.reading import read_fit  # the estimator, which costs a tenth

    return read_fit(had)


def _facts_of(model: CandidateModel) -> ModelFacts | Absent:
    """Give the facts; of a quantized form that nobody knows those of the model it was made from."""
    facts, resolved = model.facts, model.resolved
    if not isinstance(model.answer, Absent) or not isinstance(resolved, Resolved):
        return facts
    from decision_lint.facts.siblings import imagined, original

    base = original(resolved.repo_id)
    return imagined(resolved.repo_id, base) if base else facts


def _choices(reading: Reading, policy: Sequence[Row]) -> tuple[Choice, ...] | Absent:
    """Ask the chooser for every way to complete the record's profile; nothing is assumed."""
    profile = reading.record.profile
    if profile.route is None:
        return Absent("the record states no route")
    if isinstance(reading.selected, Absent):
        return reading.selected
    amounts = tuple(_nameplates(reading.record, reading.selected))
    return completions(profile, amounts, policy)


def _nameplates(record: Record, selected: int) -> Iterator[float]:
    """Give the amounts of GPU memory that the selected candidate's devices may have, in GB."""
    devices = record.candidates[selected].devices or record.hardware.devices
    if len(devices) != 1:
        return
    (device,) = devices
    yield from _amounts(device)


def _amounts(device: Device) -> tuple[float, ...]:
    if device.memory_gb is not None:
        return (device.count * device.memory_gb,)
    return tuple(device.count * amount for amount in nameplates(device.name))


def _launch(reading: Reading) -> Launch | Absent:
    command = reading.record.evidence.first_run_command
    if command is None:
        return Absent("the record names no first-run command")
    from decision_lint.command.reading import read_command  # a tenth of a check to import

    version = None
    if isinstance(reading.selected, int):
        version = runtime_version(reading.record.candidates[reading.selected].runtime_note or "")
    launch = read_command(command, version)
    return launch if launch.runtime else Absent("the first-run command is not understood")


def _evidence(document: Document, files: Files | Absent) -> tuple[Linked, ...] | Absent:
    return files if isinstance(files, Absent) else tuple(open_links(document, files))
