"""The house keeps its own rules: one file, one rule, one name, and nothing derived is stale."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from conftest import FIXTURES, ROOT
from decision_lint.engine.needs import NEEDS
from decision_lint.rule import Rule
from decision_lint.rules import RULES

PACKAGE = ROOT / "src" / "decision_lint"
FOLDERS = {
    "REC": "record",
    "TSK": "task",
    "LIC": "license",
    "HW": "hardware",
    "RUN": "runtime",
    "EVD": "evidence",
    "RTE": "route",
    "HUB": "hub",
}
FORBIDDEN = {"utils", "common", "base", "manager", "handler", "interface", "helper", "helpers"}
LONG = {"schema/compiled/record.py": "derived from the schema"}
HEAVY = {"pydantic", "jsonschema", "huggingface_hub"}

PAIRS = FIXTURES / "rules"
RULE_FILES = sorted((PACKAGE / "rules").glob("*/[!_]*.py"))
SOURCES = sorted(path for path in PACKAGE.rglob("*.py"))
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def shown(path: Path) -> str:
    """Give a path as a test's name."""
    return path.relative_to(ROOT).as_posix()


def imported(*words: str) -> set[str]:
    """Run decision-lint and give the names of all modules that it imported."""
    command = [sys.executable, "-X", "importtime", "-m", "decision_lint", *words]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr[-2000:]
    lines = (line for line in run.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_derived_files_are_fresh() -> None:
    command = [sys.executable, str(ROOT / "tools" / "generate.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_rule_file_is_in_the_index() -> None:
    assert {rule.name.replace("-", "_") for rule in RULES} == {path.stem for path in RULE_FILES}


def test_codes_and_names_are_used_once() -> None:
    for words in ([rule.code for rule in RULES], [rule.name for rule in RULES]):
        assert [word for word, count in Counter(words).items() if count > 1] == []


@pytest.mark.parametrize("path", RULE_FILES, ids=shown)
def test_a_rule_file_holds_one_rule_of_its_own_name(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    marked = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "rule"
    ]
    assert marked == [path.stem]


@EVERY_RULE
def test_a_rule_is_filed_under_its_fit(rule: Rule) -> None:
    found = re.fullmatch(r"([A-Z]+)(\d{3})", rule.code)
    assert found
    assert rule.family == found[1]
    assert rule.check.__module__ == f"decision_lint.rules.{FOLDERS[found[1]]}.{rule.check.__name__}"


@EVERY_RULE
def test_a_rule_needs_only_what_the_engine_can_give(rule: Rule) -> None:
    assert set(rule.needs) <= NEEDS


@EVERY_RULE
def test_a_rule_has_a_page(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z\"'`].+\.", rule.summary)
    assert re.findall(r"(?m)^#+ .*$", rule.page) == ["## Why", "## How to mend it"]
    assert not re.search(r"(?m)^ ", rule.page), "an indented line"


@EVERY_RULE
def test_a_rule_has_a_pair_of_fixtures(rule: Rule) -> None:
    for side in ("good", "bad"):
        assert (PAIRS / rule.name / side / "model_runtime_decision.md").is_file()
    assert (PAIRS / rule.name / "bad" / "expected.txt").is_file()


def test_every_pair_of_fixtures_has_its_rule() -> None:
    names = {path.name for path in PAIRS.iterdir() if path.is_dir()}
    assert names - {rule.name for rule in RULES} == set()


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_a_file_is_short_and_its_name_says_something(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    limit = 250 if name not in LONG else 2000
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit
    words = set(re.split(r"\W|_", name.replace("base_model", "model")))  # a word of the trade
    assert words & FORBIDDEN == set()


def test_a_room_imports_only_from_floors_below() -> None:
    script = (
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    )
    command = [sys.executable, "-c", script]
    run = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_version_is_told_without_heavy_imports() -> None:
    assert imported("--version") & (HEAVY | {"markdown_it", "ruamel"}) == set()


def test_a_good_record_is_checked_without_heavy_imports() -> None:
    record = PAIRS / "missing-eval-gate" / "good" / "model_runtime_decision.md"
    assert imported("check", "--isolated", "--as-of", "2026-11-24", str(record)) & HEAVY == set()


@pytest.mark.parametrize("path", DOCS, ids=shown)
def test_every_relative_link_points_to_a_file(path: Path) -> None:
    text = re.sub(r"(?ms)^(`{3,}).*?^\1", "", path.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", re.sub(r"`[^`\n]+`", "", text))
    away = [target for target in targets if not re.match(r"\w+:", target)]
    assert [target for target in away if not (path.parent / target).exists()] == []
