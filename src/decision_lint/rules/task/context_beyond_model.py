"""TSK003: a context that the model was not made for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.command.launch import Launch
from decision_lint.document.page import Document
from decision_lint.model import ModelFacts
from decision_lint.record.shape import Candidate, Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule


@rule("TSK003", Level.ERROR)
def context_beyond_model(  # noqa: PLR0913, PLR0917  (each is something that it needs)
    document: Document,
    record: Record,
    candidate: Candidate,
    place: Where,
    facts: ModelFacts,
    selected: int | None = None,
    launch: Launch | None = None,
) -> Iterator[Outcome]:
    """The record needs a longer context than the model has positions for.

    ## Why

    Beyond its positions a model was never trained: some runtimes refuse to start, some cut the
    prompt, some answer nonsense.

    ## How to mend it

    Choose a model with a longer context, or need less: send fewer passages. If you stretch the
    positions (YaRN), give the flags in the first-run command and say so beside the model.
    """
    own, needed = candidate.context_length, record.requirements.context_length
    needed = own if own is not None else needed
    if needed is None:
        return
    from decision_lint.memory.context import most_tokens
    from decision_lint.record.speaking import said_of

    most = most_tokens(facts)
    if most is None:
        yield NotChecked("how many tokens the model can take is not known", "decision-lint lock")
    elif needed > most and _rounded(needed) > most:
        command = launch if place == ("candidates", selected) else None
        if re.search(r"(?i)yarn|rope|hf-overrides|allow_long", said_of(document, place)) or (
            command and any("rope" in flag.name for flag in command.flags)
        ):
            yield NotChecked("the positions are stretched, by how much config.json does not say")
            return
        where = (*place, "context_length") if own is not None else (*place, "model")
        at = f" at {facts.revision}" if facts.revision else ""
        message = f"{needed} tokens are needed, and {facts.repo_id}{at} takes {most} at most"
        yield Problem(where, message)


def _rounded(tokens: int) -> int:
    """Give what a round number is at least: of `200k` and `1M` nobody says which k is meant."""
    for binary, decimal in ((2**20, 10**6), (2**10, 10**3)):
        if tokens % binary == 0:
            return tokens // binary * decimal
    return tokens
