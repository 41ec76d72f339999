"""Hundreds of license notes in three languages, each with the rules that have to speak of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from decision_lint.config import Config
from decision_lint.facts.answer import Key
from decision_lint.lint import lint
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent
from decision_lint.source import Source
from test_rules import NO_FILES, TODAY

NOTES = Path(__file__).with_name("license_notes.txt")
MODELS = {
    "apache": ("o/n", "apache-2.0", None),
    "mit": ("o/n", "mit", None),
    "llama31": ("meta-llama/Llama-3.1-8B-Instruct", "llama3.1", None),
    "gemma": ("google/gemma-3-1b-it", "gemma", None),
    "qwenresearch": ("Qwen/Qwen2.5-3B-Instruct", "other", "qwen-research"),
    "qwen72": ("Qwen/Qwen2.5-72B-Instruct", "other", "qwen"),
    "ccbync": ("o/n", "cc-by-nc-4.0", None),
    "ccby": ("o/n", "cc-by-4.0", None),
    "nvidia": ("nvidia/some-7B", "other", "nvidia-open-model-license"),
    "kimi": ("moonshotai/Kimi-K2-Instruct", "other", "modified-mit"),
    "mrl": ("mistralai/some-large", "other", "mrl"),
    "unknownname": ("o/n", "other", "acme-open-1.0"),
}


def rows() -> Iterator[tuple[str, str, str]]:
    for line in NOTES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            model, codes, note = (part.strip() for part in line.split("|", maxsplit=2))
            yield model, codes, note


def test_there_are_enough_notes_in_each_language() -> None:
    notes = [note for _, _, note in rows()]
    japanese = [note for note in notes if any("\u3040" <= char <= "\u30ff" for char in note)]
    wide = [note for note in notes if any("\u4e00" <= char <= "\u9fff" for char in note)]
    assert len(notes) >= 300
    assert len(japanese) >= 40
    assert len(wide) - len(japanese) >= 40
    assert len(set(rows())) == len(notes)


@pytest.mark.parametrize(("model", "codes", "note"), list(rows()))
def test_a_note_is_understood(model: str, codes: str, note: str) -> None:
    repo_id, tag, name = MODELS[model]
    facts = ModelFacts(
        repo_id=repo_id,
        license=tag,
        license_name=name,
        gate="open",
        source="lock",
        as_of="2026-11-20",
    )

    def look_up(_: Key) -> ModelFacts:
        return facts

    report = lint(
        Source("record.md", f"# Decision\n\ncandidate_1: {repo_id}\nlicense_note: {note}\n"),
        twin=Absent("there is none"),
        files=NO_FILES,
        facts=look_up,
        config=Config(select=("LIC",)),
        today=TODAY,
    )
    found = sorted(finding.code for finding in report.findings)
    assert found == ([] if codes == "-" else [f"LIC00{digit}" for digit in codes])
