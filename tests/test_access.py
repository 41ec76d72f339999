"""What a text says of access to gated weights."""

from __future__ import annotations

import pytest

from decision_lint.quantities.access import speaks_of_access


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    "text",
    lines("""
    access granted to the team account
    access was granted on 2026-10-02
    access has been requested
    we have access to the weights
    request access on the model page first
    gated: ask Meta
    the repo is gated, approved for our org
    HF_TOKEN=$HF_TOKEN vllm serve meta-llama/Llama-3.1-8B-Instruct
    docker run --env HF_TOKEN=... vllm/vllm-openai
    export HUGGING_FACE_HUB_TOKEN from the vault
    needs a Hugging Face token
    the read token is in the CI secrets
    run hf auth login on the pod
    huggingface-cli login
    logged in to the Hub with the service account
    we accepted the Llama license on the Hub
    license agreement accepted by the team lead
    agreed to the terms on 3 May
    signed the license form
    approval pending, manual access takes two days
    accept Google's terms once per account
    已申请访问权限
    需要登录 Hugging Face 并同意许可协议
    访问令牌放在保险库
    已接受许可协议
    授权已通过
    门控模型，账号已获批准
    アクセス申請は承認済み
    利用規約に同意済み
    ライセンスに同意してからダウンロードする
    HF トークンを Vault から読む
    ゲート付きモデル、チームのアカウントで承認済み
    Hub へのログインが必要
    """),
)
def test_a_text_speaks_of_access(text: str) -> None:
    assert speaks_of_access(text)


@pytest.mark.parametrize(
    "text",
    lines("""
    eval gate: 12 fixed questions
    8192 token context
    tokens per second
    max tokens 512
    the token limit is 4096
    fast access times on the NVMe disk
    answers about building access
    Llama 3.1 Community License, below 700M MAU
    terms of use read by legal
    one rented L4 24 GB
    data access stays on our network
    the tokenizer is slow
    贷款申请问答
    8192 词元的上下文
    评估门槛：12 个问题
    評価ゲート：12 問
    8192 トークンのコンテキスト
    申請書の要約
    アクセスの多い時間帯は遅い
    """),
)
def test_a_text_that_has_the_words_alone_does_not(text: str) -> None:
    assert not speaks_of_access(text)
