"""The index of rules: every rule file found, in the order of families and codes."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from decision_lint.rule import family_of
from derived import PACKAGE, Derived

FAMILIES = {
    "REC": "record",
    "TSK": "task",
    "LIC": "license",
    "HW": "hardware",
    "RUN": "runtime",
    "EVD": "evidence",
    "RTE": "route",
    "HUB": "hub",
}
"""Each family of codes and the folder of its rules, in the order in which they are told."""

LINE = 100
HEAD = '''"""Every rule, in the order of families and codes (derived by tools/generate.py)."""

from __future__ import annotations

from decision_lint.rule import Rule
'''


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file with a rule, known without importing it: the old index may not import any more."""

    code: str
    fit: str
    name: str

    @property
    def rank(self) -> tuple[int, str]:
        """Order by family, then by code."""
        return list(FAMILIES).index(family_of(self.code)), self.code

    @property
    def line(self) -> str:
        """Import it, wrapped where the line is too long."""
        module = f"from decision_lint.rules.{self.fit}.{self.name} import "
        whole = module + self.name
        return whole if len(whole) <= LINE else f"{module}(\n    {self.name},\n)"


def derive() -> Derived:
    """Yield the package of the rules, which is their index."""
    files = tuple(rule_files())
    imports = "\n".join(one.line for one in sorted(files, key=lambda one: (one.fit, one.name)))
    entries = "".join(f"    {one.name},\n" for one in sorted(files, key=lambda one: one.rank))
    text = f"{HEAD}{imports}\n\nRULES: tuple[Rule, ...] = (\n{entries})\n"
    yield PACKAGE / "rules" / "__init__.py", text


def rule_files() -> list[RuleFile]:
    """Find the rule of each rule file: the function that bears the file's name."""
    paths = sorted((PACKAGE / "rules").glob("*/[!_]*.py"))
    return [RuleFile(_code(path), path.parent.name, path.stem) for path in paths]


def _code(path: Path) -> str:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == path.stem:
            for mark in node.decorator_list:
                match mark:
                    case ast.Call(ast.Name("rule"), [ast.Constant(str(code)), *_]):
                        return code
    message = f"{path}: has no @rule of that name"
    raise LookupError(message)
