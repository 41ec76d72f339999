"""HUB001: a repository that the Hub does not have."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.facts.answer import Answer, Key, Missing
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, Where, rule


@rule("HUB001", Level.ERROR)
def unknown_model(place: Where, asked: Key, answer: Answer) -> Iterator[Problem]:
    """The Hub has no repository of this name, or none that the caller may see.

    ## Why

    A name that was remembered and not copied is often wrong by a hyphen or a version, and somebody
    else may own the name that is nearly right. Nothing else that the record says of the model can
    be checked.

    ## How to mend it

    Copy the name from the model's page: `owner/name`. If the repository is private or gated, ask
    with a token that may see it (`HF_TOKEN`) when you write the lock.
    """
    if not isinstance(answer, Missing) or answer.kind != "not found":
        return
    from decision_lint.facts.catalogue import suggestions

    repo_id = asked[0]
    near = [one for one in suggestions(repo_id) if one.casefold() != repo_id.casefold()]
    meant = f"; near it: {', '.join(near)}" if near else ""
    why = f" ({answer.why})" if answer.why else ""
    yield Problem((*place, "model"), f"there is no repository {quoted(repo_id)}{why}{meant}")
