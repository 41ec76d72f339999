"""EVD002: an eval gate that rests on too few cases, or on none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.evidence.cases import count_cases
from decision_lint.evidence.files import Linked
from decision_lint.evidence.table import EvaluationTable
from decision_lint.quantities.todos import is_placeholder
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule

FEWEST = 5
"""Fixed cases that a gate has to have at the least."""


@rule("EVD002", Level.WARNING)
def eval_gate_without_cases(
    record: Record, evidence: Sequence[Linked] | None = None
) -> Iterator[Problem]:
    """The eval gate rests on fewer than five fixed cases.

    ## Why

    With two or three cases, one lucky answer passes the gate, and without any number the gate is a
    feeling. Fixed cases are what makes two models comparable.

    ## How to mend it

    Keep five or more fixed cases in a file, link it, and state the number and what must pass:
    `20 fixed cases in evidence/eval_cases.csv, at least 18 must pass`.
    """
    gate = record.eval_gate
    if gate is None or is_placeholder(gate):
        return
    for linked in evidence or ():
        table = linked.table
        if linked.where in _TABLES and isinstance(table, EvaluationTable):
            if table.cases < FEWEST:
                message = f"{linked.link} holds {_cases(table.cases)}, fewer than {FEWEST}"
                yield Problem(("eval_gate",), message)
            return
    stated = count_cases(gate)
    if stated is None:
        yield Problem(("eval_gate",), "the eval gate states no number of fixed cases")
    elif stated < FEWEST:
        yield Problem(("eval_gate",), f"{_cases(stated)}, fewer than {FEWEST}")


_TABLES = (("eval_gate",), ("evidence", "evaluation_table"))


def _cases(number: int) -> str:
    return "1 fixed case" if number == 1 else f"{number} fixed cases"
