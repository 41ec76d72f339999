"""The decision paragraph in the ways that people say it in Japanese."""

from __future__ import annotations

import pytest

from shapes import values


@pytest.mark.parametrize(
    "text",
    [
        "このプロジェクトでは、まず o/n を vLLM で使います。理由は小さいからです。",
        "このプロジェクトでは、まず o/n を vLLM で使う。なぜなら小さいから。",
        "このプロジェクトでは、まず vLLM を使って o/n から始めます。なぜなら小さいためです。",
        "このプロジェクトでは vLLM を用いて o/n から始める。というのも小さいからだ。",
    ],
)
def test_a_paragraph_names_model_runtime_and_reason(text: str) -> None:
    found = values(text)
    assert (found["candidates", 0, "model"], found["runtime_decision",]) == ("o/n", "vLLM")
    assert str(found["why_now",]).startswith("小さい")


@pytest.mark.parametrize(
    "text",
    [
        "まだ大きなモデルを使わない理由は、費用が高いからです。",
        "今は大きいモデルを使いません。なぜなら費用が高いためです。",
        "まだ大きなモデルを使わないのは、費用が高いからです。",
    ],
)
def test_a_paragraph_says_what_is_rejected(text: str) -> None:
    start = "このプロジェクトでは、まず o/n を vLLM で使います。理由は小さいからです。"
    assert values(start + text)["rejected_for_now",] == ("費用が高い",)
