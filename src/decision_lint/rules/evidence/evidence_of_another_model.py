"""EVD013: evidence that was made with another model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.evidence.files import Linked
from decision_lint.evidence.mentions import names_another
from decision_lint.quantities.references import read_reference
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule


@rule("EVD013", Level.ERROR)
def evidence_of_another_model(
    record: Record, selected: int, evidence: Sequence[Linked]
) -> Iterator[Problem]:
    """An evidence file names models, and the selected one is not among them.

    ## Why

    An output and an evaluation belong to the model that gave them. When the decision moved on and
    the files did not, they prove something about a model that nobody will run.

    ## How to mend it

    Run the first command and the cases again with the selected model, or select the one that was
    evaluated.
    """
    model = record.candidates[selected].model
    if model is None:
        return
    reference = read_reference(model.text)
    for linked in evidence:
        if linked.source is None:
            continue
        if another := names_another(linked.source.text, reference):
            message = (
                f"names {quoted(another.text)}, and the selected model is {quoted(model.text)}"
            )
            yield Problem(("files", linked.link, *_place(linked, another.text)), message)


def _place(linked: Linked, word: str) -> tuple[int, int] | tuple[()]:
    """Find the line and column at which a word stands in a file."""
    at = linked.source.text.find(word) if linked.source else -1
    return linked.source.position(at) if linked.source and at >= 0 else ()
