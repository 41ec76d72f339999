"""A report in reviewdog's format."""

from __future__ import annotations

import json
from typing import Any

from decision_lint.render import RENDERERS
from decision_lint.report import Finding
from decision_lint.rule import Edit, Level
from decision_lint.source import Span
from reports import PLAIN, TEXT, found, report


def diagnostics(*findings: Finding) -> Any:
    return json.loads(RENDERERS["rdjson"](report(*findings), PLAIN))["diagnostics"]


def test_a_diagnostic_says_all_of_a_finding() -> None:
    (said,) = diagnostics(found(Span(3, 16, 3, 21)))
    assert said == {
        "message": "license-note-is-a-todo: 'check' is a to-do",
        "location": {
            "path": "a.md",
            "range": {"start": {"line": 3, "column": 16}, "end": {"line": 3, "column": 21}},
        },
        "severity": "ERROR",
        "code": {"value": "LIC002", "url": found(Span(1, 1, 1, 1)).url},
    }


def test_columns_are_bytes() -> None:
    span = Span(2, 7, 2, 13)
    (said,) = diagnostics(found(span))
    where = said["location"]["range"]
    line = TEXT.splitlines()[1].encode()
    cut = line[where["start"]["column"] - 1 : where["end"]["column"] - 1]
    assert cut.decode() == "待确认的许可"


def test_an_unread_file_has_lines_only() -> None:
    (said,) = diagnostics(found(Span(2, 7, 2, 13))._replace(path="b.md"))
    assert said["location"]["range"] == {"start": {"line": 2}, "end": {"line": 2}}


def test_levels_and_mends() -> None:
    edits = (Edit(Span(2, 7, 2, 13), "MIT"),)
    levels = [found(Span(2, 7, 2, 13), level=level)._replace(edits=edits) for level in Level]
    said = diagnostics(*levels)
    assert [each["severity"] for each in said] == ["ERROR", "WARNING", "INFO"]
    assert said[0]["suggestions"] == [{"range": said[0]["location"]["range"], "text": "MIT"}]
