"""REC005: a value that cannot be read as what its field holds."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.quantities.todos import is_placeholder
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule
from decision_lint.schema.fault import Fault
from decision_lint.vocabulary import Kind, field_at

_EXPECTED = {
    Kind.STATUS: "a status",
    Kind.DATE: "a date",
    Kind.ROUTE: "one of the routes local_cpu, free_colab, rented_gpu",
    Kind.YES_NO: "yes or no",
    Kind.MEMORY: "an amount of memory",
    Kind.TOKENS: "a number of tokens",
    Kind.COUNT: "a number",
    Kind.DEVICES: "a known device",
}


@rule("REC005", Level.ERROR)
def invalid_value(
    document: Document, record: Record, faults: tuple[Fault, ...]
) -> Iterator[Problem]:
    """A value cannot be read as what its field holds.

    ## Why

    A status, a date, a route, a number or a yes or no is compared with facts. What cannot be read
    is never guessed, so every check that rests on it would be left out.

    ## How to mend it

    Write the value in one of the forms that the format page lists for its field: `2026-11-24`,
    `rented_gpu`, `yes`, `24 GB`, `8k`. A `model_decision` repeats the model of a candidate. Front
    matter has to be valid YAML.
    """
    for span, reason in document.broken:
        yield Problem(span, reason)
    for fault in faults:
        if fault.kind == "invalid":
            seen = document.values.get(fault.where, fault.seen)
            text = seen if isinstance(seen, str) else str(fault.seen)
            if not is_placeholder(text):  # REC006 speaks
                yield Problem(fault.where, f"{quoted(text)} is not {_expected(fault)}")
    selected = document.values.get(("selected",))
    if isinstance(selected, str) and record.candidates and record.selected is None:
        if is_placeholder(selected):  # REC006 speaks
            return
        models = (each.model.text for each in record.candidates if each.model)
        names = ", ".join(quoted(model) for model in models)
        yield Problem(("selected",), f"{quoted(selected)} is none of the candidates ({names})")


def _expected(fault: Fault) -> str:
    field = field_at(fault.where)
    return _EXPECTED.get(field.kind, fault.expected) if field else fault.expected
