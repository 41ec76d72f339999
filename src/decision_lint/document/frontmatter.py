"""YAML front matter, with the positions that ruamel.yaml gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from decision_lint.document.blocks import Part
from decision_lint.document.gathering import Gathering
from decision_lint.document.keys import KeyLine, Opening, meaning
from decision_lint.document.misspelt import looks_like_a_key, nearest
from decision_lint.document.page import Unknown
from decision_lint.document.titles import CANDIDATE_TITLES, SECTION_TITLES
from decision_lint.document.values import Written
from decision_lint.source import Source, Span
from decision_lint.vocabulary import CANDIDATE_KEYS, Field, Kind, normalise
from decision_lint.vocabulary.fields import NEUTRAL

_FENCE = re.compile(r"\ufeff?---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_CONTAINERS = SECTION_TITLES | {"evidence", "decision", "candidate"}
MOST_NODES = 5_000
"""Aliases can make a small file endless; more nodes than this are not walked."""


def find(source: Source) -> Iterator[Part]:
    """Find the front matter at the top: one block, or several one after the other."""
    line = 0
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
    _Walk(gathering, start).mapping(node, top=True)
    return None


class _Walk:
    """Walks the nodes of one block."""

    def __init__(self, gathering: Gathering, base: int) -> None:
        self.gathering = gathering
        self.text = gathering.text
        self.base = base
        self.left = MOST_NODES

    def mapping(self, node: Any, *, top: bool = False) -> None:
        """Read the pairs of a mapping in the present scope."""
        if getattr(node, "id", "") != "mapping":
            return
        pairs = [(key, value) for key, value in node.value if key.id == "scalar"]
        known = sum(meaning(key.value, in_candidate=False) is not None for key, _ in pairs)
        for key, value in pairs:
            self.left -= 1
            if self.left > 0:
                self._pair(key, value, known if top else 0)

    def _pair(self, key: Any, value: Any, known: int) -> None:
        name = normalise(key.value)
        part = self._part(key)
        inside = self.gathering.scope is not None
        means = meaning(key.value, in_candidate=inside, name=name)
        if value.id == "mapping":
            self._nested(name, means, part, value)
        elif name in CANDIDATE_TITLES and value.id == "sequence":
            for item in value.value:
                self._candidate(item, None)
        elif means:
            self.gathering.put(part, means, self._written(value))
        elif inside and name in {"name", "title", "id"}:
            self.gathering.put(part, CANDIDATE_KEYS["model"], self._written(value))
        elif known:
            self._unknown(part, name, value, known)

    def _nested(self, name: str, means: Any, part: Part, value: Any) -> None:
        if name in CANDIDATE_TITLES:
            self._candidates(value)
        elif isinstance(means, Opening):
            self._candidate(value, (means, part))
        elif (
            name in _CONTAINERS
            or name == "requirements"
            or (isinstance(means, Field) and means.kind is Kind.MODEL)
        ):
            self.mapping(value)

    def _candidates(self, mapping: Any) -> None:
        for key, value in mapping.value:
            found = meaning(key.value, in_candidate=False) if key.id == "scalar" else None
            label = found if isinstance(found, Opening) else None
            self._candidate(value, (label, self._part(key)))

    def _candidate(self, value: Any, label: tuple[Opening | None, Part] | None) -> None:
        """Read a candidate: a mapping of its fields, or a name alone."""
        gathering = self.gathering
        part = label[1] if label else self._part(value)
        name = self._written(value) if value.id == "scalar" else None
        if label and label[0]:
            gathering.open(label[0], part, name or Written(()))
        elif name or label:
            gathering.open_unlabelled(part, name or Written(((part,),)))
            if not name:
                gathering.rename()
        else:
            first = value.value[0][0] if value.id == "mapping" and value.value else value
            start, end = self._part(first)
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
        if near:
            gathering.put(part, near, self._written(value))
        if near or known > 1:
            gathering.unknown.append(Unknown(gathering.key(part), (), near.name if near else None))

    def _written(self, node: Any) -> Written:
        if node.id == "sequence":
            items = tuple(self._lines(item) for item in node.value[:200] if item.id == "scalar")
            return Written(items, listed=True)
        return Written((self._lines(node),)) if node.id == "scalar" else Written(())

    def _part(self, node: Any) -> Part:
        start, end = self.base + node.start_mark.index, self.base + node.end_mark.index
        if getattr(node, "style", None) in {'"', "'"}:
            return start + 1, end - 1
        return start, max(start, end)

    def _lines(self, node: Any) -> tuple[Part, ...]:
        """Give the lines of a scalar; of a block scalar those below its indicator."""
        if node.value.strip() in {"", "~", "null"} and node.style is None:
            return ()
        start, end = self._part(node)
        if node.style in {"|", ">"}:
            start = self.text.find("\n", start, end) + 1 or end
        lines, at = [], start
        for line in self.text[start:end].splitlines(keepends=True):
            lines.append(unwrap_spaces(self.text, at, at + len(line)))
            at += len(line)
        return tuple(part for part in lines if part[0] < part[1])


def unwrap_spaces(text: str, start: int, end: int) -> Part:
    """Narrow a stretch to what stands between spaces."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())
