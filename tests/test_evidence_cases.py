"""How many fixed cases the text of an eval gate states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FIXTURES
from decision_lint.document.markdown import parse
from decision_lint.evidence.cases import count_cases
from decision_lint.record.reading import read
from decision_lint.source import Source

STATED = """
    20 fixed cases, 18 must pass | 20
    Six fixed pages are listed; 5 of the 6 fixed cases must pass. | 6
    at least 9 of 10 tickets | 10
    12 prompts | 12
    pass rate >= 90 % on 50 questions | 50
    n = 50, 45 correct | 50
    40-prompt smoke set | 40
    fixed 20-question set | 20
    the fixed five cases | 5
    twenty-five golden questions | 25
    two dozen emails, 22 usable | 24
    a dozen fixed cases | 12
    two hundred held-out samples | 200
    1,000 labelled rows | 1000
    18/20 must pass | 20
    18/20 in CI, 19/20 by hand | 20
    at least 18 out of 20 | 20
    95% of 200 held-out samples | 200
    half of the 40 prompts | 40
    passes 8 of our 10 | 10
    one fixed set of 30 questions | 30
    a fixed set of 12 German letters | 12
    cases: 20 | 20
    20 cases (12 easy cases, 8 hard cases) | 20
    18 cases must pass, 20 cases in total | 20
    16 fixed sentences, both directions | 16
    7B and 14B on 30 examples | 30
    GPU L4 24 GB, 20 prompts, 2 users | 20
    10 real tickets, 9 drafts usable | 10
    less than 3 errors in 50 documents | 50
    3 fixed cases | 3
    1 fixed case | 1
    fewer than 7 of the 8 are right | 8
    evidence/cases.csv の固定 7 問のうち 6 問が合格 | 7
    固定の八件のうち七件が合格 | 8
    固定された 15 件の問い合わせ | 15
    全 20 問、18 問正解 | 20
    20 問中 18 問 | 20
    6 首固定的诗，5 首通过 | 6
    10 份固定合同，至少 9 份通过 | 10
    固定评估集共 6 题，至少 5 题通过 | 6
    二十题里答对十八题 | 20
    评测集 100 条样本，通过率 95% 以上 | 100
    一百五十道题 | 150
    12 个测试问题，全部通过 | 12
"""

NOT_STATED = """
    eval gate: fixed eval set
    one fixed eval set
    fixed cases: see cases.csv
    all of our fixed cases
    no case fails
    p95 below 2 s and a score above 0.85
    MMLU >= 65 %
    accuracy 92.5% on 2026-11-20
    Qwen2.5-7B scores 80
    version 3.1 or newer
    100 tokens per second
    a context of 8192
    a budget of 20 EUR
    a score of 80
    score 4 of 5 on average
    average rating 4/5
    available 24/7
    date 2026/11/12
    3 of 5 languages
    three fixed seeds
    fewer than nine usable drafts
    at least 30 prompts reviewed
    2 weeks without incident
    七件を下回る合格
    通过的题少于 5 道
    固定合同的通过数连续两周低于 9。
    本地推理延迟 < 5s（7B 模型）
    3 个模型比较
    评分 4/5 以上
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("line", lines(STATED))
def test_a_gate_that_states_its_cases_is_counted(line: str) -> None:
    text, _, number = line.rpartition(" | ")
    assert count_cases(text) == int(number)


@pytest.mark.parametrize("text", lines(NOT_STATED))
def test_no_other_number_is_taken_for_cases(text: str) -> None:
    assert count_cases(text) is None


def test_the_gates_of_our_own_records_state_their_cases() -> None:
    gates = {}
    for path in FIXTURES.glob("records/*/model_runtime_decision.md"):
        gate = read(parse(Source.decode(path.name, path.read_bytes()))).record.eval_gate
        gates[path.parent.name] = count_cases(gate or "")
    assert gates
    assert all(number and number >= 5 for number in gates.values()), gates


@given(st.text() | st.text("0123456789 of fixed/%三十の固定問题,.-|<>=", max_size=60))
def test_nothing_raises(text: str) -> None:
    found = count_cases(text)
    assert found is None or found >= 0


@pytest.mark.parametrize("unit", ["20 fixed ", "1/", "a of 3 ", "固定の", "三", "twenty-", "n=1 "])
def test_a_long_text_is_read_in_no_time(unit: str) -> None:
    count_cases(unit * (100_000 // len(unit)))
