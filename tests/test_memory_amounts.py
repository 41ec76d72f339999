"""What of a text is an amount of memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.quantities.memory import find_memory, read_memory


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("24", 24),
        ("0", 0),
        ("none", 0),
        ("无", 0),
        ("なし", 0),
        ("24 GB", 24),
        ("24GB VRAM", 24),
        ("１６ GB", 16),
        ("about 5 GB VRAM", 5),
        ("~8 GB", 8),
        ("24G 显存", 24),
        ("32 ギガバイト", 32),
        ("16384 MiB", 16),
        ("16384 MB", 16),
        ("1,024 MB", 1),
        ("1.5 TB", 1500),
        ("2 TiB", 2048),
        ("2x 24GB", 48),
        ("32 GB DDR5", 32),
        ("-5", -5),
    ],
)
def test_one_amount_is_read(text: str, amount: float) -> None:
    memory = read_memory(text)
    assert memory is not None
    assert memory.amount == amount


@pytest.mark.parametrize(
    "text", ["", "lots", "16-24 GB", "24 GB or 48 GB", "10 GB/s", "7B", "5GHz"]
)
def test_what_states_no_one_amount_is_not_guessed(text: str) -> None:
    assert read_memory(text) is None


def test_gib_is_exact_and_gb_is_a_nameplate() -> None:
    amounts = find_memory("16GiB of the 24 GB card")
    assert [(memory.amount, memory.exact) for memory in amounts] == [(16, True), (24, False)]


@pytest.mark.parametrize(
    "text", ["100 GB disk", "disk: 100 GB", "100 GB of free SSD", "磁盘 100 GB", "10 GB per second"]
)
def test_a_disk_and_a_rate_are_no_memory(text: str) -> None:
    assert find_memory(text) == ()


def test_a_disk_is_found_where_it_is_asked_for() -> None:
    memory = read_memory("100 GB disk", storage=True)
    assert memory is not None
    assert memory.amount == 100


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_memory(text)
    find_memory(text)
