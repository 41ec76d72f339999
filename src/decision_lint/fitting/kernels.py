"""What a card can compute: the number formats and the quantizations that it has kernels for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from decision_lint.fitting.case import Case
from decision_lint.fitting.forms import forms_of, method_named, method_of
from decision_lint.fitting.hardware import machines_of
from decision_lint.fitting.loading import Refusal, known_version
from decision_lint.fitting.machine import Machine
from decision_lint.fitting.ways import Way, read_ways
from decision_lint.knowledge.tables import table
from decision_lint.memory.versions import is_before
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent, Level, Where

BFLOAT16 = 8.0
"""The compute capability from which a card computes in bfloat16."""


def lacking(case: Case) -> tuple[Where, Refusal] | Absent | None:
    """Say which quantization no device of a candidate computes, though its runtime loads it."""
    ways = read_ways(case)
    if isinstance(ways, Absent):
        return ways
    if "mlx" not in forms_of(case.facts) and not any(_method(case, way) for way in ways):
        return None  # nothing is quantized
    machines = machines_of(case)
    if isinstance(machines, Absent):
        return machines
    found: list[tuple[Where, Refusal]] = []
    for machine in machines:
        for way in ways:
            refused = _refused(case, way, machine)
            if refused is None:
                return None
            found.append((machine.where, refused))
    return min(found, key=lambda each: each[1].level.weight)


def _refused(case: Case, way: Way, machine: Machine) -> Refusal | None:
    if way.runtime == "mlx" and "mlx" in forms_of(case.facts):
        why = f"mlx runs on Apple silicon, and {machine.name} is stated"
        return Refusal(why, Level.WARNING) if machine.vendor not in ("apple", "") else None
    method = _method(case, way)
    if method is None or machine.kind == "cpu":
        return None
    if machine.capability is not None:
        return _unpacked(way, machine, method) or _too_old(way, machine, method)
    return _elsewhere(way, machine, method)


def _method(case: Case, way: Way) -> str | None:
    asked = way.launch.quantization if way.launch else None
    return method_of(case.facts) or (method_named(asked) if asked else None)


def _told(way: Way) -> dict[str, Any]:
    found: dict[str, Any] = table("formats")["runtimes"].get(way.runtime, {})
    return found


def _too_old(way: Way, machine: Machine, method: str) -> Refusal | None:
    least = needed(way, method)
    able = machine.capability
    if least is None or able is None or able >= least:
        return None
    version, is_stated = known_version(way)[0], way.setup.runtime_version is not None
    seen = way.setup.runtime_version or version or ""
    why = (
        f"{method} in {way.runtime} {seen} needs compute capability {least}, and"
        f" the {machine.name} has {able}"
    )
    return Refusal(why, Level.ERROR if is_stated else Level.WARNING)


def needed(way: Way, method: str) -> float | None:
    """Give the compute capability that a method needs in the version that is stated."""
    version = way.setup.runtime_version
    rows: Sequence[tuple[str, float]] = _told(way).get("capability", {}).get(method, ())
    return next((float(least) for since, least in rows if not is_before(version, since)), None)


def _unpacked(way: Way, machine: Machine, method: str) -> Refusal | None:
    if not unpacks(way, machine, method):
        return None
    below = _told(way)["dequantized_below"][method]
    why = (
        f"Transformers unpacks {method} to 16 bits below compute capability {below}, and the"
        f" {machine.name} has {machine.capability}"
    )
    return Refusal(why, Level.WARNING)


def unpacks(way: Way, machine: Machine, method: str | None) -> bool:
    """Tell whether a runtime unpacks a quantization on a device, which takes its memory then."""
    below = _told(way).get("dequantized_below", {}).get(method or "")
    return below is not None and machine.capability is not None and machine.capability < below


def _elsewhere(way: Way, machine: Machine, method: str) -> Refusal | None:
    """Look a method up for cards of AMD and Intel."""
    listed = _told(way).get({"amd": "rocm", "intel": "xpu"}.get(machine.vendor, ""))
    if listed is None or method in listed or method not in _told(way).get("methods", {}):
        return None
    why = f"{way.runtime} has no {method} for the {machine.name}"
    return Refusal(why, Level.ERROR if known_version(way)[1] else Level.WARNING)


def computes_as(way: Way, machine: Machine, facts: ModelFacts) -> str | None:
    """Give the dtype that a runtime falls back to on a device; None where it does not.

    vLLM turns bfloat16 to float16 on cards before Ampere, and to float32 for models that do not
    compute in float16: then the weights are twice as large.
    """
    if machine.capability is None or machine.capability >= BFLOAT16 or way.setup.dtype:
        return None
    refused = _told(way).get("float16_refused", ())
    return "float32" if facts.config.get("model_type") in refused else None
