"""Headings: which section, candidate or field each one opens, and where that ends."""

from __future__ import annotations

from typing import NamedTuple

from decision_lint.document.blocks import Heading, Part
from decision_lint.document.gathering import Gathering
from decision_lint.document.inline import unwrap
from decision_lint.document.keys import Opening, known, meaning
from decision_lint.document.misspelt import nearest
from decision_lint.document.openings import names_a_model, opening, unnumbered
from decision_lint.document.titles import CANDIDATE_TITLES, EVIDENCE_TITLES, SECTION_TITLES
from decision_lint.document.values import Written
from decision_lint.vocabulary import CANDIDATE_KEYS, Field, normalise


class FieldHeading(NamedTuple):
    """A heading that is a field: its value stands below it."""

    field: Field
    key: Part
    weak: bool
    """It gathers fields more often than it is one: `Hardware`."""


class Headings:
    """Keeps the section that is being read, and the candidate that a heading opened."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.text = gathering.text
        self.section = ""
        self.field: FieldHeading | None = None
        self._section_level = 0
        self._candidate_level = 0
        self._unnamed: Part | None = None

    def open(self, heading: Heading, *, is_title: bool) -> None:
        """Take a heading: it ends what stands above it, and opens what it names."""
        gathering, text = self.gathering, self.text
        self._end(heading.level)
        line = unwrap(text, *unnumbered(text, unwrap(text, *heading.line)))
        if candidate := opening(text, line):
            self.open_candidate(*candidate)
            gathering.sticky, self._candidate_level = True, heading.level
        elif not is_title and (
            found := known(text, line, in_candidate=gathering.scope is not None)
        ):
            gathering.put(found[0].key, found[1], Written(((found[0].value,),)))
        else:
            self._enter(heading.level, line, is_title=is_title)

    def _end(self, level: int) -> None:
        self._unnamed = None
        if level <= self._candidate_level:
            self._candidate_level = 0
            self.gathering.leave()
        elif not self.gathering.sticky:
            self.gathering.leave()
        if level <= self._section_level:
            self.section, self._section_level = "", 0

    def open_candidate(self, means: Opening, key: Part, name: Part) -> None:
        """Open a candidate; one without a name takes it from the line below."""
        self.gathering.open(means, key, Written(((name,),)))
        self._unnamed = key if name[0] >= name[1] else None

    def name(self, lines: tuple[Part, ...]) -> tuple[Part, ...]:
        """Give a candidate without a name the line that names a model; give the lines left."""
        key, self._unnamed = self._unnamed, None
        if not key or not lines or known(self.text, lines[0], in_candidate=True):
            return lines
        line = unwrap(self.text, *lines[0])
        if not names_a_model(self.text, line):
            return lines
        self.gathering.put(key, CANDIDATE_KEYS["model"], Written(((line,),)))
        return lines[1:]

    def _enter(self, level: int, line: Part, *, is_title: bool) -> None:
        text = self.text[slice(*line)]
        name = normalise(text)
        inside = self.gathering.scope is not None
        means = meaning(text, in_candidate=inside, name=name)
        if name in EVIDENCE_TITLES:
            self.section, self._section_level = "evidence", level
        elif name in CANDIDATE_TITLES:
            self.section, self._section_level = "candidates", level
        elif isinstance(means, Field):
            self.field = FieldHeading(means, line, name in SECTION_TITLES)
        elif name in SECTION_TITLES:
            self.section, self._section_level = name, level
        elif is_title:
            pass
        elif self.section == "candidates" and names_a_model(self.text, line):
            self.gathering.open_unlabelled(line, Written(((line,),)))
            self.gathering.rename()
            self.gathering.sticky, self._candidate_level = True, level
        elif near := nearest(name, in_candidate=inside):
            self.gathering.wonder(line, near)
            self.field = FieldHeading(near, line, weak=False)
