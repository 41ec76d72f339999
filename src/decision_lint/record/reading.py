"""Reads a document into the structured record: typed where it can be, checked by the schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from decision_lint.document.page import Document
from decision_lint.profile import Profile
from decision_lint.quantities.counts import read_count
from decision_lint.quantities.devices import find_devices
from decision_lint.quantities.hosted import is_hosted, is_served
from decision_lint.quantities.memory import find_memory, read_memory
from decision_lint.quantities.references import (
    ModelReference,
    Reference,
    read_reference,
)
from decision_lint.quantities.runtimes import find_runtimes
from decision_lint.quantities.templates import is_unfilled
from decision_lint.quantities.tokens import read_tokens
from decision_lint.quantities.words import read_date, read_route, read_status, read_yes_no
from decision_lint.record.nothing import without_nothing
from decision_lint.record.selection import select
from decision_lint.record.shape import (
    Candidate,
    Device,
    Evidence,
    Hardware,
    Model,
    Record,
    Requirements,
)
from decision_lint.rule import Absent, Where
from decision_lint.schema.check import faults
from decision_lint.schema.fault import Fault
from decision_lint.vocabulary import CANDIDATE_FIELDS, RECORD_FIELDS, Field, Kind

Structure = dict[str, Any]


class Reading(NamedTuple):
    """A record as it was read: typed, as plain data, and with what its schema finds."""

    record: Record
    structure: Structure
    """The structured record as plain data, as `show` prints it; what is no typed value is text."""
    faults: tuple[Fault, ...]
    references: tuple[ModelReference | Absent, ...]
    """What each candidate names as its model."""
    selected: int | Absent
    """The index of the selected candidate."""


def read(document: Document) -> Reading:
    """Read a document into a record; what cannot be read is a fault and never raises."""
    count = 1 + max((int(way[1]) for way in document.keys if _is_candidate(way)), default=-1)
    references = tuple(_reference(document, index) for index in range(count))
    selected = select(document, references)
    structure: Structure = {}
    for field in RECORD_FIELDS:
        if field.name == "model_decision":
            _list_candidates(structure, document, references, selected)
        elif field.where in document.values:
            _put(structure, field.where, _typed(field, document.values[field.where]))
    said = without_nothing(structure)
    found = faults("record", said)
    found = (*found, *_no_such_day(said, found))
    invalid = frozenset(fault.where for fault in found if fault.kind == "invalid")
    record = _build(said, invalid)
    return Reading(record, structure, found, references, selected)


def _is_candidate(way: Where) -> bool:
    return len(way) == 2 and way[0] == "candidates"  # noqa: PLR2004  (the route of a candidate)


def _reference(document: Document, index: int) -> ModelReference | Absent:
    text = document.values.get(("candidates", index, "model"))
    if not isinstance(text, str):
        return Absent(f"candidate {index + 1} names no model")
    reference = read_reference(text)
    if reference.kind in {Reference.HUB, Reference.API, Reference.OLLAMA}:
        return reference
    targets = document.links.get(("candidates", index, "model"), ())
    linked = {each.repo_id: each for each in map(read_reference, targets) if each.repo_id}
    return next(iter(linked.values()))._replace(text=text) if len(linked) == 1 else reference


def _list_candidates(
    structure: Structure,
    document: Document,
    references: tuple[ModelReference | Absent, ...],
    selected: int | Absent,
) -> None:
    if references:
        structure["candidates"] = [
            _candidate(document, index, reference) for index, reference in enumerate(references)
        ]
    if isinstance(selected, int) and ("selected",) in document.values:
        structure["selected"] = selected


def _candidate(document: Document, index: int, reference: ModelReference | Absent) -> Structure:
    structure: Structure = {}
    if isinstance(reference, ModelReference):
        named = {
            "text": reference.text,
            "repo_id": reference.repo_id,
            "revision": reference.revision,
            "quantization": reference.quantization,
        }
        structure["model"] = {key: value for key, value in named.items() if value}
        if reference.kind is Reference.API or is_served(reference.text):
            structure["cloud_api"] = True
    for field in CANDIDATE_FIELDS[1:]:
        value = document.values.get(("candidates", index, *field.where))
        if value is None or (len(field.where) > 1 and "model" not in structure):
            continue
        if field.kind is Kind.RUNTIMES and (runtimes := _runtimes(cast("str", value))):
            structure["runtimes"] = list(runtimes)
        _put(structure, field.where, _typed(field, value))
        if field.name == "hardware_note" and (devices := _devices(cast("str", value))):
            structure["devices"] = devices
    if "runtimes" not in structure and is_hosted(structure.get("runtime_note", "")):
        structure["cloud_api"] = True
    return structure


def _runtimes(text: str) -> tuple[str, ...]:
    return () if is_unfilled(text) else find_runtimes(text)


def _put(structure: Structure, where: Where, value: object) -> None:
    """Put a value at its route; a device list at the record's own stands for its note too."""
    *outer, last = cast("tuple[str, ...]", where)
    for key in outer:
        structure = structure.setdefault(key, {})
    structure[last] = value


def _devices(text: str) -> list[Structure]:
    return [
        {"name": device.name, "count": device.count}
        | ({"memory_gb": device.memory.amount} if device.memory else {})
        for device in (() if is_unfilled(text) else find_devices(text))
    ]


def _gpu(text: str) -> list[Structure]:
    """Read the GPU field; a device that nobody knows keeps its name as written."""
    if known := _devices(text):
        return known
    stated = [memory for memory in find_memory(text) if memory.most is None]
    if not stated or is_unfilled(text):
        return [{"name": text, "count": 1}]
    return [{"name": text, "count": stated[0].times, "memory_gb": stated[0].amount}]


def _gigabytes(text: str) -> float | None:
    memory = read_memory(text, storage=True)  # the field says what it is the memory of
    return memory.amount if memory else None


_READERS: Mapping[Kind, Callable[[str], object]] = {
    Kind.STATUS: read_status,
    Kind.DATE: read_date,
    Kind.ROUTE: read_route,
    Kind.YES_NO: read_yes_no,
    Kind.MEMORY: _gigabytes,
    Kind.TOKENS: read_tokens,
    Kind.COUNT: read_count,
    Kind.DEVICES: _gpu,
}


def _typed(field: Field, value: str | tuple[str, ...]) -> object:
    """Read a value by its kind; what cannot be read stays text, and the schema says so."""
    if isinstance(value, tuple):
        return list(value)
    reader = (
        None if is_unfilled(value) and field.kind is not Kind.DEVICES else _READERS.get(field.kind)
    )
    read_value = reader(value) if reader else None
    return value if read_value is None else read_value


def _no_such_day(structure: Structure, found: tuple[Fault, ...]) -> Iterator[Fault]:
    """Tell of a date that the schema's pattern lets pass and no calendar has: 2026-11-31."""
    text = structure.get("date")
    is_told = any(fault.where == ("date",) for fault in found)
    if isinstance(text, str) and not is_told and read_date(text) is None:
        yield Fault(("date",), "invalid", "date", text, "a date")


def _build(structure: Structure, invalid: frozenset[Where]) -> Record:
    """Make the record of what the schema found right."""

    def valid(part: Structure, way: Where) -> Structure:
        return {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in part.items()
            if (*way, key) not in invalid
        }

    top = valid(structure, ())
    for name, kind in (
        ("profile", Profile),
        ("requirements", Requirements),
        ("evidence", Evidence),
    ):
        top[name] = kind(**valid(top.get(name, {}), (name,)))
    hardware = valid(top.get("hardware", {}), ("hardware",))
    top["hardware"] = Hardware(**{**hardware, "devices": _made(hardware)})
    top["candidates"] = tuple(
        _candidate_of(valid(part, ("candidates", index)))
        for index, part in enumerate(structure.get("candidates", ()))
    )
    return Record(**top)


def _candidate_of(part: Structure) -> Candidate:
    model = part.get("model")
    made = {"devices": _made(part), "model": Model(**model) if model else None}
    return Candidate(**{**part, **made})


def _made(part: Structure) -> tuple[Device, ...]:
    return tuple(Device(**device) for device in part.get("devices", ()))
