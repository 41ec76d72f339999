"""Lines of fields: `key: value`, with continuation lines, lists and fences that follow."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as default

from decision_lint.document import rewrapped
from decision_lint.document.blocks import Block, Fence, Listing, Paragraph, Part, Table, lines_of
from decision_lint.document.gathering import Gathering
from decision_lint.document.keys import KeyLine, Meaning, Opening, meaning, split
from decision_lint.document.misspelt import looks_like_a_key, nearest
from decision_lint.document.titles import CANDIDATE_TITLES, SECTION_TITLES
from decision_lint.document.values import Written
from decision_lint.source import Span
from decision_lint.vocabulary import Field, Kind, normalise
from decision_lint.vocabulary.fields import NEUTRAL

GROUP = 2
"""So many known keys make the keys beside them fields too."""


@dataclass(slots=True)
class _Pending:
    """A field whose value may go on."""

    key: Part
    name: str
    means: Meaning | None
    marked: bool
    lines: list[Part] = default(default_factory=list)
    items: list[tuple[Part, ...]] = default(default_factory=list)
    listed: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.items and not any(start < end for start, end in self.lines)


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
        return pending.is_empty and (pending.name in SECTION_TITLES or pending.means is None)

    @property
    def lists_candidates(self) -> bool:
        """Tell whether what follows the last line, `Candidates:`, is a list of them."""
        pending = self._pending
        return pending is not None and pending.is_empty and pending.name in CANDIDATE_TITLES

    def begin(self, line: Part, means: Field) -> None:
        """Open a field whose key stands alone."""
        self.flush()
        self._pending = _Pending(line, means.name, means, marked=True)

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

    def drop(self) -> None:
        """Forget the open field: it was no field but the title of what follows."""
        self._pending = None

    def take(self, block: Block) -> bool:
        """Give the open field the block that follows it, if the block is the rest of it."""
        pending = self._pending
        if pending is None or not isinstance(pending.means, Field):
            self.flush()
            return False
        match block:
            case Listing(items) if not self._holds_fields(block):
                pending.items.extend(lines_of(item) for item in items)
                pending.listed = True
                return True
            case Fence(_, lines) if pending.is_empty:
                pending.items.append(lines)
                return True
            case Table(_, lines) if pending.is_empty and pending.means.name == "evaluation_table":
                pending.items.append(lines)
                return True
            case Paragraph(lines) if pending.is_empty and pending.marked and not self._keyed(lines):
                pending.items.append(lines)
                return True
        self.flush()
        return False

    def _holds_fields(self, listing: Listing) -> bool:
        firsts = [item[0] for item in listing.items if item]
        return bool(firsts) and all(
            isinstance(first, Paragraph) and self._keyed(first.lines) for first in firsts
        )

    def _keyed(self, lines: tuple[Part, ...]) -> bool:
        found = split(self.text, lines[0]) if lines else None
        return bool(found and meaning(found.text, in_candidate=False, name=found.name))

    def read(self, lines: tuple[Part, ...], *, group: int = 0) -> bool:
        """Read the fields of a paragraph; tell whether it had any. The last one stays open."""
        self.flush()
        if not lines:
            return False
        if hits := rewrapped.keys_inside(self.text, lines):
            self._read_joined(lines, hits)
            return True
        found = [split(self.text, line) for line in lines]
        group = max(
            group, sum(line is not None and self._means(line) is not None for line in found)
        )
        left = self._column(lines[0])
        had_any = False
        for line, key in zip(lines, found, strict=True):
            is_deeper = self._column(line) > left
            if key and self._opens(key, group, is_deeper=is_deeper):
                self._open(key)
                had_any = True
            elif key and not is_deeper and self._ends(key):
                self.flush()
            elif self._pending and not isinstance(self._pending.means, Opening):
                self._pending.lines.append(line)
        return had_any

    def _column(self, line: Part) -> int:
        return line[0] - (self.text.rfind("\n", 0, line[0]) + 1)

    def _means(self, line: KeyLine) -> Meaning | None:
        return meaning(line.text, in_candidate=self.gathering.scope is not None, name=line.name)

    def _opens(self, line: KeyLine, group: int, *, is_deeper: bool) -> bool:
        """Tell whether a line is a field: its key is one, or nearly one, or stands among some."""
        if self._means(line):
            if self._continues_command() and (is_deeper or not line.spaced):
                return False
            return line.spaced or "_" in line.text or not line.name.isascii() or group >= GROUP
        return not is_deeper and not self._continues_command() and self._is_unknown(line, group)

    def _is_unknown(self, line: KeyLine, group: int) -> bool:
        """Tell a key that is no field from prose: near a known one, or among known ones."""
        if line.name in CANDIDATE_TITLES and line.value[0] >= line.value[1]:
            return True
        if line.name in NEUTRAL:
            return group >= GROUP and line.spaced
        if not looks_like_a_key(line):
            return False
        inside = self.gathering.scope is not None
        telling = "_" in line.text or line.marked or not line.name.isascii()
        return group >= GROUP or (telling and nearest(line.name, in_candidate=inside) is not None)

    def _ends(self, line: KeyLine) -> bool:
        """Tell whether a line `Key: value` of nobody's ends the value above it."""
        if self._pending is None or self._continues_command():
            return False
        return (line.name in NEUTRAL and line.spaced) or looks_like_a_key(line)

    def _continues_command(self) -> bool:
        """Tell whether the last line of a command ends in a backslash."""
        pending = self._pending
        if pending is None or not pending.lines or not isinstance(pending.means, Field):
            return False
        return pending.means.kind is Kind.COMMAND and self.text.endswith("\\", *pending.lines[-1])

    def _open(self, line: KeyLine) -> None:
        if self._continues_command() and self._pending:
            start, end = self._pending.lines[-1]  # Markdown's line break, not the shell's
            self._pending.lines[-1] = (start, end - 1)
        self.flush()
        means = self._means(line)
        if means is None and line.name not in NEUTRAL | CANDIDATE_TITLES:
            inside = self.gathering.scope is not None
            means = nearest(line.name, in_candidate=inside)
            self.gathering.wonder(line.key, means)
        self._pending = _Pending(line.key, line.name, means, line.marked, [line.value])
        if isinstance(means, Opening) and not self.lists_candidates:
            self.flush()

    def _read_joined(self, lines: tuple[Part, ...], hits: tuple[rewrapped.Hit, ...]) -> None:
        """Read fields that stand in one line, by their author's will or a formatter's."""
        for hit, parts in zip(hits, rewrapped.values(self.text, lines, hits), strict=True):
            inside = self.gathering.scope is not None
            key = self.text[slice(*hit.key)]
            means = meaning(key, in_candidate=inside)
            if means is None:
                means = nearest(normalise(key), in_candidate=inside)
                self.gathering.wonder(hit.key, means)
            if means:
                self.gathering.put(hit.key, means, Written((parts,)))
        if rewrapped.is_by_a_formatter(hits) and self.rewrapped is None:
            self.rewrapped = self.gathering.source.span(lines[0][0], lines[-1][1])
