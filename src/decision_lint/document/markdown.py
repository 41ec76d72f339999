"""Reads a record's Markdown, in all the shapes that people write, into a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from decision_lint.document import frontmatter
from decision_lint.document.blocks import Part, blocks
from decision_lint.document.comments import mask, suppression
from decision_lint.document.gathering import Gathering
from decision_lint.document.inline import unwrap
from decision_lint.document.page import Document, Suppression
from decision_lint.document.walk import Walk
from decision_lint.patterns import pattern
from decision_lint.source import Source

_YAML_COMMENT = pattern(r"#\s*(?=decision-lint:)", re.IGNORECASE)
_IN_QUOTES = pattern(r"""(?:^|[:,\[{-])\s+(["'])(?:(?!\1).)*$""")
"""A line up to where a quoted YAML value is still open."""


def parse(source: Source) -> Document:
    """Read a record's text; whatever it holds, this does not raise."""
    text, suppressions = mask(source)
    text = text.replace("\x00", "\ufffd")  # as the Markdown parser does, so that both agree
    fronts = tuple(frontmatter.find(source))
    body = _without(text, source, fronts)
    walk = Walk(Gathering(source, text))
    broken = []
    for front in fronts:
        suppressions = (*_silenced(source, front), *suppressions)
        if fault := frontmatter.read(walk.gathering, front):
            broken.append(fault)
            walk.lines.read(_plain_lines(text, front))
            walk.lines.flush()
    walk.gathering.end_front_matter(fronts[-1][1] if fronts else 0)
    found = blocks(source, body)
    walk.run(found)
    gathering = walk.gathering
    if not gathering.keys and not walk.decided:
        walk.run_fences(found)
    gathering.settle(walk.decided)
    return Document(
        source=source,
        title=gathering.key(walk.title) if walk.title else None,
        values=gathering.values,
        spans=gathering.spans,
        keys=gathering.keys,
        empty=gathering.empty,
        links=gathering.links,
        unknown=tuple(gathering.unknown),
        duplicates=tuple(gathering.duplicates),
        suppressions=suppressions,
        broken=tuple(broken),
        rewrapped=walk.lines.rewrapped,
    )


def _without(text: str, source: Source, fronts: Sequence[Part]) -> str:
    """Blank out front matter with its fences, line ends kept."""
    if not fronts:
        return text
    last = source.position(fronts[-1][1])[0]
    end = source.starts[last] if last < len(source.starts) else len(text)
    return re.sub(r"[^\r\n]", " ", text[:end]) + text[end:]


def _plain_lines(text: str, front: Part) -> tuple[Part, ...]:
    """Give the lines of front matter that is no YAML, to be read as lines of fields."""
    lines, at = [], front[0]
    for line in text[slice(*front)].splitlines(keepends=True):
        part = unwrap(text, at, at + len(line))
        at += len(line)
        if part[0] < part[1]:
            lines.append(part)
    return tuple(lines)


def _silenced(source: Source, front: Part) -> tuple[Suppression, ...]:
    """Read the YAML comments that silence rules."""
    found = []
    for match in _YAML_COMMENT.finditer(source.text, *front):
        line = source.starts[source.position(match.start())[0] - 1]
        before = source.text[line : match.start()]
        if _IN_QUOTES.search(before) or (before and not before[-1].isspace()):
            continue
        end = source.text.find("\n", match.end())
        end = front[1] if end < 0 else end
        comment = source.text[match.end() : end]
        if read := suppression(source, match.start(), match.end() + len(comment.rstrip()), comment):
            found.append(read)
    return tuple(found)
