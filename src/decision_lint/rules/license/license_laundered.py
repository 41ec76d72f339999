"""LIC008: a repack or fine-tune under a more permissive license than its base."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule


@rule("LIC008", Level.WARNING)
def license_laundered(place: Where, facts: ModelFacts) -> Iterator[Outcome]:
    """The license tag of a repack or fine-tune allows more than the license of its base.

    ## Why

    Whoever quantizes or tunes a model cannot give away rights that he does not have. The tag of
    such a repository is often a default or a slip, and the terms of the base hold all the same.

    ## How to mend it

    Go by the license of the base in the note and in the decision, or choose a model whose base has
    the license that you need.
    """
    if not facts.base_models:
        return
    from decision_lint.facts.licenses.known import is_more_permissive, license_named, license_of
    from decision_lint.facts.licenses.telling import UNTAGGED, tag_of

    own = license_of(facts)
    if own is None:
        yield NotChecked(UNTAGGED)
        return
    owner = facts.repo_id.partition("/")[0].casefold()
    for base in facts.base_models:
        if base.partition("/")[0].casefold() == owner:
            continue  # what is his own he licenses as he likes
        named = facts.base_licenses.get(base)
        if named is None:
            if own.commercial != "no":
                yield NotChecked(f"the license of its base {base} is not known")
        elif is_more_permissive(own, license_named(named, base)):
            tag = f"the tag of {facts.repo_id}, {tag_of(facts)},"
            message = f"{tag} allows more than that of its base {base}, {quoted(named)}"
            yield Problem((*place, "model"), message)
