"""The JSON Schemas: pydantic describes the dataclasses, the demands on a record are added."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from decision_lint.config import Config
from decision_lint.facts.lock.shape import LockShape
from decision_lint.record.shape import Record
from decision_lint.render.command import CommandShape
from decision_lint.render.fit.shape import FitShape
from decision_lint.render.shape import ReportShape
from decision_lint.schema.explanation import DATE
from decision_lint.twin import TwinShape
from derived import ROOT, Derived
from derived.examples import examples

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BASE = "https://raw.githubusercontent.com/decision-lint/decision-lint/main/schemas/"
CAPITALS = {
    "gb": "GB",
    "ram": "RAM",
    "vram": "VRAM",
    "kv": "KV",
    "api": "API",
    "id": "ID",
    "url": "URL",
}
ORDER = (
    *("$schema", "$id", "title", "description", "$ref", "type", "const", "enum", "pattern"),
    *("minLength", "maxLength", "minItems", "minimum", "examples", "items"),
    *("required", "anyOf", "additionalProperties", "properties", "$defs"),
)

DEMANDS: Mapping[str, Schema] = {
    "Record": {
        "required": ["project_goal", "must_have", "candidates", "fallback", "evidence"],
        "anyOf": [
            {"required": ["eval_gate"]},
            {"required": ["switch_condition"]},
            {"required": ["upgrade_signal"]},
        ],
    },
    "Candidate": {
        "required": ["model", "license_note", "runtime_note"],
        "anyOf": [
            {"required": ["hardware_note"]},
            {"required": ["cloud_api"], "properties": {"cloud_api": {"const": True}}},
        ],
    },
    "Evidence": {"required": ["stop_procedure"]},
}
"""What a record must hold, although rules must see one that does not."""

LIMITS: Mapping[tuple[str, str], Schema] = {
    ("Record", "must_have"): {"minItems": 1},
    ("Record", "candidates"): {"minItems": 1},
    ("Record", "date"): {"maxLength": 10, "pattern": DATE},
    ("Record", "selected"): {"minimum": 0},
    ("Requirements", "context_length"): {"minimum": 1},
    ("Requirements", "concurrency"): {"minimum": 1},
    ("Candidate", "context_length"): {"minimum": 1},
    ("Device", "count"): {"minimum": 1},
    ("Profile", "available_vram_gb"): {"minimum": 0},
}
"""What a type alone does not say."""


COUNT: Schema = {"type": "integer", "minimum": 0}
LOCK_LIMITS: Mapping[tuple[str, str], Schema] = {
    ("LockShape", "models"): {"propertyNames": {"pattern": r"^[^@\s]+@\S+$"}},
    ("LockEntryShape", "as_of"): {"pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2026-11-24"]},
    ("LockEntryShape", "digest"): {"pattern": "^sha256:[0-9a-f]{64}$"},
    ("LockedFactsShape", "files"): {
        "additionalProperties": {"anyOf": [COUNT, {"type": "null"}]},
        "examples": [{"model.safetensors": 988097824}],
    },
    ("LockedFactsShape", "parameters"): {
        "additionalProperties": COUNT,
        "examples": [{"BF16": 494032768}],
    },
    ("LockedFactsShape", "total_parameters"): {"minimum": 0},
    ("LockedFactsShape", "repo_id"): {"examples": ["Qwen/Qwen2.5-0.5B-Instruct"]},
    ("LockedFactsShape", "license"): {"examples": ["apache-2.0"]},
    ("GgufFacts", "context_length"): {"minimum": 0},
    ("GgufFacts", "parameters"): {"minimum": 0},
}
"""What a type alone does not say of a lock."""

TWIN_EXAMPLES: Mapping[str, object] = {
    "task": "course assistant",
    "route": "rented_gpu",
    "privacy": "private_docs",
    "available_vram_gb": 24.0,
    "needs_service": True,
}


def derive() -> Derived:
    """Yield the schemas of what people write and of what the tool reports."""
    written = _demanding(_present(TypeAdapter(Record).json_schema()))
    settings = _present(TypeAdapter(Config).json_schema())
    settings["properties"]["policy"]["minItems"] = 1
    for key in ("min-vram-gb", "max-vram-gb"):
        settings["$defs"]["Row"]["properties"][key]["minimum"] = 0
    twin = _whole(TypeAdapter(TwinShape).json_schema())
    report = TypeAdapter(ReportShape).json_schema(mode="serialization")
    command = TypeAdapter(CommandShape).json_schema(mode="serialization")
    fit = TypeAdapter(FitShape).json_schema(mode="serialization")
    yield _file("model_runtime_decision", "Model and runtime decision", written)
    yield _file("twin", "Twin of a model and runtime decision", twin)
    yield _file("config", "Configuration of decision-lint", settings)
    yield _file("report", "Report of decision-lint", report)
    yield _file("lock", "Lock of decision-lint", _lock())
    yield _file("fit", "Answer of decision-lint fit", fit)
    yield _file("command", "Answer of decision-lint command", command)


def _file(name: str, title: str, schema: Schema) -> tuple[Path, str]:
    head = {"$schema": DIALECT, "$id": f"{BASE}{name}.schema.json", "title": title}
    body = _dressed(schema) | head
    text = json.dumps(_ordered(body), indent=2, ensure_ascii=False) + "\n"
    return ROOT / "schemas" / f"{name}.schema.json", text


def _present(schema: Schema) -> Schema:
    """Say that what is absent is left out, never null, and that no text is empty."""

    def tighten(part: Schema) -> Schema:
        some = [branch for branch in part.get("anyOf", []) if branch != {"type": "null"}]
        if len(some) == 1:
            part = {key: value for key, value in part.items() if key != "anyOf"} | some[0]
        text = part.get("type") == "string" and "enum" not in part
        return part | {"minLength": 1} if text else part

    return _each(schema, tighten)


def _lock() -> Schema:
    """Say what a lock holds: what is not known is left out, a size that is not known is null."""
    lock = _present(TypeAdapter(LockShape).json_schema())
    groups = {**lock["$defs"], "LockShape": lock}
    for (name, key), limit in LOCK_LIMITS.items():
        groups[name]["properties"][key].update(limit)
    return lock


def _demanding(schema: Schema) -> Schema:
    """Add what a record must hold, what a type does not say, and the examples."""
    groups = {**schema["$defs"], "Record": schema}
    for name, demand in DEMANDS.items():
        groups[name].update(demand)
    for (name, key), limit in LIMITS.items():
        groups[name]["properties"][key].update(limit)
    for (name, key), example in examples().items():
        groups[name]["properties"][key]["examples"] = [example]
    return schema


def _whole(schema: Schema) -> Schema:
    """Ask for every field of every group, defaults or not."""

    def demand(part: Schema) -> Schema:
        return part | {"required": list(part["properties"])} if "properties" in part else part

    twin = _each(schema, demand)
    profile = twin["$defs"]["Asked"]["properties"]
    profile["available_vram_gb"]["minimum"] = 0
    for key, example in TWIN_EXAMPLES.items():
        profile[key]["examples"] = [example]
    return twin


def _dressed(schema: Schema) -> Schema:
    """Give every property a readable title, and drop the defaults."""

    def dress(part: Schema) -> Schema:
        named = part["properties"] if "type" in part and "properties" in part else {}
        for key, value in named.items():
            words = [CAPITALS.get(word, word) for word in key.replace("-", "_").split("_")]
            title = " ".join(words)
            value["title"] = title[0].upper() + title[1:]
        if "title" in part:
            part["title"] = part["title"].removesuffix("Shape")
        return {key: value for key, value in part.items() if key != "default"}

    return _each(schema, dress)


def _ordered(schema: Schema) -> Schema:
    """Put what a thing is before what it holds."""

    def order(part: Schema) -> Schema:
        ranks = {key: rank for rank, key in enumerate(ORDER)}
        return dict(sorted(part.items(), key=lambda item: ranks.get(item[0], len(ranks) // 2)))

    return _each(schema, order)


def _each(schema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """Apply a change to every subschema, the innermost first."""

    def inside(key: str, value: Any) -> Any:
        if key in {"properties", "$defs"}:
            return {name: _each(part, change) for name, part in value.items()}
        if isinstance(value, list):
            return [_each(part, change) if isinstance(part, dict) else part for part in value]
        return _each(value, change) if isinstance(value, dict) else value

    return change({key: inside(key, value) for key, value in schema.items()})
