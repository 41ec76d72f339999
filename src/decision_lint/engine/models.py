"""Which repository each candidate means, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from decision_lint.facts.answer import Answer, Key, facts_in
from decision_lint.facts.resolve import Lack, Resolved, Unresolved, resolve
from decision_lint.model import ModelFacts
from decision_lint.quantities.references import read_reference
from decision_lint.quantities.versions import read_version
from decision_lint.record.reading import Reading
from decision_lint.rule import Absent

Facts = Callable[[Key], Answer]
"""What is known of a repository at a revision, by whoever may be asked."""

_WHY: dict[Lack, str] = {
    "a class": "it names a class of models, not one",
    "several": "several repositories have this name",
    "unknown": "no repository is known by this name",
    "an api": "a model behind an API has no repository",
    "a file": "it names a file, not a repository",
    "nothing": "it names no model",
}


class CandidateModel(NamedTuple):
    """What one candidate names as its model."""

    resolved: Resolved | Unresolved | Absent
    asked: Key | Absent
    answer: Answer

    @property
    def facts(self) -> ModelFacts | Absent:
        """The facts in the answer."""
        return facts_in(self.answer)


def models(reading: Reading, facts: Facts) -> tuple[CandidateModel, ...]:
    """Look up the model of every candidate."""
    return tuple(_model(reading, index, facts) for index in range(len(reading.references)))


def keys(reading: Reading) -> Iterator[Key]:
    """Give the repositories that a record means, each with the revision that it states."""
    for index in range(len(reading.references)):
        resolved = _resolve(reading, index)
        if isinstance(resolved, Resolved):
            yield _key(reading, index, resolved)


def _model(reading: Reading, index: int, facts: Facts) -> CandidateModel:
    resolved = _resolve(reading, index)
    match resolved:
        case Resolved():
            key = _key(reading, index, resolved)
            return CandidateModel(resolved, key, facts(key))
        case Unresolved(lack):
            why = Absent(_WHY[lack])
            return CandidateModel(resolved, why, why)
    return CandidateModel(resolved, resolved, resolved)


def _resolve(reading: Reading, index: int) -> Resolved | Unresolved | Absent:
    reference, candidate = reading.references[index], reading.record.candidates[index]
    if isinstance(reference, Absent):
        return reference
    if candidate.cloud_api:
        return Absent("a model behind an API has no repository")
    return resolve(reference, is_ollama="ollama" in candidate.runtimes)


def _key(reading: Reading, index: int, resolved: Resolved) -> Key:
    """Give the repository with the revision that the candidate, or the evidence, states."""
    if resolved.via == "ollama":
        return resolved.repo_id, None
    model = reading.record.candidates[index].model
    stated = resolved.revision or (model.revision if model else None)
    if stated is None and index == reading.selected:
        stated = _evident(reading, resolved)
    return resolved.repo_id, stated


def _evident(reading: Reading, resolved: Resolved) -> str | None:
    """Take the revision that the evidence names, if it is one of the selected model on the Hub."""
    text = reading.record.evidence.model_version
    version = read_version(text) if text else None
    if text is None or version is None or version.word.startswith("sha256"):
        return None
    named = read_reference(text).repo_id
    if named:
        return version.word if named.casefold() == resolved.repo_id.casefold() else None
    runs_ollama = isinstance(reading.selected, int) and (
        "ollama" in reading.record.candidates[reading.selected].runtimes
    )
    return None if runs_ollama else version.word
