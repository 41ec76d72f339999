"""Why a mapping breaks its schema: jsonschema's errors told as faults in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from decision_lint.rule import Where
from decision_lint.schema.fault import Fault
from decision_lint.spelling import nearest

Schema = Mapping[str, Any]

FILES = {
    "record": "model_runtime_decision.schema.json",
    "config": "config.schema.json",
    "twin": "twin.schema.json",
}
DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
"""A day; the schema pairs it with a length, since Python's `$` lets a last line feed pass."""

_WORDS = {
    "string": "a text",
    "boolean": "yes or no",
    "number": "a number",
    "integer": "a whole number",
    "array": "a list",
    "object": "a group of fields",
    "null": "nothing",
}
_KINDS = ("missing", "unknown", "invalid")


@cache
def read_schema(name: str) -> Schema:
    """Read a schema: from the package, or from the top of the tree it is developed in."""
    package = Path(__file__).parents[1]
    shipped = package / "schemas" / FILES[name]
    path = shipped if shipped.exists() else package.parents[1] / "schemas" / FILES[name]
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    return schema


def explain(name: str, mapping: object) -> tuple[Fault, ...]:
    """Tell every fault of a mapping once, in the schema's reading order."""
    root = read_schema(name)
    found: dict[Where, Fault] = {}
    errors = Draft202012Validator(root).iter_errors(mapping)
    told = [fault for error in errors for fault in _tell(error, root)]
    for fault in sorted(told, key=lambda fault: _KINDS.index(fault.kind)):
        found.setdefault(fault.where, fault)
    return tuple(sorted(found.values(), key=lambda fault: _rank(fault.where, root)))


def _tell(error: ValidationError, root: Schema) -> Iterator[Fault]:
    where: Where = tuple(error.absolute_path)
    schema: Any = error.schema
    wanted: Any = error.validator_value
    seen: Any = error.instance
    match error.validator:
        case "required":
            for key in wanted:
                if key not in seen:
                    yield from _lack((*where, key), schema["properties"][key], root)
        case "anyOf" if all("required" in branch for branch in wanted):
            key = wanted[0]["required"][0]
            yield from _lack((*where, key), schema["properties"][key], root)
        case "additionalProperties":
            for key in seen:
                if key not in schema["properties"]:
                    yield Fault((*where, key), "unknown", key, seen[key], _near(key, schema))
        case "minLength" | "minItems" if where and isinstance(where[-1], str):
            yield from _lack(where, schema, root)
        case _:
            place = _whole(where)
            yield Fault(place, "invalid", _key(place), seen, _expected(schema, root))


def _lack(where: Where, schema: Schema, root: Schema) -> Iterator[Fault]:
    """Tell what is missing: of a group that is absent as a whole, what it must hold."""
    part = _resolve(schema, root)
    for key in part.get("required", ()):
        yield from _lack((*where, key), part["properties"][key], root)
    if not part.get("required"):
        place = _whole(where)
        yield Fault(place, "missing", _key(place), None, _expected(part, root))


def _whole(where: Where) -> Where:
    """A model is its text: people write the one and know nothing of the other."""
    return where[:-1] if where[-2:] == ("model", "text") else where


def _key(where: Where) -> str:
    return next((part for part in reversed(where) if isinstance(part, str)), "")


def _near(key: str, schema: Schema) -> str:
    return nearest(key, schema["properties"], cutoff=0.6) or ""


def _resolve(schema: Schema, root: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    definition: Schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    return definition


def _expected(schema: Schema, root: Schema) -> str:
    part = _resolve(schema, root)
    if "enum" in part:
        return "one of " + ", ".join(str(value) for value in part["enum"])
    if part.get("pattern") == DATE:
        return "a date as YYYY-MM-DD"
    if "type" not in part:
        return " or ".join(_expected(branch, root) for branch in part["anyOf"])
    words = _WORDS[part["type"]]
    return f"{words}, {part['minimum']} or more" if "minimum" in part else words


def _rank(where: Where, root: Schema) -> tuple[tuple[int, str], ...]:
    """Place a route among the schema's properties; an unknown key comes after the known."""
    ranks = []
    schema = root
    for part in where:
        if isinstance(part, int):
            ranks.append((part, ""))
            schema = _resolve(schema.get("items", {}), root)
            continue
        properties = schema.get("properties", {})
        known = list(properties)
        ranks.append((known.index(part) if part in known else len(known), part))
        beyond = schema.get("additionalProperties")
        default = beyond if isinstance(beyond, dict) else {}
        schema = _resolve(properties.get(part, default), root)
    return tuple(ranks)
