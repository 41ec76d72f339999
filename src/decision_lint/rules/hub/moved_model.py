"""HUB004: a repository that has another name by now."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.facts.answer import Answer, Key, Missing, facts_in
from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, Where, rule


@rule("HUB004", Level.WARNING)
def moved_model(place: Where, asked: Key, answer: Answer) -> Iterator[Problem]:
    """The repository has another name by now.

    ## Why

    The Hub redirects an old name until somebody else takes it; then the same line downloads
    another model.

    ## How to mend it

    Write the new name in the record, its command and its evidence.
    """
    facts, old = facts_in(answer), asked[0]
    if not isinstance(facts, ModelFacts) or "/" not in old:
        return  # an old name without an owner is known by both names
    if isinstance(answer, Missing) and answer.kind != "moved":
        return
    if facts.repo_id.casefold() != old.casefold():
        yield Problem((*place, "model"), f"{quoted(old)} is now {quoted(facts.repo_id)}")
