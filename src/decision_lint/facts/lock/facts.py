"""Facts as the mapping that a lock holds, and back, without loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from decision_lint.facts.loose import count
from decision_lint.model import FactSource, GgufFacts, ModelFacts, ModelFile
from decision_lint.rule import Where

_ELSEWHERE = frozenset(("revision", "source", "as_of"))
"""Fields that the entry itself holds, or that its being locked says."""


def to_mapping(facts: ModelFacts) -> dict[str, Any]:
    """Give the facts as plain data; what is not known is left out."""
    told: dict[str, Any] = {}
    for name in _NAMES:
        value = getattr(facts, name)
        if name == "files":
            value = {file.path: file.size for file in facts.files}
        elif isinstance(value, GgufFacts):
            value = {one.name: getattr(value, one.name) for one in fields(value)}
            value = {key: one for key, one in value.items() if one is not None}
            told[name] = value
        elif isinstance(value, tuple):
            value = list(value)
        if value not in (None, [], {}):
            told[name] = value
    return told


def from_mapping(
    told: Mapping[str, Any], *, commit: str | None, source: FactSource, as_of: str
) -> ModelFacts:
    """Give the facts that sound data tells."""
    known = dict(told)
    for name in ("base_models", "languages"):
        known[name] = tuple(told.get(name, ()))
    sizes = told.get("files", {})
    known["files"] = tuple(ModelFile(path=path, size=size) for path, size in sizes.items())
    if "gguf" in told:
        known["gguf"] = GgufFacts(**told["gguf"])
    return ModelFacts(**known, revision=commit, source=source, as_of=as_of)


def unsound(told: object, where: Where) -> Iterator[tuple[Where, str]]:
    """Find what is not as it has to be: where it is, and what should stand there."""
    yield from _fields(told, _CHECKS, where)
    if isinstance(told, dict) and "repo_id" not in told:
        yield where, "the field 'repo_id' is missing"


def _fields(
    told: object, checks: Mapping[str, tuple[Callable[[object], bool], str]], where: Where
) -> Iterator[tuple[Where, str]]:
    if not isinstance(told, dict):
        yield where, "this should be a group of fields"
        return
    for key, value in told.items():
        if key not in checks:
            yield (*where, key), f"'{key}' is no field of a lock"
        elif not checks[key][0](value):
            yield (*where, key), f"'{key}' should be {checks[key][1]}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_count(value: object) -> bool:
    return count(value) is not None


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_named(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _are_counts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_count, value.values()))


def _are_sizes(value: object) -> bool:
    return isinstance(value, dict) and all(one is None or _is_count(one) for one in value.values())


def _is_gate(value: object) -> bool:
    return value in ("open", "auto", "manual")


def _is_group(value: object) -> bool:
    return isinstance(value, dict)


def _is_gguf(value: object) -> bool:
    return not any(_fields(value, _GGUF, ()))


_TEXT = (_is_text, "a text")
_FLAG = (_is_flag, "true or false")
_COUNT = (_is_count, "a whole number, 0 or more")
_TEXTS = (_are_texts, "a list of texts")
_GGUF = {
    "architecture": _TEXT,
    "context_length": _COUNT,
    "parameters": _COUNT,
    "has_chat_template": _FLAG,
}
_CHECKS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "repo_id": _TEXT,
    "license": _TEXT,
    "license_name": _TEXT,
    "base_models": _TEXTS,
    "base_licenses": (_are_named, "texts by name"),
    "gate": (_is_gate, "one of open, auto, manual"),
    "disabled": _FLAG,
    "pipeline_tag": _TEXT,
    "languages": _TEXTS,
    "files": (_are_sizes, "sizes by path"),
    "parameters": (_are_counts, "whole numbers by dtype"),
    "total_parameters": _COUNT,
    "config": (_is_group, "a group of fields"),
    "has_chat_template": _FLAG,
    "tool_template": _FLAG,
    "has_custom_code": _FLAG,
    "gguf": (_is_gguf, "what a GGUF header says"),
}
_NAMES = tuple(one.name for one in fields(ModelFacts) if one.name not in _ELSEWHERE)
