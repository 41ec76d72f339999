"""Lines of fields: `key: value`, with continuation lines, lists and fences that follow."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as default

from decision_lint.document import rewrapped
from decision_lint.document.blocks import Block, Fence, Listing, Paragraph, Part, Table, lines_of
from decision_lint.document.gathering import Gathering
from decision_lint.document.keys import (
    KeyLine,
    Meaning,
    Opening,
    looks_like_a_key,
    meaning,
    nearest,
    split,
)
from decision_lint.document.page import Unknown
from decision_lint.document.titles import SECTION_TITLES
from decision_lint.document.values import Written
from decision_lint.source import Span
from decision_lint.vocabulary import NEUTRAL, Field, Kind, normalise

GROUP = 2
"""So many known keys make the keys beside them fields too."""


@dataclass(slots=True)
class _Pending:
    """A field whose value may go on."""

    key: Part
    means: Meaning | None
    marked: bool
    lines: list[Part] = default(default_factory=list)
    items: list[tuple[Part, ...]] = default(default_factory=list)
    listed: bool = False


class Lines:
    """Reads lines of fields, and holds the last one open for what belongs to it."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.text = gathering.text
        self.rewrapped: Span | None = None
        self._pending: _Pending | None = None

    @property
    def is_container(self) -> bool:
        """Tell whether the open field has no value yet and may hold fields instead."""
        pending = self._pending
        if pending is None:
            return True
        name = normalise(self.text[slice(*pending.key)])
        return not pending.lines and (name in SECTION_TITLES or pending.means is None)

    def begin(self, line: Part, means: Field) -> None:
        """Open a field whose key stands alone."""
        self.flush()
        self._pending = _Pending(line, means, marked=True)

    def flush(self, *, drop_empty: bool = False) -> None:
        """Close the open field."""
        pending, self._pending = self._pending, None
        if pending is None or pending.means is None:
            return
        own = tuple(part for part in pending.lines if part[0] < part[1])
        items = ((own,) if own else ()) + tuple(pending.items)
        if items or not drop_empty:
            listed = pending.listed
            self.gathering.put(pending.key, pending.means, Written(items, listed=listed))

    def take(self, block: Block) -> bool:
        """Give the open field the block that follows it, if the block is the rest of it."""
        pending = self._pending
        if pending is None or not isinstance(pending.means, Field):
            self.flush()
            return False
        empty = not any(start < end for start, end in pending.lines)
        match block:
            case Listing(items) if not self._holds_fields(block):
                pending.items.extend(lines_of(item) for item in items)
                pending.listed = True
                return True
            case Fence(_, lines) if empty:
                pending.items.append(lines)
                return True
            case Table(_, lines) if empty and pending.means.name == "evaluation_table":
                pending.items.append(lines)
                return True
            case Paragraph(lines) if empty and pending.marked and not self._is_keyed(lines):
                pending.items.append(lines)
                return True
        self.flush()
        return False

    def _holds_fields(self, listing: Listing) -> bool:
        firsts = [item[0] for item in listing.items if item]
        return bool(firsts) and all(
            isinstance(first, Paragraph) and self._is_keyed(first.lines) for first in firsts
        )

    def _is_keyed(self, lines: tuple[Part, ...]) -> bool:
        found = split(self.text, lines[0]) if lines else None
        return bool(found and meaning(found.text, in_candidate=False, name=found.name))

    def read(self, lines: tuple[Part, ...], *, group: int = 0) -> bool:
        """Read the fields of a paragraph; tell whether it had any. The last one stays open."""
        self.flush()
        if not lines:
            return False
        inside = rewrapped.keys_inside(self.text, lines)
        if inside:
            return self._read_joined(lines, inside)
        found = [split(self.text, line) for line in lines]
        group = max(
            group, sum(line is not None and self._means(line) is not None for line in found)
        )
        had_any = False
        for line, key in zip(lines, found, strict=True):
            if self._continues_command():
                self._continue(line)
                continue
            opened = self._open(key, group) if key else False
            if key and not opened and self._ends_marked(key):
                self.flush()
                continue
            had_any = had_any or opened
            if not opened:
                self._continue(line)
        return had_any

    def _means(self, line: KeyLine) -> Meaning | None:
        inside = self.gathering.scope is not None
        means = meaning(line.text, in_candidate=inside, name=line.name)
        return means if line.spaced or (means and "_" in line.text) else None

    def _continues_command(self) -> bool:
        """Tell whether the last line of a command ends in a backslash."""
        pending = self._pending
        if pending is None or not pending.lines or not isinstance(pending.means, Field):
            return False
        return pending.means.kind is Kind.COMMAND and self.text.endswith("\\", *pending.lines[-1])

    def _continue(self, line: Part) -> None:
        if self._pending and not isinstance(self._pending.means, Opening):
            self._pending.lines.append(line)

    def _open(self, line: KeyLine, group: int) -> bool:
        """Open the field of a line, if its key is one or nearly one."""
        means = self._means(line)
        if means is None and not self._is_unknown(line, group):
            return False
        self.flush()
        if means is None and line.name not in NEUTRAL:
            inside = self.gathering.scope is not None
            means = nearest(line.name, in_candidate=inside)
            near = means.name if means else None
            scope = ("candidates", self.gathering.scope or 0) if inside else ()
            unknown = Unknown(self.gathering.key(line.key), scope, near)
            self.gathering.unknown.append(unknown)
        self._pending = _Pending(line.key, means, line.marked, [line.value])
        if isinstance(means, Opening):
            self.flush()
        return True

    def _ends_marked(self, line: KeyLine) -> bool:
        """Tell whether a line `**Key:** value` of nobody's ends a value that has such a key too."""
        pending = self._pending
        return bool(pending and pending.marked and line.marked and looks_like_a_key(line))

    def _is_unknown(self, line: KeyLine, group: int) -> bool:
        """Tell a key that is no field from prose: near a known one, or among known ones."""
        if line.name in NEUTRAL:
            return group >= GROUP and line.spaced
        if not looks_like_a_key(line):
            return False
        if group >= GROUP:
            return True
        inside = self.gathering.scope is not None
        return "_" in line.text and nearest(line.name, in_candidate=inside) is not None

    def _read_joined(self, lines: tuple[Part, ...], inside: int) -> bool:
        """Read lines that a formatter joined."""
        fields = rewrapped.split(self.text, lines)
        for key, parts in fields:
            scoped = self.gathering.scope is not None
            if means := meaning(key.text, in_candidate=scoped, name=key.name):
                self.gathering.put(key.key, means, Written((parts,)))
        if inside >= rewrapped.ENOUGH and self.rewrapped is None:
            self.rewrapped = self.gathering.source.span(lines[0][0], lines[-1][1])
        return bool(fields)
