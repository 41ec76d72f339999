"""One rich report in every format: what the tool writes of `fixtures/formats`, on a fixed day."""

from __future__ import annotations

import os
from contextlib import chdir
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

from decision_lint.cli import main
from decision_lint.render import RENDERERS
from derived import ROOT, Derived

FOLDER = ROOT / "fixtures" / "formats"
DAY = "2026-11-24"


def derive() -> Derived:
    """Yield the report in each format."""
    for variable in [name for name in os.environ if name.startswith("GITHUB_")]:
        del os.environ[variable]  # links into a repository are no part of it
    with TemporaryDirectory() as name:
        # The paths of a report start at the root of a repository: here it is this folder.
        folder = Path(name) / "repository"
        copytree(FOLDER, folder, ignore=ignore_patterns("expected.*"))
        (folder / ".git").mkdir()
        for format_name in RENDERERS:
            yield FOLDER / f"expected.{format_name}", _said(format_name, folder)


def _said(format_name: str, folder: Path) -> str:
    report = folder.parent / format_name
    words = ("--output-format", format_name, "--as-of", DAY, "--color", "never")
    with chdir(folder):
        code = main([*words, "--exit-zero", "--output-file", str(report), "."])
    if code:
        raise ChildProcessError(f"{format_name}: exit code {code}")
    return report.read_bytes().decode()
