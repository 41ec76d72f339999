"""The pages of the rules: what each says, the pair that shows it, and what the tool answers."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

from decision_lint.rule import Rule, family_of
from decision_lint.rules import RULES
from derived import ROOT, Derived
from derived.index import FAMILIES

DOCS = ROOT / "docs" / "rules"
FIXTURES = ROOT / "fixtures" / "rules"
HEAD = """# Rules

Every rule has a code and a name; either may be used wherever a rule is meant.
An error fails a run, a warning or a note fails it only where `fail-on` says so.
"""


def derive() -> Derived:
    """Yield the page of each rule, and the list of them."""
    for rule in RULES:
        yield DOCS / f"{rule.name}.md", _page(rule)
    yield DOCS / "README.md", _index(RULES)


def table(rules: tuple[Rule, ...], folder: str) -> str:
    """List rules with links to their pages in a folder."""
    rows = [
        f"| {rule.code} | [{rule.name}]({folder}{rule.name}.md) | {rule.level} | {_summary(rule)} |"
        for rule in rules
    ]
    return "\n".join(["| code | name | level | what is wrong |", "|---|---|---|---|", *rows, ""])


def _summary(rule: Rule) -> str:
    return rule.summary.replace("|", "\\|")


def _index(rules: tuple[Rule, ...]) -> str:
    parts = [HEAD]
    for letters, fit in FAMILIES.items():
        if mine := tuple(rule for rule in rules if family_of(rule.code) == letters):
            parts.append(f"## {letters}: {fit}\n\n{table(mine, '')}")
    return "\n".join(parts)


def _page(rule: Rule) -> str:
    head = f"# {rule.name}\n\n`{rule.code}` · {rule.level} · {FAMILIES[family_of(rule.code)]}\n"
    parts = [head, rule.page.rstrip() + "\n"]
    pair = FIXTURES / rule.name
    if mend := _mend(pair):
        parts.append(f"## Example\n\nWhat mends it:\n\n{_fenced('diff', mend)}")
    expected = pair / "bad" / "expected.txt"
    if expected.exists():
        said = expected.read_text(encoding="utf-8")
        parts.append(f"Without it, the tool says:\n\n{_fenced('text', said)}")
    return "\n".join(parts)


def _mend(pair: Path) -> str:
    """Show what differs between the bad example and the good one."""
    names = {
        path.relative_to(pair / side) for side in ("bad", "good") for path in _files(pair / side)
    }
    return "".join(_difference(pair, name) for name in sorted(names))


def _files(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if not path.name.startswith("expected.")]


def _difference(pair: Path, name: Path) -> str:
    shown = name.as_posix()
    before, after = (_lines(pair / side / name) for side in ("bad", "good"))
    old = f"bad/{shown}" if before else "/dev/null"
    new = f"good/{shown}" if after else "/dev/null"
    lines = unified_diff(before, after, old, new, n=2)
    return "".join(line if line.strip() else "\n" for line in lines)


def _lines(path: Path) -> list[str]:
    """Read a file's lines; bytes that are not UTF-8 are shown as what they are."""
    if not path.exists():
        return []
    text = path.read_bytes().decode("utf-8", "backslashreplace")
    return [f"{line}\n" for line in text.splitlines()]


def _fenced(language: str, text: str) -> str:
    """Fence a text with more backticks than stand in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}{fence}\n"
