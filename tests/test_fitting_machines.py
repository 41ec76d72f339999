"""What a candidate runs on, as its note and the record state it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.document.markdown import parse
from decision_lint.fitting.case import Case
from decision_lint.fitting.hardware import read_machines
from decision_lint.fitting.summary import summarise
from decision_lint.record.reading import read
from decision_lint.rule import Absent
from decision_lint.source import Source
from fitted import check, model, only, record


def machines(note: str, **more: str) -> list[tuple[str, int, float]] | str:
    text = record("park/guide-8b", "vLLM", note, **more)
    found = read_machines(read(parse(Source("r.md", text))).record, 0, selected=True)
    if isinstance(found, Absent):
        return found.why
    return [(each.name, each.count, round(each.gib, 1)) for each in found]


@pytest.mark.parametrize(
    ("note", "name", "count", "gib"),
    [
        ("RunPod A40 48GB, 50 GB RAM, 9 vCPU, 100GB disk", "A40", 1, 44.3),
        ("AWS g5.xlarge (A10G 24GB, 16 GB RAM)", "A10G", 1, 22.0),
        ("16GB+ VRAM", "GPU", 1, 15.6),
        ("needs a 24 GB GPU", "GPU", 1, 23.4),
        ("8x80GB GPUs", "GPU", 8, 78.0),
        ("4 GPUs with 24 GB each", "GPU", 4, 23.4),
        ("VRAM: 12 GB, RAM: 32 GB", "GPU", 1, 11.7),
        ("24.0 GiB of VRAM", "GPU", 1, 24.0),
        ("L4 24 GB, 20 GB free", "L4", 1, 20.0),
        ("M3 Max with 64 GB RAM", "M3 Max", 1, 48.0),
        ("24 GB Mac mini M4 Pro", "M4 Pro", 1, 16.0),
        ("MacBook Air 8 GB", "Mac", 1, 5.3),
        ("laptop with 16 GB RAM and RTX 3060 6GB", "RTX 3060", 1, 5.8),
        ("laptop RTX 4090", "RTX 4090", 1, 15.6),
        ("free Colab T4 (15 GB VRAM, 12.7 GB RAM)", "T4", 1, 14.7),
        ("H100 MIG 3g.40gb", "H100", 1, 39.0),
        ("A100 80GB MIG 20GB", "A100", 1, 19.5),
        ("CPU server, 64 cores, 256 GB RAM", "CPU", 1, 256.0),
        ("no GPU needed, 8 GB RAM", "CPU", 1, 8.0),
        ("64 GB DDR4", "CPU", 1, 64.0),
        ("内存 16 GB 的笔记本", "CPU", 1, 16.0),
        ("单张 4090，24G 显存", "RTX 4090", 1, 23.5),
        ("显存 ≥ 16 GB", "GPU", 1, 15.6),
        ("RTX 4070 Ti SUPER（VRAM 16 GB）、メモリ 64 GB", "RTX 4070 Ti SUPER", 1, 15.6),
        ("GPU メモリ 24 GB", "GPU", 1, 23.4),
        ("a 16 GB GPU", "GPU", 1, 15.6),
    ],
)
def test_a_machine_is_read_as_it_is_written(note: str, name: str, count: int, gib: float) -> None:
    assert machines(note) == [(name, count, gib)]


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("small enough", "the record states no device for it"),
        ("about 6 GB VRAM", "the record states no device for it"),
        ("16-24 GB VRAM", "the record states no device for it"),
        ("CPU only", "it runs on a CPU, and no main memory is stated"),
        ("RTX 4090 + RTX 3090", "RTX 4090 and RTX 3090 are used together"),
        ("RTX 4090 48GB", "no RTX 4090 is sold with 48 GB"),
        (
            "TPU v5e",
            "how much memory the TPU v5e has is not known: the record has to state it",
        ),
        (
            "MacBook Pro M3 Max",
            "an M3 Max is sold with 36, 48, 64, 96, 128 GB: the record has to state which",
        ),
    ],
)
def test_what_is_missing_is_said(note: str, why: str) -> None:
    assert machines(note) == why


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"gpu": "L4", "available_vram_gb": "24"}, [("L4", 1, 22.0)]),
        ({"gpu": "2x L4", "available_vram_gb": "48"}, [("L4", 2, 22.0)]),
        ({"gpu": "L4", "available_vram_gb": "18"}, [("L4", 1, 18.0)]),
        ({"available_vram_gb": "24"}, [("GPU", 1, 24.0)]),
        ({"ram": "16 GB", "route": "local_cpu"}, [("CPU", 1, 16.0)]),
        ({"gpu": "L4", "ram": "64 GB"}, [("L4", 1, 22.0)]),
    ],
)
def test_the_record_speaks_for_the_selected_candidate(
    more: dict[str, str], expected: list[tuple[str, int, float]]
) -> None:
    assert machines("small enough", **more) == expected


def test_the_candidates_own_note_counts_before_the_record() -> None:
    assert machines("T4 16 GB", gpu="A100 80GB", available_vram_gb="80") == [("T4", 1, 14.7)]
    assert machines("laptop CPU, 16 GB RAM", gpu="A100 80GB") == [("CPU", 1, 16.0)]


FACTS = model(license="other", license_name="park")


def test_a_candidate_in_figures() -> None:
    reading = read(
        parse(
            Source("r.md", record("park/guide-8b", "vLLM 0.33.0", "L4 24 GB", context_length="4k"))
        )
    )
    case = Case(reading.record, 0, FACTS, None, None, is_selected=True)
    found = summarise(case)
    assert (found.repo_id, found.license, found.outcome) == ("park/guide-8b", "park", "fits")
    assert (found.device, found.runtime, found.context_length) == ("L4", "vllm", 4096)
    assert found.needed is not None
    assert found.budget is not None
    assert found.needed < found.budget
    nowhere = read(parse(Source("r.md", record("park/guide-8b", "vLLM", "small enough"))))
    unknown = summarise(case._replace(record=nowhere.record))
    assert (unknown.outcome, unknown.device) == ("cannot tell", None)
    assert unknown.why == "the record states no device for it"


WORDS = st.lists(
    st.sampled_from(
        """L4 T4 A100 2x 3x RTX 4090 3090 24 GB 16GB 80GB GiB GPU VRAM RAM CPU only laptop M3 Max +
        and or / , ( ) free usable needs about weights 7B 4-bit bf16 fp16 Q4_K_M disk MIG 3g.20gb
        显存 内存 约 张 を 枚 メモリ 0 -1 1e9 999999999 GB""".split()
    ),
    max_size=12,
).map(" ".join)


@given(WORDS)
def test_whatever_a_note_says_nothing_is_raised(note: str) -> None:
    text = record("park/guide-8b", "vLLM or Ollama", f"x {note}", gpu=f"y {note}")
    check(text, only(model()))
