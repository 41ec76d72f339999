"""HUB002: a model that cannot be told."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.facts.resolve import Resolved, Unresolved
from decision_lint.quantities.references import ModelReference
from decision_lint.quantities.todos import is_placeholder
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, Where, rule


@rule("HUB002", Level.WARNING)
def unresolved_model(
    place: Where,
    reference: ModelReference,
    resolved: Resolved | Unresolved,
    selected: int | None = None,
) -> Iterator[Problem]:
    """What a candidate names as its model leads to no one repository.

    ## Why

    "A 7B instruct model" is a wish and not a decision: its license, size and memory cannot be
    looked up, and nobody can run the same thing again. A bare name may belong to several owners.

    ## How to mend it

    Write the repository as its page on the Hub names it, `owner/name`, or the tag of Ollama with
    its size, `qwen2.5:0.5b`. A candidate that is only a direction may stay one: there this is a
    note.
    """
    if isinstance(resolved, Resolved) or is_placeholder(reference.text):
        return
    told = quoted(reference.text)
    where = (*place, "model")
    near = ", ".join(resolved.suggestions)
    match resolved.lack:
        case "a class":
            is_chosen = place == ("candidates", selected)
            level = Level.WARNING if is_chosen else Level.NOTE
            yield Problem(where, f"{told} is a class of models, not one", level)
        case "several":
            yield Problem(where, f"{told} is the name of several repositories: {near}")
        case "unknown":
            nearest = f"; near it: {near}" if near else ""
            yield Problem(where, f"no repository is known by the name {told}{nearest}")
        case "nothing":
            nearest = f"; near it: {near}" if near else ""
            yield Problem(where, f"{told} is no name of a model that is known{nearest}")
