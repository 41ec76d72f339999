"""The real programs that `make acceptance` has installed, and what they are run on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACE = ROOT / ".acceptance"
NAME = "model_runtime_decision.md"
PAIR = ROOT / "fixtures" / "rules" / "license-note-is-a-todo"
NO_NETWORK = ("unshare", "--map-root-user", "--net")

_NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".acceptance", "dist", "htmlcov", ".hypothesis", ".*_cache", "__pycache__"
)
_ONESELF = ("-c", "user.name=A B", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")


def program(name: str) -> str:
    """Give the path of a program; skip where it could not be installed here, and say why."""
    if (path := PLACE / "bin" / name).exists():
        return str(path)
    return pytest.skip(f"{name} is not installed: {_lacks().get(name, 'run make acceptance')}")


def node_package(name: str) -> Path:
    """Give the folder of a package of Node.js; skip where it could not be installed here."""
    if (path := PLACE / "node_modules" / name).exists():
        return path
    return pytest.skip(f"{name} is not installed: {_lacks().get(name, 'run make acceptance')}")


def library(name: str) -> str:
    """Give the Python that can import a library; skip where it could not be installed here."""
    python = PLACE / "bin" / "python"
    if any(PLACE.glob(f"lib/python*/site-packages/{name}")):
        return str(python)
    return pytest.skip(f"{name} is not installed: {_lacks().get(name, 'run make acceptance')}")


def schema(name: str) -> Path:
    """Give the path of a published schema; skip where it could not be had here."""
    if (path := PLACE / name).exists():
        return path
    return pytest.skip(f"{name} is not there: {_lacks().get(name, 'run make acceptance')}")


def node() -> str:
    """Give the path of Node.js."""
    own = PLACE / "bin" / "node"
    found = str(own) if own.exists() else shutil.which("node")
    return found or pytest.skip(f"there is no Node.js: {_lacks().get('node', 'nor a package')}")


def _lacks() -> Mapping[str, str]:
    path = PLACE / "lacks.json"
    told: Mapping[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return told


def run(
    *words: str | Path, at: Path, code: int | None = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, and hold its exit code."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=at,
        env=_clean(os.environ) | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        timeout=600,
    )
    assert code is None or done.returncode == code, f"{done.stdout}\n{done.stderr}"
    return done


def git(*words: str, at: Path) -> str:
    """Run git in a folder; give what it says."""
    return run("git", *_ONESELF, *words, at=at).stdout.strip()


def commit(folder: Path) -> str:
    """Commit all that lies in a folder, as the first commit or a further one; give its name."""
    if not (folder / ".git").exists():
        git("init", "--quiet", "--initial-branch", "main", at=folder)
    git("add", "--all", at=folder)
    git("commit", "--quiet", "--allow-empty", "--message", "as it is", at=folder)
    return git("rev-parse", "HEAD", at=folder)


def snapshot(folder: Path) -> Path:
    """Copy this repository as it lies here, and commit the copy."""
    shutil.copytree(ROOT, folder, ignore=_NOT_COPIED)
    commit(folder)
    return folder


def by_hand(*words: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Run decision-lint as one does by hand, whatever it finds."""
    return python("-m", "decision_lint", *words, at=at, code=None)


def python(*words: str, at: Path, code: int | None = 0) -> subprocess.CompletedProcess[str]:
    """Run the Python that has decision-lint."""
    here = {key: value for key, value in os.environ.items() if key == "PYTHONPATH"}
    return run(sys.executable, *words, at=at, code=code, NO_COLOR="1", **here)


def has_no_network() -> Sequence[str]:
    """Give the words that run a program without network; skip where the system forbids it."""
    try:
        run(*NO_NETWORK, "true", at=ROOT)
    except (AssertionError, OSError) as error:
        pytest.skip(f"no namespace without network here: {str(error).strip()}")
    return NO_NETWORK


def _clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Leave out what a surrounding hook, workflow or measurement of coverage would bring in."""
    foreign = ("GIT_", "GITHUB_", "PRE_COMMIT", "COVERAGE_", "COV_CORE", "PYTHON")
    return {key: value for key, value in environment.items() if not key.startswith(foreign)}
