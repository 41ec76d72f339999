"""Openings: `Candidate 1: NAME` in a heading, a cell or an item, taken apart."""

from __future__ import annotations

from decision_lint.document.blocks import Part
from decision_lint.document.inline import unwrap
from decision_lint.document.keys import Opening, meaning
from decision_lint.document.titles import CANDIDATE_TITLES
from decision_lint.patterns import pattern
from decision_lint.quantities.references import Reference, read_reference
from decision_lint.vocabulary import normalise

_NAME_FOLLOWS = pattern(r"\s*[:：—–|(（、-]\s*|\s+")
_NUMBER = pattern(
    r"(?:\d+(?:\.\d+)*[.)、:]?\s+|[一二三四五六七八九十]+[、.]\s*|第\S{1,3}[章节節]\s*)"
)
_IN_BRACKETS = pattern(r"\s*[(（](?P<name>[^()（）]+)[)）]\s*")


def unnumbered(text: str, line: Part) -> Part:
    """Take a chapter number off a heading."""
    match = _NUMBER.match(text, *line)
    if match and match.end() < line[1]:
        return match.end(), line[1]
    return line


def names_a_model(text: str, line: Part) -> bool:
    """Tell whether a line names a model, or a class of models."""
    return read_reference(text[slice(*line)]).kind is not Reference.UNKNOWN


def opening(text: str, line: Part) -> tuple[Opening, Part, Part] | None:
    """Read a heading or a cell as `Candidate 1: NAME`: the opening, its key, its name."""
    start, end = line
    cuts = [end, *(match.start() for match in _NAME_FOLLOWS.finditer(text, start, end))]
    best = None
    for cut in sorted(set(cuts)):
        means = meaning(text[start:cut], in_candidate=False) if cut > start else None
        if isinstance(means, Opening) and means.field is None:
            if not means.label and not _is_named(text, line, cut):
                continue
            if best and _names_in_brackets(text, best[0], cut):
                break  # `Candidate 1 (o/n)` names its model, `Candidate 1 (selected)` does not
            best = (cut, means)
    if best is None:
        return None
    cut, means = best
    if bracketed := _IN_BRACKETS.fullmatch(text, cut, end):
        return means, (start, cut), unwrap(text, *bracketed.span("name"))
    after = _NAME_FOLLOWS.match(text, cut, end)
    name = unwrap(text, after.end() if after else cut, end)
    return means, (start, start + len(text[start:cut].rstrip())), name


def _is_named(text: str, line: Part, cut: int) -> bool:
    """Tell whether `Candidate` alone opens one: `Candidate: o/n`, not `Candidate list`."""
    after = _NAME_FOLLOWS.match(text, cut, line[1])
    if after is None:
        return normalise(text[slice(*line)]) not in CANDIDATE_TITLES
    return bool(after[0].strip()) or names_a_model(text, (after.end(), line[1]))


def _names_in_brackets(text: str, start: int, end: int) -> bool:
    bracketed = _IN_BRACKETS.fullmatch(text, start, end)
    return bracketed is not None and names_a_model(text, bracketed.span("name"))
