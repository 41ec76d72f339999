"""A workflow that uses our Action in somebody's repository, run by act on this machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from installed import PAIR, ROOT, commit, git, program, run

STUBS = Path(__file__).parent / "stubs"
PAGE = (ROOT / "docs" / "github-action.md").read_text(encoding="utf-8")
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
_USES = re.compile(r"uses: (actions/setup-python|github/codeql-action)(?:/[a-z-]+)?@(\w+)")
_AFTER = """
      - name: What came of it
        if: always()
        shell: bash
        run: |
          for file in "$REPORT" "$SARIF"; do test -z "$file" || cp "$file" "$STUB_KEEP"; done
          echo "$STEPS" > "$STUB_KEEP/steps.json"
        env:
          REPORT: ${{ steps.records.outputs.report }}
          SARIF: ${{ steps.records.outputs.sarif-file }}
          STEPS: ${{ toJSON(steps) }}
"""


@dataclass(frozen=True)
class Job:
    """What a job came to."""

    code: int
    log: Sequence[str]
    """What the steps wrote, without act's own words."""
    summary: str
    outputs: Mapping[str, str]
    outcome: str
    sent: Mapping[str, object] | None
    """The SARIF that went to code scanning."""
    kept: Path
    notes: Sequence[Mapping[str, str]]
    """The annotations, each with its level."""


def example(name: str) -> str:
    """Give a workflow of the page, by the words above it."""
    found = re.search(rf"^#+ {name}\n.*?^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1]


def consumer(folder: Path, *records: str) -> Path:
    """Make a repository with records at their first commit."""
    for name in records:
        shutil.copytree(PAIR / name, folder / "docs" / name)
        (folder / "docs" / name / "expected.txt").unlink(missing_ok=True)
    commit(folder)
    git("remote", "add", "origin", "https://github.com/a/b.git", at=folder)
    return folder


def pull_request(folder: Path, *, fork: bool = False) -> Mapping[str, object]:
    """Commit what has changed, and give the event of a pull request of it."""
    base = git("rev-parse", "HEAD", at=folder)
    head = commit(folder)
    ours, theirs = {"full_name": "a/b"}, {"full_name": "someone/b" if fork else "a/b"}
    return {
        "number": 1,
        "pull_request": {
            "number": 1,
            "base": {"sha": base, "ref": "main", "repo": ours},
            "head": {"sha": head, "ref": "theirs", "repo": theirs},
        },
        "repository": {**ours, "default_branch": "main"},
    }


def act(  # noqa: PLR0913  (each is something that a run may have or not)
    folder: Path,
    action: Path,
    event: Mapping[str, object],
    *,
    workflow: str = "",
    inputs: Mapping[str, str] | None = None,
    name: str = "pull_request",
    packages: Path | None = None,
) -> Job:
    """Run a workflow of ours in a repository; the inputs go to our Action.

    `packages` is a folder that pip finds packages in as well.
    """
    place = folder.parent / f"{folder.name}-run"
    shutil.rmtree(place, ignore_errors=True)
    kept = place / "kept"
    kept.mkdir(parents=True)
    text = workflow or example("On pull requests")
    ours = re.search(r"uses: decision-lint/decision-lint@(\S+)\n", text)
    assert ours
    if inputs:
        given = "".join(f"          {key}: {json.dumps(each)}\n" for key, each in inputs.items())
        text = text.replace(ours[0], f"{ours[0]}        with:\n{given}")
    (place / "workflow.yml").write_text(text.rstrip("\n") + "\n" + _AFTER, encoding="utf-8")
    (place / "event.json").write_text(json.dumps(event), encoding="utf-8")
    stubs = [
        word
        for repository, sha in sorted(set(_USES.findall(ACTION + text)))
        for word in ("--local-repository", f"{repository}@{sha}={STUBS / Path(repository).name}")
    ]
    links = f"{packages or ''} {os.environ.get('PIP_FIND_LINKS', '')}".strip()
    done = run(
        *(program("act"), name, "--json", "--workflows", place / "workflow.yml"),
        *("--eventpath", place / "event.json", "--platform", "ubuntu-latest=-self-hosted"),
        *("--local-repository", f"decision-lint/decision-lint@{ours[1]}={action}", *stubs),
        *("--env", f"STUB_PYTHON={sys.executable}", "--env", f"STUB_KEEP={kept}"),
        *("--env", f"PIP_CACHE_DIR={Path(gettempdir()) / 'decision-lint-pip-cache'}"),
        *(("--env", f"PIP_FIND_LINKS={links}") if links else ()),
        at=folder,
        code=None,
        HOME=str(place / "home"),
        XDG_CACHE_HOME=str(place / "cache"),
    )
    return _read(done.returncode, done.stdout + done.stderr, kept)


def _read(code: int, output: str, kept: Path) -> Job:
    said = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    assert (kept / "steps.json").exists(), output
    steps = json.loads((kept / "steps.json").read_text(encoding="utf-8"))["records"]
    sent = kept / "sent-decision-lint.sarif"
    return Job(
        code=code,
        log=[line["msg"].rstrip("\n") for line in said if line.get("raw_output")],
        summary="\n".join(line["content"] for line in said if line.get("command") == "summary"),
        outputs=steps["outputs"],
        outcome=steps["outcome"],
        sent=json.loads(sent.read_text(encoding="utf-8")) if sent.exists() else None,
        kept=kept,
        notes=[
            {"level": line["command"], "message": line["arg"], **(line.get("kvPairs") or {})}
            for line in said
            if line.get("command") in {"error", "warning", "notice"}
        ],
    )
