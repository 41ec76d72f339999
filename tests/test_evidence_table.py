"""Evaluation tables in the shapes that people keep them in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FIXTURES, ROOT
from decision_lint.document.markdown import parse
from decision_lint.evidence.table import (
    EvaluationTable,
    read_table,
    read_table_text,
    read_table_within,
)
from decision_lint.rule import Absent
from decision_lint.source import LIMIT_BYTES, Source, Span

COMMA = "case,question,verdict\n1,a,pass\n2,b,\n3,c,TBD\n"
SEMICOLON = COMMA.replace(",", ";")
TAB = COMMA.replace(",", "\t")
QUOTED = (
    '"case","question","verdict"\n"1","a, or b","pass"\n"2","say ""no""",""\n"3","c\nd","TBD"\n'
)
PIPES = """
| case | question | verdict |
|-----:|:---------|:-------:|
| 1    | a        | pass    |
| 2    | b        |         |
| 3    | c        | *TBD*   |
"""
OBJECTS = json.dumps(
    [
        {"case": 1, "question": "a", "verdict": "pass"},
        {"case": 2, "question": "b", "verdict": None},
        {"case": 3, "question": "c", "verdict": "TBD"},
    ]
)
JSON_LINES = "\n".join(json.dumps(member) for member in json.loads(OBJECTS))

SHAPES = {
    "comma.csv": COMMA,
    "semicolon.csv": SEMICOLON,
    "tab.tsv": TAB,
    "said.csv": "sep=;\n" + SEMICOLON,
    "titled.csv": "# first evaluation\n" + COMMA,
    "crlf.csv": COMMA.replace("\n", "\r\n"),
    "cr.csv": COMMA.replace("\n", "\r"),
    "mark.csv": "\ufeff" + COMMA,
    "no-end.csv": COMMA.rstrip(),
    "spaced.csv": COMMA.replace(",", " , ").replace("\n", "\n\n"),
    "quoted.csv": QUOTED,
    "pipes.md": PIPES,
    "listed.md": "- first run\n" + PIPES.replace("\n", "\n  "),
    "fenced.md": f"# Cases\n\n```csv\n{COMMA}```\n",
    "second.md": "| model | rate |\n|--|--|\n| a | 90 % |\n" + PIPES,
    "pipes.txt": PIPES,
    "commas.txt": COMMA,
    "objects.json": OBJECTS,
    "inside.json": f'{{"model": "x", "cases": {OBJECTS}}}',
    "objects.txt": OBJECTS,
    "lines.jsonl": JSON_LINES,
    "lines.json": JSON_LINES + "\n{broken\n",
}


def table(name: str, text: str) -> EvaluationTable:
    read = read_table_text(name, text)
    assert isinstance(read, EvaluationTable)
    return read


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_gives_the_same_cases_and_blanks(name: str) -> None:
    read = table(name, SHAPES[name])
    assert (read.path, read.cases, read.verdicts) == (name, 3, ("verdict",))
    assert [(blank.row, blank.column) for blank in read.blanks] == [(2, "verdict"), (3, "verdict")]


@pytest.mark.parametrize("name", SHAPES)
def test_a_blank_stands_at_its_cell(name: str) -> None:
    source = Source(name, SHAPES[name])
    read = read_table(source)
    assert isinstance(read, EvaluationTable)
    said = [source.cut(blank.span) for blank in read.blanks]
    assert said in (["", "TBD"], ["null", "TBD"])


@pytest.mark.parametrize(
    ("name", "spans"),
    [
        ("comma.csv", [Span(3, 5, 3, 5), Span(4, 5, 4, 8)]),
        ("quoted.csv", [Span(3, 19, 3, 19), Span(5, 5, 5, 8)]),
        ("pipes.md", [Span(5, 20, 5, 20), Span(6, 22, 6, 25)]),
        ("lines.jsonl", [Span(2, 41, 2, 45), Span(3, 42, 3, 45)]),
    ],
)
def test_a_blank_has_its_line_and_column(name: str, spans: list[Span]) -> None:
    assert [blank.span for blank in table(name, SHAPES[name]).blanks] == spans


def test_a_missing_verdict_is_found_by_its_case_and_column() -> None:
    read = table("a.csv", COMMA)
    assert read.place(2, "verdict") == Span(3, 5, 3, 5)
    assert read.place(1, "verdict") is None


@pytest.mark.parametrize(
    "name",
    """verdict Verdict pass passed pass/fail ok? result score status judgement is_correct
    Human_verdict
    判定 結果 合格 合否 结果 通过 是否通过 评分 得分 スコア
    Ergebnis verdict_7B answer_correct""".split(),
)
def test_a_verdict_column_is_known_by_its_name(name: str) -> None:
    read = table("a.csv", f"case,{name}\n1,\n2,x\n")
    assert (read.verdicts, len(read.blanks)) == ((name,), 1)


@pytest.mark.parametrize(
    "name",
    """answer question expected actual expected_result actual_output pass_criteria status_code notes
    score_threshold 期待する結果 实际结果 合格の条件 模型回答 备注 seconds 7B""".split(),
)
def test_a_column_of_something_else_is_no_verdict(name: str) -> None:
    read = table("a.csv", f"case,{name}\n1,\n2,x\n")
    assert (read.cases, read.verdicts, read.blanks) == (2, (), ())


def test_a_score_is_the_verdict_only_where_nothing_else_is() -> None:
    assert table("a.csv", "case,score,verdict\n1,,pass\n").blanks == ()
    assert (
        table("a.csv", "case,verdict 1.5B,verdict 7B\n1,pass,\n").blanks[0].column == "verdict 7B"
    )


@pytest.mark.parametrize(
    "row", ["Total,,12", "average,,", "**Sum**,,3/4", "合计,,5", "平均,,", ",,", "...,...,..."]
)
def test_a_total_a_blank_row_and_an_elision_are_no_cases(row: str) -> None:
    read = table("a.csv", f"case,question,verdict\n1,a,pass\n{row}\n")
    assert (read.cases, read.blanks) == (1, ())


def test_a_row_in_bold_parts_a_markdown_table() -> None:
    read = table(
        "a.md", "| case | verdict |\n|--|--|\n| **easy** | |\n| 1 | pass |\n| **2** | **ok** |\n"
    )
    assert (read.cases, read.blanks) == (2, ())


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " ",
        "-",
        "—",
        "?",
        "…",
        "___",
        "[ ]",
        "☐",
        "TBD",
        "todo",
        "pending",
        "n.d.",
        "pass/fail",
        "pass or fail",
        "<verdict>",
        "待测",
        "未実施",
        "合格/不合格",
    ],
)
def test_what_only_keeps_a_place_is_a_blank(cell: str) -> None:
    assert len(table("a.csv", f"case;verdict\n1;{cell}\n").blanks) == 1


@pytest.mark.parametrize(
    "cell",
    ["pass", "fail", "x", "[x]", "✓", "0", "1.0", "no", "N/A", "合格", "×", "対象外", "partly"],
)
def test_what_says_something_is_a_verdict(cell: str) -> None:
    assert table("a.csv", f"case;verdict\n1;{cell}\n").blanks == ()


def test_true_and_false_are_verdicts_and_a_missing_key_is_none() -> None:
    text = (
        '[{"q": "a", "pass": true}, {"q": "b", "pass": false}, {"q": "c"}, {"q": "d", "pass": ""}]'
    )
    read = table("a.json", text)
    assert [(blank.row, blank.span) for blank in read.blanks] == [
        (3, Span(1, 55, 1, 55)),
        (4, Span(1, 86, 1, 86)),
    ]


def test_a_column_of_verdicts_for_each_model_is_known_by_what_it_holds() -> None:
    read = table("a.csv", "case,Small-1B,Large-7B\n1,pass,fail\n2,,Pass\n3,TBD,pass\n")
    assert read.verdicts == ("Small-1B", "Large-7B")
    assert [(blank.row, blank.column) for blank in read.blanks] == [
        (2, "Small-1B"),
        (3, "Small-1B"),
    ]
    for name in ("expected", "answer", "note"):
        assert table("a.csv", f"case,{name}\n1,pass\n2,\n").blanks == ()
    assert table("a.csv", "case,Small-1B\n1,Paris\n2,pass\n3,\n").blanks == ()


def test_a_table_without_a_header_is_counted_and_not_judged() -> None:
    assert table("a.csv", "1,first,pass\n2,second,fail\n").cases == 2
    assert table("a.csv", "login,first,fail\nprinter,second,\n").blanks == ()


def test_a_row_that_is_too_short_lacks_its_verdict_behind_its_end() -> None:
    assert table("a.csv", "case,question,verdict\n1,a\n").blanks[0].span == Span(2, 4, 2, 4)
    assert table("a.md", "| case | verdict |\n|--|--|\n| 1 |\n").blanks[0].span.line == 3


def test_a_quote_that_never_closes_is_a_letter() -> None:
    read = table("a.csv", 'case,verdict\n"1,pass\n2,\n')
    assert (read.cases, len(read.blanks)) == (2, 1)


def test_a_column_of_verdicts_alone_has_a_case_a_row() -> None:
    assert table("a.csv", "verdict\npass\nfail\n").cases == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", ""),
        ("a.csv", "case,verdict\n"),
        ("a.md", "# nothing\n\nno table, just words\n"),
        ("a.md", "| case | verdict |\n|--|--|\n"),
        ("a.json", '{"model": "x"}'),
        ("a.json", "[1, 2]"),
        ("a.json", "[" * 100_000),
        ("a.json", "[" * 600 + "]" * 600),
        ("a.jsonl", "{\n"),
        ("a.txt", "Question: may I, or not?\nAnswer: yes, you may.\n"),
        ("a.txt", "```\nls, cd\na, b\n```\n"),
        ("a", "\x00"),
    ],
)
def test_a_text_without_cases_is_absent_and_says_so(name: str, text: str) -> None:
    read = read_table_text(name, text)
    assert isinstance(read, Absent)
    assert name in read.why


def test_a_file_that_cannot_be_read_is_absent() -> None:
    read = read_table(Source.decode("a.csv", b"\xff" + b"," * 8))
    assert isinstance(read, Absent)
    assert "not UTF-8" in read.why


def test_a_table_in_the_record_has_the_places_of_the_record() -> None:
    text = "# D\n\nstop_time: 18:00\n\n## Evaluation table\n" + PIPES + "\n## Owner\n\nme\n"
    source = Source("record.md", text)
    span = parse(source).spans["evidence", "evaluation_table"]
    read = read_table_within(source, span)
    assert isinstance(read, EvaluationTable)
    assert [source.cut(blank.span) for blank in read.blanks] == ["", "TBD"]
    assert isinstance(read_table_within(source, Span(1, 1, 1, 4)), Absent)


def test_a_fenced_table_in_the_record_is_read_too() -> None:
    source = Source("record.md", f"# D\n\nevaluation_table:\n```csv\n{COMMA}```\n")
    read = read_table_within(source, parse(source).spans["evidence", "evaluation_table"])
    assert isinstance(read, EvaluationTable)
    assert [blank.span.line for blank in read.blanks] == [7, 8]


@pytest.mark.parametrize(
    "path", sorted([*FIXTURES.glob("records/*/evidence/*.csv"), *ROOT.glob("examples/*/*.csv")])
)
def test_our_own_tables_are_whole(path: Path) -> None:
    read = read_table(Source.decode(path.name, path.read_bytes()))
    assert isinstance(read, EvaluationTable)
    assert read.cases >= 5
    assert read.verdicts
    assert read.blanks == ()


NAMES = st.sampled_from(["a.csv", "a.tsv", "a.md", "a.json", "a.jsonl", "a.txt", ""])
PIECES = st.sampled_from(
    [
        '"',
        ",",
        ";",
        "\t",
        "\n",
        "\r",
        "|",
        "|-|-|\n",
        "case",
        "verdict",
        " ",
        "{",
        "}",
        "[",
        "]",
        ":",
        "```",
        '"verdict": ""',
        "null",
        "TBD",
        "\x00",
        "\ufeff",
        "sep=",
        "- ",
        "1",
        "Total",
        "**",
        "\\",
        "\ud800",
    ]
)


@given(NAMES, st.text() | st.lists(PIECES, max_size=40).map("".join))
def test_nothing_raises_and_every_span_lies_in_its_file(name: str, text: str) -> None:
    source = Source(name, text)
    read = read_table(source)
    if isinstance(read, EvaluationTable):
        assert all(1 <= blank.row <= read.cases for blank in read.blanks)
        for span in (blank.span for blank in read.blanks):
            assert 1 <= span.line <= len(source.lines)
            assert (span.line, span.column) <= (span.end_line, span.end_column)


@pytest.mark.parametrize("unit", ['"', "a,", '"a,', "|a|\n", '{"a":1}\n', " ", "```\na,b\n```\n"])
@pytest.mark.parametrize("name", ["a.csv", "a.md", "a.json", "a.txt"])
def test_a_long_text_is_read_in_no_time(name: str, unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert len(text) < LIMIT_BYTES
    read_table_text(name, text)


def test_a_column_that_nobody_filled_in_beside_another_model_s_is_blank() -> None:
    text = "case,Qwen2.5-1.5B,Qwen2.5-7B\na,,pass\nb,,fail\n"
    table = read_table_text("eval.csv", text)
    assert isinstance(table, EvaluationTable)
    assert [(blank.row, blank.column) for blank in table.blanks] == [
        (1, "Qwen2.5-1.5B"),
        (2, "Qwen2.5-1.5B"),
    ]


def test_no_column_is_a_verdict_where_none_holds_one() -> None:
    table = read_table_text("eval.csv", "case,notes,Qwen2.5-7B\na,x,\nb,y,\n")
    assert isinstance(table, EvaluationTable)
    assert table.verdicts == ()
