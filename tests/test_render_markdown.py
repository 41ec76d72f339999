"""A report as a page of Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from markdown_it import MarkdownIt

from decision_lint.document.markdown import parse
from decision_lint.facts.catalogue import look_up
from decision_lint.fitting.case import Case
from decision_lint.model import ModelFacts
from decision_lint.record.changes import Change
from decision_lint.record.reading import read
from decision_lint.render import RENDERERS
from decision_lint.render.considered import bar, parameters
from decision_lint.render.look import Look
from decision_lint.render.markup import Room, plain
from decision_lint.report import Considered, Excuse, Report, Unchecked
from decision_lint.rule import Absent, Level
from decision_lint.source import Source, Span
from reports import PLAIN, found, report

AT = Span(3, 16, 3, 21)
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def page(whole: Report, look: Look = PLAIN) -> str:
    return RENDERERS["markdown"](whole, look)


def told(whole: Report, title: str, look: Look = PLAIN) -> list[str]:
    """Give the lines of a section."""
    section = page(whole, look).partition(f"### {title}\n")[2].partition("\n### ")[0]
    return [line for line in section.splitlines() if line]


def of_record(**more: Any) -> Report:
    whole = replace(report(), not_checked=())
    (record,) = whole.records
    return replace(whole, records=(record._replace(**more),))


@pytest.mark.parametrize(
    ("levels", "title"),
    [
        ((), "## ✅ Model decisions: nothing found"),
        ((Level.NOTE, Level.WARNING), "## ⚠️ Model decisions: 1 warning, 1 note"),
        ((Level.ERROR, Level.ERROR), "## ❌ Model decisions: 2 errors"),
    ],
)
def test_the_verdict_comes_first(levels: tuple[Level, ...], title: str) -> None:
    lines = page(report(*(found(AT, level=level) for level in levels))).splitlines()
    assert lines[:3] == [title, "", "1 record checked, 3 rules could not look."]


def test_the_verdict_is_that_of_the_exit_code() -> None:
    whole = replace(of_record(fail_on=Level.NOTE), findings=(found(AT, level=Level.NOTE),))
    assert page(whole).startswith("## ❌ ")


def test_a_finding_links_to_its_line_and_its_rule() -> None:
    look = Look(prefix="my docs/", blob="https://github.com/o/r/blob/abc/")
    rows = told(report(found(AT)), "Findings", look)
    assert rows[2] == (
        "| ❌ error | [a.md:3](https://github.com/o/r/blob/abc/my%20docs/a.md?plain=1#L3)"
        f" | [LIC002 license-note-is-a-todo]({found(AT).url}) | 'check' is a to-do |"
    )
    over = found(Span(2, 1, 4, 1))
    assert "?plain=1#L2-L4)" in told(report(over), "Findings", look)[2]
    outside = found(AT)._replace(path="/else/a.md")
    assert "| /else/a.md:3 |" in told(report(outside), "Findings", look)[2]


def test_errors_come_before_what_is_lighter() -> None:
    levels = [found(AT, level=level) for level in (Level.NOTE, Level.ERROR, Level.WARNING)]
    rows = told(report(*levels), "Findings")[2:]
    assert [row.split()[2] for row in rows] == ["error", "warning", "note"]


def test_a_change_is_told_field_by_field() -> None:
    changes = (
        Change(("candidates", 0, "model"), "org/a@1", "org/b@2"),
        Change(("evidence", "stop_time"), None, "20:00"),
    )
    assert told(of_record(changes=changes), "What changed") == [
        "**a.md**",
        "| Field | Before | Now |",
        "| --- | --- | --- |",
        "| candidates\\[0\\].model | org/a@&#8203;1 | org/b@&#8203;2 |",
        "| evidence.stop\\_time | — | 20:00 |",
    ]


def test_nothing_changed_and_nothing_to_compare_with_are_told() -> None:
    assert "What changed" not in page(of_record())
    assert told(of_record(changes=()), "What changed") == ["No field of a record."]
    absent = Absent("the record is new: main does not have it")
    lines = told(of_record(changes=absent), "What changed")
    assert lines == ["**a.md**", "Not compared: the record is new: main does not have it."]


def facts_of(name: str) -> ModelFacts:
    """Take facts out of the bundled catalogue, as if they were locked."""
    facts = look_up(name)
    assert isinstance(facts, ModelFacts)
    return replace(facts, source="lock", as_of="2026-11-01")


def candidate(facts: ModelFacts, note: str, *, is_selected: bool) -> Considered:
    """Make a candidate that vLLM runs with 4096 tokens on the device of a note."""
    text = f"""# Decision

candidate_1: {facts.repo_id}
license_note: {facts.license}
runtime: vLLM 0.33.0
hardware_note: {note}
context_length: 4096
"""
    record = read(parse(Source("a.md", text))).record
    case = Case(record, 0, facts, None, None, is_selected)
    return Considered(facts.repo_id, is_selected, case)


def test_a_candidate_is_told_with_license_parameters_weights_and_fit() -> None:
    small, big = facts_of("Qwen/Qwen2.5-0.5B-Instruct"), facts_of("Qwen/Qwen2.5-7B-Instruct")
    odd = replace(small, license="other", license_name="Odd|1", gate="manual")
    known = (
        candidate(odd, "one L4 24 GB", is_selected=True),
        candidate(big, "one L4 24 GB", is_selected=False),
        candidate(big, "one T4 16 GB", is_selected=False),
        candidate(small, "somewhere", is_selected=False),
        Considered("", is_selected=False, case=Absent("it names no model")),
    )
    rows = told(of_record(candidates=known), "Candidates")[2:]
    cells = [[cell.strip() for cell in re.split(r" (?<!\\)\| ", row[2:-2])] for row in rows]
    assert [row[:3] for row in cells] == [
        ["a.md", "**Qwen/Qwen2.5-0.5B-Instruct** (selected)", "Odd\\|1, gated by hand"],
        ["a.md", "Qwen/Qwen2.5-7B-Instruct", "apache-2.0"],
        ["a.md", "Qwen/Qwen2.5-7B-Instruct", "apache-2.0"],
        ["a.md", "Qwen/Qwen2.5-0.5B-Instruct", "apache-2.0"],
        ["a.md", "—", "—"],
    ]
    assert [row[3] for row in cells] == ["494 M", "7.62 B", "7.62 B", "494 M", "—"]
    assert [row[4] for row in cells[:3]] == ["0.9 GiB", "14.2 GiB", "14.2 GiB"]
    shape = r"([█░]{10}) ([\d.]+) of ([\d.]+) GiB, (.*) \((L4|T4), vllm, (4096|2048) tokens\)"
    drawn = [re.fullmatch(shape, row[5]) for row in cells[:3]]
    outcomes = []
    for match in drawn:
        assert match
        needed, budget = float(match[2]), float(match[3])
        assert match[1].count("█") == pytest.approx(min(10, 10 * needed / budget), abs=1)
        assert (match[4] == "does not fit") == (needed > budget)
        outcomes.append(match[4])
    assert outcomes == ["fits", "fits", "does not fit"]
    assert cells[3][5].startswith("cannot tell: ")
    assert cells[4][5:] == ["it names no model", "—"]
    assert {row[6] for row in cells[:4]} == {"2026-11-01, decision-lint.lock"}


@pytest.mark.parametrize(
    ("count", "shown"), [(999_400_000, "999 M"), (999_900_000, "1.00 B"), (0, "—"), (None, "—")]
)
def test_parameters_are_counted_in_millions_or_billions(count: int | None, shown: str) -> None:
    assert parameters(count) == shown


def test_a_bar_shows_what_is_there_at_all() -> None:
    assert [bar(size, 1000) for size in (0, 1, 500, 1000, 2000)] == [
        "░" * 10,
        "█" + "░" * 9,
        "█" * 5 + "░" * 5,
        "█" * 10,
        "█" * 10,
    ]


def test_what_was_not_checked_is_told_with_its_reason() -> None:
    lack = Unchecked("HUB003", "unknown-revision", "a.md", "nobody asked", None, "x --online")
    rows = told(replace(report(), not_checked=(*report().not_checked, lack)), "Not checked")
    assert rows[2].startswith("| the record states no route | [RTE002](https://")
    assert rows[2].endswith("/route-not-ready.md) | 1 |")
    assert rows[4].startswith("| nobody asked; run <code>x --online</code> | [HUB003](")


def test_what_is_suppressed_is_told_with_its_reason() -> None:
    hidden = found(AT)._replace(excuse=Excuse("agreed | signed", "2027-01-31"))
    rows = told(replace(report(), suppressed=(hidden,)), "Suppressed")
    assert rows[2].endswith("| agreed \\| signed | 2027-01-31 |")


HOSTILE = (
    "</summary><script>x</script>",
    "](javascript:alert(1))",
    "![x](https://e.example/x.png)",
    "[x](javascript:y)",
    "<javascript:z>",
    "a | b || c",
    "`code` ``` fence",
    "**bold** _it_ ~~gone~~ __x__",
    "&lt;b&gt; &amp; \\",
    "<!-- hidden",
    "$x^2$ $$y$$",
    "# title\n- item\n\n> quote\n---",
    "\x1b[31mred\x07\u202e",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_record_means_anything(text: str) -> None:
    inline = READER.renderInline(plain(text))
    shown = re.sub("\u200b", "", _unescaped(inline))
    assert "<" not in inline
    assert shown == plain_words(text)


def plain_words(text: str) -> str:
    from decision_lint.quoting import visible

    return visible(" ".join(text.split()))


def _unescaped(html: str) -> str:
    from html import unescape

    return unescape(html)


@pytest.mark.parametrize(
    "text",
    ["@octocat", "x @org/team", "#123", "o/r#4", "GH-5", "https://e.example", "www.e.example"],
)
def test_github_finds_nothing_to_link(text: str) -> None:
    link = re.compile(r"[@#]\w|\w:(?=//)|www\.|GH-\d", re.IGNORECASE)
    assert link.search(text)
    assert not link.search(_unescaped(READER.renderInline(plain(text))))


def test_an_emoji_is_not_made_of_colons_and_a_tag_stays_readable() -> None:
    assert plain("a :tada: b") == "a :&#8203;tada: b"
    assert plain("qwen2.5:0.5b 12:30 许可证：MIT") == "qwen2.5:0.5b 12:30 许可证：MIT"


def test_a_whole_hostile_page_keeps_its_shape() -> None:
    findings = [found(AT, message=text)._replace(path=text) for text in HOSTILE]
    lacks = tuple(Unchecked("RTE002", "x-y", text, text, text, text) for text in HOSTILE)
    hidden = tuple(item._replace(excuse=Excuse(item.path, item.path)) for item in findings)
    changes = tuple(Change((text,), text, text) for text in HOSTILE)
    known = tuple(Considered(text, is_selected=True, case=Absent(text)) for text in HOSTILE)
    (record,) = report().records
    record = record._replace(candidates=known, changes=changes, title="</summary>")
    whole = Report("1", (record,), tuple(findings), hidden, lacks)
    html = READER.render(page(whole, Look(blob="https://github.com/o/r/blob/a/")))
    assert set(re.findall(r"<(/?\w+)", html)) <= {
        *("h2", "/h2", "h3", "/h3", "p", "/p", "a", "/a", "code", "/code", "strong", "/strong"),
        *("table", "/table", "thead", "/thead", "tbody", "/tbody", "tr", "/tr", "th", "/th"),
        *("td", "/td"),
    }
    assert all(url.startswith("https://github.com/") for url in re.findall(r'href="([^"]*)"', html))
    assert html.count("<table>") == 5
    assert html.count("<tr>") == 5 * (len(HOSTILE) + 1)


def test_the_limit_is_held_and_the_verdict_stays() -> None:
    wide = [found(AT, message="证|" * 500)._replace(path="很" * 300) for _ in range(20_000)]
    lacks = tuple(Unchecked(f"R{n}", "x-y", "a.md", f"{n} {'证' * 300}") for n in range(5_000))
    whole = replace(report(*wide), not_checked=lacks, suppressed=tuple(wide))
    text = page(whole)
    assert len(text.encode()) < 1_000_000
    assert text.startswith("## ❌ Model decisions: 20000 errors\n")
    assert [title for title in ("Findings", "Not checked", "Suppressed") if f"### {title}" in text]
    assert re.search(r"\n\d+ more are left out; `--output-format json` has all of them\.\n", text)


def test_the_limit_is_held_however_many_records_changed() -> None:
    change = Change(("budget",), "1 EUR", "2 EUR")
    (record,) = report().records
    records = tuple(
        record._replace(source=Source(f"{number}{'许' * 250}.md", ""), changes=(change,))
        for number in range(3000)
    )
    text = page(replace(report(), records=records))
    assert len(text.encode()) < 900 * 1024
    shown = text.count("| budget | 1 EUR | 2 EUR |")
    assert shown > 100
    assert f"\nWhat changed in {3000 - shown} records more is left out.\n" in text


def test_a_table_counts_what_it_leaves_out() -> None:
    room = Room(10_000)
    lines = list(room.table(("a",), ([str(n)] for n in range(100)), 100))
    kept = sum(line.startswith("| ") for line in lines) - 2
    assert f"{100 - kept} more are left out." in lines
    assert 10 < kept < 100
