"""The twin: the chooser's question and answer as JSON, read with positions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from decision_lint.document.json_text import JsonText, parse_json
from decision_lint.profile import CONFIG, Asked, Decision
from decision_lint.schema.check import faults
from decision_lint.schema.fault import Fault
from decision_lint.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinShape:
    """The twin of a record: what the chooser was asked, and what it answered."""

    __pydantic_config__: ClassVar = CONFIG

    profile: Asked
    """What the chooser was asked."""
    decision: Decision
    """What the chooser answered."""


class Twin(NamedTuple):
    """A twin as it was read."""

    json: JsonText
    faults: tuple[Fault, ...]
    """Where it breaks its schema."""
    profile: Mapping[str, Any]
    """The fields of its profile that are as they have to be."""
    asked: Asked | None
    """Its profile, where every field is as it has to be."""
    decision: Mapping[str, Any]
    """The fields of its decision that are as they have to be."""


def read_twin(source: Source) -> Twin:
    """Read a twin; what is wrong with it is a fault and never raises."""
    text = parse_json(source)
    data = text.data if isinstance(text.data, dict) else {}
    found = faults("twin", text.data) if text.broken is None else ()
    wrong = {fault.where for fault in found}
    profile = _sound(data, "profile", wrong)
    is_whole = not any(where[:1] == ("profile",) for where in wrong)
    asked = Asked(**profile) if is_whole and profile else None
    return Twin(text, found, profile, asked, _sound(data, "decision", wrong))


def _sound(data: Mapping[str, Any], name: str, wrong: set[tuple[str | int, ...]]) -> dict[str, Any]:
    part = data.get(name)
    known = {*Asked.__slots__, *Decision.__slots__}
    if not isinstance(part, dict):
        return {}
    return {key: value for key, value in part.items() if key in known and (name, key) not in wrong}
