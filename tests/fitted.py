"""Records of one candidate, checked against facts that a test makes up or the catalogue has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from decision_lint.config import Config
from decision_lint.facts.answer import Answer, Key
from decision_lint.facts.catalogue import look_up
from decision_lint.lint import lint
from decision_lint.model import ModelFacts, ModelFile
from decision_lint.report import Finding, Report
from decision_lint.rule import Absent
from decision_lint.source import Source

TODAY = date(2026, 11, 24)
FAMILIES = frozenset(
    "HW003 HW004 HW005 HW006 HW007 HW008 HW009 HW010 HW011 HW012 HW013 RUN003 RUN004".split()
)
_UNKNOWN = Absent("nobody knows it")


def record(model: str, runtime: str, hardware: str, **more: object) -> str:
    """Write a record of one candidate; what is given more goes to the record or its evidence."""
    lines = [
        "# Model runtime decision",
        "",
        "project_goal: answer questions on a park",
        "must_have: short answers",
        *(f"{key}: {value}" for key, value in more.items()),
        "",
        f"candidate_1: {model}",
        "license_note: Apache-2.0",
        f"runtime: {runtime}",
        f"hardware_note: {hardware}",
        "",
        "fallback: the leaflet",
        "eval_gate: 6 fixed questions, 5 right",
        "stop_procedure: Ctrl-C",
    ]
    return "\n".join(line for line in lines if not line.endswith(": ")) + "\n"


def known_to_the_hub(key: Key) -> Answer:
    """Give the catalogue's facts as if the Hub had said them, so that they may be errors."""
    facts = look_up(key[0])
    return replace(facts, source="hub") if facts else _UNKNOWN


def only(facts: ModelFacts) -> Callable[[Key], Answer]:
    """Give these facts for whatever is asked."""
    return lambda key: facts


def check(text: str, facts: Callable[[Key], Answer] = known_to_the_hub) -> Report:
    """Check a record without anything beside it."""
    nothing = Absent("nothing lies beside it")
    source = Source("model_runtime_decision.md", text)
    return lint(source, twin=nothing, files=nothing, facts=facts, config=Config(), today=TODAY)


def found(report: Report) -> list[Finding]:
    """Give what the rules on memory, devices, formats and architectures found."""
    return [finding for finding in report.findings if finding.code in FAMILIES]


def said(report: Report) -> list[tuple[str, str]]:
    """Give their codes and levels."""
    return [(finding.code, finding.level.value) for finding in found(report)]


def unchecked(report: Report, code: str) -> list[str]:
    """Give why a rule was not checked."""
    return [each.why for each in report.not_checked if each.code == code]


def model(repo_id: str = "park/guide-8b", **given: Any) -> ModelFacts:
    """Make facts of a model of 8 billion parameters, shaped as Llama 3.1, in bfloat16."""
    config: Mapping[str, Any] = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_size": 4096,
        "intermediate_size": 14336,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "max_position_embeddings": 131072,
        "vocab_size": 128256,
        "torch_dtype": "bfloat16",
        **given.pop("config", {}),
    }
    size = given.pop("size", 16_060_556_376)
    files = given.pop("files", {"config.json": 900, "model.safetensors": size})
    return ModelFacts(
        repo_id=repo_id,
        config=config,
        files=tuple(ModelFile(path=path, size=bytes_) for path, bytes_ in files.items()),
        **{"source": "lock", "as_of": "2026-11-20", **given},
    )
