"""YAML scalars: where they stand, and what they say once quotes and escapes are taken off."""

from __future__ import annotations

from typing import Any

from decision_lint.document.blocks import Part
from decision_lint.document.inline import unwrap
from decision_lint.document.values import Written
from decision_lint.patterns import pattern

_PROPERTIES = pattern(r"(?:[&!]\S*[ \t]+)+")
_MOST_ITEMS = 200


class Scalars:
    """Reads the scalars of one block, whose text begins at an offset of the record's."""

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base

    def written(self, node: Any) -> Written:
        """Give the value of a scalar, or of a sequence of scalars."""
        if node.id == "sequence":
            nodes = [item for item in node.value[:_MOST_ITEMS] if item.id == "scalar"]
        else:
            nodes = [node] if node.id == "scalar" else []
        read = [(parts, self._says(item)) for item in nodes if (parts := self._lines(item))]
        says = tuple(text for _, text in read)
        listed = node.id == "sequence"
        items = tuple(parts for parts, _ in read)
        return Written(items, listed=listed, says=says if any(says) else ())

    def part(self, node: Any) -> Part:
        """Give the stretch of a node, without its anchor, its tag and its quotes."""
        start, end = self.base + node.start_mark.index, self.base + node.end_mark.index
        if before := _PROPERTIES.match(self.text, start, end):
            start = before.end()
        if getattr(node, "style", None) in {'"', "'"}:
            return start + 1, end - 1
        return start, max(start, end)

    def _says(self, node: Any) -> str | None:
        """Give the value of a quoted scalar where it is not what stands there."""
        start, end = self.part(node)
        raw = self.text[start:end]
        escaped = (node.style == '"' and "\\" in raw) or (node.style == "'" and "''" in raw)
        return str(node.value) if escaped else None

    def _lines(self, node: Any) -> tuple[Part, ...]:
        """Give the lines of a scalar; of a block scalar those below its indicator."""
        if node.style is None and node.value.strip() in {"", "~", "null"}:
            return ()
        start, end = self.part(node)
        if node.style == "|":
            return self._literal(start, end)
        if node.style == ">":
            start = self.text.find("\n", start, end) + 1 or end
        lines, at = [], start
        for line in self.text[start:end].splitlines(keepends=True):
            lines.append(unwrap(self.text, at, at + len(line), marks=()))
            at += len(line)
        return tuple(part for part in lines if part[0] < part[1])

    def _literal(self, start: int, end: int) -> tuple[Part, ...]:
        """Give the lines of a literal block, indented as far as they are against its first."""
        at = self.text.find("\n", start, end) + 1 or end
        lines = []
        for line in self.text[at:end].splitlines(keepends=True):
            if line.strip():
                lines.append((at, at + len(line.rstrip())))
            at += len(line)
        margins = (
            len(text) - len(text.lstrip()) for text in (self.text[slice(*at)] for at in lines)
        )
        margin = min(margins, default=0)
        return tuple((first + margin, last) for first, last in lines)
