"""The schema's answer, and how a no is told."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from decision_lint.schema.check import faults
from decision_lint.schema.compiled import config, record
from decision_lint.schema.explanation import FILES, explain, read_schema
from decision_lint.schema.fault import Fault

GOOD: dict[str, Any] = {
    "project_goal": "support assistant",
    "must_have": ["private documents"],
    "status": "accepted",
    "date": "2026-11-24",
    "profile": {"route": "rented_gpu", "needs_service": True, "available_vram_gb": 24.0},
    "hardware": {"devices": [{"name": "L4", "count": 1, "memory_gb": 24}], "note": "one L4"},
    "requirements": {"context_length": 8192, "languages": ["English"]},
    "candidates": [
        {
            "model": {
                "text": "Qwen/Qwen2.5-0.5B-Instruct",
                "repo_id": "Qwen/Qwen2.5-0.5B-Instruct",
            },
            "license_note": "Apache-2.0",
            "runtimes": ["vllm"],
            "runtime_note": "vLLM",
            "hardware_note": "one L4 24 GB",
        },
        {
            "model": {"text": "a hosted model"},
            "license_note": "terms of service",
            "runtime_note": "none",
            "cloud_api": True,
        },
    ],
    "selected": 0,
    "fallback": "cloud model API",
    "eval_gate": "20 fixed cases, 18 must pass",
    "evidence": {"stop_procedure": "vastai destroy instance 123"},
}
CONFIG: dict[str, Any] = {
    "include": ["*.decision.md"],
    "ignore": ["EVD006"],
    "fail-on": "warning",
    "per-file-ignores": {"drafts/*": ["EVD"]},
}
ACCEPTS = {"record": record.accepts, "config": config.accepts}


def changed(*route: str | int, to: object = None) -> dict[str, Any]:
    """Give the good record with one value changed, or taken out."""
    mapping = copy.deepcopy(GOOD)
    inner: Any = mapping
    for part in route[:-1]:
        inner = inner[part]
    if to is None:
        del inner[route[-1]]
    else:
        inner[route[-1]] = to
    return mapping


def told(mapping: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Give what is told of each fault of a record."""
    return [(one.where, one.kind, one.owner, one.expected) for one in faults("record", mapping)]


def test_a_complete_record_has_no_faults() -> None:
    assert faults("record", GOOD) == ()


def test_a_configuration_has_no_faults() -> None:
    assert faults("config", CONFIG) == ()
    assert faults("config", {}) == ()


@pytest.mark.parametrize(
    ("route", "owner"),
    [
        (("project_goal",), "REC002"),
        (("must_have",), "REC002"),
        (("candidates",), "REC008"),
        (("candidates", 0, "model"), "REC008"),
        (("candidates", 0, "license_note"), "LIC001"),
        (("candidates", 0, "runtime_note"), "RUN001"),
        (("candidates", 0, "hardware_note"), "HW001"),
        (("fallback",), "RUN011"),
        (("eval_gate",), "EVD001"),
        (("evidence", "stop_procedure"), "EVD003"),
    ],
)
def test_a_missing_field_is_told_once_at_its_own_route(
    route: tuple[str | int, ...], owner: str
) -> None:
    found = [(one.where, one.kind, one.owner, one.key) for one in faults("record", changed(*route))]
    assert found == [(route, "missing", owner, route[-1])]


def test_every_lack_of_an_empty_record_is_told_in_reading_order() -> None:
    assert [one.where for one in faults("record", {})] == [
        ("project_goal",),
        ("must_have",),
        ("candidates",),
        ("fallback",),
        ("eval_gate",),
        ("evidence", "stop_procedure"),
    ]


def test_what_is_empty_is_missing() -> None:
    for route in [("must_have",), ("candidates",)]:
        assert [(one[0], one[1]) for one in told(changed(*route, to=[]))] == [(route, "missing")]
    assert told(changed("fallback", to=""))[0][:3] == (("fallback",), "missing", "RUN011")


def test_a_model_without_its_text_is_a_missing_model() -> None:
    found = told(changed("candidates", 0, "model", to={"revision": "main"}))
    assert found == [(("candidates", 0, "model"), "missing", "REC008", "a text")]


@pytest.mark.parametrize("instead", ["switch_condition", "upgrade_signal"])
def test_a_condition_to_change_does_for_an_eval_gate(instead: str) -> None:
    assert faults("record", changed("eval_gate") | {instead: "fewer than 18 pass"}) == ()


def test_a_model_that_is_no_cloud_api_needs_hardware() -> None:
    found = told(changed("candidates", 1, "cloud_api", to=False))
    assert found == [(("candidates", 1, "hardware_note"), "missing", "HW001", "a text")]


@pytest.mark.parametrize(
    ("route", "seen", "expected"),
    [
        (("profile", "needs_service"), "perhaps", "yes or no"),
        (("profile", "available_vram_gb"), "lots", "a number, 0 or more"),
        (("profile", "route"), "the moon", "one of local_cpu, free_colab, rented_gpu"),
        (("hardware", "ram_gb"), "plenty", "a number"),
        (("requirements", "context_length"), "long", "a whole number, 1 or more"),
        (("selected",), "the third", "a whole number, 0 or more"),
        (("date",), "24 November", "a date as YYYY-MM-DD"),
        (("date",), "2026-11-24\n", "a date as YYYY-MM-DD"),
        (("owner",), 7, "a text"),
        (("must_have",), "speed", "a list"),
        (("evidence",), "a screenshot", "a group of fields"),
        (
            ("status",),
            "done",
            "one of draft, proposed, accepted, complete, superseded, rejected, deprecated",
        ),
    ],
)
def test_a_wrong_value_is_told_in_plain_words(
    route: tuple[str | int, ...], seen: object, expected: str
) -> None:
    (fault,) = faults("record", changed(*route, to=seen))
    assert fault == Fault(route, "invalid", str(route[-1]), seen, expected)
    assert fault.owner == "REC005"


def test_each_unknown_key_is_told_with_the_known_one_near_it() -> None:
    found = told(changed("budgett", to="5 EUR") | {"colour": "red"})
    assert found == [
        (("budgett",), "unknown", "REC003", "budget"),
        (("colour",), "unknown", "REC003", ""),
    ]


def test_an_unknown_key_of_the_configuration_is_told() -> None:
    (fault,) = faults("config", {"fail_on": "warning"})
    assert (fault.kind, fault.key, fault.expected) == ("unknown", "fail_on", "fail-on")


def test_a_wrong_level_in_the_configuration_is_told() -> None:
    (fault,) = faults("config", {"fail-on": "fatal"})
    assert fault.expected == "one of error, warning, note"


def routes(value: object, start: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the route of everything in a mapping."""
    parts: Any = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else parts:
        yield (*start, key)
        yield from routes(part, (*start, key))


TEXT = st.text("ab é中", max_size=12)
SOMETHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3, 10**6),
        st.floats(allow_nan=False),
        TEXT,
        st.sampled_from(["2026-11-24", "2026-11-24\n", "accepted", "rented_gpu", "error"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=4,
)


@st.composite
def near(draw: st.DrawFn, valid: dict[str, Any]) -> dict[str, Any]:
    """Draw a valid mapping with a few values taken out, changed or added."""
    mapping = copy.deepcopy(valid)
    for _ in range(draw(st.integers(1, 3))):
        places = list(routes(mapping))
        *way, last = draw(st.sampled_from(places)) if places else ("added",)
        inner: Any = mapping
        for part in way:
            inner = inner[part]
        match draw(st.sampled_from(["take out", "change", "add"])):
            case "take out" if places:
                del inner[last]
            case "add" if isinstance(inner, dict):
                inner[draw(st.sampled_from(["extra", "note", "name", "budget"]))] = draw(SOMETHING)
            case _:
                inner[last] = draw(SOMETHING)
    return mapping


@pytest.mark.parametrize("name", ["record", "config"])
@settings(deadline=None)  # the first draw of a run is slow
@given(data=st.data())
def test_the_compiled_check_and_jsonschema_always_agree(name: str, data: st.DataObject) -> None:
    mapping = data.draw(near({"record": GOOD, "config": CONFIG}[name]))
    said = ACCEPTS[name](mapping)
    assert said == Draft202012Validator(read_schema(name)).is_valid(mapping)
    found = explain(name, mapping)
    assert said == (not found)
    assert len({one.where for one in found}) == len(found)


@pytest.mark.parametrize("name", FILES)
def test_a_schema_obeys_its_dialect_and_its_examples_obey_it(name: str) -> None:
    schema = read_schema(name)
    Draft202012Validator.check_schema(schema)
    for part in [schema, *schema["$defs"].values()]:
        for key, value in part.get("properties", {}).items():
            for example in value.get("examples", ()):
                inner = value | {"$defs": schema["$defs"]}
                assert Draft202012Validator(inner).is_valid(example), (key, json.dumps(example))
