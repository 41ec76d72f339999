"""Where findings stand as other programs count, and what a finding is known by from run to run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from decision_lint.render.look import Look
from decision_lint.report import Finding, Report
from decision_lint.rule import Level, Where
from decision_lint.source import Source


def sources_of(report: Report) -> Mapping[str, Source]:
    """Give the files that were read, by their paths."""
    return {
        source.path: source
        for record in report.records
        for source in (record.source, *record.beside)
    }


def is_absolute(path: str) -> bool:
    """Tell whether a path starts at a root or a drive: it lies outside the working folder."""
    return path.startswith("/") or path[1:3] in {":/", ":\\"}


def from_root(path: str, look: Look) -> str:
    """Give a path from the root of the repository, if it lies in it."""
    if not is_absolute(path):
        return look.prefix + path
    return path.removeprefix(f"{look.root}/") if look.root else path


def fails(finding: Finding, least: Mapping[str, Level]) -> bool:
    """Tell whether a finding makes the exit code 1, out of what fails each file."""
    return finding.level.weight >= least.get(finding.path, Level.ERROR).weight


def least_of(report: Report) -> Mapping[str, Level]:
    """Give for each file the lightest level that fails the run."""
    return {
        source.path: record.fail_on
        for record in report.records
        for source in (record.source, *record.beside)
    }


def route(where: Where) -> str:
    """Write a route as people do: `candidates[0].license_note`."""
    words = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in where)
    return "".join(words).removeprefix(".")


def text_at(finding: Finding, sources: Mapping[str, Source]) -> str:
    """Give the text that a finding is about, nothing where its file was not read."""
    source, span = sources.get(finding.path), finding.span
    if source is None or span.end_line > len(source.lines):
        return ""
    return source.cut(span)


def fingerprints(report: Report, look: Look) -> Mapping[int, str]:
    """Name every finding, by its identity, so that it keeps its name when lines above it change.

    The name is made of the rule, the path from the root of the repository, the route and the text;
    equal ones are counted.
    """
    sources, seen, names = sources_of(report), Counter[str](), {}
    for finding in (*report.findings, *report.suppressed):
        parts = (
            finding.code,
            from_root(finding.path, look),
            route(finding.where),
            text_at(finding, sources) or finding.message,
        )
        whole = "\0".join(parts)
        seen[whole] += 1
        counted = f"{whole}\0{seen[whole]}".encode("utf-8", "surrogatepass")
        names[id(finding)] = sha256(counted).hexdigest()[:32]
    return names
