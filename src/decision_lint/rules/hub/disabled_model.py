"""HUB006: a repository that the Hub has taken down."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.facts.answer import Answer, Key, Missing, facts_in
from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, Where, rule


@rule("HUB006", Level.ERROR)
def disabled_model(place: Where, asked: Key, answer: Answer) -> Iterator[Problem]:
    """The Hub has taken the repository down.

    ## Why

    Nobody can download it any more, and there was a reason: a complaint about rights, or what the
    model says.

    ## How to mend it

    Choose another model. A copy that you still have is no way out before you know why it was taken
    down.
    """
    facts = facts_in(answer)
    is_down = isinstance(answer, Missing) and answer.kind == "disabled"
    if is_down or (isinstance(facts, ModelFacts) and facts.disabled):
        yield Problem((*place, "model"), f"the repository {quoted(asked[0])} has been taken down")
