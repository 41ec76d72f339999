"""The rules on licenses: what a pair cannot show."""

from __future__ import annotations

from typing import Any

import pytest

from decision_lint.config import Config
from decision_lint.facts.answer import Key
from decision_lint.lint import lint
from decision_lint.model import ModelFacts
from decision_lint.report import Report
from decision_lint.source import Source
from test_rules import NO_FILES, RECORD, TODAY, fresh_twin

COMMIT = "0123456789abcdef0123456789abcdef01234567"
RESEARCH = {"license": "other", "license_name": "qwen-research"}


def facts(**given: Any) -> ModelFacts:
    known = {"repo_id": "o/n", "revision": COMMIT, "license": "apache-2.0", "gate": "open"}
    return ModelFacts(**{**known, "source": "lock", "as_of": "2026-11-20", **given})


def report(note: str, given: ModelFacts, **fields: str) -> Report:
    """Check a record that says no more than it must, of a model that is known."""
    lines = [f"{key}: {value}" for key, value in fields.items()]
    note_line = [f"license_note: {note}"] if note else []
    text = "\n".join(["# Decision", "", *lines, f"candidate_1: {given.repo_id}", *note_line, ""])
    source = Source(RECORD, text)

    def look_up(_: Key) -> ModelFacts:
        return given

    return lint(
        source,
        twin=fresh_twin(source),
        files=NO_FILES,
        facts=look_up,
        config=Config(select=("LIC",)),
        today=TODAY,
    )


def found(note: str, given: ModelFacts, **fields: str) -> list[str]:
    return [finding.code for finding in report(note, given, **fields).findings]


def unchecked(code: str, note: str, given: ModelFacts, **fields: str) -> list[str]:
    result = report(note, given, **fields)
    assert code not in [finding.code for finding in result.findings]
    return [one.why for one in result.not_checked if one.code == code]


def test_a_note_that_names_the_stricter_license_of_the_base_is_right() -> None:
    given = facts(license="cc-by-4.0", base_licenses={"Qwen/Qwen2.5-3B": "qwen-research"})
    assert "LIC003" not in found("Qwen Research License, research only", given)
    assert "LIC003" in found("Apache-2.0", given)


def test_a_note_that_names_no_license_names_no_wrong_one() -> None:
    assert "LIC003" not in found("fine for us", facts())


def test_a_license_that_nobody_knows_is_not_compared_with_one_like_it() -> None:
    given = facts(license="other", license_name="acme-open-1.0")
    assert "LIC003" in found("Apache-2.0", given)
    assert unchecked("LIC003", "NVIDIA Open Model License", given) == [
        "what the license 'acme-open-1.0' is called is not known"
    ]


def test_a_model_without_a_tag_is_not_compared() -> None:
    assert unchecked("LIC003", "MIT", facts(license=None)) == ["the model has no license tag"]


def test_the_message_quotes_the_note_and_the_tag_with_its_commit() -> None:
    (finding,) = report("MIT", facts(license="gemma")).findings
    tagged = f"o/n is tagged 'gemma' at {COMMIT} (2026-11-20, decision-lint.lock)"
    assert finding.message == f"'MIT' names another license: {tagged}"


@pytest.mark.parametrize(
    ("note", "field", "is_found"),
    [
        ("Qwen Research License", "yes", True),
        ("Qwen Research License", "no", False),
        ("Qwen Research License, commercial use is fine", "no", True),
        ("Qwen Research License, research only", "", False),
        ("Qwen Research License; commercial license signed with Alibaba", "yes", False),
        ("", "yes", True),
    ],
)
def test_commercial_use_counts_where_the_record_states_it(
    note: str, field: str, *, is_found: bool
) -> None:
    fields = {"commercial_use": field} if field else {}
    assert ("LIC004" in found(note, facts(**RESEARCH), **fields)) is is_found


def test_the_license_of_the_base_forbids_commercial_use_as_well() -> None:
    given = facts(license="apache-2.0", base_licenses={"Qwen/Qwen2.5-3B": "qwen-research"})
    result = report("Apache-2.0, commercial use is fine", given)
    (finding,) = [one for one in result.findings if one.code == "LIC004"]
    assert "its base Qwen/Qwen2.5-3B has 'qwen-research'" in finding.message


def test_what_nobody_has_read_forbids_nothing_and_is_not_checked() -> None:
    given = facts(license="other", license_name="acme-open-1.0")
    assert unchecked("LIC004", "Acme Open 1.0", given, commercial_use="yes") == [
        "what 'acme-open-1.0' says of commercial use is not known"
    ]
    assert unchecked("LIC004", "MIT", facts(license=None), commercial_use="yes") == [
        "the model has no license tag"
    ]


def test_a_use_that_nobody_states_needs_no_license() -> None:
    assert unchecked("LIC004", "Acme Open 1.0", facts(license="other")) == []
