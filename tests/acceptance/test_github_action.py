"""The Action end to end, run by act in somebody's repository."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from installed import NAME, PAIR, by_hand, commit, git, python, snapshot
from workflow import Job, act, consumer, example, pull_request

from decision_lint import __version__

REVISION = "7ae557604adf67be50417f59c2c2f167def9a775"


@pytest.fixture(scope="module")
def action(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give our repository as it lies here, at a commit."""
    return snapshot(tmp_path_factory.mktemp("action") / "decision-lint")


def spoil(record: Path) -> None:
    """Make a clean record a bad one."""
    record.write_bytes((PAIR / "bad" / NAME).read_bytes())


def annotated(job: Job) -> list[str]:
    """Give the places and titles that the runner would annotate."""
    return [f"{each['level']} {each['file']}:{each['line']} {each['title']}" for each in job.notes]


def test_a_pull_request_with_a_bad_record_fails_with_all_that_the_page_promises(
    action: Path, tmp_path: Path
) -> None:
    folder = consumer(tmp_path / "theirs", "good", "bad")
    spoil(folder / "docs" / "good" / NAME)
    event = pull_request(folder)
    job = act(folder, action, event, workflow=example("With code scanning"))
    assert (job.code, job.outcome) == (1, "failure")
    path = f"docs/good/{NAME}"
    assert annotated(job) == [f"error {path}:15 LIC002 license-note-is-a-todo"]
    assert job.summary.startswith("## ❌ Model decisions: 1 error\n\n1 record checked")
    assert "### What changed" in job.summary
    assert (job.outputs["findings"], job.outputs["errors"]) == ("1", "1")
    report = json.loads((job.kept / "report.json").read_text(encoding="utf-8"))
    words = ("--base", "HEAD^", "--only-changed", "--output-format", "json")
    assert report == json.loads(by_hand(*words, at=folder).stdout)
    sarif = json.loads((job.kept / "decision-lint.sarif").read_text(encoding="utf-8"))
    (result,) = sarif["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (result["ruleId"], place["artifactLocation"]["uri"]) == ("LIC002", path)
    assert job.sent == sarif


def test_a_pull_request_that_touches_no_record_passes_beside_a_bad_one(
    action: Path, tmp_path: Path
) -> None:
    folder = consumer(tmp_path / "theirs", "bad")
    (folder / "README.md").write_text("# Nothing of ours\n", encoding="utf-8")
    job = act(folder, action, pull_request(folder))
    assert (job.code, job.outcome, job.outputs["findings"]) == (0, "success", "0")
    assert annotated(job) == []
    assert job.sent is None


def test_a_pull_request_from_a_fork_is_judged_and_sends_nothing(
    action: Path, tmp_path: Path
) -> None:
    folder = consumer(tmp_path / "theirs", "good")
    spoil(folder / "docs" / "good" / NAME)
    # What would be run if anything of a checked-out repository were.
    trap = f"import pathlib; pathlib.Path({str(tmp_path / 'sprung')!r}).touch()\n"
    names = ("decision_lint", "pip", "json", "venv", "sitecustomize", "encodings", "setup")
    for name in names:
        (folder / f"{name}.py").write_text(trap, encoding="utf-8")
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbackend-path = ["."]\nbuild-backend = "setup"\n', "utf-8"
    )
    event = pull_request(folder, fork=True)
    job = act(folder, action, event, workflow=example("With code scanning"))
    assert (job.code, job.outputs["errors"]) == (1, "1")
    assert job.sent is None
    assert not (tmp_path / "sprung").exists()


def test_a_push_checks_every_record_and_a_clean_repository_passes(
    action: Path, tmp_path: Path
) -> None:
    folder = consumer(tmp_path / "theirs", "good")
    event = {"ref": "refs/heads/main", "after": git("rev-parse", "HEAD", at=folder)}
    job = act(folder, action, event, workflow=example("With code scanning"), name="push")
    assert (job.code, job.outputs["errors"]) == (0, "0")
    assert job.summary.startswith("## ✅ Model decisions: nothing found\n\n1 record checked")
    assert job.sent is not None


def test_hostile_names_and_values_are_shown_and_not_carried_out(
    action: Path, tmp_path: Path
) -> None:
    folder = consumer(tmp_path / "theirs", "good")
    name = "a $(touch sprung) `touch sprung` ; touch sprung \n::error::forged"
    record = folder / name / NAME
    record.parent.mkdir()
    said = (PAIR / "bad" / NAME).read_text(encoding="utf-8")
    evil = "##[error]forged ::error::forged \x1b[31m </summary> ](javascript:x)"
    said = said.replace("the model card before", f"the model card before {evil} {'long ' * 60_000}")
    record.write_text(said, encoding="utf-8")
    job = act(folder, action, pull_request(folder))
    assert (job.code, job.outcome) == (1, "failure")
    assert {note["title"] for note in job.notes} == {
        "EVD010 broken-evidence-link",
        "LIC002 license-note-is-a-todo",
        "RTE009 missing-twin",
    }
    assert {note["file"].partition(NAME)[0] for note in job.notes} == {
        name.replace("\n", r"\u000a") + "/"
    }
    assert all(len(note["message"]) <= 4096 for note in job.notes)
    assert "forged" in job.summary
    assert "</summary>" not in job.summary
    assert len(job.summary.encode()) < 1024 * 1024
    assert not list(tmp_path.rglob("sprung"))


def test_hostile_inputs_are_told_and_not_carried_out(action: Path, tmp_path: Path) -> None:
    folder = consumer(tmp_path / "theirs", "good")
    inputs = {
        "paths": "docs\n'; touch sprung; '\n$(touch sprung)\n##[error]forged",
        "fail-on": "error",
        "config": "",
        "sarif-file": "$(touch sprung).sarif",
    }
    job = act(folder, action, pull_request(folder), inputs=inputs)
    assert (job.code, job.outcome) == (1, "failure")
    assert [note["message"].partition(": ")[0] for note in job.notes] == [
        "\"./'; touch sprung; '\"",
        "'./$(touch sprung)'",
        "'./# #[error]forged'",
    ]
    assert {note["title"] for note in job.notes} == {"decision-lint"}
    assert job.outputs["sarif-file"] == inputs["sarif-file"]
    assert not list(tmp_path.rglob("sprung"))


def test_a_base_that_a_checkout_lacks_is_fetched(action: Path, tmp_path: Path) -> None:
    origin = consumer(tmp_path / "origin", "good", "bad")
    record = origin / "docs" / "good" / NAME
    record.write_text(record.read_text(encoding="utf-8") + "\nbudget: 20 EUR\n", encoding="utf-8")
    event = pull_request(origin)
    git("config", "uploadpack.allowAnySHA1InWant", "true", at=origin)
    shallow = tmp_path / "shallow"
    git("clone", "--quiet", "--depth=1", origin.as_uri(), str(shallow), at=tmp_path)
    job = act(shallow, action, event)
    assert (job.code, job.outputs["errors"]) == (0, "0")
    assert "1 record checked" in job.summary
    assert "| budget | — | 20 EUR |" in job.summary
    git("remote", "remove", "origin", at=shallow)
    job = act(shallow, action, event)
    assert (job.code, job.outputs["errors"]) == (1, "1")
    assert [line for line in job.log if line.startswith("every record is checked, since nothing")]


def test_a_release_can_be_asked_for_in_place_of_the_actions_own(
    action: Path, tmp_path: Path
) -> None:
    words = ("-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path / "dist"))
    python(*words, str(action), at=tmp_path)
    hollow = snapshot(tmp_path / "hollow")
    shutil.rmtree(hollow / "src")
    commit(hollow)
    folder = consumer(tmp_path / "theirs", "bad")
    job = act(
        folder,
        hollow,
        {"number": 1},
        inputs={"version": __version__},
        packages=tmp_path / "dist",
    )
    assert (job.code, job.outputs["errors"]) == (1, "1")


def test_an_advisory_step_reports_and_lets_pass(action: Path, tmp_path: Path) -> None:
    folder = consumer(tmp_path / "theirs", "good")
    spoil(folder / "docs" / "good" / NAME)
    job = act(folder, action, pull_request(folder), workflow=example("Outputs"))
    assert (job.code, job.outcome, job.outputs["errors"]) == (0, "failure", "1")
    assert "1 errors" in job.log
