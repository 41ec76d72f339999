"""What stands below a field's heading: its value, or fields of its own."""

from __future__ import annotations

from collections.abc import Sequence

from decision_lint.document import tables
from decision_lint.document.blocks import Block, Fence, Listing, Paragraph, Part, Table, lines_of
from decision_lint.document.gathering import Gathering
from decision_lint.document.keys import known
from decision_lint.document.values import Written
from decision_lint.vocabulary import Field, Kind


def is_known(text: str, line: Part) -> bool:
    """Tell whether a line begins with a known key."""
    return known(text, line, in_candidate=False) is not None


def holds_fields(gathering: Gathering, block: Block, field: Field | None, *, weak: bool) -> bool:
    """Tell whether a block below a field's heading, or key, holds fields of its own.

    A weak heading is one that gathers fields more often than it is one: `Hardware`.
    """
    text = gathering.text
    match block:
        case Paragraph(lines):
            found = known(text, lines[0], in_candidate=False) if lines else None
            if not found or not found[0].spaced:
                return False
            if field and field.name == "first_output":
                return "_" in found[0].text  # what a program prints looks like fields
            exact = isinstance(found[1], Field) and found[0].text == found[1].name
            return weak or exact or (len(lines) > 1 and all(is_known(text, line) for line in lines))
        case Listing(items):
            firsts = [item[0] for item in items if item]
            keyed = [
                isinstance(first, Paragraph)
                and bool(first.lines)
                and is_known(text, first.lines[0])
                for first in firsts
            ]
            return bool(keyed) and all(keyed) and (weak or len(keyed) > 1)
        case Table():
            is_results = field is not None and field.name == "evaluation_table"
            return not is_results and tables.is_fields(gathering, block)
    return False


def written(own: Sequence[Block], field: Field) -> Written:
    """Give the parts of what stands below a heading, item by item."""
    if field.kind is Kind.COMMAND and any(isinstance(block, Fence) for block in own):
        own = [block for block in own if isinstance(block, Fence)]  # the rest explains it
    listings = [block for block in own if isinstance(block, Listing)]
    if listings and field.kind in {Kind.ITEMS, Kind.POINTS}:
        own = listings
    items: list[tuple[Part, ...]] = []
    for block in own:
        match block:
            case Listing(entries):
                items.extend(lines_of(entry) for entry in entries)
            case Paragraph(lines) | Fence(_, lines) | Table(_, lines):
                items.append(lines)
    return Written(tuple(filter(None, items)), listed=bool(listings))
