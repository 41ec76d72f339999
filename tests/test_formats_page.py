"""The page on formats: its snippets run, and it tells of every format there is."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from conftest import ROOT
from decision_lint.render import RENDERERS
from program import NAME, PAIR, run

PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", PAGE)


def commands() -> Iterator[str]:
    """Give the commands of decision-lint in the snippets, as a shell gets them."""
    for language, block in BLOCKS:
        if language == "sh":
            yield from block.splitlines()
        else:
            yield from said_in(YAML(typ="safe", pure=True).load(block))


def said_in(node: Any) -> Iterator[str]:
    """Find the commands in what a workflow or a pipeline holds."""
    if isinstance(node, dict):
        for value in node.values():
            yield from said_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from said_in(value)
    elif isinstance(node, str) and node.startswith("decision-lint "):
        yield node


def test_every_format_has_a_section_and_a_snippet() -> None:
    told = "".join(commands())
    for name in RENDERERS:
        assert re.search(rf"(?m)^\| \[`{name}`\]\(#", PAGE)
        assert re.search(rf"(?m)^## (.* )?{name}\b", PAGE)
        assert name == "full" or f"--output-format {name}" in told


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository with a record, and a branch that it was cloned from."""
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(PAIR / "bad", folder / "docs")
    who = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    for words in (
        ("init", "-q"),
        ("add", "-A"),
        (*who, "commit", "-qm", "one"),
        ("update-ref", "refs/remotes/origin/main", "HEAD"),
    ):
        subprocess.run(["git", *words], cwd=folder, check=True)  # noqa: S607
    record = folder / "docs" / NAME
    record.write_text(record.read_text("utf-8").replace("draft", "proposed"), encoding="utf-8")
    return folder


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
@pytest.mark.parametrize("command", list(commands()))
def test_a_snippet_runs(command: str, repository: Path) -> None:
    words = shlex.split(command)[1:]
    words = words[: next((at for at, word in enumerate(words) if word.startswith(">")), None)]
    with chdir(repository):
        done = run(*words)
    assert (done.returncode, done.stderr) == (0 if "--exit-zero" in words else 1, "")
    path = words[words.index("--output-file") + 1] if "--output-file" in words else None
    assert "LIC002" in ((repository / path).read_text("utf-8") if path else done.stdout)
