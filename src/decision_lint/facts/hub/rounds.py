"""What is to be asked next, given what was answered: models, then their configs and bases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from decision_lint.facts.answer import Answer, Key, Missing, facts_in
from decision_lint.facts.hub.model import ask_config, ask_model, wants_config
from decision_lint.facts.hub.request import Line
from decision_lint.facts.licenses.known import base_may_matter
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent

MOST_BASES = 4
"""Bases of one model that are asked for; a merge may name dozens."""


class _Model(NamedTuple):
    key: Key
    answer: Answer


class _Config(NamedTuple):
    key: Key
    facts: ModelFacts | Absent


class _Base(NamedTuple):
    repo_id: str
    answer: Answer


Work = Callable[[], "_Model | _Config | _Base"]


@dataclass(slots=True)
class _Asked:
    """A model on its way."""

    answer: Answer
    open: bool = True
    """Whether something of it is still to come."""


class Rounds:
    """Keeps what was answered and says what to ask; one thread calls it, others do the work."""

    def __init__(self, line: Line, keys: Sequence[Key], as_of: str) -> None:
        self.line = line
        self.as_of = as_of
        late = Absent(f"{line.settings.host} did not answer in time")
        self._models = {key: _Asked(late) for key in keys}
        self._names = {repo_id.casefold() for repo_id, _ in keys}
        self._bases: dict[str, Answer] = {}
        self.under_way = 0

    @property
    def total(self) -> int:
        """The number of models."""
        return len(self._models)

    @property
    def finished(self) -> int:
        """The number of models of which nothing is to come but a base's license."""
        return sum(not asked.open for asked in self._models.values())

    def start(self) -> Iterator[Work]:
        """Give the first round."""
        for key in self._models:
            self.under_way += 1
            yield partial(self._model, key)

    def take(self, result: object) -> Iterator[Work]:
        """Keep a result, and give what is to be asked because of it."""
        self.under_way -= 1
        match result:
            case _Model(key, answer):
                self._models[key] = _Asked(answer, open=False)
                yield from self._next(key, facts_in(answer))
            case _Config(key, facts):
                asked = self._models[key]
                self._models[key] = _Asked(_completed(asked.answer, facts), open=False)
            case _Base(repo_id, answer):
                self._bases[repo_id] = answer
            case Exception():
                raise result

    def answers(self) -> dict[Key, Answer]:
        """Give what was answered; what is still to come is absent, and facts without a part."""
        answers = {}
        for key, asked in self._models.items():
            late = Absent(f"{self.line.settings.host} did not answer in time")
            answer = _completed(asked.answer, late) if asked.open else asked.answer
            answers[key] = self._with_bases(answer)
        return answers

    def _next(self, key: Key, facts: ModelFacts | Absent) -> Iterator[Work]:
        if isinstance(facts, Absent) or facts.disabled:
            return
        if wants_config(facts, is_anonymous=self.line.settings.token is None):
            self._models[key].open = True
            self.under_way += 1
            yield partial(self._config, key, facts)
        for base in facts.base_models[:MOST_BASES]:
            is_known = base.casefold() in self._names
            if not is_known and base_may_matter(facts, base):
                self._names.add(base.casefold())
                self.under_way += 1
                yield partial(self._base, base)

    def _model(self, key: Key) -> _Model:
        return _Model(key, ask_model(self.line, key, self.as_of))

    def _config(self, key: Key, facts: ModelFacts) -> _Config:
        return _Config(key, ask_config(self.line, facts, key[1]))

    def _base(self, repo_id: str) -> _Base:
        return _Base(repo_id, ask_model(self.line, (repo_id, None), self.as_of))

    def _with_bases(self, answer: Answer) -> Answer:
        facts = facts_in(answer)
        if isinstance(facts, Absent):
            return answer
        licenses = {base: named for base in facts.base_models if (named := self._license(base))}
        if not licenses:
            return answer
        whole = replace(facts, base_licenses=licenses)
        return answer._replace(facts=whole) if isinstance(answer, Missing) else whole

    def _license(self, repo_id: str) -> str | None:
        """Give the license of a base, by its name where the tag is `other`."""
        known = [asked.answer for (name, _), asked in self._models.items() if _same(name, repo_id)]
        answers = [*known, *(one for name, one in self._bases.items() if _same(name, repo_id))]
        for facts in map(facts_in, answers):
            if isinstance(facts, ModelFacts) and facts.license:
                return facts.license_name or facts.license
        return None


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _completed(answer: Answer, facts: ModelFacts | Absent) -> Answer:
    """Put facts with their config.json in the place of those without, or say that it lacks."""
    if isinstance(facts, ModelFacts):
        return answer._replace(facts=facts) if isinstance(answer, Missing) else facts
    if isinstance(answer, ModelFacts):
        return Missing("incomplete", facts.why, answer.as_of, answer)
    return facts if isinstance(answer, Missing) else answer
