"""What changed in a record: field by field."""

from __future__ import annotations

from decision_lint.document.markdown import parse
from decision_lint.engine.since import changes_since
from decision_lint.facts.answer import Answer, Key
from decision_lint.model import ModelFacts
from decision_lint.record.changes import Change, compare
from decision_lint.record.reading import Reading, read
from decision_lint.rule import Absent
from decision_lint.source import Source

BEFORE = """# Model and runtime decision

project_goal: Answer questions
must_have: offline, English
status: draft
route: local_cpu
needs_service: no
gpu: RTX 4090

candidate_1: Qwen/Qwen2.5-0.5B-Instruct
license_note: Apache-2.0
runtime: Transformers
hardware_note: laptop, 16 GB

candidate_2: Qwen/Qwen2.5-1.5B-Instruct
license_note: Apache-2.0
runtime: Transformers
hardware_note: laptop, 16 GB

fallback: a person
"""


def reading(text: str) -> Reading:
    return read(parse(Source("a.md", text)))


def changes(before: str, after: str) -> dict[tuple[str | int, ...], tuple[str | None, str | None]]:
    found = compare(reading(before).structure, reading(after).structure)
    return {change.where: (change.before, change.after) for change in found}


def nobody(key: Key) -> Answer:
    return Absent("nobody asked")


def licensed(key: Key) -> Answer:
    """Know of every model that it has a license of its own."""
    return ModelFacts(repo_id=key[0], license="other", license_name=f"{key[0]} license")


def test_the_same_text_has_no_changes() -> None:
    assert changes(BEFORE, BEFORE) == {}


def test_another_shape_of_the_same_record_has_no_changes() -> None:
    assert changes(BEFORE, BEFORE.replace("status: draft", "- **Status:** draft")) == {}


def test_each_field_is_told_once_as_text() -> None:
    after = (
        BEFORE.replace("offline, English", "offline, English, 中文")
        .replace("draft", "accepted")
        .replace("needs_service: no", "needs_service: yes")
        .replace("gpu: RTX 4090", "gpu: 2x A100 80GB")
        .replace("fallback: a person", "eval_gate: 10 fixed cases")
    )
    assert changes(BEFORE, after) == {
        ("must_have",): ("offline; English", "offline; English; 中文"),
        ("status",): ("draft", "accepted"),
        ("profile", "needs_service"): ("no", "yes"),
        ("hardware", "devices"): ("1x RTX 4090", "2x A100 80 GB"),
        ("eval_gate",): (None, "10 fixed cases"),
        ("fallback",): ("a person", None),
    }


def test_a_model_that_was_replaced_is_told_with_its_revision() -> None:
    after = BEFORE.replace(
        "candidate_1: Qwen/Qwen2.5-0.5B-Instruct\nlicense_note: Apache-2.0",
        "candidate_1: google/gemma-3-1b-it@abc1234\nlicense_note: Gemma terms",
    )
    assert changes(BEFORE, after) == {
        ("candidates", 0, "model"): ("Qwen/Qwen2.5-0.5B-Instruct", "google/gemma-3-1b-it@abc1234"),
        ("candidates", 0, "license_note"): ("Apache-2.0", "Gemma terms"),
    }


def test_candidates_that_change_places_are_no_change() -> None:
    _, first, second = BEFORE.partition("fallback")[0].split("candidate_")
    after = (
        BEFORE.partition("candidate_1")[0]
        + f"candidate_{second.replace('2:', '1:', 1)}candidate_{first.replace('1:', '2:', 1)}"
        + "fallback: a person\n"
    )
    assert changes(BEFORE, after) == {}


def test_candidates_come_and_go() -> None:
    third = "candidate_3: org/new\nlicense_note: MIT\n\nfallback"
    assert changes(BEFORE, BEFORE.replace("fallback", third)) == {
        ("candidates", 2): (None, "org/new")
    }
    fewer = BEFORE.partition("candidate_2")[0] + "fallback: a person\n"
    assert changes(BEFORE, fewer) == {("candidates", 1): ("Qwen/Qwen2.5-1.5B-Instruct", None)}


def test_another_choice_is_told_by_its_model() -> None:
    before = f"{BEFORE}model_decision: Qwen/Qwen2.5-0.5B-Instruct\n"
    after = f"{BEFORE}model_decision: Qwen/Qwen2.5-1.5B-Instruct\n"
    assert changes(before, after) == {
        ("selected",): ("Qwen/Qwen2.5-0.5B-Instruct", "Qwen/Qwen2.5-1.5B-Instruct")
    }


def test_a_record_is_compared_only_with_a_record() -> None:
    now = reading(BEFORE)
    assert changes_since(None, now, nobody) is None
    assert changes_since(Absent("new"), now, nobody) == Absent("new")
    nothing = Absent("what stood there is no record")
    assert changes_since(Source("a.md", "Some words.\n"), now, nobody) == nothing
    broken = Source.decode("a.md", b"\xff")
    assert isinstance(absent := changes_since(broken, now, nobody), Absent)
    assert absent.why.startswith("what stood there is no record: not UTF-8")
    assert changes_since(Source("a.md", BEFORE), None, nobody) == Absent(
        "the record cannot be read"
    )
    older = Source("a.md", BEFORE.replace("draft", "proposed"))
    assert changes_since(older, now, nobody) == (Change(("status",), "proposed", "draft"),)


def test_another_license_is_told_where_it_is_known() -> None:
    now = reading(BEFORE.replace("Qwen/Qwen2.5-0.5B-Instruct", "google/gemma-3-1b-it"))
    before = Source("a.md", BEFORE)
    model = Change(("candidates", 0, "model"), "Qwen/Qwen2.5-0.5B-Instruct", "google/gemma-3-1b-it")
    assert changes_since(before, now, nobody) == (model,)
    assert changes_since(before, now, licensed) == (
        model,
        Change(
            ("candidates", 0, "facts", "license"),
            "Qwen/Qwen2.5-0.5B-Instruct license",
            "google/gemma-3-1b-it license",
        ),
    )
    assert changes_since(before, reading(BEFORE), licensed) == ()
