"""The twin is read with positions, whatever it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.chooser import choose, write_twin
from decision_lint.document.json_text import parse_json
from decision_lint.profile import Asked
from decision_lint.rule import Where
from decision_lint.source import Source, Span
from decision_lint.twin import read_twin

TEXT = write_twin(choose(Asked(task='a "课程" 😀', route="rented_gpu", available_vram_gb=24.0)))


def source(text: str) -> Source:
    return Source("model_runtime_decision.json", text)


def routes(data: Any, start: Where = ()) -> dict[Where, Any]:
    found = {start: data}
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in items:
        found |= routes(value, (*start, key))
    return found


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, 0, 2, "\t"]), st.booleans(), st.booleans())
def test_the_text_at_every_span_is_its_value(
    data: Any, indent: Any, ascii_only: Any, tight: Any
) -> None:
    separators = (",", ":") if tight else None
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only, separators=separators)
    read = parse_json(source(text))
    assert read.data == data
    for route, value in routes(data).items():
        seen = source(text).cut(read.spans[route])
        # The quotes are no part of a text, but of an empty one they are all there is.
        quoted = f'"{seen}"' if isinstance(value, str) and value else seen
        assert json.loads(quoted) == value


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read = read_twin(source(text))
    read.json.place(("profile", "route"))


@pytest.mark.parametrize(
    ("text", "line", "column", "matter"),
    [
        ("", 1, 1, "expecting value"),
        ('{"profile": }', 1, 13, "expecting value"),
        ('{\n  "a": 1,\n  b: 2}', 3, 3, "expecting property name enclosed in double quotes"),
        ('{"a": NaN}', 1, 1, "NaN is not a number in JSON"),
        (f'{{"a": 1{"0" * 5000}}}', 1, 1, "a number has too many digits"),
        ("[" * 100_000, 1, 1, "nested too deeply"),
        ("[" * 700 + "]" * 700, 1, 1, "nested too deeply"),
    ],
)
def test_what_is_no_json_is_told_at_its_place(
    text: str, line: int, column: int, matter: str
) -> None:
    broken = parse_json(source(text)).broken
    assert broken is not None
    assert (broken[0].line, broken[0].column, broken[1]) == (line, column, matter)


def test_a_twin_is_read_whole() -> None:
    twin = read_twin(source(TEXT))
    assert twin.faults == ()
    assert twin.asked == Asked(task='a "课程" 😀', route="rented_gpu", available_vram_gb=24.0)
    assert twin.decision["runtime"] == "Transformers first, then vLLM"
    assert twin.json.place(("profile", "route")) == Span(4, 15, 4, 25)


def test_what_is_missing_stands_at_the_key_that_should_hold_it() -> None:
    twin = read_twin(source('{\n  "profile": {},\n  "decision": {"model": "m"}\n}'))
    assert twin.asked is None
    assert twin.json.place(("decision", "runtime")) == Span(3, 4, 3, 12)
    assert twin.json.place(("nothing",)) == Span(1, 1, 1, 2)
    assert ("decision", "claim") in [fault.where for fault in twin.faults]


@pytest.mark.parametrize("text", ["[]", "1", '"x"', "null", '{"profile": [], "decision": 1}'])
def test_a_twin_of_another_shape_has_faults_and_no_profile(text: str) -> None:
    twin = read_twin(source(text))
    assert twin.faults
    assert twin.asked is None
