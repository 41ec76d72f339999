"""Other estimators are asked on the same facts, and what they are not asked has a reason."""

from __future__ import annotations

import json
import struct
import sys
import urllib.request
from pathlib import Path

import pytest

from decision_lint.memory.bands import GIB
from decision_lint.memory.estimate import estimate
from decision_lint.memory.setup import Setup
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent
from memory_models import LLAMA, facts

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tools"))

import accuracy  # noqa: E402 - a tool is no package
import peers  # noqa: E402
from memory_benchmark import Found, Outcome  # noqa: E402
from peer_hub import make_hub, serve  # noqa: E402

ARCHITECTURES = {"architectures": ["LlamaForCausalLM"]}


def outcome(kind: str = "weights_gib", model: ModelFacts | None = None, **more: object) -> Outcome:
    """Make a row of a figure, run by vLLM on one GPU."""
    known = model or facts({**LLAMA, **ARCHITECTURES}, parameters={"BF16": 8 * 10**9})
    stated = {key: value for key, value in more.items() if key in Setup.__slots__}
    setup = Setup(**{"runtime": "vllm", "context_length": 8192, **stated})  # type: ignore[arg-type]
    found = estimate(known, setup)
    assert not isinstance(found, Absent)
    row = {"model_repo": known.repo_id, "n_gpus": "1", "dtype_or_quant": "bfloat16"}
    row |= {key: str(value) for key, value in more.items() if key in row}
    return Outcome(row, Found(found, known, True, setup), kind, 14.9, found.weights.band, GIB)  # noqa: FBT003


def get(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - of a server of our own
        body: bytes = answer.read()
    return body


def test_the_stand_in_says_what_the_facts_say() -> None:
    model = facts(LLAMA, parameters={"I32": 1000, "BF16": 24}, total_parameters=8000)
    with serve(make_hub([model])) as hub:
        said = json.loads(get(f"{hub.endpoint}/api/models/acme/model"))
        config = json.loads(get(f"{hub.endpoint}/acme/model/resolve/main/config.json"))
        files = json.loads(get(f"{hub.endpoint}/api/models/acme/model/tree/main?recursive=true"))
        data = get(f"{hub.endpoint}/acme/model/resolve/main/model.safetensors")
    assert said["safetensors"] == {"parameters": {"I32": 1000, "BF16": 24}, "total": 8000}
    assert config == LLAMA
    assert [one["path"] for one in files] == ["config.json", "model.safetensors"]
    header = json.loads(data[8 : 8 + struct.unpack("<Q", data[:8])[0]])
    assert {one["dtype"]: one["shape"] for one in header.values()} == {"I32": [1000], "BF16": [24]}
    assert max(one["data_offsets"][1] for one in header.values()) == 4 * 1000 + 2 * 24


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (outcome(n_gpus="2"), "several devices: none of them divides a model"),
        (outcome(model_repo="acme/model-FP8"), "of its base, and they take a repository as it is"),
        (outcome(dtype="float32"), "no type but the stored one"),
        (outcome("kv_bytes_per_token", kv_dtype="q8_0"), "no quantized cache"),
        (outcome("kv_bytes_per_token", concurrency=4), "one sequence"),
    ],
)
def test_what_a_peer_cannot_be_asked_has_a_reason(row: Outcome, why: str) -> None:
    assert why in peers.not_whichllm(row)


def test_hf_mem_is_asked_for_more_than_one_sequence_and_an_fp8_cache() -> None:
    row = outcome("kv_gib_at_context", kv_dtype="fp8", concurrency=4)
    assert peers.not_hf_mem(row) == ""
    question = peers.question_of(row)
    assert (question["sequences"], question["kv_dtype"], question["context"]) == (4, "fp8", 8192)
    assert peers.question_of(outcome())["kv_dtype"] == "auto"
    assert peers.question_of(outcome(kv_dtype="f16"))["kv_dtype"] == "bfloat16"


def test_hf_mem_is_not_held_to_packed_weights_that_the_hub_counts_unpacked() -> None:
    packed = {**LLAMA, "quantization_config": {"quant_method": "awq", "bits": 4}}
    row = outcome(model=facts(packed, parameters={"I32": 10**9, "F16": 10**9}))
    assert "counts unpacked" in peers.not_hf_mem(row)


def test_an_answer_is_put_into_the_unit_of_its_row() -> None:
    answer = {"weights": 16 * GIB, "kv": 8192 * 1000, "total": 20 * GIB}
    assert peers.read_answer(outcome(), answer).figure == 16
    assert peers.read_answer(outcome("kv_bytes_per_token"), answer).figure == 1000
    assert peers.read_answer(outcome("total_required_gib"), answer).figure == 20
    without = peers.read_answer(outcome("total_required_gib"), {**answer, "kv": None})
    assert (without.figure, without.why) == (None, "it gives no figure for the cache")
    assert peers.read_answer(outcome(), {"why": "it raises"}).why == "it raises"


def test_the_tables_hold_both_errors_and_count_what_was_not_asked() -> None:
    row = outcome()
    answered = peers.Compared(row, 2 * row.measured)
    peer = peers.Peer("other", "1.0", (answered, peers.Compared(row, None, "a reason")))
    (line,) = (one for one in accuracy.peer_errors([peer]) if "| other | weights |" in one)
    assert line == f"| other | weights | 1 | 100.00 % | 100.00 % | {abs(row.error):.2f} % |"
    assert any(
        line.startswith("| other | weights | llama | 1 |")
        for line in accuracy.peer_errors_by_family([peer])
    )
    assert "- 1: a reason" in list(accuracy.not_compared([peer]))
