"""A report as SARIF."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from decision_lint.model import FactSource
from decision_lint.render import RENDERERS
from decision_lint.render.linehash import line_hashes
from decision_lint.render.look import Look
from decision_lint.report import Basis, Excuse, Report, Unchecked
from decision_lint.rule import Edit, Level
from decision_lint.source import Span
from reports import PLAIN, TEXT, found, report

AT = Span(3, 16, 3, 21)


def sarif(whole: Report, look: Look = PLAIN) -> Any:
    log = json.loads(RENDERERS["sarif"](whole, look))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    return log["runs"][0]


def results(*args: Any, look: Look = PLAIN) -> Any:
    return sarif(report(*args), look)["results"]


def test_a_result_stands_at_its_place_in_code_points() -> None:
    span = Span(2, 7, 2, 13)
    run = sarif(report(found(span)))
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"] == {"uri": "a.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {
        "startLine": 2,
        "startColumn": 7,
        "endLine": 2,
        "endColumn": 13,
        "snippet": {"text": "待确认的许可"},
    }
    assert place["contextRegion"]["snippet"]["text"] == TEXT.splitlines()[1]
    assert run["results"][0]["locations"][0]["logicalLocations"][0] == {
        "fullyQualifiedName": "candidates[0].license_note",
        "kind": "member",
    }


def test_github_recognises_a_result_by_its_line() -> None:
    prints = results(found(AT))[0]["partialFingerprints"]
    assert prints["primaryLocationLineHash"] == line_hashes(TEXT)[3]


def test_our_own_fingerprint_stays_when_lines_move_and_tells_twins_apart() -> None:
    first, second = (item["partialFingerprints"] for item in results(found(AT), found(AT)))
    assert first["decisionLint/v1"] != second["decisionLint/v1"]
    moved = sarif(report(found(Span(4, 16, 4, 21)), text=f"\n{TEXT}"))["results"][0]
    assert moved["partialFingerprints"] == first


def test_a_uri_is_encoded_and_relative_to_the_root() -> None:
    odd = found(AT)._replace(path="a b/决:%.md")
    (result,) = results(odd, look=Look(prefix="docs/"))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "docs/a%20b/%E5%86%B3%3A%25.md",
        "uriBaseId": "%SRCROOT%",
    }
    (result,) = results(found(AT)._replace(path="a\udcff\ud800b.md"))
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%3F%3Fb.md"
    (result,) = results(found(AT)._replace(path="a\udcffb.md"))
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%FFb.md"
    inside = found(AT)._replace(path="/repository/b/a.md")
    (result,) = results(inside, look=Look(root="/repository", prefix="docs/"))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b/a.md"
    outside = found(AT)._replace(path="/else/a.md")
    (result,) = results(outside, look=Look(root="/repository", prefix="docs/"))
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///else/a.md"}
    assert "primaryLocationLineHash" not in result["partialFingerprints"]


def test_a_rule_carries_its_page() -> None:
    (rule,) = (
        each
        for each in sarif(report(found(AT)))["tool"]["driver"]["rules"]
        if each["id"] == "LIC002"
    )
    assert rule["name"] == "LicenseNoteIsATodo"
    assert rule["shortDescription"]["text"] == "A license note is a to-do."
    assert rule["fullDescription"]["text"].endswith("Nobody comes back to it.")
    assert "## How to mend it" in rule["help"]["markdown"]
    assert rule["helpUri"] == found(AT).url
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["tags"] == ["model-decision", "license"]


def test_a_result_points_to_its_rule() -> None:
    run = sarif(report(found(AT)))
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "LIC002"


def test_what_a_comment_hides_is_kept_as_suppressed() -> None:
    hidden = found(AT)._replace(excuse=Excuse("the vendor\x1b answered", "2027-01-31"))
    both = sarif(replace(report(found(AT)), suppressed=(hidden,)))["results"]
    assert both[0]["suppressions"] == []
    assert both[1]["suppressions"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "the vendor\\u001b answered (until 2027-01-31)",
        }
    ]


def test_a_rule_that_could_not_look_is_a_notification() -> None:
    lack = Unchecked("HUB001", "unknown-model", "b.md", "nobody asked", None, "decision-lint lock")
    run = sarif(replace(report(), not_checked=(*report().not_checked, lack)))
    told = run["invocations"][0]["toolExecutionNotifications"]
    assert run["results"] == []
    assert [note["message"]["text"] for note in told] == [
        "RTE002 was not checked: the record states no route.",
        "RTE005 was not checked: the record states no route.",
        "HUB001 was not checked: nobody asked.",
        "HUB001 was not checked: nobody asked. Run `decision-lint lock`.",
    ]
    rules = run["tool"]["driver"]["rules"]
    for note, code in zip(told, ("RTE002", "RTE005", "HUB001", "HUB001"), strict=True):
        assert note["level"] == "note"
        assert rules[note["associatedRule"]["index"]]["id"] == note["associatedRule"]["id"] == code
    assert told[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a.md"


def test_facts_candidate_and_mend_are_told() -> None:
    source: FactSource = "lock"
    (result,) = results(
        found(AT)._replace(facts=Basis(source, "2026-11-01"), edits=(Edit(AT, "MIT"),))
    )
    assert result["properties"] == {
        "candidate": "org/name",
        "facts": {"source": "lock", "asOf": "2026-11-01"},
    }
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "MIT"}


def test_no_more_results_than_github_takes() -> None:
    light = [found(AT, level=Level.NOTE)] * 20_000
    heavy = [found(AT)] * 6_000
    run = sarif(replace(report(*light, *heavy), not_checked=()))
    levels = [result["level"] for result in run["results"]]
    assert (levels.count("error"), levels.count("note")) == (6_000, 19_000)
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith("1000 results were left out")


def test_long_and_hostile_text_is_held_back() -> None:
    line = "x" * 300_000
    run = sarif(report(found(Span(1, 1, 1, 300_001), message=line), text=line))
    (result,) = run["results"]
    assert len(result["message"]["text"]) == 4096
    assert "snippet" not in result["locations"][0]["physicalLocation"]["region"]
    steering = sarif(report(found(Span(1, 1, 1, 9)), text="\x1b[31mred\n"))["results"][0]
    assert "snippet" not in steering["locations"][0]["physicalLocation"]["region"]


def test_a_message_holds_no_link_of_a_record() -> None:
    lack = Unchecked("HUB001", "unknown-model", "a.md", "[b](javascript:c)")
    linked = replace(report(found(AT, message="[x](javascript:y)")), not_checked=(lack,))
    run = sarif(linked)
    assert run["results"][0]["message"]["text"] == "[x\\](javascript:y)"
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == "HUB001 was not checked: [b\\](javascript:c)."
