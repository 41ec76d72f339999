"""RUN008: a command for another model than the selected one."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.command.launch import Launch
from decision_lint.evidence.identity import is_clearly_another
from decision_lint.quantities.references import read_reference
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule

_READABLE = frozenset(("hub", "ollama_tag", "gguf_file"))


@rule("RUN008", Level.ERROR)
def command_names_other_model(record: Record, selected: int, launch: Launch) -> Iterator[Outcome]:
    """The first-run command loads another model than the selected one.

    ## Why

    The outputs and the evaluation then belong to another model than the one whose license, size and
    languages were looked at.

    ## How to mend it

    Write the command with the selected model, or select the model that was run.
    """
    model = record.candidates[selected].model
    if model is None or launch.model is None:
        return
    if launch.model_source not in _READABLE:
        yield NotChecked(f"the command names its model as {quoted(launch.model)}")
    elif is_clearly_another(read_reference(launch.model), read_reference(model.text)):
        message = f"the command loads {quoted(launch.model)}, and {quoted(model.text)} is selected"
        yield Problem(("evidence", "first_run_command"), message)
