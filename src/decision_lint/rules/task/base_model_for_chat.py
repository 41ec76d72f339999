"""TSK002: a chat with a model that has no chat template."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.command.launch import Launch
from decision_lint.facts.resolve import Resolved
from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule


@rule("TSK002", Level.WARNING)
def base_model_for_chat(  # noqa: PLR0913, PLR0917  (each is something that it needs)
    record: Record,
    place: Where,
    resolved: Resolved,
    facts: ModelFacts,
    selected: int | None = None,
    launch: Launch | None = None,
) -> Iterator[Outcome]:
    """The task is a chat, and the model has no chat template anywhere.

    ## Why

    A base model completes text. Without a template the runtime refuses a chat request, or glues
    the messages together in a way that the model never saw, and the answers run on.

    ## How to mend it

    Take the model's instruct or chat version. If you have a template of your own, give it to the
    runtime: `--chat-template FILE`.
    """
    if resolved.via == "ollama":
        return  # what Ollama's library has comes with a template of its own
    own = launch if place == ("candidates", selected) else None
    asked = _asked(record, own)
    if asked is None or (own and own.chat_template):
        return
    if facts.has_chat_template is None:
        yield NotChecked("whether the model has a chat template is not known", "decision-lint lock")
    elif not facts.has_chat_template:
        at = f" at {facts.revision}" if facts.revision else ""
        message = f"{asked} asks for a chat, and {facts.repo_id}{at} has no chat template"
        yield Problem((*place, "model"), message)


def _asked(record: Record, launch: Launch | None) -> str | None:
    """Say what asks for a chat: the command, or the task."""
    if launch and launch.action == "chat":
        return "the first-run command"
    from decision_lint.quantities.dialogue import chat_word

    word = chat_word(record.profile.task or "")
    return f"the task ({quoted(word)})" if word else None
