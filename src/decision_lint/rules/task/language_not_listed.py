"""TSK005: a language that the model card does not list."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule

_SHOWN = 12


@rule("TSK005", Level.WARNING)
def language_not_listed(record: Record, place: Where, facts: ModelFacts) -> Iterator[Outcome]:
    """The record asks for a language that the model card does not list.

    ## Why

    What a card does not list was at best not tested. A small model often answers in another
    language, or in this one with invented words.

    ## How to mend it

    Choose a model that lists the language, or put cases in this language into the evaluation and
    suppress this with a word on how they went.
    """
    from decision_lint.quantities.languages import (
        card_languages,
        languages_in,
        languages_of,
        means_all,
    )
    from decision_lint.record.wishes import wishes

    stated: list[str] = []
    for entry in record.requirements.languages:
        found = languages_of(entry)
        stated += found
        if not found and not means_all(entry):
            yield NotChecked(f"no language is known by the name {quoted(entry)}")
    named = [code for wish in wishes(record) for code in languages_in(wish)]
    asked = dict.fromkeys((*stated, *named))
    if not asked:
        return
    if not facts.languages:
        yield NotChecked("the languages of the model are not known", "decision-lint lock")
        return
    listed = card_languages(facts.languages)
    if listed is None:
        return
    lacking = [code for code in asked if code not in listed]
    if lacking:
        more = " and more" if len(facts.languages) > _SHOWN else ""
        said = f"{', '.join(facts.languages[:_SHOWN])}{more}"
        at = f" at {facts.revision}" if facts.revision else ""
        message = f"the card of {facts.repo_id}{at} lists {said}, and not {', '.join(lacking)}"
        yield Problem((*place, "model"), message)
