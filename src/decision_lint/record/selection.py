"""Which candidate a record selects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from decision_lint.document.keys import Opening, meaning
from decision_lint.document.openings import opening
from decision_lint.document.page import Document
from decision_lint.patterns import pattern
from decision_lint.quantities.references import ModelReference, read_reference, same_model
from decision_lint.quoting import quoted
from decision_lint.rule import Absent
from decision_lint.vocabulary import candidate_label, normalise

_MARK = pattern(
    r"[（(【\[]\s*(?:selected|chosen|winner|decided|picked|选定|选中|已选|首选|采用|採用|選定)\s*[)）】\]]|✅",
    re.IGNORECASE,
)
_NOT_CHOSEN = tuple(
    pattern(refusal, re.IGNORECASE | re.DOTALL)
    for refusal in (
        r"not\s+.{1,200}?,?\s+but\s+(?P<chosen>.+)",
        r"(?P<chosen>.{1,300}?),?\s+(?:instead\s+of|rather\s+than|over|not|and\s+not|in\s+place\s+of)\s+.+",
        r"(?:从|由)?\s*.{1,200}?(?:换成|改为|改成|换为)\s*(?P<chosen>.+)",
        r"(?:不(?:选|用|采用)|不是)\s*.{1,200}?[，,]?\s*而(?:选|用|是|采用)\s*(?P<chosen>.+)",
        r".{1,200}?(?:ではなく|でなく|から)[、,]?\s*(?P<chosen>.{1,300}?)(?:へ(?:移行|変更).*|に(?:変更|切り替え).*)?",
    )
)
"""How people say which of two they chose."""


def select(document: Document, references: Sequence[ModelReference | Absent]) -> int | Absent:
    """Find the candidate that the record names, marks, or else numbers first."""
    if not references:
        return Absent("the record has no candidate")
    labels = [_label(document, index) for index in range(len(references))]
    decision = document.values.get(("selected",))
    if isinstance(decision, str):
        keys = [normalise(document.keys["candidates", index].text) for index in range(len(labels))]
        found = _named(decision, labels, keys, references)
        return Absent(f"{quoted(decision)} is none of the candidates") if found is None else found
    for index, reference in enumerate(references):
        key = document.keys["candidates", index].text
        model = reference.text if isinstance(reference, ModelReference) else ""
        if _MARK.search(f"{key} {model}"):
            return index
    return labels.index("1") if "1" in labels else 0


def _chosen_of_two(decision: str) -> str:
    """Leave out what was not chosen: `not A but B`, `B instead of A`, `从 A 换成 B`."""
    for refusal in _NOT_CHOSEN:
        if match := refusal.fullmatch(decision.strip()):
            return match["chosen"]
    return decision


def _label(document: Document, index: int) -> str:
    means = meaning(document.keys["candidates", index].text, in_candidate=False)
    return means.label if isinstance(means, Opening) else ""


def _named(
    decision: str,
    labels: Sequence[str],
    keys: Sequence[str],
    references: Sequence[ModelReference | Absent],
) -> int | None:
    """Match a decision to a candidate: by its number, its key, its model, or its name inside."""
    decision = _chosen_of_two(decision)
    candidate = opening(decision, (0, len(decision)))
    label = candidate[0].label if candidate else candidate_label(f"candidate_{normalise(decision)}")
    if label and label in labels:
        return labels.index(label)
    if (name := normalise(decision)) in keys:
        return keys.index(name)
    wanted = read_reference(decision)
    known = [
        (index, each) for index, each in enumerate(references) if isinstance(each, ModelReference)
    ]
    for index, each in known:
        if each.text == decision or same_model(each, wanted):
            return index
    text = decision.casefold()
    inside = [
        (text.find(name.casefold()), index)
        for index, each in known
        for name in (each.repo_id, each.name, each.text)
        if name and name.casefold() in text
    ]
    return min(inside)[1] if inside else None
