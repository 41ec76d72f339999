"""The rules as SARIF describes them, each with its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_lint.render.mend import mend, why
from decision_lint.report import DOCS, Page, Report
from decision_lint.rule import Level, family_of

_LONGEST = 1024
"""GitHub takes no longer description."""
_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}
_FITS = {
    "REC": "record",
    "TSK": "task",
    "LIC": "license",
    "HW": "hardware",
    "RUN": "runtime",
    "EVD": "evidence",
    "RTE": "route",
    "HUB": "hub",
}


def descriptors(report: Report) -> list[Mapping[str, Any]]:
    """Describe every rule that the report speaks of, by code."""
    named = [(item.code, item.name) for item in (*report.findings, *report.suppressed)]
    named += [(item.code, item.name) for item in report.not_checked]
    pages = {
        code: report.pages.get(code) or Page(code, name, Level.WARNING, "") for code, name in named
    }
    return [_descriptor(pages[code]) for code in sorted(pages)]


def _descriptor(page: Page) -> Mapping[str, Any]:
    words = page.name.replace("-", " ")
    short = page.text.partition("\n")[0] or f"{words[:1].upper()}{words[1:]}."
    reason = why(page.text)
    url = f"{DOCS}{page.name}.md"
    text = f"{short} {mend(page.text)}".strip()
    return {
        "id": page.code,
        "name": words.title().replace(" ", ""),
        "shortDescription": {"text": _cut(_plain(short))},
        "fullDescription": {"text": _cut(_plain(f"{short} {reason}".strip()))},
        "help": {
            "text": f"{_plain(text)} See {url} for more.",
            "markdown": f"{page.text or short}\n\n[Read more]({url})\n",
        },
        "helpUri": url,
        "defaultConfiguration": {"level": page.level.value},
        "properties": {
            "tags": ["model-decision", _FITS.get(family_of(page.code), "other")],
            "precision": "high",
            "problem.severity": _SEVERITIES[page.level],
        },
    }


def _plain(text: str) -> str:
    return text.replace("`", "'")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
