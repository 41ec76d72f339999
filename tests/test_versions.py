"""What of a text is a version of a model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.quantities.versions import read_version

COMMIT = "7ae557604adf67be50417f59c2c2f167def9a775"
DIGEST = "sha256:c5396e06af294bd101b30dce59131a76d2b773e76950acc870eda801d3ab0515"


@pytest.mark.parametrize(
    "text",
    [
        COMMIT,
        COMMIT[:7],
        COMMIT.upper(),
        f"Qwen/Qwen2.5-0.5B-Instruct@{COMMIT}",
        f"https://huggingface.co/Qwen/Qwen2.5-0.5B-Instruct/tree/{COMMIT}",
        f"Qwen2.5-0.5B-Instruct，提交 {COMMIT[:12]}",
        f"main, which was {COMMIT} that day",
        f"qwen2.5:0.5b ({DIGEST})",
        "qwen2.5:0.5b a8b0c5157701",
    ],
)
def test_a_commit_or_digest_is_pinned(text: str) -> None:
    version = read_version(text)
    assert version is not None
    assert version.pinned


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("main", "main"),
        ("Qwen/Qwen2.5-0.5B-Instruct@main", "main"),
        ("Qwen/Qwen2.5-0.5B-Instruct@v1.0", "v1.0"),
        ("https://huggingface.co/Qwen/Qwen2.5-0.5B-Instruct/tree/main", "main"),
        ("Qwen2.5-0.5B-Instruct, main branch", "main"),
        ("latest", "latest"),
        ("最新版", "最新"),
        ("v1.0", "v1.0"),
        ("version 2.5.1", "2.5.1"),
        ("Qwen2.5-0.5B-Instruct, tag v1.0", "v1.0"),
        ("qwen2.5:0.5b", "0.5b"),
    ],
)
def test_a_branch_or_tag_moves(text: str, word: str) -> None:
    version = read_version(text)
    assert version is not None
    assert not version.pinned
    assert version.word == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Qwen/Qwen2.5-0.5B-Instruct",
        "Qwen2.5-0.5B-Instruct",
        "Mistral-7B-Instruct-v0.3",
        "7B instruct model",
        "downloaded on 20261102",
        "the domain model, defaced",
        "待确认",
    ],
)
def test_a_name_alone_is_no_version(text: str) -> None:
    assert read_version(text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_version(text)
