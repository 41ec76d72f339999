"""Walks through a record's blocks: which heading, list or table holds which fields."""

from __future__ import annotations

from collections.abc import Sequence

from decision_lint.document import below, tables
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
from decision_lint.document.inline import unwrap
from decision_lint.document.keys import known, meaning
from decision_lint.document.openings import names_a_model, opening, unnumbered
from decision_lint.document.titles import CANDIDATE_TITLES, EVIDENCE_TITLES, SECTION_TITLES
from decision_lint.document.values import Written
from decision_lint.vocabulary import Field, Kind, normalise


class Walk:
    """Goes through the blocks once, from top to bottom."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.text = gathering.text
        self.lines = Lines(gathering)
        self.title: Part | None = None
        self.decided: list[tuple[Field, tuple[Part, ...]]] = []
        self._section = ""
        self._section_level = 0
        self._candidate_level = 0
        self._heading: tuple[Field, Part, bool] | None = None
        self._below: list[Block] = []

    def run(self, found: Sequence[Block]) -> None:
        """Read all blocks."""
        titles = [block for block in found if isinstance(block, Heading)]
        first = next((block for block in titles if block.level == 1), titles[0] if titles else None)
        self.title = unwrap(self.text, *first.line) if first else None
        for block in found:
            if isinstance(block, Heading):
                self._open(block, is_title=block is first and block.level == 1)
            elif isinstance(block, Break):
                if self._below:
                    self._close()
            elif self._heading:
                self._below.append(block)
            else:
                self._block(block)
        self._close()

    # Headings

    def _open(self, heading: Heading, *, is_title: bool) -> None:
        self._close()
        gathering = self.gathering
        if heading.level <= self._candidate_level:
            self._candidate_level = 0
            gathering.leave()
        elif not gathering.sticky:
            gathering.leave()
        if heading.level <= self._section_level:
            self._section, self._section_level = "", 0
        line = unwrap(self.text, *unnumbered(self.text, unwrap(self.text, *heading.line)))
        inside = gathering.scope is not None
        if candidate := opening(self.text, line):
            means, key, name = candidate
            gathering.open(means, key, Written((((name),),)))
            self._enter_candidate(heading.level)
        elif not is_title and (found := known(self.text, line, in_candidate=inside)):
            gathering.put(found[0].key, found[1], Written(((found[0].value,),)))
        else:
            self._enter(heading.level, line, is_title=is_title)

    def _enter_candidate(self, level: int) -> None:
        self.gathering.sticky = True
        self._candidate_level = level

    def _enter(self, level: int, line: Part, *, is_title: bool) -> None:
        text = self.text[slice(*line)]
        name = normalise(text)
        inside = self.gathering.scope is not None
        means = meaning(text, in_candidate=inside, name=name)
        if name in EVIDENCE_TITLES:
            self._section, self._section_level = "evidence", level
        elif name in CANDIDATE_TITLES:
            self._section, self._section_level = "candidates", level
        elif isinstance(means, Field):
            self._heading = (means, line, name in SECTION_TITLES)
        elif name in SECTION_TITLES:
            self._section, self._section_level = name, level
        elif self._section == "candidates" and not is_title and names_a_model(self.text, line):
            self.gathering.open_unlabelled(line, Written(((line,),)))
            self.gathering.rename()
            self._enter_candidate(level)

    def _close(self) -> None:
        """Give a field heading what stands below it, up to the first line of other fields."""
        self.lines.flush()
        if self._heading is None:
            return
        (field, key, weak), found = self._heading, self._below
        self._heading, self._below = None, []
        cut = next(
            (
                n
                for n, block in enumerate(found)
                if below.holds_fields(self.gathering, block, field, weak=weak)
            ),
            None,
        )
        own = found if cut is None else found[:cut]
        own = [block for block in own if not self._decides(block)]
        written = below.written(own, field)
        if field.kind in {Kind.TOKENS, Kind.COUNT} and not below.says_a_number(self.text, written):
            cut = 0  # "Context" is what decision records call their background
        elif own or not (weak or found):
            self.gathering.put(key, field, written)
        for block in found[len(found) if cut is None else cut :]:
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

    # Other blocks

    def _block(self, block: Block) -> None:
        if self.lines.take(block):
            return
        match block:
            case Paragraph(lines):
                if not self.lines.read(lines):
                    self._decides(block)
            case Listing(items):
                self._listing(items)
            case Table():
                tables.read(self.gathering, block)
            case Fence(_, lines):
                if self._section == "evidence" and lines:
                    self.lines.read(tuple(part for part in lines if part[0] < part[1]))
                    self.lines.flush()
                elif self._section in SECTION_TITLES:
                    self._decides(block)

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
        line = first.lines[0]
        if not self.lines.read(first.lines, group=group) and not self._decides(first):
            inside = meaning(self.text[slice(*line)], in_candidate=before[0] is not None)
            if isinstance(inside, Field):
                self.lines.begin(line, inside)
            elif candidate := opening(self.text, unwrap(self.text, *line)):
                self.gathering.open(candidate[0], candidate[1], Written((((candidate[2]),),)))
            elif self._section == "candidates" and not self.gathering.sticky:
                if not names_a_model(self.text, line):
                    return
                part = unwrap(self.text, *line)
                self.gathering.open_unlabelled(part, Written(((part,),)))
        self._nested(nested, before)

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
