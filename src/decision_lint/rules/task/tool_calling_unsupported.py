"""TSK006: tools for a model whose template has no place for them."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.command.launch import Launch
from decision_lint.facts.resolve import Resolved
from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule


@rule("TSK006", Level.WARNING)
def tool_calling_unsupported(  # noqa: PLR0913, PLR0917  (each is something that it needs)
    record: Record,
    place: Where,
    resolved: Resolved,
    facts: ModelFacts,
    selected: int | None = None,
    launch: Launch | None = None,
) -> Iterator[Outcome]:
    """The record asks for tool calls, and the model's chat template has no place for tools.

    ## Why

    Tools reach a model through its template. A template without a place for them drops them without
    a word, and the model never learns that it may call anything.

    ## How to mend it

    Choose a model whose card shows tool calls, or give the runtime a template that has them:
    `--chat-template FILE` with the parser that belongs to it.
    """
    from decision_lint.quantities.dialogue import tool_word
    from decision_lint.record.wishes import wishes

    word = next((found for wish in wishes(record) if (found := tool_word(wish))), None)
    own = launch if place == ("candidates", selected) else None
    if word is None or resolved.via == "ollama" or (own and own.chat_template):
        return
    at = f" at {facts.revision}" if facts.revision else ""
    if facts.has_chat_template is False:
        lack = f"{facts.repo_id}{at} has no chat template"
    elif facts.tool_template is False:
        lack = f"the chat template of {facts.repo_id}{at} has no place for tools"
    else:
        if facts.tool_template is None:
            why = "whether the chat template takes tools is not known"
            yield NotChecked(why, "decision-lint lock")
        return
    yield Problem((*place, "model"), f"{quoted(word)} is asked for, and {lack}")
