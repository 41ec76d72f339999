"""One rich report in every format: the same findings everywhere, and nothing that is carried out.

What each format says of it is derived, and kept in `fixtures/formats/expected.*`.
"""

from __future__ import annotations

import json
import re
from contextlib import chdir
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import fromstring

import pytest

from conftest import FIXTURES
from decision_lint.quoting import ESCAPES
from decision_lint.render import RENDERERS
from program import NAME, run

RICH = FIXTURES / "formats"
DAY = ("--as-of", "2026-11-24")


def expected(name: str) -> str:
    return (RICH / f"expected.{name}").read_text(encoding="utf-8")


def findings() -> Any:
    return json.loads(expected("json"))["findings"]


def text_at(path: str, line: int, column: int, end_line: int, end_column: int) -> str:
    """Cut the text of a span out of a file, lines and code points counted from 1."""
    lines = (RICH / path).read_text(encoding="utf-8").split("\n")
    cut = lines[line - 1 : end_line]
    cut[-1] = cut[-1][: end_column - 1]
    cut[0] = cut[0][column - 1 :]
    return "\n".join(cut)


def test_the_report_is_rich() -> None:
    report = json.loads(expected("json"))
    assert {each["level"] for each in report["findings"]} == {"error", "warning"}
    assert {Path(each["path"]).suffix for each in report["findings"]} == {".md", ".csv", ".json"}
    assert report["not_checked"]
    assert "1 suppressed" in expected("full")
    text = "".join(path.read_text("utf-8") for path in RICH.glob("*/*.md"))
    for part in ("\x1b[31m", "::error::", "##[add-mask]", "</summary>", "](javascript:", "😀"):
        assert part in text


@pytest.mark.parametrize("name", RENDERERS)
def test_nothing_steers_a_terminal(name: str) -> None:
    assert {each for each in expected(name) if ord(each) in ESCAPES} <= {"\n"}


def test_sarif_cuts_out_what_the_finding_is_about() -> None:
    (run_of,) = json.loads(expected("sarif"))["runs"]
    results = [each for each in run_of["results"] if not each["suppressions"]]
    assert len(results) == len(findings())
    for result, finding in zip(results, findings(), strict=True):
        place = result["locations"][0]["physicalLocation"]
        region, path = place["region"], unquote(place["artifactLocation"]["uri"])
        span = [region[f"{end}{unit}"] for end in ("start", "end") for unit in ("Line", "Column")]
        assert (path, span) == (
            finding["path"],
            [finding[key] for key in ("line", "column", "end_line", "end_column")],
        )
        text = text_at(path, *span)
        assert region.get("snippet", {"text": text})["text"] == text
        context = place.get("contextRegion", {}).get("snippet", {"text": text})["text"]
        assert text in context


def test_rdjson_cuts_out_the_same_in_bytes() -> None:
    said = json.loads(expected("rdjson"))["diagnostics"]
    assert len(said) == len(findings())
    beyond_ascii = 0
    for each, finding in zip(said, findings(), strict=True):
        start, end = each["location"]["range"]["start"], each["location"]["range"]["end"]
        data = (RICH / each["location"]["path"]).read_bytes().split(b"\n")[start["line"] - 1]
        assert start["line"] == end["line"]
        cut = data[start["column"] - 1 : end["column"] - 1].decode()
        span = [finding[key] for key in ("line", "column", "end_line", "end_column")]
        assert cut == text_at(finding["path"], *span)
        beyond_ascii += start["column"] != finding["column"]
    assert beyond_ascii > 5


def test_every_format_tells_every_finding() -> None:
    codes = sorted(finding["code"] for finding in findings())
    tests = fromstring(expected("junit"))  # noqa: S314  (our own text)
    told = {
        "github": re.findall(
            r"(?m)^(?:::(?:error|warning) title=|- \S+: )(\w+)", expected("github")
        ),
        "gitlab": [each["description"][:6] for each in json.loads(expected("gitlab"))],
        "junit": [
            case.attrib["name"][:6]
            for case in tests.iter("testcase")
            if case.find("skipped") is None
        ],
        "concise": re.findall(r"(?m): (\w{6}) \[", expected("concise")),
        "markdown": re.findall(
            r"\[(\w{6}) ", expected("markdown").partition("### Findings")[2].partition("###")[0]
        ),
    }
    for name, found in told.items():
        assert sorted(found) == codes, name


def live(text: str) -> list[str]:
    """Give the lines that a runner of GitHub would carry out."""
    lines = text.split("\n")
    return [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


@pytest.mark.parametrize("name", RENDERERS)
def test_a_workflow_carries_nothing_out_but_our_annotations(name: str) -> None:
    with chdir(RICH):
        done = run("--output-format", name, *DAY, ".", "##[group]x", GITHUB_ACTIONS="true")
    assert done.returncode == 2
    assert live(done.stderr) == []
    assert "# #[group]x" in done.stderr
    ours = r"::(error|warning|notice) title=(decision-lint|[A-Z]{2,3}\d{3} [a-z-]+)(,|::)"
    commands = live(done.stdout)
    assert all(re.match(ours, line) and "##[" not in line for line in commands)
    assert bool(commands) == (name == "github")


@pytest.mark.parametrize("name", RENDERERS)
def test_a_value_of_300_kb_is_reported_and_does_not_fill_the_report(
    name: str, tmp_path: Path
) -> None:
    record = (RICH / "hostile" / NAME).read_text(encoding="utf-8")
    huge = "许::error::|`</summary>" * 14_000
    record = record.replace("license_note: check", f"license_note: check {huge}")
    record = record.replace("status: ", f"status: {huge}").replace("lisense_note", "lisense_note ")
    assert len(record.encode()) > 600_000
    (tmp_path / NAME).write_text(record, encoding="utf-8")
    with chdir(tmp_path):
        done = run("--isolated", "--output-format", name, *DAY, NAME, GITHUB_ACTIONS="true")
    assert (done.returncode, done.stderr) == (1, "")
    assert "LIC002" in done.stdout
    assert len(done.stdout) < 150_000
    assert bool(live(done.stdout)) == (name == "github")


@pytest.mark.parametrize("name", ["github", "sarif", "gitlab"])
def test_paths_start_at_the_root_of_the_repository(name: str, tmp_path: Path) -> None:
    for folder in ("docs/a", "other"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / NAME).write_text("status: blue\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    with chdir(tmp_path / "docs"):
        done = run("--isolated", "--select", "REC005", "--output-format", name, ".", "../other")
    found = re.findall(r'(?:file=|"uri": "|"path": ")([^",]+)', done.stdout)
    assert set(found) == {f"docs/a/{NAME}", f"other/{NAME}"}
    with chdir(tmp_path):
        again = run("--isolated", "--select", "REC005", "--output-format", name, "docs", "other")
    names = re.compile(r'"(?:fingerprint|decisionLint/v1)": "(\w+)"')
    assert set(names.findall(again.stdout)) == set(names.findall(done.stdout))
