"""Places as SARIF writes them: relative URIs, regions in code points, the text at a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from decision_lint.quoting import visible
from decision_lint.render.linehash import line_hashes
from decision_lint.render.look import Look
from decision_lint.render.places import from_root, is_absolute, route
from decision_lint.report import Finding
from decision_lint.rule import Edit
from decision_lint.source import Source, Span

Json = Mapping[str, Any]

SOURCE_ROOT = "%SRCROOT%"
"""The name by which readers know the root of the repository."""
_LONGEST_SNIPPET = 1000
"""A longer stretch of text is left out: a reader that wants it has the file."""


def relation(code: str, index: Mapping[str, int]) -> Json:
    """Point to a rule."""
    return {"id": code, "index": index[code]}


class Locations:
    """Writes locations, and reads each file once."""

    def __init__(self, sources: Mapping[str, Source], look: Look) -> None:
        self.sources = sources
        self.look = look
        self.hashes: dict[str, Mapping[int, str]] = {}

    def of(self, finding: Finding) -> Json:
        """Say where a finding stands: in the file, and in the structured record."""
        place = {**self.file(finding.path, self.look), **self._regions(finding)}
        way = route(finding.where)
        logical = {"fullyQualifiedName": visible(way), "kind": "member"}
        return {"physicalLocation": place, **({"logicalLocations": [logical]} if way else {})}

    def line_hash(self, finding: Finding) -> Json:
        """Give the one fingerprint that GitHub looks at, where the file could be read."""
        path = finding.path
        if path not in self.hashes:
            source = self.sources.get(path)
            self.hashes[path] = line_hashes(source.text) if source else {}
        value = self.hashes[path].get(finding.span.line)
        return {"primaryLocationLineHash": value} if value else {}

    def fixes(self, finding: Finding) -> Json:
        """Give the mechanical mend."""
        if not finding.edits:
            return {}
        change = {
            "artifactLocation": self.file(finding.path, self.look)["artifactLocation"],
            "replacements": [_replacement(edit) for edit in finding.edits],
        }
        return {"fixes": [{"artifactChanges": [change]}]}

    @staticmethod
    def file(path: str, look: Look) -> dict[str, Any]:
        """Point to a file, relative to the root of the repository where it lies in it."""
        place = from_root(path, look)
        uri = quote(_bytes(place))
        if not is_absolute(place):
            return {"artifactLocation": {"uri": uri, "uriBaseId": SOURCE_ROOT}}
        return {"artifactLocation": {"uri": f"file://{'' if uri[:1] == '/' else '/'}{uri}"}}

    def _regions(self, finding: Finding) -> Json:
        span, source = finding.span, self.sources.get(finding.path)
        region = _region(span)
        if source is None or span.end_line > len(source.lines):
            return {"region": region}
        lines = source.lines[span.line - 1 : span.end_line]
        around = Span(span.line, 1, span.end_line, len(lines[-1]) + 1)
        if text := _shown(source.cut(span)):
            region["snippet"] = {"text": text}
        context = _shown(source.cut(around))
        if not text or not context or around == span:
            return {"region": region}
        return {
            "region": region,
            "contextRegion": {**_region(around), "snippet": {"text": context}},
        }


def _region(span: Span) -> dict[str, Any]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _bytes(path: str) -> bytes:
    """Give a path as the bytes that it is on the disk, even where they are no UTF-8."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")


def _replacement(edit: Edit) -> Json:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}


def _shown(text: str) -> str:
    """Give a text that is short and steers no screen, else nothing."""
    plain = text.replace("\r", "").replace("\n", "").replace("\t", "")
    return text if len(text) <= _LONGEST_SNIPPET and visible(plain) == plain else ""
