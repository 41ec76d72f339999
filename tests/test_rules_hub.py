"""The rules on what the Hub has: what a pair cannot show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import standin
from decision_lint.config import Config
from decision_lint.facts.answer import Answer, Key, Missing
from decision_lint.facts.order import known
from decision_lint.lint import lint
from decision_lint.model import ModelFacts
from decision_lint.report import Finding, Report
from decision_lint.rule import Absent
from decision_lint.source import Source
from standin import COMMIT, Hub, refuse, serve
from test_license_facts import findings
from test_rules import NO_FILES, RECORD, TODAY, fresh_twin

DAY = "2026-11-20"


def report(text: str, answers: Mapping[Key, Answer] | None = None) -> Report:
    source = Source(RECORD, f"# Decision\n\n{text}\n")

    def look_up(key: Key) -> Answer:
        return answers[key] if answers is not None else known(key)

    return lint(
        source,
        twin=fresh_twin(source),
        files=NO_FILES,
        facts=look_up,
        config=Config(select=("HUB",)),
        today=TODAY,
    )


def one(text: str, answers: Mapping[Key, Answer] | None = None) -> Finding:
    (finding,) = report(text, answers).findings
    return finding


def facts(repo_id: str, **given: Any) -> ModelFacts:
    return ModelFacts(**{"repo_id": repo_id, "source": "lock", "as_of": DAY, **given})


def test_the_hub_says_what_is_not_there_moved_or_taken_down(tmp_path: Path) -> None:
    certificate = standin.make_certificate(tmp_path)
    if certificate is None:
        pytest.skip("openssl makes the certificate")
    names = ["o/gone", "o/good-7B@nowhere", "o/old-7B", "o/down-7B", "o/fine-7B", "o/silent-7B"]
    lines = [f"candidate_{number}: {name}" for number, name in enumerate(names, start=1)]
    with serve(Hub(), certificate) as hub:
        for name in ("o/good-7B", "o/new-7B", "o/fine-7B", "o/down-7B"):
            hub.add(name)
        hub.moved["o/old-7B"] = "o/new-7B"
        hub.go_wrong("/api/models/o/down-7B", refuse(403, "Access to this resource is disabled."))
        hub.go_wrong("/api/models/o/silent-7B", standin.answer(200, "<html>", "text/html"))
        folder = tmp_path / "records"
        folder.mkdir()
        code, found = findings(
            folder,
            "--online",
            "--select=HUB",
            text="\n".join(["# Decision", "", "project_goal: x", *lines, ""]),
            complaint="o/silent-7B: localhost sends what is no model's facts",
            HF_ENDPOINT=hub.endpoint,
            SSL_CERT_FILE=str(certificate),
        )
    assert code == 1
    assert [(finding["code"], finding["line"]) for finding in found] == [
        ("HUB001", 4),
        ("HUB003", 5),
        ("HUB004", 6),
        ("HUB006", 7),
    ]
    assert {finding["facts"]["source"] for finding in found} == {"hub"}


def test_a_hub_that_does_not_answer_says_nothing_of_a_model() -> None:
    answers: dict[Key, Answer] = {("o/some-7B", None): Absent("the Hub answers 502 Bad Gateway")}
    result = report("candidate_1: o/some-7B", answers)
    assert result.findings == ()
    unchecked = {lack.code: lack.why for lack in result.not_checked}
    assert unchecked == dict.fromkeys(
        ("HUB001", "HUB003", "HUB004", "HUB005", "HUB006"), "the Hub answers 502 Bad Gateway"
    )


def test_a_missing_repository_is_told_with_those_near_it() -> None:
    asked = "Qwen/Qwen2.5-0.5-Instruct"
    answers: dict[Key, Answer] = {(asked, None): Missing("not found", "", DAY)}
    finding = one(f"candidate_1: {asked}", answers)
    assert finding.code == "HUB001"
    assert finding.message.startswith(f"there is no repository '{asked}'; near it: Qwen/Qwen2.5-")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("candidate_1: o/some-7B@v9", ("candidates", 0, "model")),
        ("candidate_1: o/some-7B\nrevision: v9", ("candidates", 0, "model", "revision")),
        ("candidate_1: o/some-7B\nmodel_version: v9", ("evidence", "model_version")),
    ],
)
def test_a_revision_that_is_not_there_is_told_where_it_is_stated(
    text: str, where: tuple[str | int, ...]
) -> None:
    answers: dict[Key, Answer] = {("o/some-7B", "v9"): Missing("bad revision", "", DAY)}
    finding = one(text, answers)
    assert (finding.code, finding.where) == ("HUB003", where)
    assert "has no revision 'v9'" in finding.message


def test_an_old_name_that_the_catalogue_knows_is_told() -> None:
    finding = one("candidate_1: meta-llama/Meta-Llama-3.1-8B-Instruct")
    assert (finding.code, finding.level) == ("HUB004", "warning")
    assert "is now 'meta-llama/Llama-3.1-8B-Instruct'" in finding.message


@pytest.mark.parametrize("name", ["gpt2", "qwen/qwen2.5-0.5b-instruct", "Qwen2.5-0.5B-Instruct"])
def test_another_way_to_write_a_name_is_no_old_name(name: str) -> None:
    assert report(f"candidate_1: {name}").findings == ()


@pytest.mark.parametrize(("days", "is_found"), [(180, False), (181, True), (-3, False)])
@pytest.mark.parametrize("source", ["lock", "catalogue", "hub"])
def test_only_a_lock_grows_stale(days: int, source: str, *, is_found: bool) -> None:
    day = (TODAY - timedelta(days)).isoformat()
    answers: dict[Key, Answer] = {("o/some-7B", None): facts("o/some-7B", as_of=day, source=source)}
    found = report("candidate_1: o/some-7B", answers).findings
    assert bool(found) is (is_found and source == "lock")
    if found:
        assert (found[0].code, found[0].level) == ("HUB005", "warning")
        assert f"{days} days old" in found[0].message


def test_a_repository_that_was_taken_down_is_told_with_and_without_its_facts() -> None:
    name = "o/some-7B"
    for answer in (
        Missing("disabled", "", DAY),
        Missing("disabled", "", DAY, facts(name)),
        facts(name, disabled=True, revision=COMMIT),
    ):
        finding = one(f"candidate_1: {name}", {(name, None): answer})
        assert (finding.code, finding.level) == ("HUB006", "error")


def test_a_class_is_a_note_unless_it_was_chosen() -> None:
    text = "candidate_1: {}\ncandidate_2: {}"
    chosen = one(text.format("7B instruct model", "Qwen/Qwen2.5-0.5B-Instruct"))
    assert (chosen.code, chosen.level) == ("HUB002", "warning")
    other = one(text.format("Qwen/Qwen2.5-0.5B-Instruct", "a 7B chat model"))
    assert (other.code, other.level) == ("HUB002", "note")
    without_size = one("candidate_1: a small instruct model")
    assert (without_size.code, without_size.level) == ("HUB002", "warning")
    by_decision = one(
        f"{text.format('Qwen/Qwen2.5-0.5B-Instruct', '7B 指令模型')}\nmodel_decision: 7B 指令模型"
    )
    assert by_decision.level == "warning"
    nobody = one(f"{text.format('Qwen/Qwen2.5-0.5B-Instruct', '7B model')}\nmodel_decision: gpt-5")
    assert nobody.level == "note"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Qwen2.5-0.5B-Instuct", "no repository is known by the name"),
        ("Lama-3.1-8B-Instruct", "meta-llama/Llama-3.1-8B-Instruct"),
        ("qwen2.5:99b", "qwen2.5:7b"),
        ("whatever works best", "is no name of a model that is known"),
        ("Mistral Nemo", "mistralai/Mistral-Nemo-Instruct-2407"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_those_near_it(name: str, told: str) -> None:
    finding = one(f"candidate_1: {name}")
    assert (finding.code, finding.level) == ("HUB002", "warning")
    assert told in finding.message


@pytest.mark.parametrize(
    "name",
    ["TBD", "gpt-4o", "cloud model API", "./models/own.gguf", "Qwen/Qwen2.5-0.5B-Instruct", "gpt2"],
)
def test_what_other_rules_speak_of_and_what_is_no_repository_is_not_told(name: str) -> None:
    assert report(f"candidate_1: {name}").findings == ()
