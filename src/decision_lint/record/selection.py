"""Which candidate a record selects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from decision_lint.document.keys import Opening, meaning
from decision_lint.document.openings import opening
from decision_lint.document.page import Document
from decision_lint.quantities.references import ModelReference, read_reference, same_model
from decision_lint.quoting import quoted
from decision_lint.rule import Absent

_MARK = re.compile(
    r"[（(【\[]\s*(?:selected|chosen|winner|decided|picked|选定|选中|已选|首选|采用|採用|選定)\s*[)）】\]]|✅",
    re.IGNORECASE,
)


def select(document: Document, references: Sequence[ModelReference | Absent]) -> int | Absent:
    """Find the candidate that the record names, marks, or else numbers first."""
    if not references:
        return Absent("the record has no candidate")
    labels = [_label(document, index) for index in range(len(references))]
    decision = document.values.get(("selected",))
    if isinstance(decision, str):
        found = _named(decision, labels, references)
        return Absent(f"{quoted(decision)} is none of the candidates") if found is None else found
    for index, reference in enumerate(references):
        key = document.keys["candidates", index].text
        model = reference.text if isinstance(reference, ModelReference) else ""
        if _MARK.search(f"{key} {model}"):
            return index
    return labels.index("1") if "1" in labels else 0


def _label(document: Document, index: int) -> str:
    means = meaning(document.keys["candidates", index].text, in_candidate=False)
    return means.label if isinstance(means, Opening) else ""


def _named(
    decision: str, labels: Sequence[str], references: Sequence[ModelReference | Absent]
) -> int | None:
    """Match a decision to a candidate: by its number, as the same model, or by its name inside."""
    candidate = opening(decision, (0, len(decision)))
    if candidate and candidate[0].label in labels:
        return labels.index(candidate[0].label)
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
