"""Leaves out what only says that there is none, where a record needs an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_lint.quantities.nothing import is_nothing

_NEEDED = frozenset(
    """project_goal must_have fallback eval_gate switch_condition upgrade_signal
    license_note runtime_note hardware_note""".split()
)
_NEEDED_WITHIN = {
    "profile": frozenset(("task",)),
    "hardware": frozenset(("note",)),
    "evidence": frozenset(
        """model_version first_run_command first_output evaluation_table stop_procedure
        latency_note""".split()
    ),
}


def without_nothing(structure: Mapping[str, Any]) -> dict[str, Any]:
    """Give a structured record without the needed fields whose value says that there is none.

    `fallback: none` is as good as no fallback; `risk: none` is an answer and stays.
    """
    said = _without(structure, _NEEDED)
    for group, names in _NEEDED_WITHIN.items():
        if group in said:
            said[group] = _without(said[group], names)
    if "candidates" in said:
        said["candidates"] = [_without(candidate, _NEEDED) for candidate in said["candidates"]]
    return said


def _without(part: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key not in names or not _says_none(value)}


def _says_none(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(map(_says_none, value))
    return isinstance(value, str) and is_nothing(value)
