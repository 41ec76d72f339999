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
        ("-5 GB", -5),
        ("14,5 GB", 14.5),
        ("14,5", 14.5),
        ("1,500 GB", 1500),
        ("1 500 GB", 1500),
        ("1\u202f500 GB", 1500),
        ("1.500,5 GB", 1500.5),
        ("1,5 TB", 1500),
        ("24 GB x 2", 48),
        ("24GB×2枚", 48),
        ("24 GB を 2 枚", 48),
        ("两块 24GB", 48),
        ("2张24GB", 48),
        ("2x24GB", 48),
        ("dual 24 GB", 48),
        ("two 24 GB cards", 48),
        ("8 + 8 GB", 16),
        ("8 + 16 GB", 24),
        ("8 GB + 8 GB", 16),
        ("48 GB (2 x 24 GB)", 48),
        ("2x24GB = 48 GB", 48),
        ("约24GB", 24),
        ("24 GB (RTX 4090)", 24),
        ("24 (RTX 4090)", 24),
        ("at least 24 GB", 24),
        ("24 GB, 1 card", 24),
        ("24 GB per GPU x 2", 48),
    ],
)
def test_one_amount_is_read(text: str, amount: float) -> None:
    memory = read_memory(text)
    assert memory is not None
    assert memory.amount == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lots",
        "16-24 GB",
        "16 – 24 GB",
        "16 to 24 GB",
        "16/24 GB",
        "16GB/24GB",
        "8GBから16GB",
        "24 GB or 48 GB",
        "24 GB or 48",
        "24 GB + 64 GB RAM",
        "24 GB each, 2 cards",
        "24 (2 cards)",
        "16.384 MB",
        "10 GB/s",
        "7B",
        "5GHz",
        "{{ vram }}",
        "<vram>",
    ],
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


@pytest.mark.parametrize("text", ["needs 16-24 GB", "16 GB to 24 GB", "16 GB or 24"])
def test_a_range_is_told_from_an_amount(text: str) -> None:
    (memory,) = find_memory(text)
    assert (memory.amount, memory.most) == (16, 24)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("RTX 4090 - 24 GB", 24), ("RTX 4090 / 24 GB", 24), ("AI Max+ 395 128GB", 128)],
)
def test_the_number_of_a_card_is_no_part_of_its_memory(text: str, amount: float) -> None:
    (memory,) = find_memory(text)
    assert (memory.amount, memory.most) == (amount, None)


@pytest.mark.parametrize("text", ["Gaudi 3 128 GB", "2 512 GB drives"])
def test_a_space_that_may_part_two_numbers_is_not_guessed(text: str) -> None:
    assert find_memory(text, storage=True) == ()


def test_a_disk_is_found_where_it_is_asked_for() -> None:
    memory = read_memory("100 GB disk", storage=True)
    assert memory is not None
    assert memory.amount == 100


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_memory(text)
    find_memory(text)
