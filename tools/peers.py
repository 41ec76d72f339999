"""Other estimators, asked about the same rows on the same facts as far as they let themselves."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from decision_lint.memory.bands import GIB
from decision_lint.memory.model.known import know
from decision_lint.rule import Absent
from memory_benchmark import Outcome
from peer_hub import make_hub, serve

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("weights_gib", "kv_bytes_per_token", "kv_gib_at_context", "total_required_gib")
_HALF = frozenset(("", "auto", "f16", "fp16", "bf16", "float16", "bfloat16"))
_LLMFIT_CACHE = {"fp8": "fp8", "fp8_e4m3": "fp8", "q8_0": "q8_0", "q4_0": "q4_0"}
_LLMFIT_QUANTS = {
    "bfloat16": "BF16",
    "bf16": "BF16",
    "float16": "F16",
    "float32": "F32",
    "awq": "AWQ-4bit",
    "awq-int4": "AWQ-4bit",
    "gptq-int4": "GPTQ-Int4",
    "gptq-int8": "GPTQ-Int8",
    "q4_k_m": "Q4_K_M",
}
_SHORT = 1
"""A context so short that its cache is nothing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A row with what a peer says of it, in the row's unit; or why it says nothing."""

    outcome: Outcome
    figure: float | None
    why: str = ""

    @property
    def error(self) -> float:
        """Percent that the peer is off."""
        return 100 * ((self.figure or 0.0) / self.outcome.measured - 1)


@dataclass(frozen=True, slots=True)
class Peer:
    """Another estimator, its version, and its answers."""

    name: str
    version: str
    rows: tuple[Compared, ...]


def compare(outcomes: Sequence[Outcome], environment: Path) -> tuple[Peer, ...]:
    """Ask every peer that is installed in an environment."""
    rows = [one for one in outcomes if one.kind in KINDS]
    python = environment / "bin" / "python"
    versions = _versions(python)
    with serve(make_hub([one.found.facts for one in rows])) as hub:
        found = [
            Peer(name, versions[name], _ask(name, rows, python, hub.endpoint, why_not))
            for name, why_not in (("hf-mem", not_hf_mem), ("whichllm", not_whichllm))
        ]
    llmfit = environment / "bin" / "llmfit"
    asked = tuple(_ask_llmfit(one, llmfit) for one in rows)
    return (*found, Peer("llmfit", versions["llmfit"], asked))


def _versions(python: Path) -> Mapping[str, str]:
    code = (
        "import json, importlib.metadata as m;"
        "print(json.dumps({n: m.version(n) for n in ('hf-mem', 'whichllm', 'llmfit')}))"
    )
    done = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True)
    found: Mapping[str, str] = json.loads(done.stdout)
    return found


def _not_for_anyone(one: Outcome) -> str:
    """Say why a row is no question that any peer could be asked."""
    facts, row = one.found.facts, one.row
    if row["n_gpus"] != "1":
        return "several devices: none of them divides a model"
    if one.kind in ("weights_gib", "total_required_gib"):
        if facts.repo_id != row["model_repo"]:
            return "the facts at hand are of its base, and they take a repository as it is"
        known = know(facts)
        plain = not isinstance(known, Absent) and known.scheme.is_plain
        if not facts.parameters and not plain:
            return "a quantized model whose dtypes are not at hand"
    return ""


def not_hf_mem(one: Outcome) -> str:
    """Say why hf-mem is not asked about a row."""
    if why := _not_for_anyone(one):
        return why
    known = know(one.found.facts)
    packed = not isinstance(known, Absent) and known.scheme.bits < 8  # noqa: PLR2004 - bits
    if packed and one.kind in ("weights_gib", "total_required_gib"):
        return "packed weights, which the Hub counts unpacked: the file's own header is not at hand"
    if one.kind != "weights_gib" and not one.found.facts.config.get("architectures"):
        return "the config at hand does not name a class, without which it leaves the cache out"
    kept = one.found.setup.kv_dtype or ""
    if kept not in _HALF and not kept.startswith("fp8"):
        return "its interface knows no quantized cache but fp8"
    if one.found.setup.dtype == "float32" or (
        one.kind == "weights_gib" and one.found.setup.quantization and not _quantized(one)
    ):
        return "its interface knows no type but the stored one"
    return ""


def not_whichllm(one: Outcome) -> str:
    """Say why whichllm is not asked about a row."""
    if why := _not_for_anyone(one):
        return why
    if (one.found.setup.kv_dtype or "") not in _HALF:
        return "its interface knows no quantized cache"
    if one.found.setup.concurrency > 1:
        return "its interface knows one sequence"
    if one.found.setup.dtype == "float32" or (
        one.kind == "weights_gib" and one.found.setup.quantization and not _quantized(one)
    ):
        return "its interface knows no type but the stored one"
    return ""


def _quantized(one: Outcome) -> bool:
    return "quantization_config" in one.found.facts.config


def _ask(
    name: str,
    rows: Sequence[Outcome],
    python: Path,
    endpoint: str,
    why_not: Callable[[Outcome], str],
) -> tuple[Compared, ...]:
    """Ask a peer that reads the Hub, in its own process."""
    open_ = [one for one in rows if not why_not(one)]
    questions = [question_of(one) for one in open_]
    done = subprocess.run(
        [python, ROOT / "tools" / "peer_answers.py", name, endpoint],
        input=json.dumps(questions),
        env={**os.environ, "HF_ENDPOINT": endpoint, "HF_TOKEN": ""},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=900,
    )
    answers = dict(zip(map(id, open_), json.loads(done.stdout), strict=True))
    return tuple(
        read_answer(one, answers[id(one)])
        if id(one) in answers
        else Compared(one, None, why_not(one))
        for one in rows
    )


def question_of(one: Outcome) -> dict[str, Any]:
    """Put a row as a question."""
    setup = one.found.setup
    kept = setup.kv_dtype or ""
    half = "bfloat16" if kept else "auto"
    return {
        "kind": one.kind,
        "repo_id": one.found.facts.repo_id,
        "context": one.found.estimate.context_length,
        "sequences": setup.concurrency,
        "kv_dtype": half if kept in _HALF else kept,
    }


def read_answer(one: Outcome, answer: Mapping[str, Any]) -> Compared:
    """Take the figure of a row out of a peer's answer."""
    if why := answer.get("why"):
        return Compared(one, None, why)
    match one.kind:
        case "weights_gib":
            size = answer["weights"]
        case "total_required_gib":
            size = answer["total"]
        case _:
            size = answer["kv"]
    if size is None or (one.kind == "total_required_gib" and answer["kv"] is None):
        return Compared(one, None, "it gives no figure for the cache")
    if one.kind == "kv_bytes_per_token":
        return Compared(one, size / one.found.estimate.context_length)
    return Compared(one, size / GIB)


def _ask_llmfit(one: Outcome, program: Path) -> Compared:
    """Ask llmfit, which knows models by its own table alone, whatever the facts say."""
    setup, row = one.found.setup, one.row
    name = one.found.facts.repo_id
    kept = setup.kv_dtype or ""
    why = _not_for_anyone(one)
    quant = _LLMFIT_QUANTS.get(row["dtype_or_quant"].partition(" ")[0].casefold())
    if not why and one.kind in ("weights_gib", "total_required_gib") and quant is None:
        why = "its interface knows no such quantization"
    if not why and kept not in _HALF and kept not in _LLMFIT_CACHE:
        why = "its interface knows no such cache"
    if not why and setup.concurrency > 1:
        why = "its interface knows one sequence"
    if why:
        return Compared(one, None, why)
    context = one.found.estimate.context_length
    words = [str(program), "--json", "plan", name, "--quant", quant or "BF16"]
    words += ["--kv-quant", _LLMFIT_CACHE.get(kept, "fp16"), "--context"]
    long, short = (_planned(words, tokens) for tokens in (context, _SHORT))
    if isinstance(long, str) or isinstance(short, str):
        return Compared(one, None, long if isinstance(long, str) else "it gives no figure")
    if long["model_name"] != name:
        return Compared(one, None, "its table does not hold the model")
    weights = long["disk_size_gb"] * 1e9
    cache = (long["minimum"]["vram_gb"] - short["minimum"]["vram_gb"]) * GIB
    rest = (short["minimum"]["vram_gb"] - short["disk_size_gb"]) * GIB
    answer = {"weights": weights, "kv": cache, "total": weights + cache + rest}
    return read_answer(one, answer)


def _planned(words: Sequence[str], context: int) -> Any:
    done = subprocess.run(
        [*words, str(context)], check=False, capture_output=True, text=True, timeout=60
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("Error")]
        if any("No model" in line or "not found" in line for line in said):
            return "its table does not hold the model"
        return f"it says: {said[0][:120]}" if said else f"it ends with {done.returncode}"
    return json.loads(done.stdout)
