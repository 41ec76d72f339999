"""Any text is read, and in a time that grows with its length alone."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conftest import ROOT
from decision_lint.command.reading import read_command
from decision_lint.command.shell import split
from decision_lint.render.command import render
from decision_lint.render.look import Look

PIECES = (
    "vllm serve |a/b |--port |8000 |-tp 2 |--max-model-len |=|-1 |'|\"|`|```|\\|\n|\\\n|# |; |&& "
    "|$(|)|(|${V:-|}|{{|$V |<|> |2>&1 |<<E\n|E\n|A=1 |export |set |ENV |sudo |bash -c |ssh h |eval "
    "|echo |docker run |-p |8000:80 |vllm/vllm-openai |$IMAGE |docker exec |kubectl exec |-- "
    "|python -c |python -m |LLM(|from vllm import LLM\n|pipeline(|model=|ollama run |ollama pull "
    '|num_ctx 8|[|]|"vllm",|image: |command: |ports:\n|- |FROM |CMD |ExecStart=|Environment='
    "|Run: |—|–|it's |\ud800|\0|\u202e|lms load |-m a.gguf |llama-server |./main |tmux new |start "
).split("|")
SCHEMA = (ROOT / "schemas" / "command.schema.json").read_text(encoding="utf-8")
CHECKER = Draft202012Validator(json.loads(SCHEMA))
SHORT, LONG = 8_000, 32_000
MORE = 8
"""As much longer a text of four times the length may take; in a square it would take sixteen."""
NOISE = 0.1


@given(st.text())
def test_no_text_raises(text: str) -> None:
    CHECKER.validate(json.loads(render(read_command(text), Look())))


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=8))
def test_no_text_of_shell_raises(text: str, version: str) -> None:
    CHECKER.validate(json.loads(render(read_command(text, version), Look())))


@given(st.lists(st.from_regex(r"[\w./:@=-]+", fullmatch=True), min_size=1))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    read = split(" ".join(words)).statements
    assert [word for statement in read for word in statement.words] == words


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "\n",
        "\na",
        '"',
        "'",
        "\\",
        "`",
        "$(",
        "${",
        "(",
        "[",
        "<",
        "<a ",
        "#\n",
        "\\x",
        "\\ ",
        '$("',
        '["a",',
        "=",
        "A=1 ",
        "A1=1\nollama ps\n",
        "$A",
        "--a ",
        "--max-model-lengths 1 ",
        "sudo ",
        "CMD ",
        "echo ",
        "bash -c ",
        "docker run ",
        "docker run -- ",
        "<<A\n",
        "ENV A=1\n",
        "image: a\n",
        "command:\n- a\n",
        "vllm serve a/b\n",
        "ollama run m;",
        "LLM(",
        "LLM('a'",
        "from a import (",
        "x = LLM(y)\n",
        "1+",
    ],
)
def test_reading_takes_time_in_proportion(unit: str) -> None:
    short, long = (_seconds((unit * length)[:length]) for length in (SHORT, LONG))
    assert long < MORE * short + NOISE


def _seconds(text: str) -> float:
    start = time.process_time()
    read_command("vllm serve " + text)
    read_command(text)
    return time.process_time() - start
