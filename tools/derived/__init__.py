"""What is derived from the source, one module a kind; each yields paths with their text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "decision_lint"

Derived = Iterator[tuple[Path, str]]
