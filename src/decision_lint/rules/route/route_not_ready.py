"""RTE005: a route that the chooser says is not ready."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.chooser import Choice, flips
from decision_lint.policy import Row
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule


@rule("RTE005", Level.ERROR)
def route_not_ready(
    record: Record, selected: int, choices: Sequence[Choice], policy: Sequence[Row]
) -> Iterator[Outcome]:
    """The chooser's answer for the record's profile is not to start there yet.

    ## Why

    A rented card that is too small for serving costs the same hours as one that fits, and what is
    tried on it proves nothing.

    ## How to mend it

    Make the change of the profile that the message names, or take the decision that the chooser
    gives: a smaller model, or a cloud API as the fallback.
    """
    if record.candidates[selected].cloud_api:
        return
    ready = {choice.is_ready for choice in choices}
    if len(ready) > 1:
        yield NotChecked("the profile is known only in part, and what is missing decides")
    elif ready == {False}:
        choice = choices[0]
        profile = choice.profile
        seen = f"{profile.route} with {profile.available_vram_gb:g} GB"
        gives = f"the chooser gives '{choice.decision.runtime}' ({choice.reason})"
        flip = next((each for each in flips(profile, policy) if each.choice.is_ready), None)
        then = f"; {flip.words} it would be '{flip.choice.decision.runtime}'" if flip else ""
        yield Problem(("profile", "route"), f"{seen}: {gives}{then}")
