"""The step that the GitHub Action runs, without GitHub: inputs in, files and an exit code out."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import pytest

from program import NAME, PAIR

needs_git = pytest.mark.skipif(which("git") is None, reason="there is no git here")

LIMIT_BYTES = 1024 * 1024
"""GitHub takes no longer summary."""
TAKEN_FROM_HERE = ("PATH", "SYSTEMROOT", "PYTHON", "COV")


@dataclass(frozen=True)
class Step:
    """What a step came to."""

    code: int
    lines: Sequence[str]
    outputs: Mapping[str, str]
    summary: str


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a workspace with a clean record and one whose license note is a to-do."""
    folder = tmp_path / "work"
    for name in ("good", "bad"):
        shutil.copytree(PAIR / name, folder / name)
    (tmp_path / "temp").mkdir()
    monkeypatch.chdir(folder)
    return folder


def step(base: str = "", **inputs: str) -> Step:
    """Run the step as the Action does, with its inputs in the environment."""
    folder = Path.cwd()
    files = {name: folder.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_bytes(b"")
    given = {"ONLINE": "false", "SUMMARY": "true"} | {
        key.upper(): each for key, each in inputs.items()
    }
    environment = {key: each for key, each in os.environ.items() if key.startswith(TAKEN_FROM_HERE)}
    environment |= {f"INPUT_{key}": each for key, each in given.items()}
    environment |= {name: str(file) for name, file in files.items()}
    environment |= {"BASE": base, "RUNNER_TEMP": str(folder.parent / "temp")}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "decision_lint.cli.action"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    told = files["GITHUB_OUTPUT"].read_text(encoding="utf-8")
    outputs = re.findall(r"^(.+)<<(.+)\n(.*)\n\2\n", told, re.MULTILINE)
    summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    values = {name: value for name, _, value in outputs}
    return Step(done.returncode, done.stdout.splitlines(), values, summary)


def commands(done: Step) -> Sequence[str]:
    """Give the lines that the runner takes for commands."""
    return [line for line in done.lines if line.lstrip().startswith("::") or "##[" in line]


def test_one_run_gives_annotations_a_summary_sarif_json_and_the_exit_code() -> None:
    done = step()
    assert done.code == 1
    (annotation,) = commands(done)
    assert annotation.startswith("::error title=LIC002 license-note-is-a-todo,file=bad/")
    assert done.summary.startswith("## ❌ Model decisions: 1 error\n")
    assert (done.outputs["findings"], done.outputs["errors"]) == ("1", "1")
    report = json.loads(Path(done.outputs["report"]).read_text(encoding="utf-8"))
    assert [finding["code"] for finding in report["findings"]] == ["LIC002"]
    sarif = json.loads(Path(done.outputs["sarif-file"]).read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["LIC002"]


def test_paths_are_one_a_line_and_a_clean_record_is_a_success() -> None:
    done = step(paths=f"\n  good/{NAME}  \n\n")
    assert (done.code, commands(done), done.outputs["errors"]) == (0, [], "0")
    assert step(paths="good\nbad").code == 1


@pytest.mark.parametrize("path", ["-", "--exit-zero", "--help"])
def test_a_path_is_never_taken_for_an_option(path: str) -> None:
    done = step(paths=f"{path}\nbad")
    assert done.code == 2
    assert f"'./{path}'" in "\n".join(done.lines).replace("\\", "/")


def test_what_fails_the_step_can_be_chosen() -> None:
    assert step(paths="good", fail_on="note").code == 0
    assert step(paths="bad", config="lax.toml").code == 2
    Path("lax.toml").write_text('ignore = ["LIC002"]\n', encoding="utf-8")
    assert step(paths="bad", config="lax.toml").code == 0


def test_the_summary_can_be_left_out() -> None:
    assert step(summary="false").summary == ""


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"online": "maybe"}, "online: 'maybe' is neither true nor false"),
        ({"summary": ""}, "summary: '' is neither true nor false"),
        ({"fail_on": "fatal"}, "argument --fail-on: invalid choice: 'fatal'"),
        ({"config": "none.toml"}, "none.toml: "),
        ({"paths": "none"}, "'./none': "),
        ({"sarif_file": "../out.sarif"}, "sarif-file: '../out.sarif' leads out of the workspace"),
    ],
)
def test_an_input_that_means_nothing_fails_the_step_and_says_why(
    inputs: Mapping[str, str], told: str
) -> None:
    done = step(**inputs)
    assert done.code == 2
    (annotation,) = [line for line in commands(done) if line.startswith("::error title=decision-")]
    assert told in annotation.replace(".\\", "./")


def test_a_run_that_failed_is_no_success_in_its_summary() -> None:
    failed = "## ❌ Model decisions: not all could be checked\n\n- "
    done = step(paths="none/a|b")
    assert done.summary.startswith(failed)
    assert "none/a\\|b" in done.summary
    assert "✅" not in done.summary
    done = step(paths="good\nnone")
    assert done.summary.startswith(failed)
    assert "\n1 record checked" in done.summary
    done = step(paths="\n".join(f"{number}.md" for number in range(25)))
    assert done.summary.count("\n- ") == 21
    assert done.summary.endswith("\n- 5 more in the log\n\n")


def test_a_sarif_file_that_the_run_did_not_write_is_none_of_its_outputs() -> None:
    Path("old.sarif").write_text("{}", encoding="utf-8")
    assert "sarif-file" not in step(sarif_file="old.sarif", fail_on="fatal").outputs
    assert "sarif-file" not in step(sarif_file=f"bad/{NAME}").outputs
    assert step(sarif_file="old.sarif").outputs["sarif-file"] == "old.sarif"


def test_the_sarif_goes_where_it_is_asked_for_but_through_no_link(workspace: Path) -> None:
    assert step(sarif_file="out.sarif").outputs["sarif-file"] == "out.sarif"
    assert json.loads(Path("out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    mine = workspace.parent / "mine"
    mine.write_text("mine", encoding="utf-8")
    try:
        Path("link.sarif").symlink_to(mine)
    except OSError:  # Windows asks for a privilege
        return
    assert step(sarif_file="link.sarif").code == 2
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_hub_that_cannot_be_asked_fails_nothing() -> None:
    assert step(paths="good", online="true").code == 0


def git(*words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *words], check=True, capture_output=True, text=True)  # noqa: S607
    return done.stdout.strip()


@pytest.fixture
def base() -> str:
    """Commit the workspace, and give the commit."""
    git("init", "-q", "-b", "main")
    git("add", "--all")
    git("commit", "-qm", "base")
    return git("rev-parse", "HEAD")


def test_what_is_in_the_way_is_told_however_many_processes_share_the_work() -> None:
    for number in range(250):
        Path(f"{number:03}.decision.md").write_text("must_have: x\n", encoding="utf-8")
    for number in (7, 140):
        Path(f"{number:03}.decision.md").unlink()
        Path(f"{number:03}.decision.md").mkdir()
    done = step(fail_on="error", paths=".")
    assert done.code == 2
    told = [line for line in done.lines if not line.startswith("::") and "is a folder" in line]
    assert sorted(line[:15] for line in told) == ["007.decision.md", "140.decision.md"]


@needs_git
def test_a_pull_request_is_judged_by_the_records_that_it_touches(base: str) -> None:
    none = step(base)
    assert (none.code, none.outputs["findings"]) == (0, "0")
    assert step(base, paths=".").code == 1
    record = Path("good", NAME)
    record.write_bytes(
        record.read_bytes().replace(b"Qwen2.5-0.5B-Instruct\n", b"Qwen2.5-1.5B-Instruct\n")
    )
    done = step(base)
    paths = json.loads(Path(done.outputs["report"]).read_text(encoding="utf-8"))["records"]
    assert [each["path"] for each in paths] == [f"good/{NAME}"]
    assert "### What changed" in done.summary
    assert "Qwen2.5-1.5B-Instruct" in done.summary


@needs_git
def test_a_base_that_is_not_there_means_every_record(base: str) -> None:
    done = step("f" * 40)
    assert done.code == 1
    told = [line for line in done.lines if line.startswith("every record is checked, since ")]
    assert len(told) == 1
    assert len(commands(done)) == 1


@needs_git
def test_a_workspace_that_is_no_repository_means_every_record() -> None:
    done = step("f" * 40)
    assert done.code == 1
    assert "the workspace is no git repository" in done.lines[0]


HOSTILE = (
    "::error::forged",
    "##[add-mask]forged ##[error]forged",
    "\x1b[31mforged\x1b[0m \x9b31m \u202e forged",
    "</summary></details><script>forged</script>",
    "[forged](javascript:alert(1)) ![forged](https://example.com/x.png)",
    "%0A::error::forged",
    "```\n::error::forged\n```",
    "@everyone | forged | `forged`",
    "forged " * 43_000,
)


SPOILT = ("# ", "status:", "date:", "needs_service:", "hardware_note:", "license_note:", "risk:")


@pytest.mark.parametrize("value", HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_what_a_record_says_is_shown_and_never_carried_out(workspace: Path, value: str) -> None:
    record = Path("bad", NAME)
    text = record.read_text(encoding="utf-8")
    lines = [
        f"{line.partition(' ')[0]} {value}" if line.startswith(SPOILT) else line
        for line in text.splitlines()
    ]
    record.write_text("\n".join([*lines, f"license_notes: {value}", ""]), encoding="utf-8")
    done = step(paths="bad")
    assert done.code == 1
    for line in commands(done):
        assert re.fullmatch(r"::(error|warning|notice) title=[^:]*::[^\r\n]*", line), line
        assert "##[" not in line
    assert not set("\x1b\x9b\u202e") & set("".join(done.lines) + done.summary)
    assert len(done.summary.encode()) < LIMIT_BYTES
    live = ("<script", "</summary>", "](javascript", "](https://example.com", "::error::")
    assert not [each for each in live if each in done.summary]
    report = json.loads(Path(done.outputs["report"]).read_text(encoding="utf-8"))
    assert report["summary"]["error"] == int(done.outputs["errors"])


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize(
    "name",
    [
        "a\n::error::forged",
        "##[error]forged",
        "a,b:c%d=e",
        "-n",
        "$(touch forged)",
        "a;touch forged",
    ],
)
def test_a_file_name_is_shown_and_never_carried_out(workspace: Path, name: str) -> None:
    shutil.copytree(PAIR / "bad", workspace / name)
    Path(name, "x.decision.md").write_bytes(b"\xff\xfe")
    done = step(paths=".\nnone/##[error]forged")
    assert done.code == 2
    for line in commands(done):
        assert re.fullmatch(r"::(error|warning|notice) title=[^:\r\n]*::.*", line), line
        assert "##[" not in line
    assert not list(workspace.rglob("forged"))
