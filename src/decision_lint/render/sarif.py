"""A report as SARIF 2.1.0, for GitHub's code scanning and every other reader of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from decision_lint.quoting import visible
from decision_lint.render.json import dump
from decision_lint.render.look import Look
from decision_lint.render.places import fingerprints, sources_of
from decision_lint.render.sarif_places import SOURCE_ROOT, Locations, relation
from decision_lint.render.sarif_rules import descriptors
from decision_lint.report import Finding, Report, Unchecked
from decision_lint.rule import Level

Json = Mapping[str, Any]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://github.com/decision-lint/decision-lint"
_MOST = 25_000
"""GitHub takes as many results of a run, and refuses a file with more."""
_MOST_LOCATIONS = 100
"""GitHub shows as many locations of a result."""
_LONGEST = 4096
_CUT = "..."


def render(report: Report, look: Look) -> str:
    """Write one run; what a comment hides is kept as suppressed, so that no alert is reopened."""
    rules = descriptors(report)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    kept, left_out = _kept(report)
    run = {
        "tool": {
            "driver": {
                "name": "decision-lint",
                "organization": "decision-lint",
                "version": report.version,
                "semanticVersion": report.version,
                "informationUri": _HOME,
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            SOURCE_ROOT: {"description": {"text": "The root of the repository."}},
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    *_left_out(left_out),
                    *_not_checked(report.not_checked, index, look),
                ],
            }
        ],
        "results": list(_results(report, kept, index, look)),
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, look)


def _kept(report: Report) -> tuple[Sequence[Finding], int]:
    """Give as many findings as GitHub takes, the lightest and the suppressed left out first."""
    findings = (*report.findings, *report.suppressed)
    if len(findings) <= _MOST:
        return findings, 0
    order = sorted(findings, key=lambda item: (item.excuse is not None, -item.level.weight))
    return order[:_MOST], len(findings) - _MOST


def _results(
    report: Report, findings: Sequence[Finding], index: Mapping[str, int], look: Look
) -> Iterator[Json]:
    names = fingerprints(report, look)
    locations = Locations(sources_of(report), look)
    for finding in findings:
        yield {
            "ruleId": finding.code,
            "ruleIndex": index[finding.code],
            "kind": "fail",
            "level": finding.level.value,
            "message": {"text": _said(finding.message)},
            "locations": [locations.of(finding)],
            "partialFingerprints": {
                **locations.line_hash(finding),
                "decisionLint/v1": names[id(finding)],
            },
            **_suppressions(finding),
            **locations.fixes(finding),
            "properties": _properties(finding),
        }


def _suppressions(finding: Finding) -> Json:
    # All results of a run have suppressions or none has: one without is said to have none.
    if finding.excuse is None:
        return {"suppressions": []}
    until = f" (until {visible(finding.excuse.until)})" if finding.excuse.until else ""
    why = f"{_cut(visible(finding.excuse.reason))}{until}"
    return {"suppressions": [{"kind": "inSource", "status": "accepted", "justification": why}]}


def _properties(finding: Finding) -> Json:
    properties: dict[str, Any] = {}
    if finding.candidate:
        properties["candidate"] = _cut(visible(finding.candidate))
    if finding.facts:
        properties["facts"] = {
            "source": finding.facts.source,
            "asOf": finding.facts.as_of,
        }
    return properties


def _left_out(count: int) -> Iterator[Json]:
    if count:
        text = f"{count} results were left out: GitHub takes no more than {_MOST} of a run."
        yield {"level": "warning", "message": {"text": text}}


def _not_checked(
    lacks: Sequence[Unchecked], index: Mapping[str, int], look: Look
) -> Iterator[Json]:
    """Tell of each rule that could not look why, and at which records."""
    grouped: dict[tuple[str, str, str], dict[str, None]] = {}
    for lack in lacks:
        grouped.setdefault((lack.code, lack.why, lack.mend), {})[lack.path] = None
    for (code, why, mend), paths in grouped.items():
        how = f" Run `{visible(mend)}`." if mend else ""
        more = len(paths) - _MOST_LOCATIONS
        also = f" It is so in {more} records more." if more > 0 else ""
        text = f"{code} was not checked: {_said(why)}.{how}{also}"
        yield {
            "level": Level.NOTE.value,
            "message": {"text": text},
            "associatedRule": relation(code, index),
            "locations": [
                {"physicalLocation": Locations.file(path, look)}
                for path in list(paths)[:_MOST_LOCATIONS]
            ],
        }


def _said(text: str) -> str:
    """Show a text as it is: SARIF takes `[text](target)` for a link, also in plain messages."""
    return _cut(visible(text).replace("](", "\\]("))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
