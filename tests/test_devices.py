"""What of a text is a device, how many of it, and with how much memory each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.knowledge.tables import table
from decision_lint.quantities.devices import find_devices, nameplates


def seen(text: str) -> list[tuple[str, int, float | None]]:
    return [
        (device.name, device.count, device.memory.amount if device.memory else None)
        for device in find_devices(text)
    ]


@pytest.mark.parametrize(
    ("text", "name", "count", "memory"),
    [
        ("L4", "L4", 1, None),
        ("2x L4", "L4", 2, None),
        ("L4 x2", "L4", 2, None),
        ("2xL4", "L4", 2, None),
        ("l4x2", "L4", 2, None),
        ("two L4s", "L4", 2, None),
        ("one rented L4 24 GB, weights about 3.1 GB", "L4", 1, 24),
        ("L4 24 GB を 2 枚、重みは約 3.1 GB", "L4", 2, 24),
        ("24GB L4", "L4", 1, 24),
        ("2x L4, 48 GB in all", "L4", 2, 24),
        ("L4（24 GB）", "L4", 1, 24),
        ("4×A100 80GB", "A100", 4, 80),
        ("A100-80GB", "A100", 1, 80),
        ("A100 SXM4 (40 GB)", "A100", 1, 40),
        ("A100 80GB x 8", "A100", 8, 80),
        ("一块 A100 40GB，权重约 3.1 GB", "A100", 1, 40),
        ("8 x H100 SXM", "H100", 8, None),
        ("8卡 H100", "H100", 8, None),
        ("Colab T4", "T4", 1, None),
        ("RTX4090", "RTX 4090", 1, None),
        ("a 4090 with 24 GB", "RTX 4090", 1, 24),
        ("dual 3090 GPUs", "RTX 3090", 2, None),
        ("两张 RTX 3090", "RTX 3090", 2, None),
        ("dual 3090", "RTX 3090", 2, None),
        ("4090", "RTX 4090", 1, None),
        ("our 4090 at home", "RTX 4090", 1, None),
        ("two 3090s", "RTX 3090", 2, None),
        ("a pair of 3090s", "RTX 3090", 2, None),
        ("2x3090", "RTX 3090", 2, None),
        ("3090 x2", "RTX 3090", 2, None),
        ("一张 4090", "RTX 4090", 1, None),
        ("双卡 3090", "RTX 3090", 2, None),
        ("两块 A100", "A100", 2, None),
        ("两块A100 80G", "A100", 2, 80),
        ("4090を2枚", "RTX 4090", 2, None),
        ("4090 2枚", "RTX 4090", 2, None),
        ("1080 Ti", "GTX 1080 Ti", 1, None),
        ("7900 XTX 24 GB", "RX 7900 XTX", 1, 24),
        ("A100(80GB)×2", "A100", 2, 80),
        ("RTX 3090, 2 x 24 GB", "RTX 3090", 2, 24),
        ("RTX 4090 - 24 GB", "RTX 4090", 1, 24),
        ("RTX 3090 24GB / 64GB RAM", "RTX 3090", 1, 24),
        ("RTX 3090 24GB - 64GB RAM", "RTX 3090", 1, 24),
        ("RTX 3060 Ti — 8 GB GDDR6", "RTX 3060 Ti", 1, 8),
        ("RTX 3060 (8 or 12 GB)", "RTX 3060", 1, None),
        ("RTX 6000", "RTX 6000", 1, None),
        ("NVIDIA RTX 6000 48GB", "RTX 6000", 1, 48),
        ("RTX 6000 Blackwell", "RTX PRO 6000", 1, None),
        ("no A100 or H100, an L4", "L4", 1, None),
        ("2 x 24GB RTX 4090", "RTX 4090", 2, 24),
        ("RTX 4070 Ti SUPER 16GB", "RTX 4070 Ti SUPER", 1, 16),
        ("NVIDIA GeForce RTX 3060 12GB", "RTX 3060", 1, 12),
        ("RTX 6000 Ada", "RTX 6000 Ada", 1, None),
        ("M3 Max 64 GB", "M3 Max", 1, 64),
        ("MacBook Pro M2 16GB", "M2", 1, 16),
        ("Apple M2", "M2", 1, None),
        ("Ryzen AI Max+ 395 128GB", "Ryzen AI Max+ 395", 1, 128),
        ("昇腾 910B 64GB", "Ascend 910B", 1, 64),
        ("vLLM 0.33 L4", "L4", 1, None),
    ],
)
def test_a_device_is_read_with_its_count_and_its_memory(
    text: str, name: str, count: int, memory: float | None
) -> None:
    assert seen(text) == [(name, count, memory)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "laptop CPU with 16 GB RAM",
        "a bigger card",
        "A2 paper",
        "the M1 milestone",
        "3090 tickets",
        "port 4090",
        "a 4090 token prompt",
        "4090 of 5000 cases",
        "no A100",
        "instead of an H100",
        "{{ gpu }}",
        "<gpu>",
    ],
)
def test_what_is_no_device_is_none(text: str) -> None:
    assert seen(text) == []


def test_a_name_of_several_cards_has_no_figure() -> None:
    assert nameplates("RTX 6000") == ()
    assert nameplates("Quadro RTX 6000") == (24,)
    assert nameplates("RTX 6000 Ada") == (48,)


def test_several_devices_keep_the_order_of_their_first_mention() -> None:
    assert seen("an L4, or an A100 80GB; the L4 24 GB is cheaper") == [
        ("L4", 1, 24),
        ("A100", 1, 80),
    ]


def test_the_usual_nameplate_comes_first() -> None:
    assert nameplates("A100")[0] == 80
    assert nameplates("nothing known") == ()


def test_every_device_of_the_table_is_found_by_its_own_name() -> None:
    for name, device in table("devices")["devices"].items():
        text = f"one {name} {device['gb'][0]} GB" if device["gb"] else name
        assert [found[0] for found in seen(text)] == [name]


def test_the_table_says_where_its_figures_come_from() -> None:
    for name in ("devices", "licenses", "models", "runtimes", "words"):
        meta = table(name)["_meta"]
        assert meta["as_of"] >= "2026-11-22"
        assert meta["sources"]


@given(st.text())
def test_no_text_raises(text: str) -> None:
    find_devices(text)
