"""LIC007: a model without a license tag."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.model import ModelFacts
from decision_lint.rule import Level, Problem, Where, rule


@rule("LIC007", Level.WARNING)
def unlicensed_model(place: Where, facts: ModelFacts) -> Iterator[Problem]:
    """The model has no license tag, so nobody has said what may be done with it.

    ## Why

    Without a license copyright applies: the weights can be downloaded, and nothing is allowed. Some
    of these models have a LICENSE file that the card does not name, and some were never licensed.

    ## How to mend it

    Look for a LICENSE file or a word in the card, or ask the owner on the model's discussion page.
    Choose a licensed model for everything that leaves your desk, and suppress this for a toy that
    only shows that the workflow runs.
    """
    at = f" at {facts.revision}" if facts.revision else ""
    if facts.license is None:
        yield Problem((*place, "model"), f"there is no license tag on {facts.repo_id}{at}")
    elif facts.license.casefold() == "unknown":
        yield Problem((*place, "model"), f"the license tag of {facts.repo_id}{at} is 'unknown'")
