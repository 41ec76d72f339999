"""What the tool says of the fixtures, on a fixed day, as a user would see it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from pathlib import Path

from decision_lint.cli import main
from decision_lint.render import concise
from decision_lint.render.look import Look
from derived import ROOT, Derived
from derived.drifts import NOW, check_drift

DAY = "2026-11-24"
WORDS = ("--output-format", "concise", "--as-of", DAY, "--quiet", "--exit-zero")
OWN = ("decision-lint.toml", "pyproject.toml")


def derive() -> Derived:
    """Yield what is said of each bad example and of each whole record."""
    for folder in folders():
        yield folder / "expected.txt", _said(folder)


def folders() -> Iterator[Path]:
    """Give the folders whose findings are written down."""
    fixtures = ROOT / "fixtures"
    yield from sorted(path for path in fixtures.glob("rules/*/bad") if path.is_dir())
    yield from sorted(path for path in fixtures.glob("records/*") if path.is_dir())


def _said(folder: Path) -> str:
    # The configuration of this repository leaves its fixtures out.
    alone = () if any((folder / name).exists() for name in OWN) else ("--isolated",)
    output = io.StringIO()
    with chdir(folder), redirect_stdout(output):
        code = main([*WORDS, *alone, "."])
    if code:
        raise ChildProcessError(f"{folder}: exit code {code}")
    if (folder / NOW).exists():
        output.write(concise.render(check_drift(folder, DAY), Look()))
    return output.getvalue()
