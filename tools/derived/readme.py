"""The README's blocks between `<!-- derived: NAME -->` and `<!-- end -->`."""

from __future__ import annotations

import io
import os
import re
from contextlib import chdir, redirect_stdout
from unittest.mock import patch

from decision_lint.cli import main
from decision_lint.rule import family_of
from decision_lint.rules import RULES
from derived import ROOT, Derived
from derived.index import FAMILIES

EXAMPLE = "examples/before.decision.md"
BLOCK = re.compile(r"(<!-- derived: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def derive() -> Derived:
    """Yield the README with its blocks filled."""
    path = ROOT / "README.md"
    blocks = {"session": _session(), "rules": _rules()}
    text = path.read_text(encoding="utf-8")
    if (found := {block[2] for block in BLOCK.finditer(text)}) != set(blocks):
        raise LookupError(f"README.md: has the blocks {found}, not {set(blocks)}")
    yield path, BLOCK.sub(lambda block: f"{block[1]}\n{blocks[block[2]]}\n{block[3]}", text)


def _session() -> str:
    """Run the example as a user would see it, without colour."""
    output = io.StringIO()
    with chdir(ROOT), redirect_stdout(output), patch.dict(os.environ, {"NO_COLOR": "1"}):
        os.environ.pop("COLUMNS", None)
        main([EXAMPLE])
    return f"```console\n$ decision-lint {EXAMPLE}\n{output.getvalue()}```\n"


def _rules() -> str:
    """List the names of the rules, a family a row."""
    rows = []
    for letters, fit in FAMILIES.items():
        mine = [rule for rule in RULES if family_of(rule.code) == letters]
        names = " · ".join(f"[{rule.name}](docs/rules/{rule.name}.md)" for rule in mine)
        if names:
            rows.append(f"| **{fit}** | {names} |")
    return "\n".join(["| fit | rules |", "|---|---|", *rows, ""])
