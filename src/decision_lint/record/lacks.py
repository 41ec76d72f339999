"""What a record does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.document.page import Document
from decision_lint.quantities.todos import is_placeholder
from decision_lint.quantities.versions import read_version
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Problem, Where
from decision_lint.schema.fault import Fault
from decision_lint.vocabulary import field_at

SETTLED = frozenset({"accepted", "complete"})
"""The states in which a decision has to be backed by evidence."""


def lacks(document: Document, faults: Sequence[Fault], owner: str) -> Iterator[Problem]:
    """Yield a problem for each missing field that a rule answers for."""
    for fault in faults:
        if fault.kind == "missing" and fault.owner == owner:
            yield lack(document, fault.where)


def lack(document: Document, where: Where) -> Problem:
    """Say of a field that it is not there, has no value, or says that there is none."""
    field = field_at(where)
    name = field.name if field else str(where[-1])
    if seen := document.values.get(where):
        text = seen if isinstance(seen, str) else ", ".join(seen)
        return Problem(where, f"{quoted(text)} gives no {name.replace('_', ' ')}")
    if where in document.empty:
        key = document.keys.get(where)
        return Problem(where, f"{quoted(key.text if key else name)} has no value")
    scope = f"candidate {int(where[1]) + 1}" if where[0] == "candidates" else "the record"
    return Problem(where, f"{scope} has no '{name}'")


def missing_evidence(record: Record, selected: int) -> dict[str, Where]:
    """Give the pieces of evidence that a record lacks, in words, with their routes."""
    evidence = record.evidence
    there = {
        "model_version": states_version(record, selected),
        "first_run_command": evidence.first_run_command is not None,
        "first_output": evidence.first_output is not None,
        "evaluation_table": evidence.evaluation_table is not None,
    }
    lacking = (name for name, is_there in there.items() if not is_there)
    return {name.replace("_", " "): ("evidence", name) for name in lacking}


def states_version(record: Record, selected: int) -> bool:
    """Tell whether a version of the selected model is stated, pinned or not."""
    text, candidate = record.evidence.model_version, record.candidates[selected]
    if candidate.model and candidate.model.revision:
        return True
    if text is None:
        return False
    return bool(candidate.cloud_api) or is_placeholder(text) or read_version(text) is not None
