"""A text of any length is read in a time that grows as it does, and nothing that is read raises."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.quantities.bounds import ends_by_itself, is_bound
from decision_lint.quantities.counts import read_count
from decision_lint.quantities.devices import find_devices
from decision_lint.quantities.durations import find_durations
from decision_lint.quantities.guards import is_guarded
from decision_lint.quantities.hosted import is_hosted, is_turned_to
from decision_lint.quantities.memory import find_memory, read_memory
from decision_lint.quantities.references import read_reference
from decision_lint.quantities.runtimes import find_runtimes, runtime_version
from decision_lint.quantities.templates import is_unfilled
from decision_lint.quantities.tokens import read_tokens
from decision_lint.quantities.versions import read_version
from decision_lint.quantities.words import read_date, read_route, read_status, read_yes_no

READERS: tuple[Callable[[str], object], ...] = (
    *(read_count, read_memory, find_memory, read_tokens, find_devices, find_durations),
    *(read_reference, is_hosted, read_version, find_runtimes, runtime_version),
    *(read_status, read_route, read_yes_no, read_date, ends_by_itself, is_bound, is_unfilled),
    *(is_guarded, is_turned_to),
)
PIECES = (
    *("a ", "a/", "a-", "a/b/", "[", "[a](", "(", "<", "{{ ", "1,", "1 ", "1.", "12 ", "一", "十"),
    *("8 + ", "8 GB ", "16-24 GB ", "2x24GB ", "4k + ", "4k in + ", "4090 ", "4x A100 80 GB "),
    *(
        "no A100 or ",
        "two ",
        "1h30 ",
        "not use ",
        "not vLLM or ",
        "no firewall ",
        "not a cloud API ",
        "vllm, ",
        "vllm 0.1",
        "draft or ",
    ),
    *("rented a b ", "-> ", "[x] ", "☑", "2026-", "march ", "tag ", "tag", "sha256:", "abcdef1 "),
    *(
        "stops a b c after ",
        "sky launch ",
        "https://hf.co/a/",
        "ollama ",
        "\n",
        "\n ",
        "disk: ",
        "a%",
    ),
)


@pytest.mark.parametrize("reader", READERS)
def test_a_long_text_takes_no_longer_than_its_length(reader: Callable[[str], object]) -> None:
    for piece in PIECES:
        text = f"x {piece * (10_000 // len(piece))}!"
        began = process_time()
        reader(text)
        assert process_time() - began < 1, piece


@given(st.lists(st.sampled_from([*PIECES, "GB", "×", "をに", "７", ":", "@", "x"])).map("".join))
def test_no_mixture_raises(text: str) -> None:
    for reader in READERS:
        reader(text)
