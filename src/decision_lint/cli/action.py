"""decision-lint as a step of a GitHub workflow: inputs from the environment, outputs to files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr

from decision_lint.cli.console import Exit, say
from decision_lint.cli.dispatch import main as decision_lint
from decision_lint.quoting import harmless
from decision_lint.render.github import command
from decision_lint.render.markup import plain
from decision_lint.workspace.paths import root_of
from decision_lint.workspace.revisions import NoRevision, changed_since

_FLAGS = {"true": True, "false": False}
_MOST = 20
"""As many complaints are told in the summary; the log has them all."""


class WrongInput(Exception):  # noqa: N818  (it names the state, as Unreadable does)
    """An input that means nothing, and the mend."""


def main() -> int:
    """Check what the inputs ask for, sum it up, and give the exit code of the check."""
    folder = os.path.join(os.environ["RUNNER_TEMP"], f"decision-lint-{os.urandom(6).hex()}")
    os.mkdir(folder)
    try:
        files = {
            "json": os.path.join(folder, "report.json"),
            "sarif": _sarif_file() or os.path.join(folder, "decision-lint.sarif"),
            "markdown": os.path.join(folder, "summary.md"),
        }
        words = list(_words(files))
        sums_up = _flag("summary")
    except WrongInput as wrong:
        _tell(str(wrong), Exit.USAGE)
        return Exit.USAGE
    older = _state(files["sarif"])
    code, complaints = _run(words, folder)
    if _state(files["sarif"]) == older:
        del files["sarif"]  # it is not of this run: a pull request may have brought it
    counts = _counts(files["json"])
    if sums_up:
        if code > Exit.FOUND:
            _append("GITHUB_STEP_SUMMARY", "".join(_failure(complaints)))
        if counts.get("records") or code <= Exit.FOUND:
            _append("GITHUB_STEP_SUMMARY", _text(files["markdown"]))
    _append("GITHUB_OUTPUT", "".join(_outputs(files, counts)))
    return code


def _words(files: Mapping[str, str]) -> Iterator[str]:
    """Give the words of the check: one run writes the annotations and every file."""
    yield from ("check", "--output-format", "github")
    for output_format, path in files.items():
        yield from ("--report", f"{output_format}={path}")
    if _flag("online"):
        yield "--online"
    for name in ("fail-on", "config"):
        if value := _input(name):
            yield f"--{name}={value}"
    paths = [path.strip() for path in _input("paths").splitlines() if path.strip()]
    yield from _comparison(is_narrow=not paths)
    for path in paths:
        # A name that begins with a dash is no option, and a dash no standard input.
        yield os.path.join(os.curdir, path)


def _comparison(*, is_narrow: bool) -> Iterator[str]:
    """Say what a pull request is compared with, and that only what it touches is checked."""
    base = os.environ.get("BASE", "")
    if not base:
        return
    if lack := _lack(base):
        _tell(f"every record is checked, since nothing can be compared: {lack}", Exit.CLEAN)
        return
    yield f"--base={base}"
    if is_narrow:
        yield "--only-changed"


def _lack(base: str) -> str:
    """Say why nothing can be compared with a commit; nothing where it can."""
    root = root_of(os.path.realpath(os.curdir))
    if root is None:
        return "the workspace is no git repository"
    try:
        changed_since(base, root)
    except NoRevision as lack:
        return str(lack)
    return ""


def _run(words: Sequence[str], folder: str) -> tuple[int, Sequence[str]]:
    """Run the check; what it complains of is shown as an annotation too where it is the cause."""
    name = os.path.join(folder, "complaints.txt")
    # A real file: what the processes write that share the work comes here too.
    file = open(name, "a", buffering=1, encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
    with file as complaints, redirect_stderr(complaints):
        code = decision_lint(words)
    told = []
    for line in _text(name).splitlines():
        matter = line.removeprefix("decision-lint: ")
        if matter != line:  # the others tell the usage
            told.append(matter)
        _tell(matter, code if matter != line else Exit.CLEAN)
    return code, told


def _tell(line: str, code: int) -> None:
    """Show a complaint; where the step fails for it, as an annotation as well."""
    if code > Exit.FOUND:
        say(command("error", line, {"title": "decision-lint"}) + "\n")
    say(harmless(line) + "\n")


def _failure(complaints: Sequence[str]) -> Iterator[str]:
    """Say at the head of the summary that the check is not whole, and why."""
    yield "## ❌ Model decisions: not all could be checked\n\n"
    yield from (f"- {plain(line, 1000)}\n" for line in complaints[:_MOST])
    if rest := complaints[_MOST:]:
        yield f"- {len(rest)} more in the log\n"
    yield "\n"


def _counts(path: str) -> Mapping[str, int]:
    """Give what the report counts; nothing where there is none."""
    text = _text(path)
    counts: Mapping[str, int] = json.loads(text)["summary"] if text else {}
    return counts


def _state(path: str) -> tuple[int, int] | None:
    """Tell a file that was written anew from the one that lay there."""
    if not os.path.isfile(path):
        return None
    state = os.stat(path)
    return state.st_ino, state.st_mtime_ns


def _text(path: str) -> str:
    if not os.path.isfile(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def _outputs(files: Mapping[str, str], counts: Mapping[str, int]) -> Iterator[str]:
    names = {"sarif": "sarif-file", "json": "report"}
    values = {name: files[key] for key, name in names.items() if os.path.isfile(files.get(key, ""))}
    if counts:
        values["errors"] = str(counts["error"])
        values["findings"] = str(counts["error"] + counts["warning"] + counts["note"])
    for name, value in values.items():
        end = os.urandom(16).hex()  # that no path can hold
        yield f"{name}<<{end}\n{value}\n{end}\n"


def _append(variable: str, text: str) -> None:
    """Add to a file that the runner has set up for it."""
    if path := os.environ.get(variable):
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)


def _sarif_file() -> str:
    """Give the file that is asked for; a pull request may bring a link that leads elsewhere."""
    path = _input("sarif-file")
    if not path:
        return ""
    real = os.path.realpath(path)
    roots = [os.path.realpath(root) for root in (os.curdir, os.environ["RUNNER_TEMP"])]
    if not any(real.startswith(os.path.join(root, "")) for root in roots):
        raise WrongInput(f"sarif-file: {path!r} leads out of the workspace; name a file in it")
    return path


def _flag(name: str) -> bool:
    value = _input(name).lower()
    if value not in _FLAGS:
        raise WrongInput(f"{name}: {value!r} is neither true nor false")
    return _FLAGS[value]


def _input(name: str) -> str:
    return os.environ.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()


if __name__ == "__main__":
    raise SystemExit(main())
