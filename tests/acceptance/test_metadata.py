"""What describes us to others, and what the docs show, is held by the programs that read it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from installed import ROOT, node, node_package, program, run
from workflow import PAGE

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SHOWN = re.findall(r"^```yaml\n(name: .*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SCRIPTS = [path for path in sorted((ROOT / "hooks").iterdir()) if path.suffix != ".json"]
USES = re.compile(r"uses: ([\w./-]+)@(\S+)(?: # (v\d+\.\d+\.\d+))?\n")


@pytest.fixture
def shown(tmp_path: Path) -> list[Path]:
    """Write the workflows of the page to files."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    paths = [folder / f"{number}.yml" for number in range(len(SHOWN))]
    for path, text in zip(paths, SHOWN, strict=True):
        path.write_text(text, encoding="utf-8")
    assert len(paths) == 4
    return paths


def test_the_workflows_and_the_action_are_what_their_schemas_ask_for(shown: list[Path]) -> None:
    check = (program("check-jsonschema"), "--builtin-schema")
    run(*check, "vendor.github-workflows", *WORKFLOWS, *shown, at=ROOT)
    run(*check, "vendor.github-actions", ROOT / "action.yml", at=ROOT)
    run(*check, "vendor.dependabot", ROOT / ".github" / "dependabot.yml", at=ROOT)


def test_the_workflows_and_the_action_are_valid_to_another_reader(shown: list[Path]) -> None:
    node_package("@action-validator/cli")
    validator = ROOT / ".acceptance" / "node_modules" / ".bin" / "action-validator"
    for path in (*WORKFLOWS, *shown, ROOT / "action.yml"):
        run(node(), validator.resolve(), path, at=ROOT)


def test_zizmor_finds_nothing(shown: list[Path]) -> None:
    ours = (".github", "action.yml", ".pre-commit-hooks.yaml")
    run(program("zizmor"), "--offline", "--persona", "pedantic", *ours, at=ROOT)
    # Of what others copy it asks for more words, such as a limit on what runs at once.
    for path in shown:
        text = re.sub(r"(decision-lint@)\S+", rf"\g<1>{'0' * 40}", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    run(program("zizmor"), "--offline", *shown, at=shown[0].parent)


def test_shellcheck_finds_nothing() -> None:
    run(program("shellcheck"), *SCRIPTS, at=ROOT)


def test_every_action_is_pinned_to_the_same_commit_everywhere() -> None:
    files = [*WORKFLOWS, ROOT / "action.yml", ROOT / "docs" / "github-action.md"]
    found = [use for path in files for use in USES.findall(path.read_text(encoding="utf-8"))]
    others = {use for use in found if use[0] != "decision-lint/decision-lint"}
    assert [use for use in others if not re.fullmatch("[0-9a-f]{40}", use[1]) or not use[2]] == []
    assert Counter(name for name, _, _ in others).most_common(1)[0][1] == 1
    assert len(others) == 6
