"""LIC009: gated weights, and no word on how they are had."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.facts.answer import Answer, Key, Missing, facts_in
from decision_lint.facts.resolve import Resolved
from decision_lint.model import Gate, ModelFacts
from decision_lint.record.shape import Candidate
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule

_OF_FILES = frozenset(("llama.cpp", "lm-studio", "ollama"))
"""Runtimes that take GGUF files, which are seldom had from the maker."""


@rule("LIC009", Level.WARNING)
def unacknowledged_gate(  # noqa: PLR0913, PLR0917  (each is something that it needs)
    document: Document,
    candidate: Candidate,
    place: Where,
    resolved: Resolved,
    asked: Key,
    answer: Answer,
) -> Iterator[Outcome]:
    """The weights are gated, and the record has no word of access or a token.

    ## Why

    A gated model is downloaded by an account that was let in, with that account's token. On a
    colleague's machine, in CI or on a rented GPU the first run then ends with 401 or 403, and
    where the owner approves by hand it may take days.

    ## How to mend it

    Say who has access and where the token comes from, never the token itself: `access granted to
    the team account, HF_TOKEN from the vault`. Or use a model that is not gated.
    """
    if resolved.via == "ollama":
        return
    if resolved.via == "name" and candidate.runtimes and _OF_FILES.issuperset(candidate.runtimes):
        return
    gate, name = _gate(answer), _name(asked, answer)
    if gate == "open":
        return
    if gate is None:
        yield NotChecked("whether the model is gated is not known", "decision-lint lock")
        return
    from decision_lint.quantities.access import speaks_of_access
    from decision_lint.record.speaking import said_of

    if not speaks_of_access(said_of(document, place)):
        how = "the owner approves each request" if gate == "manual" else "by agreement"
        message = f"there is no word of access or a token, and {name} is gated ({how})"
        yield Problem((*place, "license_note"), message)


def _gate(answer: Answer) -> Gate | None:
    if isinstance(answer, Missing) and answer.kind == "gated":
        return "manual"
    facts = facts_in(answer)
    return facts.gate if isinstance(facts, ModelFacts) else None


def _name(asked: Key, answer: Answer) -> str:
    facts = facts_in(answer)
    at = facts.revision if isinstance(facts, ModelFacts) else None
    return f"{asked[0]} at {at}" if at else asked[0]
