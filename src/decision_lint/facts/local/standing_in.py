"""The local cache where the Hub says nothing, or not all: what `lock` may still write down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from decision_lint.facts.answer import Answer, Key, Missing, facts_in
from decision_lint.facts.hub.payload import read_payload
from decision_lint.facts.local.cache import read_cached, read_card
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent

_CONFIG = "config.json"


def cached(keys: Iterable[Key], folder: Path) -> Mapping[Key, Answer]:
    """Answer from the cache alone, for what has its card there: without it no license is known.

    The files are left out: what was downloaded is not all that there is. Whether there is a gate
    is for the Hub to say.
    """
    return {key: _cached(key, folder) for key in keys}


def completed(answers: Mapping[Key, Answer], folder: Path) -> Mapping[Key, Answer]:
    """Add the config.json of the same commit where the Hub did not give it: behind a gate."""
    return {key: _completed(answer, folder) for key, answer in answers.items()}


def _cached(key: Key, folder: Path) -> ModelFacts | Absent:
    found = read_cached(key, folder)
    card = read_card(key, folder)
    if isinstance(found, Absent):
        return found
    if card is None:
        return Absent("the local cache lacks its README.md, which names the license")
    told = read_payload({"cardData": card}, found.repo_id, found.as_of)
    return replace(
        found,
        license=told.license,
        license_name=told.license_name,
        base_models=told.base_models,
        languages=told.languages,
        pipeline_tag=told.pipeline_tag,
        files=(),
    )


def _completed(answer: Answer, folder: Path) -> Answer:
    facts = facts_in(answer)
    if isinstance(facts, Absent) or facts.revision is None:
        return answer
    found = read_cached((facts.repo_id, facts.revision), folder)
    if isinstance(found, Absent) or all(file.path != _CONFIG for file in found.files):
        return answer
    whole = replace(facts, config={**facts.config, **found.config})
    if not isinstance(answer, Missing):
        return whole
    return whole if answer.kind == "incomplete" else answer._replace(facts=whole)
