"""Every format of a report, read by somebody else's program."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from installed import ROOT, by_hand, library, node, node_package, program, run, schema

RICH = ROOT / "fixtures" / "formats"
DAY = ("--as-of", "2026-11-24", "--exit-zero")
WHAT = ("rich", "many", "clean")


@pytest.fixture(scope="module", params=WHAT)
def records(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository: hostile records in three languages, all faults of the rules, or none."""
    folder = tmp_path_factory.mktemp("r") / "my records" / "100% 记录"
    source = {
        "rich": RICH,
        "many": ROOT / "fixtures" / "rules",
        "clean": ROOT / "fixtures" / "records" / "zh-rented-contracts",
    }[request.param]
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("expected.*"))
    (folder / ".git").mkdir()
    return folder


def report(name: str, at: Path) -> Path:
    """Write a report in a format; give its file."""
    path = at / f"report.{name}"
    done = by_hand("--output-format", name, *DAY, "--output-file", str(path), ".", at=at)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return path


# SARIF


def test_sarif_follows_the_published_schema(records: Path) -> None:
    published = node_package("@microsoft/sarif-multitool-linux") / "sarif-2.1.0.json"
    words = (program("check-jsonschema"), "--schemafile", published, report("sarif", records))
    assert run(*words, at=records).stdout == "ok -- validation done\n"


def multitool(*words: str | Path, at: Path) -> str:
    """Run Microsoft's Multitool; its exit code says nothing, so its text is given."""
    tool = node_package("@microsoft/sarif-multitool-linux") / "Sarif.Multitool"
    tool.chmod(0o755)
    return run(tool, *words, at=at, code=None).stdout


def test_sarif_breaks_no_rule_of_microsoft_or_github(records: Path) -> None:
    words = ("validate", report("sarif", records), "--rule-kind", "Sarif;Ghas")
    said = multitool(*words, "--level", "Error;Warning;Note", at=records)
    assert "Analysis completed successfully." in said
    assert re.search(r": note SARIF\d+", said), "the rules did not run"
    assert re.findall(r"(?m)^.*: (?:error|warning) \w+\d+: .*$", said) == []


def test_the_multitool_finds_what_is_wrong(tmp_path: Path) -> None:
    wrong = json.loads((RICH / "expected.sarif").read_text("utf-8"))
    wrong["runs"][0]["results"][0]["locations"] = []
    (tmp_path / "wrong.sarif").write_text(json.dumps(wrong), encoding="utf-8")
    said = multitool("validate", "wrong.sarif", "--rule-kind", "Sarif;Ghas", at=tmp_path)
    assert re.search(r": error GH\d+: ", said)


def test_fingerprints_of_lines_are_those_that_the_multitool_computes(records: Path) -> None:
    log = json.loads(report("sarif", records).read_text("utf-8"))
    results = log["runs"][0]["results"]
    ours = [each["partialFingerprints"].pop("primaryLocationLineHash") for each in results]
    log["runs"][0]["originalUriBaseIds"] = {"%SRCROOT%": {"uri": f"{records.as_uri()}/"}}
    (records / "bare.sarif").write_text(json.dumps(log), encoding="utf-8")
    words = ("rewrite", "bare.sarif", "-o", "full.sarif")
    multitool(*words, "--insert", "RollingHashPartialFingerprints", at=records)
    full = json.loads((records / "full.sarif").read_text("utf-8"))["runs"][0]["results"]
    theirs = [each["partialFingerprints"]["primaryLocationLineHash"] for each in full]
    assert theirs == ours


# GitHub's workflow commands

_SCRIPT = """
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
const [toolkit, given] = process.argv.slice(2)
const { issueCommand } = await import(pathToFileURL(toolkit))
for (const [name, properties, message] of JSON.parse(readFileSync(given, 'utf8')))
    issueCommand(name, properties, message)
"""


def understood(line: str) -> tuple[str, Mapping[str, str], str]:
    """Read a command as the runner does."""
    name, _, rest = line.removeprefix("::").partition(" ")
    words, _, message = rest.partition("::")
    pairs = (word.partition("=") for word in words.split(","))
    return name, {key: unescaped(value) for key, _, value in pairs}, unescaped(message)


def unescaped(text: str) -> str:
    """Undo the escapes in the order of the runner, the sign of an escape last."""
    for escape, mark in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, mark)
    return text


def test_commands_are_escaped_as_the_toolkit_does(records: Path) -> None:
    text = report("github", records).read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("::")]
    assert bool(lines) == ("nothing found" not in text)
    toolkit = node_package("@actions/core") / "lib" / "command.js"
    script, given = records / "issue.mjs", records / "commands.json"
    script.write_text(_SCRIPT, encoding="utf-8")
    given.write_text(json.dumps([understood(line) for line in lines]), encoding="utf-8")
    assert run(node(), script, toolkit, given, at=records).stdout.splitlines() == lines


def test_a_path_and_a_message_survive_the_way_through_a_command(records: Path) -> None:
    lines = report("github", records).read_text("utf-8").splitlines()
    told = {understood(line)[1].get("file") for line in lines if line.startswith("::")} - {None}
    found = json.loads(report("json", records).read_text("utf-8"))["findings"]
    assert told <= {finding["path"] for finding in found}
    assert bool(told) == bool(found)


# JUnit


def test_junit_follows_the_schema_of_jenkins(records: Path) -> None:
    path = report("junit", records).rename(records / "junit.xml")
    said = run(program("xmlschema-validate"), "--schema", schema("junit-10.xsd"), path, at=records)
    assert said.stdout.endswith("is valid\n")


_COUNT = """
import json, sys
from junitparser import JUnitXml
whole = JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in whole for case in suite]
print(json.dumps([whole.tests, whole.failures, sum(suite.skipped for suite in whole), len(cases),
                  sum(case.is_failure for case in cases), sum(case.is_skipped for case in cases)]))
"""


def test_junitparser_counts_what_failed(records: Path) -> None:
    program("junitparser")
    path = report("junit", records)
    counts = json.loads(run(library("junitparser"), "-c", _COUNT, path, at=records).stdout)
    said = json.loads(report("json", records).read_text("utf-8"))
    tests, failures, skipped = counts[:3]
    assert counts[3:] == [tests, failures, skipped]
    assert failures == said["summary"]["error"]
    assert skipped >= said["summary"]["not_checked"]


# GitLab, reviewdog


def test_gitlab_gets_issues_of_the_published_type(records: Path) -> None:
    types = node_package("codeclimate-types")
    compiler = node_package("typescript") / "lib" / "tsc.js"
    issues = report("gitlab", records).read_text("utf-8")
    script = types.parents[0].parent / "issues.ts"
    line = "import type { Issue } from 'codeclimate-types'\nexport const issues: Issue[] = "
    strict = ("--noEmit", "--strict", "--module", "nodenext", "--moduleResolution", "nodenext")
    script.write_text(f"{line}{issues}", encoding="utf-8")
    run(node(), compiler, *strict, script, at=records)
    script.write_text(line + issues.replace('"major"', '"heavy"') + "+ 1\n", encoding="utf-8")
    assert "error TS" in run(node(), compiler, *strict, script, at=records, code=None).stdout
    prints = [each["fingerprint"] for each in json.loads(issues)]
    assert len(set(prints)) == len(prints)


def test_reviewdog_gets_its_own_format(records: Path) -> None:
    folder = node_package("@umbrelladocs/rdformat-validator")
    path = report("rdjson", records).rename(records / "rd.json")
    words = (node(), folder / "bin" / "rdformat-validator.js", "--strict", "--no-extra-fields")
    assert "Total errors: 0" in run(*words, path, at=records).stdout
    wrong: Any = json.loads(path.read_text("utf-8")) | {"severity": "LOUD"}
    (records / "wrong.json").write_text(json.dumps(wrong), encoding="utf-8")
    assert run(*words, "wrong.json", at=records, code=None).returncode


# Markdown

_HTML = """
import sys
from cmarkgfm import markdown_to_html_with_extensions as html
from cmarkgfm.cmark import Options
text = open(sys.argv[1], encoding='utf-8').read()
extensions = ['table', 'autolink', 'strikethrough', 'tasklist']
sys.stdout.reconfigure(encoding='utf-8')
print(html(text, options=Options.CMARK_OPT_UNSAFE, extensions=extensions))
"""


def test_githubs_own_markdown_sees_text_where_a_record_speaks(records: Path) -> None:
    path = report("markdown", records)
    html = run(library("cmarkgfm"), "-c", _HTML, path, at=records).stdout
    ours = {"h2", "h3", "p", "a", "code", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    assert set(re.findall(r"</?([\w!-]+)", html)) <= ours
    home = "https://github.com/decision-lint/decision-lint/blob/main/docs/rules/"
    assert all(url.startswith(home) for url in re.findall(r'href="([^"]*)"', html))
    said = json.loads(report("json", records).read_text("utf-8"))
    findings = html.partition("<h3>Findings</h3>")[2].partition("<h3>")[0]
    assert findings.count("<tr>") == (len(said["findings"]) + 1 if said["findings"] else 0)
