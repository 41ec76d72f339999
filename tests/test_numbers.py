"""Tokens, counts and spans of time as people write them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.quantities.counts import read_count
from decision_lint.quantities.durations import find_durations
from decision_lint.quantities.tokens import read_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("8192", 8192),
        ("8192 tokens", 8192),
        ("32k", 32768),
        ("8k.", 8192),
        ("128K tokens per request", 131072),
        ("32,768", 32768),
        ("32_768", 32768),
        ("1M", 1048576),
        ("3.2万", 32000),
        ("8192 (8k)", 8192),
        ("２k トークン", 2048),
        ("最多 16k 词元", 16384),
        ("8,192 tokens", 8192),
        ("8 192 tokens", 8192),
        ("8 千", 8000),
        ("8千トークン", 8000),
        ("3.2 万 tokens", 32000),
        ("8 thousand tokens", 8000),
        ("1,5k", 1536),
        ("4k in + 1k out", 5120),
        ("4k in / 1k out", 5120),
        ("4k input and 1k output", 5120),
        ("4k prompt tokens + 1k completion tokens", 5120),
        ("输入 4k + 输出 1k", 5120),
        ("入力4k、出力1k", 5120),
        ("4096 + 1024", 5120),
        ("5k (4k in + 1k out)", 5120),
        ("6k (4k in + 1k out)", None),
        ("8.192 tokens", None),
        ("8 req/s", None),
        ("8k tokens per second", None),
        ("100 pages", None),
        ("16 GB", None),
        ("-5", None),
        ("Qwen 3 128k", None),
        ("{{ context }}", None),
        ("4k-8k", None),
        ("4096 for 2 users", None),
        ("auto", None),
        ("0.3k", None),
        ("", None),
    ],
)
def test_k_is_1024_tokens(text: str, tokens: int | None) -> None:
    assert read_tokens(text) == tokens


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("4", 4),
        ("4 users", 4),
        ("up to 4", 4),
        ("four people", 4),
        ("四", 4),
        ("4人", 4),
        ("1,000", 1000),
        ("-3", -3),
        ("1 000", 1000),
        ("8 千", 8000),
        ("3万人", 30000),
        ("十二", 12),
        ("twelve users", 12),
        ("twenty", 20),
        ("两个", 2),
        ("同時8人", 8),
        ("one at a time", 1),
        ("two or three", None),
        ("1.000", None),
        ("8 req/s", None),
        ("8 requests per second", None),
        ("20 users per hour", None),
        ("每秒 8 个请求", None),
        ("毎秒8リクエスト", None),
        ("100 tokens", None),
        ("16 GB", None),
        ("<n>", None),
        ("1-2", None),
        ("4.5", None),
        ("10k", None),
        ("some", None),
        ("2 teams of 3", None),
    ],
)
def test_one_whole_number_is_a_count(text: str, count: int | None) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("idle timeout 20 min", [20]),
        ("after 1.5 hours, at most 1 day", [90, 1440]),
        ("30 分钟后关机", [30]),
        ("2 時間で停止", [120]),
        ("90s", [1.5]),
        ("two hours", [120]),
        ("half an hour", [30]),
        ("an hour and a half", [90]),
        ("twenty minutes after the last request", [20]),
        ("1h30", [90]),
        ("1h 30min", [90]),
        ("1 hour 30 minutes, then 5 min", [90, 5]),
        ("1,5 h", [90]),
        ("两小时后关机", [120]),
        ("半小时", [30]),
        ("一个半小时", [90]),
        ("三十分钟", [30]),
        ("2 時間半", [150]),
        ("二時間", [120]),
        ("三天", [4320]),
        ("十分重要", []),
        ("$2 a day", []),
        ("twice a day", []),
        ("at 10:05 m", []),
        ("version 2 of it", []),
    ],
)
def test_spans_of_time_are_found(text: str, minutes: list[float]) -> None:
    assert find_durations(text) == tuple(timedelta(minutes=number) for number in minutes)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_tokens(text)
    read_count(text)
    find_durations(text)
