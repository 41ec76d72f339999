"""The compiled checks: fastjsonschema's code, cut down to a plain yes or no."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import fastjsonschema

from decision_lint.schema.explanation import FILES
from derived import PACKAGE, ROOT, Derived

HEAD = '''"""{title}: whether a mapping obeys the schema (derived by tools/generate.py)."""
# fmt: off
# ruff: noqa
# mypy: ignore-errors
'''
TAIL = """

def accepts(data: object) -> bool:
    try:
        validate(data)
    except ValueError:
        return False
    return True
"""


def derive() -> Derived:
    """Yield a check for each schema that is asked at run time."""
    for name, file in FILES.items():
        schema = json.loads((ROOT / "schemas" / file).read_text(encoding="utf-8"))
        yield _module(name, schema)


def _module(name: str, schema: dict[str, Any]) -> tuple[Path, str]:
    code = fastjsonschema.compile_to_code(
        {key: value for key, value in schema.items() if key not in {"$schema", "$id"}},
        use_default=False,
        use_formats=False,
    )
    tree = ast.fix_missing_locations(_Plain().visit(ast.parse(code)))
    text = HEAD.format(title=schema["title"]) + ast.unparse(tree) + "\n" + TAIL
    return PACKAGE / "schema" / "compiled" / f"{name}.py", text


class _Plain(ast.NodeTransformer):
    """Take out what only words of failure, decimals and custom formats need."""

    def visit_Assign(self, node: ast.Assign) -> ast.Assign | None:
        """Keep the patterns, which are looked up, and drop what is not."""
        return node if ast.unparse(node.targets[0]) not in {"VERSION", "NoneType"} else None

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Import neither fastjsonschema nor decimal."""

    def visit_Raise(self, node: ast.Raise) -> ast.Raise:
        """Raise without the words: jsonschema finds better ones."""
        return ast.copy_location(ast.Raise(ast.Name("ValueError", ast.Load())), node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        """Catch what is raised here."""
        node.type = ast.Name("ValueError", ast.Load())
        return self.generic_visit(node)

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        """Leave decimals out of the numbers."""
        node.elts = [
            one for one in node.elts if not (isinstance(one, ast.Name) and one.id == "Decimal")
        ]
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Take the data alone."""
        node.args.args, node.args.defaults = node.args.args[:1], []
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Hand on the data alone."""
        if isinstance(node.func, ast.Name) and node.func.id.startswith("validate_"):
            node.args = node.args[:1]
        return self.generic_visit(node)
