"""Lines of fields that stand right below a list, where Markdown takes them for the last item's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from decision_lint.document.blocks import Block, Listing, Paragraph, Part
from decision_lint.document.keys import known


class _Cut(NamedTuple):
    """An item without the lines that are none of its own, and those lines."""

    own: tuple[Block, ...]
    lazy: tuple[Part, ...] = ()


def released(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks, lists cut where a line to the left of their items is a field."""
    for block in blocks:
        if not isinstance(block, Listing):
            yield block
            continue
        items: list[tuple[Block, ...]] = []
        for item in block.items:
            cut = _cut(text, item)
            items.append(cut.own)
            if cut.lazy:
                yield Listing(tuple(items))
                yield Paragraph(cut.lazy)
                items = []
        if items:
            yield Listing(tuple(items))


def _cut(text: str, item: Sequence[Block]) -> _Cut:
    """Cut an item's last paragraph at its first line of a field left of the item's text."""
    *before, last = item or (Paragraph(()),)
    first = item[0] if item else last
    if isinstance(last, Listing) and last.items:
        *items, end = last.items
        cut = _cut(text, end)
        edge = _column(text, first.lines[0]) if isinstance(first, Paragraph) and first.lines else 0
        own = tuple(takewhile(lambda line: _column(text, line) >= edge, cut.lazy))
        between = (Paragraph(own),) if own else ()
        return _Cut((*before, Listing((*items, cut.own)), *between), cut.lazy[len(own) :])
    if not isinstance(last, Paragraph) or not last.lines:
        return _Cut(tuple(item))
    edge = _column(text, last.lines[0])
    for number, line in enumerate(last.lines):
        if number and _column(text, line) < edge and known(text, line, in_candidate=False):
            return _Cut((*before, Paragraph(last.lines[:number])), last.lines[number:])
    return _Cut(tuple(item))


def _column(text: str, line: Part) -> int:
    return line[0] - (text.rfind("\n", 0, line[0]) + 1)
