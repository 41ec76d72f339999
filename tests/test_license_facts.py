"""A wrong license note is found by every source that knows better: Hub, lock and catalogue."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import standin
from decision_lint.facts.lock.entries import FILE_NAME, Lock, lock_with, render_lock
from decision_lint.model import ModelFacts
from standin import COMMIT, Hub, serve

MODEL = "Qwen/Qwen2.5-3B-Instruct"
RECORD = f"""# Model and runtime decision: herbarium

project_goal: answer customers of a garden centre
must_have: answers name the sheet
status: draft
task: questions on plants
route: local_cpu
needs_service: no
candidate_1: {MODEL}
license_note: Apache-2.0, commercial use fine
runtime: Transformers
hardware_note: desktop, CPU only, 32 GB RAM
fallback: the plant register
eval_gate: 8 fixed questions, 7 must be right
model_version: {MODEL}@main
first_run_command: python ask.py --model {MODEL} --revision main
stop_procedure: end the Python process with Ctrl-C, nothing else keeps running
"""
EVIDENCE = ["EVD008", "EVD009", "EVD006"]
TAG = f"{MODEL} is tagged 'other' (qwen-research)"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hub, Path]]:
    """Give a stand-in over https that has the model, and the certificate to trust."""
    certificate = standin.make_certificate(tmp_path_factory.mktemp("certificate"))
    if certificate is None:
        pytest.skip("openssl makes the certificate")
    with serve(Hub(), certificate) as served:
        card = {"license": "other", "license_name": "qwen-research", "language": ["en"]}
        served.add(MODEL, cardData=card, tags=["license:other"])
        yield served, certificate


def findings(
    folder: Path, *words: str, text: str = RECORD, complaint: str = "", **environment: str
) -> tuple[int, list[dict[str, Any]]]:
    """Check a record in a folder as a user would; its exit code and its findings."""
    (folder / "model_runtime_decision.md").write_text(text, encoding="utf-8")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    done = subprocess.run(
        [sys.executable, "-m", "decision_lint", *words, "--output-format", "json", "."],
        cwd=folder,
        env=plain | {"PYTHONUTF8": "1", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert complaint in done.stderr
    assert done.stderr.count("\n") == bool(complaint)
    return done.returncode, json.loads(done.stdout)["findings"]


def license_findings(
    found: list[dict[str, Any]],
) -> list[tuple[str, str, dict[str, str] | None]]:
    return [
        (one["code"], one["level"], one["facts"]) for one in found if one["code"].startswith("LIC")
    ]


def test_the_hub_is_asked_and_names_tag_commit_and_day(
    hub: tuple[Hub, Path], tmp_path: Path
) -> None:
    served, certificate = hub
    first = datetime.now(UTC).date().isoformat()
    code, found = findings(
        tmp_path, "--online", HF_ENDPOINT=served.endpoint, SSL_CERT_FILE=str(certificate)
    )
    days = {first, datetime.now(UTC).date().isoformat()}
    assert code == 1
    told = license_findings(found)
    assert [one[:2] for one in told] == [("LIC003", "error"), ("LIC004", "error")]
    for one in found:
        if one["code"] in {"LIC003", "LIC004"}:
            assert f"{TAG} at {COMMIT}" in one["message"]
            assert one["facts"]["source"] == "hub"
            assert one["facts"]["as_of"] in days
            assert one["message"].endswith(f"({one['facts']['as_of']}, the Hub)")
            assert (one["line"], one["column"]) == (10, 15)
    assert [one["code"] for one in found if one["code"].startswith("EVD")] == EVIDENCE


def test_the_lock_says_the_same_without_a_network(tmp_path: Path) -> None:
    facts = ModelFacts(
        repo_id=MODEL,
        revision=COMMIT,
        license="other",
        license_name="qwen-research",
        gate="open",
        as_of="2026-11-20",
    )
    (tmp_path / FILE_NAME).write_text(
        render_lock(lock_with(Lock(), {(MODEL, "main"): facts})), encoding="utf-8"
    )
    code, found = findings(tmp_path, "--as-of", "2026-11-24")
    basis = {"source": "lock", "as_of": "2026-11-20"}
    assert code == 1
    assert license_findings(found) == [("LIC003", "error", basis), ("LIC004", "error", basis)]
    for one in found:
        if one["code"] in {"LIC003", "LIC004"}:
            assert f"{TAG} at {COMMIT}" in one["message"]
            assert one["message"].endswith("(2026-11-20, decision-lint.lock)")
    assert [one["code"] for one in found if one["code"].startswith("EVD")] == EVIDENCE


def test_without_network_and_lock_the_catalogue_warns_and_breaks_no_commit(tmp_path: Path) -> None:
    code, found = findings(tmp_path, "--as-of", "2026-11-24")
    assert code == 0
    told = license_findings(found)
    assert [one[:2] for one in told] == [("LIC003", "warning"), ("LIC004", "warning")]
    for one in found:
        if one["code"] in {"LIC003", "LIC004"}:
            assert TAG in one["message"]
            assert one["facts"]["source"] == "catalogue"
            assert f"({one['facts']['as_of']}, the bundled catalogue" in one["message"]
    assert [one["code"] for one in found if one["code"].startswith("EVD")] == EVIDENCE


def test_the_base_of_a_model_is_asked_for_and_its_stricter_license_counts(
    hub: tuple[Hub, Path], tmp_path: Path
) -> None:
    served, certificate = hub
    tuned = "somebody/tuned-3B"
    tags = ["license:apache-2.0", f"base_model:finetune:{MODEL}"]
    served.add(tuned, cardData={"license": "apache-2.0"}, tags=tags)
    code, found = findings(
        tmp_path,
        "--online",
        "--select=LIC",
        text=RECORD.replace(MODEL, tuned),
        HF_ENDPOINT=served.endpoint,
        SSL_CERT_FILE=str(certificate),
    )
    assert code == 1
    told = {one["code"]: one for one in found}
    assert {one: told[one]["level"] for one in told} == {"LIC004": "error", "LIC008": "warning"}
    assert f"its base {MODEL} has 'qwen-research'" in told["LIC004"]["message"]
    assert f"at {COMMIT}" in told["LIC004"]["message"]
