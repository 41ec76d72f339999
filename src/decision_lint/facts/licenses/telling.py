"""Licenses in the words of a message: the tag, the commit that it was seen at, what it says."""

from __future__ import annotations

from collections.abc import Iterable

from decision_lint.facts.licenses.known import License
from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted

UNTAGGED = "the model has no license tag"


def tag_of(facts: ModelFacts) -> str:
    """Say what a model's tag is, and at which commit: `'other' (qwen-research) at 1a2b3c4d`."""
    named = f" ({quoted(facts.license_name)[1:-1]})" if facts.license_name else ""
    at = f" at {facts.revision}" if facts.revision else ""
    return f"{quoted(facts.license or '')}{named}{at}"


def bearer(license: License, repo_id: str, facts: ModelFacts) -> str:  # noqa: A002
    """Say whose license it is that counts: the model's, or that of a base."""
    if repo_id == facts.repo_id:
        return f"{repo_id} is tagged {tag_of(facts)}"
    return f"its base {repo_id} has {quoted(license.named)}, itself it is tagged {tag_of(facts)}"


def saying(license: License, kinds: Iterable[str]) -> str:  # noqa: A002
    """Say the first of some conditions that a license has, or what kind of license it is."""
    words = (license.conditions[kind] for kind in kinds if kind in license.conditions)
    return next(words, f"it is a {license.family} license")
