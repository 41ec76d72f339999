"""The page on how records are written: a template, and tables from the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from string import Template

from decision_lint.vocabulary import CANDIDATE_FIELDS, RECORD_FIELDS, Field, Kind, normalise
from derived import ROOT, Derived

TEMPLATE = Path(__file__).with_name("format_page.md")

KINDS = {
    Kind.TEXT: "A text, as it stands; its lines are joined.",
    Kind.ITEMS: "A list, or one line split at commas and semicolons.",
    Kind.POINTS: "A list, or one text that stays whole.",
    Kind.COMMAND: "A command line, kept to the letter.",
    Kind.STATUS: "`draft`, `proposed`, `accepted`, `complete`, `superseded`, `rejected` or "
    "`deprecated`; a word for one of them will do.",
    Kind.DATE: "A day: `2026-11-24`, `24 November 2026`, `2026年11月24日`.",
    Kind.ROUTE: "`local_cpu`, `free_colab` or `rented_gpu`; plain words for one of them will do.",
    Kind.YES_NO: "`yes` or `no`, `true` or `false`, `是` or `否`, `はい` or `いいえ`.",
    Kind.MEMORY: "Gigabytes: `24`, `24 GB`; `GiB` is exact, `GB` is what the box says.",
    Kind.TOKENS: "Tokens: `8192`, `8192 tokens`, `8k` (8192).",
    Kind.COUNT: "A whole number: `4`, `4 users`.",
    Kind.DEVICES: "Devices: `L4`, `2x L4`, `A100 80GB`, `M3 Max 64 GB`.",
    Kind.MODEL: "A Hub id, with `@` and a commit if need be, a Hub URL, an Ollama tag or a name.",
    Kind.RUNTIMES: "The runtimes that are named and not ruled out: `vLLM`, `Ollama or llama.cpp`.",
}


def derive() -> Derived:
    """Yield the page."""
    template = Template(TEMPLATE.read_text(encoding="utf-8"))
    kinds = "\n".join(f"| {kind} | {meaning} |" for kind, meaning in KINDS.items())
    text = template.substitute(
        record_fields=_rows(RECORD_FIELDS),
        candidate_fields=_rows(CANDIDATE_FIELDS),
        kinds=f"| kind | how it is read |\n|---|---|\n{kinds}",
    )
    yield ROOT / "docs" / "format.md", text


def _rows(fields: Iterable[Field]) -> str:
    required = _required()
    rows = ["| key | what it says | kind | required | also written |", "|---|---|---|---|---|"]
    for field in fields:
        way = ("candidates", *field.where) if field.of_candidate else field.where
        need = required.get(way, "")
        also = ", ".join(alias for alias in field.aliases if normalise(alias) != field.name)
        rows.append(f"| `{field.name}` | {field.meaning} | {field.kind} | {need} | {also} |")
    return "\n".join(rows)


def _required() -> dict[tuple[str | int, ...], str]:
    """Give the routes that the schema requires, with a word on what satisfies it too."""
    path = ROOT / "schemas" / "model_runtime_decision.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    parts = {
        (): schema,
        ("candidates",): schema["$defs"]["Candidate"],
        ("evidence",): schema["$defs"]["Evidence"],
    }
    found = {(*way, key): "yes" for way, part in parts.items() for key in part["required"]}
    found[("eval_gate",)] = "yes, or a switch condition, or an upgrade signal"
    found[("candidates", "hardware_note")] = "yes, unless it is a cloud API"
    return found
