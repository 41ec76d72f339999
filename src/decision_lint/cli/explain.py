"""`explain`: the page of a rule."""

from __future__ import annotations

from collections.abc import Sequence

from decision_lint.cli.arguments import explain_parser
from decision_lint.cli.console import Exit, complain, say
from decision_lint.report import DOCS
from decision_lint.rules import RULES
from decision_lint.spelling import did_you_mean


def run(words: Sequence[str]) -> int:
    """Print the page of the rule that is asked for."""
    wanted = explain_parser().parse_args(words).rule.strip()
    for rule in RULES:
        if wanted.casefold() in {rule.code.casefold(), rule.name}:
            head = f"# {rule.code} {rule.name} ({rule.level})"
            return say(f"{head}\n\n{rule.page}\n\n{DOCS}{rule.name}.md\n")
    known = [word for rule in RULES for word in (rule.code, rule.name)]
    mend = did_you_mean(wanted, known) or "; 'decision-lint rules' lists them"
    complain(f"unknown rule {wanted!r}{mend}")
    return Exit.USAGE
