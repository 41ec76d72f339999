"""What differs between two readings of a record: field by field, candidate by candidate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from decision_lint.rule import Where

Structure = Mapping[str, Any]
Pairs = Sequence[tuple[int | None, int | None]]
"""Which candidate of the one reading is which of the other; None where it has none."""

_DERIVED = frozenset(("repo_id", "cloud_api", "devices", "runtimes", "candidates", "selected"))
"""What is read from other fields, or is compared in a way of its own."""


class Change(NamedTuple):
    """A field that was written, changed or taken away."""

    where: Where
    before: str | None
    after: str | None


def compare(before: Structure, after: Structure) -> tuple[Change, ...]:
    """Give the fields that differ, in the order of the record, each as text."""
    return tuple(_changes(before, after))


def _changes(before: Structure, after: Structure) -> Iterator[Change]:
    yield from _fields(before, after, ())
    pairs = pair(before, after)
    if (one := selection(before)) != (other := selection(after)) and (
        (before.get("selected"), after.get("selected")) not in pairs
    ):
        yield Change(("selected",), one, other)
    olds, news = before.get("candidates", ()), after.get("candidates", ())
    for old, new in pairs:
        if old is not None and new is not None:
            yield from _fields(olds[old], news[new], ("candidates", new))
        elif old is not None:
            yield Change(("candidates", old), model_of(olds[old]), None)
        elif new is not None:
            yield Change(("candidates", new), None, model_of(news[new]))


def pair(before: Structure, after: Structure) -> Pairs:
    """Pair the candidates by their model, and what is left of them by their place."""
    olds = [_identity(each) for each in before.get("candidates", ())]
    news = [_identity(each) for each in after.get("candidates", ())]
    pairs: dict[int, int] = {}
    for new, name in enumerate(news):
        taken = pairs.values()
        same = [old for old, other in enumerate(olds) if other == name and old not in taken]
        if name and same:
            pairs[new] = same[0]
    for new in range(len(news)):
        if new not in pairs and new < len(olds) and new not in pairs.values():
            pairs[new] = new
    gone = [(old, None) for old in range(len(olds)) if old not in pairs.values()]
    return (*((pairs.get(new), new) for new in range(len(news))), *gone)


def model_of(candidate: Structure) -> str:
    """Write the model of a candidate, with its revision."""
    model = candidate.get("model", {})
    text, revision = model.get("text", ""), model.get("revision")
    return f"{text}@{revision}" if revision and revision not in text else text


def selection(structure: Structure) -> str | None:
    """Name the selected model."""
    index, candidates = structure.get("selected"), structure.get("candidates", ())
    known = isinstance(index, int) and index < len(candidates)
    return model_of(candidates[index]) if known else None


def _identity(candidate: Structure) -> str:
    model = candidate.get("model", {})
    name: str = model.get("repo_id") or model.get("text", "")
    return name.casefold()


def _fields(before: Structure, after: Structure, way: Where) -> Iterator[Change]:
    """Compare what stands in two mappings, and in the mappings that they hold."""
    for key in dict.fromkeys((*after, *before)):
        if key in _DERIVED:
            if key == "devices" and way == ("hardware",):
                yield from _leaf(_devices(before), _devices(after), (*way, key))
            continue
        old, new = before.get(key), after.get(key)
        if key == "model" and way:
            yield from _leaf(model_of(before) or None, model_of(after) or None, (*way, key))
        elif isinstance(old, Mapping) or isinstance(new, Mapping):
            yield from _fields(_mapping(old), _mapping(new), (*way, key))
        else:
            yield from _leaf(_text(old), _text(new), (*way, key))


def _leaf(before: str | None, after: str | None, where: Where) -> Iterator[Change]:
    if before != after:
        yield Change(where, before, after)


def _mapping(value: object) -> Structure:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case list() | tuple():
            return "; ".join(map(str, value))
    return str(value)


def _devices(hardware: Structure) -> str | None:
    """Write devices as people do: `2x A100 80 GB`."""
    return "; ".join(map(_device, hardware.get("devices", ()))) or None


def _device(device: Structure) -> str:
    memory = f" {device['memory_gb']:g} GB" if "memory_gb" in device else ""
    return f"{device['count']}x {device['name']}{memory}"
