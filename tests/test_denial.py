"""A guard that a text denies guards nothing, and a cloud that it rules out gets no data."""

from __future__ import annotations

import pytest

from decision_lint.quantities.guards import is_guarded
from decision_lint.quantities.hosted import is_turned_to


@pytest.mark.parametrize(
    "text",
    [
        "through an SSH tunnel",
        "http://1.2.3.4:8000 behind nginx",
        "firewall closed for all but the office",
        "the firewall is not open to the internet",
        "not reachable without the tunnel",
        "nobody gets in without VPN",
        "no open ports; SSH tunnel",
        "no reverse proxy; Tailscale only",
        "not public: VPN",
        "防火墙只放行办公室 IP",
        "防火墙关闭所有端口",
        "无公网入口，走隧道",
        "SSHトンネル経由",
        "SSH トンネルなしでは接続できない",
    ],
)
def test_a_guard_that_is_named_guards(text: str) -> None:
    assert is_guarded(text)


@pytest.mark.parametrize(
    "text",
    [
        "http://1.2.3.4:8000, no firewall, no tunnel",
        "without a tunnel",
        "not behind a proxy",
        "TODO: add a tunnel",
        "a tunnel is not used",
        "firewall: none",
        "the firewall is off",
        "security group not configured",
        "no API key required",
        "没有防火墙",
        "未配置防火墙",
        "不走隧道",
        "防火墙已关闭",
        "ファイアウォールなし",
        "トンネルは使わない",
    ],
)
def test_a_guard_that_is_denied_guards_nothing(text: str) -> None:
    assert not is_guarded(text)


@pytest.mark.parametrize(
    "text",
    [
        "cloud model API",
        "if vLLM does not answer, a cloud API",
        "no answer: use a cloud API",
        "not only the FAQ but also the OpenAI API",
        "不行就用云端 API",
        "云端大模型 API",
        "没有结果时调用云端 API",
        "クラウドモデルに切り替え",
        "ローカルで答えられないときはクラウド API",
    ],
)
def test_a_cloud_that_is_named_is_turned_to(text: str) -> None:
    assert is_turned_to(text)


@pytest.mark.parametrize(
    "text",
    [
        "no cloud API; page search",
        "never a cloud API",
        "llama.cpp on a laptop instead of a cloud API",
        "a smaller model on the same cloud machine",
        "不使用云端 API，改用关键词搜索",
        "クラウド API は使わない。検索のみ",
    ],
)
def test_a_cloud_that_is_ruled_out_is_not_turned_to(text: str) -> None:
    assert not is_turned_to(text)
