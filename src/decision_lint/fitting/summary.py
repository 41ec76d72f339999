"""A candidate in figures, as a report shows it: license, size, and how it fits."""

from __future__ import annotations

from typing import NamedTuple

from decision_lint.fitting.case import Case
from decision_lint.fitting.reading import read_fit, whole
from decision_lint.memory.model.known import know
from decision_lint.model import FactSource
from decision_lint.rule import Absent


class Summary(NamedTuple):
    """What is known of a candidate; what is not is None."""

    repo_id: str
    license: str | None
    """The name of the license where the tag is `other`, else the tag."""
    parameters: int | None
    """All that are loaded."""
    outcome: str
    """`fits`, `tight fit`, `context does not fit`, `does not fit`, or `cannot tell`."""
    why: str
    """The arithmetic where it does not fit well; what is missing where nothing can be told."""
    device: str | None
    runtime: str | None
    weights: int | None
    """Bytes on one device."""
    needed: int | None
    """Bytes that count against the budget of one device."""
    budget: int | None
    """Bytes that the runtime may fill of one device."""
    context_length: int | None
    source: FactSource
    as_of: str
    """The day that the facts are of."""


def summarise(case: Case) -> Summary:
    """Give a candidate in figures."""
    facts, fit = case.facts, read_fit(case)
    known = know(whole(case))
    told = None if isinstance(fit, Absent) else fit
    return Summary(
        repo_id=facts.repo_id,
        license=facts.license_name or facts.license,
        parameters=facts.total_parameters if isinstance(known, Absent) else known.loaded(),
        outcome=told.outcome if told else "cannot tell",
        why=fit.why if isinstance(fit, Absent) else fit.message,
        device=told.device if told else None,
        runtime=told.runtime if told else None,
        weights=told.weights if told else None,
        needed=told.needed if told else None,
        budget=told.budget if told else None,
        context_length=told.context_length if told else None,
        source=facts.source,
        as_of=facts.as_of,
    )
