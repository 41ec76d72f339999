"""EVD011: an evaluation table with blanks where its verdicts should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.document.page import Document
from decision_lint.evidence.files import Linked
from decision_lint.evidence.table import EvaluationTable, read_table_within
from decision_lint.record.lacks import SETTLED
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule

_FIELD: Where = ("evidence", "evaluation_table")


@rule("EVD011", Level.ERROR)
def unfilled_evaluation(
    document: Document, record: Record, evidence: Sequence[Linked]
) -> Iterator[Outcome]:
    """The evaluation table has cases without a verdict.

    ## Why

    A table of questions looks like an evaluation until somebody reads its last column. A gate that
    was passed by blank cells was not passed.

    ## How to mend it

    Run the cases and write a verdict for each. Until the record is accepted this is a warning.
    """
    level = Level.ERROR if record.status in SETTLED else Level.WARNING
    own = [linked for linked in evidence if linked.where == _FIELD]
    for linked in own:
        table = linked.table
        if linked.trouble:
            continue  # EVD010 speaks
        if not isinstance(table, EvaluationTable):
            yield NotChecked(table.why)
        elif table.blanks:
            first = table.blanks[0]
            yield Problem(("files", linked.link, first.row, first.column), _told(table), level)
    if not own and (span := document.spans.get(_FIELD)):
        inside = read_table_within(document.source, span)
        if isinstance(inside, EvaluationTable) and inside.blanks:
            yield Problem(inside.blanks[0].span, _told(inside), level)


def _told(table: EvaluationTable) -> str:
    rows = {blank.row for blank in table.blanks}
    cases = "1 of 1 case has" if table.cases == 1 else f"{len(rows)} of {table.cases} cases have"
    return f"{cases} no '{table.blanks[0].column}'"
