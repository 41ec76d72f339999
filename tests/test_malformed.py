"""Nothing that a file may hold makes the reader or the engine raise, or wait."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_lint.config import Config
from decision_lint.document.markdown import parse
from decision_lint.facts.order import known
from decision_lint.lint import lint
from decision_lint.record.reading import read
from decision_lint.report import Report
from decision_lint.rule import Absent
from decision_lint.source import Source
from decision_lint.vocabulary import CANDIDATE_FIELDS, RECORD_FIELDS
from places import misplaced

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "fixtures" / "malformed").iterdir())
PAGES = sorted((ROOT.parent / "shared" / "data" / "corpus" / "pages").glob("*.md"))
TODAY = date(2026, 11, 24)
NO_FILES = Absent("nothing lies beside it")
AT_MOST = 1.0
"""Seconds that any file may take."""


def check(source: Source) -> Report:
    return lint(
        source,
        twin=Absent("there is no twin"),
        files=NO_FILES,
        facts=known,
        config=Config(),
        today=TODAY,
    )


@pytest.mark.parametrize("path", [*FILES, *PAGES], ids=lambda path: path.name)
def test_a_malformed_file_neither_raises_nor_takes_long(path: Path) -> None:
    source = Source.decode(path.name, path.read_bytes())
    began = process_time()
    reading = read(parse(source))
    report = check(source)
    assert process_time() - began < 2 * AT_MOST  # it was read twice
    assert reading.structure is not None
    assert all(finding.message and finding.message.isprintable() for finding in report.findings)


UNREADABLE = """
    empty only-byte-order-mark only-white-space utf-16 latin-1 truncated-utf-8 surrogates-in-utf-8
""".split()


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_understood_is_an_unreadable_record_alone(name: str) -> None:
    path = ROOT / "fixtures" / "malformed" / f"{name}.md"
    report = check(Source.decode(path.name, path.read_bytes()))
    assert [finding.name for finding in report.findings] == ["unreadable-record"]


def test_prose_with_colons_holds_no_field() -> None:
    path = ROOT / "fixtures" / "malformed" / "prose-with-colons.md"
    document = parse(Source.decode(path.name, path.read_bytes()))
    assert document.values == {}
    assert document.unknown == ()


def test_a_comment_holds_no_field() -> None:
    text = "# T\n\n<!--\nstatus: draft\n-->\n\nowner: me <!-- date: 2026-11-01 -->\n"
    assert dict(parse(Source("record.md", text)).values) == {("owner",): "me"}


def test_a_fence_that_is_no_evidence_holds_no_field() -> None:
    text = "# T\n\nowner: me\n\n## Notes\n\n```text\nstatus: draft\n```\n\n~~~yaml\ntask: x\n~~~\n"
    assert dict(parse(Source("record.md", text)).values) == {("owner",): "me"}


FIELDS = (*RECORD_FIELDS, *CANDIDATE_FIELDS)
OTHER_KEYS = "candidate_1,Candidate 2,候选模型 1,候補 2,candidate_0,licence_nots,foo_bar".split(",")
KEYS = st.sampled_from(
    [*OTHER_KEYS, *(word for field in FIELDS for word in (field.name, *field.aliases))]
)
VALUES = st.text(max_size=30) | st.sampled_from(
    """
    Qwen/Qwen2.5-0.5B-Instruct
    7B instruct model
    hf.co/a/b:Q4_K_M
    draft
    `x
    **y** _z_
    TBD
    L4 24 GB
    a, b; c
    中文、英文
    [t](e.csv)
    [x
    <!-- c -->
    vLLM or SGLang
    2026-11-24
    \\|
    {a: b}
    &amp;
    -
    """.splitlines()
)
COLONS = st.sampled_from([": ", ":", "：", " : ", ":\t", " | ", "**: ", ":** ", "__: ", " = "])
LEADS = st.sampled_from(
    [
        *("", "", "", "- ", "* **", "  - ", "\t", "    ", "> ", "1. ", "| ", "## ", "### ", "**"),
        *("__", "- [ ] ", "\u3000", "> - "),
    ]
)
_WORDS = """
    ---
    ...
    ```
    ```text
    ~~~
    |---|---|
    |-|:-:|-|
    <!--
    -->
    # Evidence
    ## Candidates
    ===
    <details>
    candidates:
      - model: a/b
    &a [*a]
    For this project, I will start with a/b using vLLM because it fits.
    I will not use a larger model yet because c. I will switch only if the fixed eval set shows d.
    这个项目我会先用 a/b 和 vLLM，因为够用。只有当固定评估集显示变差时，我才切换。
    この project では、まず a/b を vLLM で使います。理由は 速い です。
    <!-- decision-lint: ignore[LIC002]: reason -->
    """
OTHERS = st.sampled_from([*_WORDS.replace("\n    ", "\n").splitlines(), "\ufeff", "\x00"])
LINES = st.one_of(
    st.builds("{}{}{}{}".format, LEADS, KEYS, COLONS, VALUES),
    st.builds("| {} | {} | {} |".format, KEYS, VALUES, VALUES),
    st.builds("## {}".format, KEYS),
    OTHERS,
    VALUES,
)
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\u2028", "\n\n"])
RECORDS = st.lists(st.tuples(LINES, ENDS), max_size=25).map(
    lambda lines: "".join(line + end for line, end in lines)
)
FRONTED = st.builds("---\n{}\n---\n{}".format, RECORDS, RECORDS)
PATIENT = settings(
    deadline=2000, max_examples=200, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def holds(text: str) -> None:
    source = Source("record.md", text)
    document = parse(source)
    read(document)
    check(source)
    assert list(misplaced(document, strictly=False)) == []


@PATIENT
@given(st.text(max_size=400))
def test_arbitrary_text_never_raises_and_every_span_holds(text: str) -> None:
    holds(text)


@PATIENT
@given(RECORDS)
def test_an_arbitrary_mixture_of_lines_never_raises_and_every_span_holds(text: str) -> None:
    holds(text)


@PATIENT
@given(FRONTED)
def test_arbitrary_front_matter_never_raises_and_every_span_holds(text: str) -> None:
    holds(text)


@PATIENT
@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_raise(data: bytes) -> None:
    check(Source.decode("record.md", data))
