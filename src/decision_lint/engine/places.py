"""Places: from a route to the file, line and column where a finding stands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from decision_lint.document.page import Document
from decision_lint.evidence.files import Linked
from decision_lint.evidence.table import EvaluationTable
from decision_lint.rule import Absent, Where
from decision_lint.source import TOP, Source, Span
from decision_lint.twin import Twin


class Places(NamedTuple):
    """The record and the files beside it, by the routes that rules speak in."""

    document: Document
    twin: Twin | None = None
    files: Mapping[str, Linked] = MappingProxyType({})
    """Evidence files by the link that leads to them."""

    @classmethod
    def of(cls, document: Document, given: Mapping[str, Any]) -> Places:
        """Take the files beside a record from what was gathered of it."""
        twin, evidence = given["twin"], given["evidence"]
        files = () if isinstance(evidence, Absent) else evidence
        return cls(
            document,
            twin if isinstance(twin, Twin) else None,
            {linked.link: linked for linked in files},
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """The files beside the record that could be read."""
        twin = (self.twin.json.source,) if self.twin else ()
        return (*twin, *(linked.source for linked in self.files.values() if linked.source))

    def find(self, where: Where | Span) -> tuple[Source, Span]:
        """Find the file and the span that a route leads to."""
        if isinstance(where, Span):
            return self.document.source, where
        match where:
            case ("twin", *rest) if self.twin:
                return self.twin.json.source, self.twin.json.place(tuple(rest))
            case ("files", str(link), *cell) if link in self.files:
                return self._in_file(self.files[link], tuple(cell))
        return self.document.source, self.document.place(where)

    def candidate(self, where: Where | Span) -> str | None:
        """Name the candidate that a route leads into, by its model as written."""
        match where:
            case ("candidates", int(index), *_):
                model = self.document.values.get(("candidates", index, "model"))
                return model if isinstance(model, str) else None
        return None

    def _in_file(self, linked: Linked, cell: Where) -> tuple[Source, Span]:
        source = linked.source or Source(linked.path)
        table = linked.table
        match cell:
            case (int(line), int(column)):
                return source, Span(line, column, line, column)
            case (int(row), str(column)) if isinstance(table, EvaluationTable):
                return source, table.place(row, column) or TOP
        return source, TOP
