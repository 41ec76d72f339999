"""What describes us to others, and what the docs show, is held by the programs that read it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from installed import ROOT, by_hand, node, node_package, program, python, run
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
        run(validator, path, at=ROOT)


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


ORACLE = """
import { issueCommand } from '%s/lib/command.js';
for (const [properties, message] of JSON.parse(process.argv[1]))
  issueCommand('error', properties, message);
"""
VALUES = (
    "plain",
    "100% of %0A",
    "a:b,c%3A%2C",
    "one\ntwo\r\nthree\r",
    "::error::forged",
    "ends with ::",
    "許可証：要確認、100％",
    "\u2028 \x85 \x0b",
)


OURS = """
import json, sys
from decision_lint.render.github import command
for properties, message in json.loads(sys.argv[1]):
    print(command("error", message, properties))
"""


def test_commands_are_escaped_as_the_library_of_github_escapes_them() -> None:
    package = node_package("@actions/core")
    values = json.dumps(
        [({"title": one, "file": other}, one) for one in VALUES for other in VALUES]
    )
    oracle = ORACLE % package.as_posix()
    said = run(node(), "--input-type=module", "-e", oracle, values, at=ROOT).stdout
    assert said.count("::error title=") == len(VALUES) ** 2
    assert python("-X", "utf8", "-c", OURS, values, at=ROOT).stdout == said


def faults(sarif: Path) -> list[str]:
    """Give what the rules of SARIF and those of GitHub find in a file."""
    package = node_package("@microsoft/sarif-multitool-linux")
    words = ("--rule-kind", "Sarif;Ghas", "--level", "Error;Warning")
    done = run(package / "Sarif.Multitool", "validate", sarif, *words, at=sarif.parent, code=None)
    # Its exit code is 0 whatever it finds.
    assert "1 files scanned" in done.stdout
    return re.findall(r"^.*\b(?:error|warning) [A-Z]+\d+.*$", done.stdout, re.MULTILINE)


def test_the_sarif_has_no_fault_by_the_rules_of_github(tmp_path: Path) -> None:
    rich, none, spoilt = (tmp_path / f"{name}.sarif" for name in ("rich", "none", "spoilt"))
    words = ("--exit-zero", "--isolated", "--report")
    by_hand(*words, f"sarif={rich}", "fixtures/formats", "examples", at=ROOT)
    by_hand(*words, f"sarif={none}", "--force-exclude", "examples/after.decision.md", at=ROOT)
    schema = node_package("@microsoft/sarif-multitool-linux") / "sarif-2.1.0.json"
    for path in (rich, none):
        assert faults(path) == []
        run(program("check-jsonschema"), "--schemafile", schema, path, at=tmp_path)
    assert len(json.loads(rich.read_text(encoding="utf-8"))["runs"][0]["results"]) > 10
    log = json.loads(rich.read_text(encoding="utf-8"))
    del log["runs"][0]["results"][0]["message"]["text"], log["runs"][0]["results"][1]["locations"]
    spoilt.write_text(json.dumps(log), encoding="utf-8")
    assert faults(spoilt)
