"""The lock: written the same each time, read back without loss, and never silently accepted."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conftest import ROOT
from decision_lint.facts.answer import Answer, Key, Missing
from decision_lint.facts.hub.payload import read_payload
from decision_lint.facts.lock.drift import Drift, Unverified, drift
from decision_lint.facts.lock.entries import Entry, Lock, entry_of, key_of, lock_with, render_lock
from decision_lint.facts.lock.facts import from_mapping, to_mapping, unsound
from decision_lint.facts.lock.reading import LockFault, read_lock
from decision_lint.facts.lock.shape import LockedFactsShape
from decision_lint.model import GgufFacts, ModelFacts, ModelFile
from decision_lint.rule import Absent
from decision_lint.source import Source
from standin import payload
from test_facts_payload import PAYLOADS, values

DAY = "2026-11-24"
NAME = "Qwen/Qwen2.5-3B-Instruct"


def facts(**changed: Any) -> ModelFacts:
    plain = read_payload(payload(NAME), NAME, DAY)
    return replace(plain, **{"source": "lock", **changed})


WHOLE = facts(
    license="other",
    license_name="qwen-research",
    base_models=("Qwen/Qwen2.5-3B",),
    base_licenses={"Qwen/Qwen2.5-3B": "qwen-research"},
    gguf=GgufFacts(architecture="qwen2", context_length=32768, has_chat_template=True),
    config={"rope_scaling": {"factor": 8.0}, "layer_types": ["a", "b"], "name": "ﬁ\ud800"},
)


def lock_of(**answers: Answer) -> Lock:
    return lock_with(Lock(), {(name.replace("_", "/"), None): one for name, one in answers.items()})


def read(text: str) -> Lock | LockFault:
    return read_lock(Source("decision-lint.lock", text))


def fault(text: str) -> LockFault:
    found = read(text)
    assert isinstance(found, LockFault), found
    return found


def test_a_lock_is_read_back_as_it_was_written() -> None:
    gone = Missing("not found", "it may be private", DAY)
    lock = lock_of(
        o_whole=WHOLE,
        o_plain=facts(),
        o_bare=ModelFacts(repo_id="o/bare", source="lock", as_of=DAY),
        o_gguf=facts(gguf=GgufFacts()),
        o_gone=gone,
        o_rev=Missing("bad revision", "", DAY),
        o_off=Missing("disabled", "taken down", DAY, facts(disabled=True)),
        o_old=Missing("moved", "it is now o/new", DAY, facts(repo_id="o/new")),
    )
    text = render_lock(lock)
    back = read(text)
    assert back == lock
    assert isinstance(back, Lock)
    assert render_lock(back) == text
    assert back.answer(("o/whole", None)) == WHOLE
    assert back.answer(("O/Whole", "main")) == WHOLE
    assert back.answer(("o/gone", None)) == gone._replace(source="lock")
    absent = back.answer(("o/gone", "v1"))
    assert isinstance(absent, Absent)
    assert absent.mend == "decision-lint lock"


@pytest.mark.skipif(not PAYLOADS, reason="the recorded payloads lie beside the repository")
def test_every_recorded_payload_goes_through_the_lock_without_loss() -> None:
    found: dict[Key, Answer] = {
        (f"o/{number}", "x"): read_payload(json.loads(path.read_text("utf-8")), "o/n", DAY)
        for number, path in enumerate(PAYLOADS)
    }
    back = read(render_lock(lock_with(Lock(), found)))
    assert isinstance(back, Lock)
    for key, one in found.items():
        assert isinstance(one, ModelFacts)
        assert back.answer(key) == replace(one, source="lock")


@given(st.dictionaries(st.sampled_from(sorted(payload("o/n"))), values))
def test_any_payload_goes_through_the_lock_without_loss(fields_: dict[str, Any]) -> None:
    found = read_payload(payload("o/n") | fields_, "o/n", DAY)
    text = render_lock(lock_of(o_n=found))
    back = read(text)
    assert isinstance(back, Lock)
    assert back.answer(("o/n", None)) == replace(found, source="lock")
    assert render_lock(back) == text


def test_the_text_is_sorted_and_has_a_line_for_each_fact() -> None:
    text = render_lock(lock_of(o_b=WHOLE, o_a=facts()))
    assert text == render_lock(lock_of(o_a=facts(), o_b=WHOLE))
    assert text.endswith("}\n")
    assert text.isascii()
    keys = re.findall(r'(?m)^ {4}"(.+?)": \{$', text)
    assert keys == ["o/a@main", "o/b@main"]
    assert '\n          "layer_types": ["a", "b"],\n' in text
    assert '\n          "model.safetensors": 988097824,\n' in text
    assert json.loads(text)["version"] == 1
    assert render_lock(Lock()) == '{\n  "models": {},\n  "version": 1\n}\n'


def test_one_model_more_changes_no_other_line() -> None:
    few = render_lock(lock_of(o_a=facts(), o_c=facts())).splitlines()
    more = render_lock(lock_of(o_a=facts(), o_b=WHOLE, o_c=facts())).splitlines()
    assert [line for line in few if line not in more] == []


def test_an_absence_is_never_locked() -> None:
    lock = lock_of(o_n=facts())
    for answer in (
        Absent("the Hub did not answer"),
        Missing("incomplete", "no config", DAY, facts()),
        Missing("gated", "closed", DAY),
    ):
        assert entry_of(answer) is None
        assert lock_with(lock, {("o/n", None): answer}) == lock


def test_what_nothing_names_any_more_is_taken_out() -> None:
    lock = lock_of(o_a=facts(), o_b=facts())
    assert list(lock_with(lock, {}, keep=[("o/b", "main")]).entries) == ["o/b@main"]
    assert key_of(("o/b", "v1")) == "o/b@v1"


def changed(**entry: Any) -> str:
    """Give a lock with one entry that was changed by hand."""
    told = json.loads(render_lock(lock_of(o_n=facts())))
    for key, value in entry.items():
        if value is None:
            del told["models"]["o/n@main"][key]
        else:
            told["models"]["o/n@main"][key] = value
    return json.dumps(told, indent=2)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"digest": "sha256:0"}, "changed by hand"),
        ({"commit": "f" * 40}, "changed by hand"),
        ({"as_of": "2026-11-25"}, "changed by hand"),
        ({"as_of": "yesterday"}, "'as_of' should be a date"),
        ({"as_of": 5}, "'as_of' should be a text"),
        ({"status": "fine"}, "'status' should be one of ok, not found"),
        ({"status": "not found"}, "'not found' does not go with the facts"),
        ({"facts": None}, "'ok' does not go with the facts"),
        ({"digest": None}, "the field 'digest' is missing"),
        ({"why": ""}, "'why' should be a text"),
        ({"note": "x"}, "'note' is no field of a lock"),
        ({"facts": []}, "should be a group of fields"),
        ({"facts": {"license": "mit"}}, "'repo_id' is missing"),
        ({"facts": {"repo_id": "o/n", "licence": "mit"}}, "'licence' is no field"),
        ({"facts": {"repo_id": "o/n", "license": 5}}, "'license' should be a text"),
        ({"facts": {"repo_id": "o/n", "gate": "closed"}}, "'gate' should be one of"),
        ({"facts": {"repo_id": "o/n", "files": {"a": "5"}}}, "'files' should be sizes"),
        ({"facts": {"repo_id": "o/n", "files": {"a": True}}}, "'files' should be sizes"),
        ({"facts": {"repo_id": "o/n", "languages": "en"}}, "'languages' should be a list"),
        ({"facts": {"repo_id": "o/n", "disabled": "no"}}, "'disabled' should be true or false"),
        ({"facts": {"repo_id": "o/n", "total_parameters": -1}}, "should be a whole number"),
        ({"facts": {"repo_id": "o/n", "config": []}}, "'config' should be a group"),
        ({"facts": {"repo_id": "o/n", "gguf": {"size": 1}}}, "'gguf' should be what a GGUF"),
        ({"facts": {"repo_id": "o/n", "gguf": 5}}, "'gguf' should be what a GGUF"),
        ({"facts": {"repo_id": "o/n", "parameters": {"BF16": 1.5}}}, "'parameters' should be"),
        ({"facts": {"repo_id": "o/n", "base_licenses": {"a": 1}}}, "'base_licenses' should be"),
    ],
)
def test_an_entry_that_was_changed_by_hand_is_a_fault(entry: dict[str, Any], says: str) -> None:
    found = fault(changed(**entry))
    assert says in found.why
    assert "lock --upgrade" in found.why
    assert found.line > 2


def test_a_fault_stands_at_its_place() -> None:
    text = changed(digest="sha256:0")
    found = fault(text)
    line = text.splitlines()[found.line - 1]
    assert line[found.column - 1 :].startswith("sha256:0")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "no JSON, or not all of it"),
        ("{", 1, "no JSON, or not all of it"),
        ("[]", 1, "this is no decision-lint.lock"),
        ("{}", 1, "this is no decision-lint.lock"),
        ('{"version": 2, "models": {}}', 1, "a newer decision-lint wrote this lock, of version 2"),
        ('{"version": 0, "models": {}}', 1, "reads version 1 of the lock, no other"),
        ('{"version": true, "models": {}}', 1, "reads version 1"),
        ('{"version": 1}', 1, "'models' should be a group"),
        ('{"version": 1, "models": []}', 1, "'models' should be a group"),
        ('{"version": 1, "models": {}, "x": 1}', 1, "'x' is no part of a lock"),
        ('{"version": 1, "version": 1, "models": {}}', 1, "'version' stands twice"),
        ('{"version": NaN, "models": {}}', 1, "NaN is not a number"),
        ('{"version": 1, "models": {"x": {}}}', 1, "'repository@revision'"),
        ('{"version": 1, "models": {"o/n@main": 5}}', 1, "should be a group of fields"),
        ('{\n<<<<<<< HEAD\n"version": 1\n', 2, "a merge left its marks"),
        ("[" * 100_000, 1, "nested too deeply"),
        ("[" + "9" * 5000 + "]", 1, "too many digits"),
    ],
)
def test_what_is_no_lock_is_a_fault(text: str, line: int, says: str) -> None:
    found = fault(text)
    assert (found.line, says in found.why) == (line, True), found


def test_a_lock_that_cannot_be_read_is_a_fault() -> None:
    source = Source("decision-lint.lock", unreadable="not UTF-8 (byte 0xff on line 1)")
    found = read_lock(source)
    assert isinstance(found, LockFault)
    assert (found.line, found.column) == (1, 1)
    assert found.why.startswith("not UTF-8 (byte 0xff on line 1); run `decision-lint lock")


@given(st.data())
def test_no_part_of_a_lock_passes_for_the_whole(data: st.DataObject) -> None:
    text = render_lock(lock_of(o_n=WHOLE))
    end = data.draw(st.integers(0, len(text) - 3))
    assert isinstance(read(text[:end]), LockFault)


@given(st.data())
def test_no_changed_letter_passes(data: st.DataObject) -> None:
    text = render_lock(lock_of(o_n=WHOLE))
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from('0a"}:, ]\\'))
    touched = read(text[:at] + letter + text[at + 1 :])
    assert isinstance(touched, LockFault) or touched == lock_of(o_n=WHOLE)


@given(values)
def test_whatever_a_lock_holds_it_does_not_raise(data: object) -> None:
    whole = {"version": 1, "models": {"o/n@main": data}}
    for told in (data, whole, {"version": 1, "models": data}):
        assert isinstance(read(json.dumps(told)), Lock | LockFault)


@given(values)
def test_facts_of_any_type_are_read_or_named_unsound(data: object) -> None:
    if not any(unsound(data, ())):
        assert isinstance(data, dict)
        found = from_mapping(data, commit=None, source="lock", as_of=DAY)
        assert to_mapping(found).items() <= data.items()


SCHEMA = json.loads((ROOT / "schemas" / "lock.schema.json").read_text(encoding="utf-8"))


def test_the_schema_takes_what_is_written_and_nothing_else() -> None:
    unknown = facts(files=(ModelFile(path="a", size=None),))
    gone = Missing("not found", "x", DAY)
    told = json.loads(render_lock(lock_of(o_whole=WHOLE, o_gone=gone, o_unknown=unknown)))
    validator = Draft202012Validator(SCHEMA)
    assert [*validator.iter_errors(told)] == []
    described = {one.name for one in fields(LockedFactsShape)}
    assert described == {one.name for one in fields(ModelFacts)} - {"revision", "source", "as_of"}
    for spoil in (
        {"version": 2},
        {"models": {"o/n": told["models"]["o/gone@main"]}},
        {"models": {"o/n@main": {"status": "fine"}}},
        {"models": {"o/n@main": told["models"]["o/gone@main"] | {"digest": "sha256:0"}}},
        {"more": 1},
    ):
        assert not validator.is_valid(told | spoil)


def test_an_entry_gives_what_it_holds() -> None:
    assert Entry("ok", DAY).answer == ModelFacts(repo_id="", source="lock", as_of=DAY)


def drifted(now: Answer, was: Answer | None = None) -> list[tuple[str, str, str]]:
    lock = lock_of(o_n=facts() if was is None else was)
    return [
        (one.kind, one.was, one.now)
        for one in drift(lock, {("o/n", None): now})
        if isinstance(one, Drift)
    ]


def test_nothing_drifts_where_nothing_changed() -> None:
    recounted = facts(total_parameters=1, parameters={"BF16": 1}, source="hub", as_of="2027-01-01")
    assert drifted(recounted) == []
    assert drifted(Missing("incomplete", "no config", DAY, facts())) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (
            facts(license="other", license_name="qwen-research"),
            ("license changed", "apache-2.0", "other (qwen-research)"),
        ),
        (facts(license=None), ("license changed", "apache-2.0", "no tag")),
        (facts(gate="manual"), ("gated now", "open", "gated (manual)")),
        (facts(revision="f" * 40), ("revision moved", facts().revision, "f" * 40)),
        (facts(revision=None), ("revision moved", facts().revision, "unknown")),
        (
            Missing("moved", "", DAY, facts(repo_id="o/new")),
            ("renamed", NAME, "o/new"),
        ),
        (Missing("not found", "", DAY), ("gone", "there", "not found")),
        (Missing("gated", "", DAY), ("gone", "there", "gated")),
        (Missing("bad revision", "", DAY), ("revision gone", "there", "bad revision")),
        (Missing("disabled", "", DAY, facts()), ("disabled now", "there", "disabled")),
        (
            facts(files=(ModelFile(path="model.safetensors", size=5),)),
            ("weights changed", "1 file, 988097824 bytes", "1 file, 5 bytes"),
        ),
        (
            facts(files=(*facts().files, ModelFile(path="n.gguf", size=None))),
            ("weights changed", "1 file, 988097824 bytes", "2 files, 988097824 bytes"),
        ),
    ],
)
def test_what_drifts_is_named(now: Answer, expected: tuple[str, str, str]) -> None:
    assert drifted(now) == [expected]


def test_a_size_that_nobody_knows_does_not_drift() -> None:
    unknown = facts(files=tuple(replace(file, size=None) for file in facts().files))
    assert drifted(unknown) == []
    assert drifted(facts(files=())) == []


def test_what_was_gone_may_be_back() -> None:
    gone = Missing("not found", "", DAY)
    assert drifted(facts(), gone) == [("back again", "not found", "there")]


def test_what_was_not_asked_or_not_locked_is_said() -> None:
    key = ("o/n", None)
    assert [*drift(lock_of(o_n=facts()), {key: Absent("no answer")})] == [
        Unverified(key, "no answer")
    ]
    assert [*drift(Lock(), {key: facts()})] == [Drift(key, "not locked", "", "there", "", DAY)]


def test_reading_a_lock_needs_nothing_heavy(root: Path) -> None:
    text = (root / "src" / "decision_lint" / "facts" / "lock" / "reading.py").read_text("utf-8")
    assert not re.search(r"pydantic|jsonschema|huggingface", text)
