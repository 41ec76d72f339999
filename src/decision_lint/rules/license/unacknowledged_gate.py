"""LIC009: gated weights, and no word on how they are had."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.facts.resolve import Resolved
from decision_lint.model import ModelFacts
from decision_lint.record.shape import Candidate
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule

_OF_FILES = frozenset(("llama.cpp", "lm-studio", "ollama"))
"""Runtimes that take GGUF files, which are seldom had from the maker."""


@rule("LIC009", Level.WARNING)
def unacknowledged_gate(
    document: Document,
    candidate: Candidate,
    place: Where,
    resolved: Resolved,
    facts: ModelFacts,
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
    if facts.gate == "open" or resolved.via == "ollama":
        return
    if resolved.via == "name" and candidate.runtimes and _OF_FILES.issuperset(candidate.runtimes):
        return
    if facts.gate is None:
        yield NotChecked("whether the model is gated is not known", "decision-lint lock")
        return
    from decision_lint.quantities.access import speaks_of_access
    from decision_lint.record.speaking import said_of

    if not speaks_of_access(said_of(document, place)):
        how = "the owner approves each request" if facts.gate == "manual" else "by agreement"
        at = f" at {facts.revision}" if facts.revision else ""
        gated = f"{facts.repo_id}{at} is gated ({how})"
        message = f"there is no word of access or a token, and {gated}"
        yield Problem((*place, "license_note"), message)
