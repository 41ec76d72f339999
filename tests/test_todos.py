"""What is a to-do, and what is an answer that happens to contain the same words."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.knowledge.tables import table
from decision_lint.quantities.deferrals import LETTERS, LONGEST, letters
from decision_lint.quantities.nothing import is_nothing
from decision_lint.quantities.todos import (
    is_blank,
    is_license_todo,
    is_placeholder,
    names_a_license,
)

PHRASES = (Path(__file__).with_name("phrases.txt")).read_text(encoding="utf-8")


def section(name: str) -> list[str]:
    """Read a section of the phrases."""
    return lines(PHRASES.partition(f"## {name}\n")[2].partition("\n## ")[0])


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("note", section("license to-dos"))
def test_a_note_of_the_table_that_puts_off_is_a_todo(note: str) -> None:
    assert is_license_todo(note)


@pytest.mark.parametrize("note", section("license notes"))
def test_a_note_of_the_table_that_answers_is_none(note: str) -> None:
    assert not is_license_todo(note)
    assert not is_placeholder(note)
    assert not is_nothing(note)


@pytest.mark.parametrize("text", section("placeholders"))
def test_a_placeholder_of_the_table_is_one(text: str) -> None:
    assert is_placeholder(text)
    assert not is_nothing(text)


@pytest.mark.parametrize("text", section("values"))
def test_a_value_of_the_table_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)
    assert not is_nothing(text)


@pytest.mark.parametrize("text", section("nothing"))
def test_what_says_that_there_is_none_is_no_placeholder(text: str) -> None:
    assert is_nothing(text)
    assert not is_placeholder(text)


@pytest.mark.parametrize("text", section("something"))
def test_what_says_more_than_that_there_is_none_is_something(text: str) -> None:
    assert not is_nothing(text)


def test_an_intention_answers_a_field_that_may_hold_one() -> None:
    for text in ("to write the eval set", "build the eval gate", "need to test"):
        assert is_placeholder(text)
        assert not is_placeholder(text, plans=True)
    for text in ("to be decided", "unknown", "later", "not decided yet"):
        assert is_placeholder(text, plans=True)


def test_a_doubt_is_no_blank() -> None:
    for text in ("unknown", "not tested", "unclear license of the data", "later", ""):
        assert not is_blank(text)
    for text in ("TBD", "TBD by Anna", "TODO: ask", "____", "<risk>", "待定", "未定"):
        assert is_blank(text)


def test_a_word_is_of_one_kind() -> None:
    kinds = {name: rows for name, rows in table("deferrals").items() if name != "_meta"}
    assert kinds.keys() == LETTERS.keys()
    phrases = [phrase for rows in kinds.values() for row in rows for phrase in row.split(", ")]
    assert len(phrases) == len(set(phrases))
    assert all(phrase == phrase.strip().casefold() for phrase in phrases)


def test_every_phrase_is_found_as_a_whole() -> None:
    """None is longer than the reader looks, and none is written in a way that it cannot meet."""
    found = {"open": "s", "alone": "s", "order": "ml"}
    spellings = {name.replace("-", " ") for name in table("licenses")["spellings"]}
    for kind, letter in LETTERS.items():
        for row in table("deferrals")[kind]:
            for phrase in set(row.split(", ")) - spellings:
                assert letters(phrase) == found.get(kind, letter), phrase
    assert LONGEST == 10


@pytest.mark.parametrize(
    "note",
    lines("""
    check model card before deployment
    Check model card.
    check the license before launch
    verify commercial terms first
    confirm that commercial use is allowed
    we should verify commercial use
    will verify later
    must be reviewed by legal
    needs legal review
    pending legal review
    unclear, ask legal
    not checked yet
    unverified
    license unknown
    see the model card
    read the license before use
    make sure to check the license
    MIT? need to double-check
    Apache-2.0, but check with legal before launch
    Apache-2.0 (still to be verified)
    Llama license, need to verify the MAU clause
    to be confirmed
    看模型卡
    查看模型卡
    待确认
    商用条款待确认
    待法务审核
    上线前再检查许可证
    部署前查看许可协议
    需要确认是否可商用
    要確認
    後で確認
    公開前にライセンスを確認する
    商用利用の条件は要確認
    ライセンス未確認
    ライセンスは調査中
    法務に確認中
    許諾条件を確認すること
    モデルカードを確認
    """),
)
def test_a_license_note_that_puts_the_question_off_is_a_todo(note: str) -> None:
    assert is_license_todo(note) or is_placeholder(note)


@pytest.mark.parametrize(
    "note",
    lines("""
    Apache-2.0, commercial use is fine
    Apache-2.0, checked on the model card on 2026-11-01
    Apache 2.0 — double-checked
    Apache-2.0; CI checks that the notice is kept
    Apache-2.0; we check the license at every release
    Apache-2.0; verification by CI each week
    Apache-2.0, license check done by legal
    Apache-2.0, no check needed
    Apache-2.0, see model card
    Apache-2.0 per model card
    Apache-2.0. Reviewed.
    Apache-2.0 (checklist item 4)
    MIT, verified on the Hub
    MIT; check the NOTICE file is shipped
    MIT, the checkpoint is covered too
    the license check passed: MIT
    checked: MIT
    Confirmed Apache-2.0 with legal
    Llama 3.1 Community License; access requires approval on the Hub
    Llama 3.2 license: attribution required, "Built with Llama" shown
    CC-BY-NC 4.0, research only, no commercial use
    已检查：Apache-2.0 可商用
    Apache-2.0，法务确认过
    Apache-2.0，许可证已核实
    需保留许可证文本，Apache-2.0
    Apache-2.0（モデルカードで確認済み）
    ライセンスは Apache-2.0、法務に確認しました
    MIT。著作権表示と許諾文を残す
    """),
)
def test_a_license_note_that_answers_is_none(note: str) -> None:
    assert not is_license_todo(note)
    assert not is_placeholder(note)


@pytest.mark.parametrize(
    "text",
    lines("""
    TBD
    (TBD)
    **TBD**
    tbd, ask Anna
    TODO: write the eval gate
    _____
    ...
    ???
    xxx
    [ ]
    ☐
    <your model>
    your model here
    [model name]
    {{ owner }}
    enter the name here
    will verify later
    will be added later
    to be decided
    to be added after first run
    fill in later
    check later
    check model card before deployment
    later
    coming soon
    unknown
    not yet
    none yet
    not measured yet
    待定
    待确认
    待补充
    稍后补充
    未定
    要確認
    未記入
    後で記入
    まだ決まっていない
    """),
)
def test_a_value_that_only_says_later_is_a_placeholder(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    lines("""
    none
    N/A
    put the pod to sleep
    enter the console and terminate the instance
    not needed
    cloud model API
    20 fixed cases, 18 must pass
    check 20 fixed cases, 18 must pass
    small enough for a start; still measure the memory
    check the console and delete the pod
    verify that the pod is gone on the billing page
    stop the server and confirm the instance list is empty
    see evidence/first.txt
    should check citations
    a person verifies each answer later
    review by a person before sending
    unclear tickets are sent to a person
    we will switch to the smaller one
    run the 12 cases first
    vLLM first, then SGLang
    answers as JSON: {"status": "open"}
    人手复核
    用户需查看来源
    答案需要验证来源
    確認済みの回答だけを使う
    回答前に出典を確認する
    評価用に固定の 8 問
    """),
)
def test_a_value_that_says_something_is_none(text: str) -> None:
    assert not is_placeholder(text)


def test_a_license_is_named_by_its_words() -> None:
    assert names_a_license("APACHE 2.0")
    assert names_a_license("研究用途に限る")
    assert not names_a_license("permitted, see the card")


WORDS = sorted(
    {word for name in LETTERS for row in table("deferrals")[name] for word in row.split(", ")}
)


@given(st.one_of(st.text(), st.lists(st.sampled_from([*WORDS, ",", "?", "20"])).map(" ".join)))
def test_no_text_raises_and_none_is_both(text: str) -> None:
    is_license_todo(text)
    is_blank(text)
    assert not (is_placeholder(text) and is_nothing(text))


@pytest.mark.parametrize(
    "word",
    [
        "still ",
        "please ",
        "needs a ",
        "待",
        "check ",
        "to be ",
        "a,",
        "未確認",
        "[",
        "<",
        "_",
        "-",
        ". ",
        "not yet ",
    ],
)
def test_a_long_text_is_read_in_time_that_grows_with_it(word: str) -> None:
    def seconds(length: int) -> float:
        text = (word * length)[:length]
        began = perf_counter()
        is_placeholder(text)
        is_license_todo(text)
        is_nothing(text)
        return perf_counter() - began

    seconds(1_000)
    assert seconds(100_000) < 2
