"""Walks through a record's blocks: which heading, list or table holds which fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.document import below, frontmatter, tables
from decision_lint.document.blocks import (
    Block,
    Break,
    Fence,
    Heading,
    Listing,
    Paragraph,
    Part,
    Table,
)
from decision_lint.document.decision import clauses
from decision_lint.document.fields import Lines
from decision_lint.document.gathering import Gathering
from decision_lint.document.headings import Headings
from decision_lint.document.inline import unwrap
from decision_lint.document.keys import known, meaning
from decision_lint.document.lazy import released
from decision_lint.document.openings import names_a_model, opening
from decision_lint.document.titles import SECTION_TITLES
from decision_lint.document.values import Written
from decision_lint.vocabulary import Field

_YAML = frozenset({"yaml", "yml"})
_ENOUGH = 3
"""So many lines of fields make a fenced block a record, where nothing else is one."""


class Walk:
    """Goes through the blocks once, from top to bottom."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.text = gathering.text
        self.lines = Lines(gathering)
        self.headings = Headings(gathering)
        self.title: Part | None = None
        self.decided: list[tuple[Field, tuple[Part, ...]]] = []
        self._below: list[Block] = []

    def run(self, blocks: Sequence[Block]) -> None:
        """Read all blocks."""
        found = tuple(self._unfolded(blocks))
        titles = [block for block in found if isinstance(block, Heading)]
        first = next((block for block in titles if block.level == 1), titles[0] if titles else None)
        self.title = unwrap(self.text, *first.line) if first else None
        for block in found:
            if isinstance(block, Heading):
                self._close()
                self.headings.open(block, is_title=block is first and block.level == 1)
            elif isinstance(block, Break):
                if self._below:
                    self._close()
            elif self.headings.field:
                self._below.append(block)
            else:
                self._block(block)
        self._close()

    def run_fences(self, blocks: Sequence[Block]) -> None:
        """Read the fenced blocks of a page that has no field outside them."""
        for block in blocks:
            if isinstance(block, Fence) and block.lines:
                known_lines = sum(below.is_known(self.text, line) for line in block.lines)
                whole = block.lines[0][0], block.lines[-1][1]
                if known_lines < _ENOUGH:
                    continue
                if block.language in _YAML and frontmatter.read(self.gathering, whole) is None:
                    self.gathering.leave()
                else:
                    self.lines.read(tuple(part for part in block.lines if part[0] < part[1]))
                    self.lines.flush()

    def _unfolded(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """Take a line of a field above a rule for one, whatever Markdown makes of the two."""
        for block in released(self.text, blocks):
            if isinstance(block, Heading) and block.underlined and self._is_field(block.line):
                yield Paragraph((block.line,))
                yield Break()
            else:
                yield block

    def _is_field(self, line: Part) -> bool:
        found = known(self.text, line, in_candidate=False)
        return found is not None and isinstance(found[1], Field)

    def _close(self) -> None:
        """Give a field heading what stands below it, up to the first line of other fields."""
        self.lines.flush()
        heading, found = self.headings.field, self._below
        self.headings.field, self._below = None, []
        if heading is None:
            return
        cut = next(
            (
                number
                for number, block in enumerate(found)
                if below.holds_fields(self.gathering, block, heading.field, weak=heading.weak)
            ),
            len(found),
        )
        own = [block for block in found[:cut] if not self._decides(block)]
        if own or not (heading.weak or found):
            self.gathering.put(heading.key, heading.field, below.written(own, heading.field))
        for block in found[cut:]:
            self._block(block)
        self.lines.flush()

    def _decides(self, block: Block) -> bool:
        """Take the clauses of a decision paragraph, if the block is one."""
        if not isinstance(block, (Paragraph, Fence)) or not block.lines:
            return False
        base, end = block.lines[0][0], block.lines[-1][1]
        found = list(clauses(self.text[base:end]))
        for field, start, stop in found:
            cuts = ((max(a, base + start), min(b, base + stop)) for a, b in block.lines)
            parts = tuple(unwrap(self.text, *cut) for cut in cuts if cut[0] < cut[1])
            if parts:
                self.decided.append((field, parts))
        return bool(found)

    def _block(self, block: Block) -> None:
        if isinstance(block, Listing) and self.lines.lists_candidates:
            self._candidates(block)
        elif not self.lines.take(block):
            match block:
                case Paragraph(lines):
                    self._paragraph(self.headings.name(lines))
                case Listing(items):
                    self._listing(items)
                case Table():
                    tables.read(self.gathering, block)
                case Fence():
                    self._fence(block)

    def _paragraph(self, lines: tuple[Part, ...]) -> None:
        if self.lines.read(lines) or self._decides(Paragraph(lines)) or len(lines) != 1:
            return
        line = unwrap(self.text, *lines[0])
        if line != lines[0] and (candidate := opening(self.text, line)):  # **Candidate 1**
            self.headings.open_candidate(*candidate)

    def _fence(self, fence: Fence) -> None:
        lines = tuple(part for part in fence.lines if part[0] < part[1])
        section = self.headings.section
        if lines and (
            section == "evidence"
            or (section == "candidates" and all(below.is_known(self.text, at) for at in lines))
        ):
            said = (at for at in lines if not self.text.startswith(("# ", "<!--"), at[0]))
            self.lines.read(tuple(said))
            self.lines.flush()
        elif section in SECTION_TITLES:
            self._decides(fence)

    # Lists

    def _candidates(self, listing: Listing) -> None:
        """Read the list below `Candidates:`."""
        self.lines.drop()
        outer, self.headings.section = self.headings.section, "candidates"
        self._listing(listing.items)
        self.headings.section = outer
        self.gathering.leave()

    def _listing(self, items: Sequence[Sequence[Block]]) -> None:
        firsts = [item[0].lines for item in items if item and isinstance(item[0], Paragraph)]
        group = sum(bool(lines) and below.is_known(self.text, lines[0]) for lines in firsts)
        for item in items:
            self._item(item, group)
            self.lines.flush()

    def _item(self, item: Sequence[Block], group: int) -> None:
        first, *nested = item or (Paragraph(()),)
        if not isinstance(first, Paragraph) or not first.lines:
            for block in item:
                self._block(block)
            return
        before = self.gathering.scope, self.gathering.sticky
        if self._names_candidate(first.lines[0]):
            self.lines.flush()
            part = unwrap(self.text, *first.lines[0])
            self.gathering.open_unlabelled(part, Written(((part,),)))
            self.gathering.rename()
            self.lines.read(first.lines[1:], group=group)
        elif not self.lines.read(first.lines, group=group) and not self._decides(first):
            line = unwrap(self.text, *first.lines[0])
            inside = meaning(self.text[slice(*line)], in_candidate=before[0] is not None)
            if isinstance(inside, Field):
                self.lines.begin(line, inside)
            elif candidate := opening(self.text, line):
                self.headings.open_candidate(*candidate)
        self._nested(nested, before)

    def _names_candidate(self, line: Part) -> bool:
        """Tell whether an item among candidates is one by the name of its model."""
        return (
            self.headings.section == "candidates"
            and not self.gathering.sticky
            and known(self.text, line, in_candidate=True) is None
            and opening(self.text, unwrap(self.text, *line)) is None
            and names_a_model(self.text, line)
        )

    def _nested(self, nested: Sequence[Block], before: tuple[int | None, bool]) -> None:
        """Read what is indented below an item: the rest of its value, or fields of its own."""
        gathering = self.gathering
        opened = gathering.scope is not None and gathering.scope != before[0]
        if opened and nested:
            gathering.sticky = True
        for block in nested:
            weak = self.lines.is_container
            if isinstance(block, Listing) and below.holds_fields(gathering, block, None, weak=weak):
                self.lines.flush(drop_empty=True)
                self._listing(block.items)
            else:
                self._block(block)
        if opened and nested:
            self.lines.flush()
            gathering.scope, gathering.sticky = before
