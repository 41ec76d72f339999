"""YAML front matter, with the positions that ruamel.yaml gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from decision_lint.document.blocks import Part
from decision_lint.document.gathering import Gathering
from decision_lint.document.keys import KeyLine, Meaning, Opening, meaning
from decision_lint.document.misspelt import looks_like_a_key, nearest
from decision_lint.document.scalars import Scalars
from decision_lint.document.titles import CANDIDATE_TITLES, DECISION_TITLES, SECTION_TITLES
from decision_lint.document.values import Written
from decision_lint.patterns import pattern
from decision_lint.source import Source, Span
from decision_lint.vocabulary import CANDIDATE_KEYS, RECORD_KEYS, Field, Kind, normalise
from decision_lint.vocabulary.fields import NEUTRAL

_FENCE = pattern(r"\ufeff?---[ \t]*")
_END = pattern(r"(?:---|\.\.\.)[ \t]*")
_CONTAINERS = SECTION_TITLES | {"evidence", "candidate"}
_NAMES = frozenset("name title id repo_id repo text".split())
"""What people call a candidate's model inside a mapping of its own."""

_OWN_KEYS = frozenset(
    "model license license_note runtime hardware_note 模型 许可证 モデル ライセンス".split()
)
_DECISIONS = {"model": "model_decision", "runtime": "runtime_decision"}
"""What `model` and `runtime` mean below `decision:`."""

MOST_NODES = 5_000
DEEPEST = 20
"""Aliases can make a small file endless; more nodes than this are not walked, nor deeper ones."""


def find(source: Source) -> Iterator[Part]:
    """Find the front matter at the top: one block, or several one after the other."""
    line = next((n for n, text in enumerate(source.lines) if text.strip("\ufeff \t")), 0)
    while line < len(source.lines) and _FENCE.fullmatch(source.lines[line]):
        ends = (n for n in range(line + 1, len(source.lines)) if _END.fullmatch(source.lines[n]))
        end = next(ends, None)
        if end is None or not any(":" in text for text in source.lines[line + 1 : end]):
            return
        yield source.starts[line + 1], source.starts[end]
        line = end + 1
        while line < len(source.lines) and not source.lines[line].strip("\ufeff \t"):
            line += 1


def read(gathering: Gathering, part: Part) -> tuple[Span, str] | None:
    """Read the fields of a block; give the place and the word of a break in it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    start, end = part
    try:
        node = YAML(typ="safe", pure=True).compose(gathering.text[start:end])
    except (YAMLError, RecursionError, ValueError) as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        at = start + min(mark.index, end - start) if mark else start
        problem = getattr(error, "problem", None) or "this is no YAML"
        return gathering.source.span(at, min(at + 1, end)), " ".join(str(problem).split())
    _Walk(gathering, start).mapping(node)
    return None


class _Walk:
    """Walks the nodes of one block."""

    def __init__(self, gathering: Gathering, base: int) -> None:
        self.gathering = gathering
        self.scalars = Scalars(gathering.text, base)
        self.text = gathering.text
        self.left = MOST_NODES
        self.depth = 0
        self.decides = False

    def mapping(self, node: Any) -> None:
        """Read the pairs of a mapping in the present scope."""
        if getattr(node, "id", "") != "mapping" or self.depth >= DEEPEST:
            return
        pairs = list(_pairs(node))
        known = sum(meaning(key.value, in_candidate=False) is not None for key, _ in pairs)
        self.depth += 1
        for key, value in pairs:
            self.left -= 1
            if self.left > 0:
                self._pair(key, value, known)
        self.depth -= 1

    def _pair(self, key: Any, value: Any, known: int) -> None:
        name = normalise(key.value)
        part = self.scalars.part(key)
        inside = self.gathering.scope is not None
        means = meaning(key.value, in_candidate=inside, name=name)
        if self.decides and isinstance(means, Field) and means.name in _DECISIONS:
            means = RECORD_KEYS[_DECISIONS[means.name]]
        if value.id == "mapping":
            self._nested(name, means, part, value)
        elif name in CANDIDATE_TITLES and value.id == "sequence":
            for item in value.value:
                self._candidate(item, None)
        elif means:
            self.gathering.put(part, means, self.scalars.written(value))
        elif inside and name in _NAMES:
            self.gathering.put(part, CANDIDATE_KEYS["model"], self.scalars.written(value))
        else:
            self._unknown(part, name, value, known)

    def _nested(self, name: str, means: Meaning | None, part: Part, value: Any) -> None:
        if name in CANDIDATE_TITLES:
            self._candidates(value)
        elif isinstance(means, Opening):
            self._candidate(value, (means, part))
        elif (
            name in _CONTAINERS
            or name == "requirements"
            or (means is not None and means.kind is Kind.MODEL)
        ):
            outer, self.decides = self.decides, name in DECISION_TITLES
            self.mapping(value)
            self.decides = outer

    def _candidates(self, mapping: Any) -> None:
        pairs = list(_pairs(mapping))
        if any(key.value and normalise(key.value) in _OWN_KEYS for key, _ in pairs):
            self._candidate(mapping, None)  # one candidate, not a mapping of them
            return
        for key, value in pairs:
            found = meaning(key.value, in_candidate=False)
            label = found if isinstance(found, Opening) else None
            self._candidate(value, (label, self.scalars.part(key)))

    def _candidate(self, value: Any, label: tuple[Opening | None, Part] | None) -> None:
        """Read a candidate: a mapping of its fields, or a name alone."""
        gathering = self.gathering
        part = label[1] if label else self.scalars.part(value)
        name = self.scalars.written(value) if value.id == "scalar" else None
        if label and label[0]:
            gathering.open(label[0], part, name or Written(()))
        elif name or label:
            gathering.open_unlabelled(part, name or Written(((part,),)))
            if not name:
                gathering.rename()
        else:
            first = value.value[0][0] if value.id == "mapping" and value.value else value
            start, end = self.scalars.part(first)
            line = self.text[start:end].partition("\n")[0].rstrip()
            gathering.open_unlabelled((start, start + len(line)), Written(()))
            gathering.rename()
        gathering.sticky = True
        self.mapping(value)
        gathering.leave()

    def _unknown(self, part: Part, name: str, value: Any, known: int) -> None:
        gathering = self.gathering
        text = self.text[slice(*part)]
        line = KeyLine(part, text, name, part, marked=False, spaced=True)
        if name in NEUTRAL or value.id == "mapping" or not looks_like_a_key(line):
            return
        near = nearest(name, in_candidate=gathering.scope is not None)
        if near or known > 1:
            gathering.wonder(part, near)
        if near:
            gathering.put(part, near, self.scalars.written(value))


def _pairs(mapping: Any) -> Iterator[tuple[Any, Any]]:
    """Give the pairs of a mapping, then those that it takes over with `<<`."""
    own = [(key, value) for key, value in mapping.value if key.id == "scalar"]
    names = {key.value for key, _ in own}
    yield from ((key, value) for key, value in own if key.value != "<<")
    for key, value in own:
        for other in (
            (value.value if value.id == "sequence" else [value]) if key.value == "<<" else ()
        ):
            if other.id == "mapping":
                yield from (
                    (name, inner)
                    for name, inner in other.value
                    if name.id == "scalar" and name.value not in names and name.value != "<<"
                )
