"""A record for each row of the policy is consistent, and each single change has its codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from decision_lint.chooser import choose, write_twin
from decision_lint.config import Config
from decision_lint.facts.order import known
from decision_lint.lint import lint
from decision_lint.profile import Asked
from decision_lint.rule import Absent
from decision_lint.source import Source

TODAY = date(2026, 11, 24)
COMMIT = "989aa7980e4cf806f80c7fef2b1adb7bc71aa306"
MODEL = "Qwen/Qwen2.5-1.5B-Instruct"
TEXT = """# Model runtime decision

project_goal: answer questions about a public rulebook
must_have: short answers
status: draft
task: rulebook
route: {route}
privacy: public_text
needs_service: {service}
available_vram_gb: {vram}
budget: 20 EUR a week

candidate_1: {MODEL}
license_note: Apache-2.0, commercial use is allowed, the notice is kept
runtime: {runtime}
hardware_note: {hardware}

fallback: the printed rulebook
eval_gate: 20 fixed questions, 18 must pass
model_version: {MODEL}@{COMMIT}
first_run_command: bash run.sh
first_output: "Rule 4 says so."
evaluation_table: in the wiki
stop_procedure: {stop}
claim: {claim}
"""
DESTROYED = "vastai destroy instance 12345678"
SERVING = "proves controlled serving, eval, latency, and shutdown"
ROWS = {
    1: {
        "route": "local_cpu",
        "service": "no",
        "vram": "0",
        "runtime": "llama.cpp b9210",
        "hardware": "laptop CPU with 16 GB RAM",
        "stop": "end the process with Ctrl-C",
        "claim": "proves the workflow, not model quality",
    },
    2: {
        "route": "free_colab",
        "service": "no",
        "vram": "16",
        "runtime": "Transformers 5.23.0",
        "hardware": "Colab T4 16 GB",
        "stop": 'choose "Disconnect and delete runtime"',
        "claim": "proves a portable notebook run, not stable serving",
    },
    3: {
        "route": "rented_gpu",
        "service": "yes",
        "vram": "24",
        "runtime": "SGLang 0.5.23",
        "hardware": "one L4 24 GB",
        "stop": DESTROYED,
        "claim": SERVING,
    },
    4: {
        "route": "rented_gpu",
        "service": "no",
        "vram": "24",
        "runtime": "Transformers 5.23.0",
        "hardware": "one L4 24 GB",
        "stop": DESTROYED,
        "claim": SERVING,
    },
}


def asked(row: dict[str, str]) -> Asked:
    return Asked(
        task="rulebook",
        route=row["route"],
        privacy="public_text",
        available_vram_gb=float(row["vram"]),
        needs_service=row["service"] == "yes",
    )


def codes(row: dict[str, str], twin: str) -> list[str]:
    text = TEXT.format(MODEL=MODEL, COMMIT=COMMIT, **row)
    report = lint(
        Source("model_runtime_decision.md", text),
        twin=Source("model_runtime_decision.json", twin),
        files=Absent("nothing lies beside it"),
        facts=known,
        config=Config(),
        today=TODAY,
    )
    return sorted(finding.code for finding in report.findings)


@pytest.mark.parametrize("number", ROWS)
def test_a_record_for_each_row_is_consistent(number: int) -> None:
    row = ROWS[number]
    choice = choose(asked(row))
    assert choice.number == number
    assert codes(row, write_twin(choice)) == []


CHANGES = [
    (1, "route", "free_colab", "RTE002 RTE004"),
    (1, "route", "rented_gpu", "EVD004 RTE004 RTE005"),
    (1, "route", "the moon", "REC005"),
    (1, "vram", "24", "RTE004"),
    (1, "service", "yes", "RTE004"),
    (1, "runtime", "vLLM", "RTE002"),
    (1, "runtime", "Ollama or vLLM", ""),
    (1, "claim", "proves model quality", "RTE007"),
    (2, "route", "local_cpu", "RTE004"),
    (2, "route", "rented_gpu", "RTE004"),
    (2, "vram", "0", "RTE004"),
    (2, "service", "yes", "RTE004"),
    (2, "runtime", "Ollama", "RTE002"),
    (2, "claim", "stable serving for everybody", "RTE007"),
    (3, "route", "local_cpu", "RTE002 RTE004 RTE007"),
    (3, "route", "free_colab", "RTE002 RTE004 RTE007"),
    (3, "vram", "15.9", "RTE004 RTE005"),
    (3, "vram", "16", "RTE004"),
    (3, "vram", "8", "RTE004 RTE005"),
    (3, "service", "no", "RTE002 RTE004"),
    (3, "runtime", "Transformers", "RTE002"),
    (3, "runtime", "vLLM", ""),
    (3, "runtime", "llama.cpp", "RTE002"),
    (3, "stop", "docker stop sglang", "EVD004"),
    (4, "route", "local_cpu", "RTE004 RTE007"),
    (4, "vram", "0", "RTE004 RTE005"),
    (4, "service", "yes", "RTE002 RTE004"),
    (4, "runtime", "SGLang", "RTE002"),
    (4, "runtime", "Transformers first, then vLLM", ""),
    (4, "stop", "kill the process", "EVD004"),
]


@pytest.mark.parametrize(("number", "field", "value", "expected"), CHANGES)
def test_a_single_change_of_the_record_has_its_codes(
    number: int, field: str, value: str, expected: str
) -> None:
    row = ROWS[number]
    twin = write_twin(choose(asked(row)))
    assert codes({**row, field: value}, twin) == expected.split()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"route": "local_cpu"}, "RTE004"),
        ({"available_vram_gb": 16.0}, "RTE004"),
        ({"needs_service": False}, "RTE004"),
        ({"privacy": "private_docs"}, "RTE004"),
        ({"privacy": "public text"}, ""),
        ({"task": "something else"}, ""),
        ({"route": "local_cpu", "needs_service": False}, "RTE004 RTE004"),
    ],
)
def test_a_single_change_of_the_twins_profile_has_its_codes(
    change: dict[str, object], expected: str
) -> None:
    twin = write_twin(choose(replace(asked(ROWS[3]), **change)))  # type: ignore[arg-type]  # values of their own fields
    assert codes(ROWS[3], twin) == expected.split()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("vLLM or SGLang", "Ollama", "RTE003"),
        ("small instruct model before trying 7B-class", "the largest", "RTE003"),
        ("proves controlled", "proves everything,", "RTE003"),
        ('"needs_service": true', '"needs_service": "yes"', "RTE003"),
        ('"available_vram_gb": 24.0', '"available_vram_gb": -1', "RTE003"),
        ('"task"', '"tsk"', "RTE003 RTE003"),
        ("}", "", "RTE003"),
    ],
)
def test_a_single_change_of_the_twins_answer_has_its_codes(
    old: str, new: str, expected: str
) -> None:
    twin = write_twin(choose(asked(ROWS[3])))
    assert old in twin
    assert codes(ROWS[3], twin.replace(old, new)) == expected.split()
