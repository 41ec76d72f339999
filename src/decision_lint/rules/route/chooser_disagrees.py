"""RTE002: a runtime that the chooser would not have chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.chooser import Choice, Flip, flips
from decision_lint.policy import Row
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule


@rule("RTE002", Level.ERROR)
def chooser_disagrees(
    record: Record, selected: int, choices: Sequence[Choice], policy: Sequence[Row]
) -> Iterator[Outcome]:
    """The selected candidate's runtime is none that the chooser gives for the record's profile.

    ## Why

    The chooser is the team's own policy. A record that goes against it either has a wrong profile,
    or takes a decision that the policy was made to prevent: a GPU server on a laptop.

    ## How to mend it

    Use a runtime that the message names, or correct the profile: the message says which change of
    it would give another decision. If the policy is wrong, change it in the configuration.
    """
    candidate = record.candidates[selected]
    if candidate.cloud_api:
        return
    if not candidate.runtimes:
        yield NotChecked("the selected candidate names no known runtime")
        return
    verdicts = {_verdict(choice, candidate.runtimes) for choice in choices}
    if len(verdicts) > 1:
        yield NotChecked("the profile is known only in part, and what is missing decides")
    elif verdicts == {"disallowed"}:
        where = ("candidates", selected, "runtime_note")
        yield Problem(where, _message(candidate.runtimes, choices[0], policy))


def _verdict(choice: Choice, runtimes: Sequence[str]) -> str:
    if not choice.is_ready:
        return "not ready"  # RTE005 speaks
    return "allowed" if set(runtimes) & set(choice.row.allows) else "disallowed"


def _message(runtimes: Sequence[str], choice: Choice, policy: Sequence[Row]) -> str:
    gives = f"the chooser gives '{choice.decision.runtime}' ({choice.reason})"
    flip = _smallest(choice, runtimes, policy)
    then = f"; {flip.words} it would be '{flip.choice.decision.runtime}'" if flip else ""
    return f"{' or '.join(runtimes)} is recorded, and {gives}{then}"


def _smallest(choice: Choice, runtimes: Sequence[str], policy: Sequence[Row]) -> Flip | None:
    """Find the smallest change that would allow a recorded runtime, else the smallest of all."""
    found = tuple(flips(choice.profile, policy))
    allowing = (flip for flip in found if _verdict(flip.choice, runtimes) == "allowed")
    return next(allowing, next(iter(found), None))
