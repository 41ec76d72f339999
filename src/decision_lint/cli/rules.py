"""`rules`: every rule on a line."""

from __future__ import annotations

from collections.abc import Sequence

from decision_lint.cli.arguments import rules_parser
from decision_lint.cli.console import say
from decision_lint.render.json import dump
from decision_lint.render.look import Look
from decision_lint.report import DOCS
from decision_lint.rule import family_of
from decision_lint.rules import RULES


def run(words: Sequence[str]) -> int:
    """Print the rules, as a table or as JSON."""
    options = rules_parser().parse_args(words)
    return say(_json() if options.output_format == "json" else _table())


def _table() -> str:
    room = max(len(rule.name) for rule in RULES)
    return "".join(
        f"{rule.code:<6}  {rule.level:<7}  {rule.name:<{room}}  {rule.summary}\n" for rule in RULES
    )


def _json() -> str:
    entries = [
        {
            "code": rule.code,
            "name": rule.name,
            "level": rule.level,
            "family": family_of(rule.code),
            "summary": rule.summary,
            "url": f"{DOCS}{rule.name}.md",
        }
        for rule in RULES
    ]
    return dump(entries, Look())
