"""Sizes, disks, number formats, devices, architectures and files: what fires, and what does not."""

from __future__ import annotations

import pytest

from decision_lint.facts.order import known
from decision_lint.model import GgufFacts
from fitted import check, found, model, only, record, said, unchecked

QWEN = "Qwen/Qwen2.5-7B-Instruct"
SMALL = "Qwen/Qwen2.5-1.5B-Instruct"
GUIDE = "park/guide-8b"


def codes(text: str) -> list[str]:
    return [code for code, _ in said(check(text))]


def served(command: str, hardware: str = "L4 24 GB", **more: str) -> str:
    name = command.split()[2]
    return record(
        name, "vLLM 0.33.0", hardware, context_length="2k", first_run_command=command, **more
    )


@pytest.mark.parametrize(
    "note",
    [
        "A100 80GB, weights about 5 GB",
        "A100 80GB, needs about 5 GB VRAM",
        "一块 A100 80GB，权重约 5 GB",
        "A100 80GB を 1 枚、重みは約 5 GB",
    ],
)
def test_a_stated_need_below_the_weights_is_wrong(note: str) -> None:
    (finding,) = found(check(record(QWEN, "vLLM 0.33.0", note, context_length="4k")))
    assert (finding.code, finding.level) == ("HW005", "error")
    assert "5 GB are stated, and the weights alone take 14.2 GiB" in finding.message


@pytest.mark.parametrize(
    "note",
    [
        "A100 80GB, weights about 15.2 GB",
        "A100 80GB, weights about 14.2 GiB, 2 GB of KV cache",
        "A100 80GB, about 5 GB VRAM in 4-bit",
        "A100 80GB, 64 GB RAM",
        "A100 80GB, leaves 5 GB free",
        "A100 80GB with 5 GB of headroom",
        "一块 A100 80GB，KV 缓存约 1 GB",
    ],
)
def test_what_is_stated_rightly_or_of_something_else_is_no_wrong_claim(note: str) -> None:
    assert codes(record(QWEN, "vLLM 0.33.0", note, context_length="4k")) == []


def test_stated_parameters_may_be_rounded() -> None:
    card = "A100 80GB, a 7B model"
    assert codes(record(QWEN, "vLLM 0.33.0", card, context_length="4k")) == []
    larger = record(QWEN, "vLLM 0.33.0", "A100 80GB, a 3B model", context_length="4k")
    (finding,) = found(check(larger))
    assert (finding.code, finding.message.split(" (")[0]) == (
        "HW005",
        "3B parameters are stated, and 7.62B are loaded",
    )


def test_a_model_that_another_is_compared_with_is_no_claim() -> None:
    note = "A100 80GB, room for a 32B model later"
    assert codes(record(QWEN, "vLLM 0.33.0", note, context_length="4k")) == []


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", "2x A100 80GB, a 13B model"),
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", "2x A100 80GB, weights about 26 GB"),
        ("Qwen/Qwen3-30B-A3B", "A100 80GB, a 3B model"),
        ("Qwen/Qwen3-30B-A3B", "A100 80GB, weights about 6 GB"),
    ],
)
def test_active_parameters_are_no_size(name: str, note: str) -> None:
    (finding,) = found(check(record(name, "vLLM 0.33.0", note, context_length="4k")))
    assert (finding.code, finding.level) == ("HW011", "warning")


@pytest.mark.parametrize(("disk", "expected"), [("20 GB", []), ("16 GB", ["HW006"]), ("1 TB", [])])
def test_a_disk_holds_the_files_and_a_tenth_more(disk: str, expected: list[str]) -> None:
    text = record(QWEN, "vLLM 0.33.0", "L4 24 GB", context_length="2k", disk=disk)
    assert codes(text) == expected


def test_a_disk_in_the_note_counts_and_is_no_memory() -> None:
    assert codes(record(QWEN, "vLLM", "L4 24 GB, 12 GB disk", context_length="2k")) == ["HW006"]
    assert codes(record(QWEN, "vLLM", "L4 24 GB, 100 GB SSD", context_length="2k")) == []


def test_one_gguf_file_is_downloaded_and_not_all() -> None:
    gguf = model(
        "park/guide-8b-GGUF",
        files={f"guide-8b-{quant}.gguf": 5_000_000_000 for quant in ("Q4_K_M", "Q5_K_M", "Q8_0")},
    )
    text = record("park/guide-8b-GGUF:Q4_K_M", "llama.cpp", "RTX 3060 12GB", disk="8 GB")
    assert said(check(text, only(gguf))) == []


def test_bfloat16_on_a_t4_stops_vllm_and_slows_transformers() -> None:
    command = f"vllm serve {SMALL} --dtype bfloat16 --max-model-len 2048"
    assert said(check(served(command, "T4 16 GB"))) == [("HW007", "error")]
    assert codes(served(command.replace("bfloat16", "half"), "T4 16 GB")) == []
    assert codes(served(command, "L4 24 GB")) == []
    assert said(check(record(SMALL, "Transformers", "Colab T4, bf16"))) == [("HW007", "warning")]
    assert codes(record(SMALL, "Ollama", "T4 16 GB, bf16")) == []
    assert codes(record(SMALL, "Transformers", "T4, 3 GB in bf16, loaded as fp16")) == []


def test_a_model_that_refuses_float16_takes_twice_the_memory_on_a_t4() -> None:
    text = record("google/gemma-3-4b-it", "vLLM 0.33.0", "T4 16 GB", context_length="4k")
    (finding,) = found(check(text))
    assert finding.code == "HW003"
    assert finding.message.startswith("float32 with ")
    assert "vllm computes it so on this device" in finding.message


@pytest.mark.parametrize(
    ("ranks", "expected"), [(1, []), (2, []), (4, []), (3, ["HW009"]), (5, ["HW009"])]
)
def test_32_heads_divide_by_powers_of_two(ranks: int, expected: list[str]) -> None:
    command = f"vllm serve {GUIDE} --tensor-parallel-size {ranks} --max-model-len 2048"
    report = check(served(command, "8x L4 24 GB"), only(model()))
    assert [code for code, _ in said(report)] == expected


def test_more_ranks_than_devices_is_a_contradiction() -> None:
    command = f"vllm serve {GUIDE} --tensor-parallel-size 2 --max-model-len 2048"
    assert said(check(served(command, "one L4 24 GB"), only(model()))) == [("HW010", "error")]
    for enough in ("2x L4 24 GB", "L4 GPUs", "two L4"):
        assert said(check(served(command, enough), only(model()))) == []


@pytest.mark.parametrize(
    ("note", "gpu", "expected"),
    [
        ("RTX 4090 48GB", "", ["HW010"]),
        ("RTX 4090 24GB", "", []),
        ("L4 22 GB", "", []),
        ("Colab T4 (15 GB)", "", []),
        ("H100 MIG 3g.40gb", "", []),
        ("A100 40GB", "", []),
        ("A100 80GB", "A100 40GB", ["HW010"]),
        ("A100 40GB", "A100 40GB", []),
        ("A100", "A100 40GB", []),
        ("L4 24 GB", "A10G 24 GB", ["HW010"]),
        ("2x L4 24 GB", "L4", ["HW010"]),
        ("one L4 24 GB", "4x L4", []),
        ("L4 or A100 40GB", "A100 40GB", []),
        ("RTX 3060, 32 GB RAM", "", []),
        ("RTX 3060 12GB，内存 64 GB", "", []),
    ],
)
def test_devices_may_not_contradict_each_other(note: str, gpu: str, expected: list[str]) -> None:
    more = {"gpu": gpu} if gpu else {}
    assert codes(record(SMALL, "vLLM 0.33.0", note, context_length="2k", **more)) == expected


def test_awq_runs_on_a_t4_and_not_on_a_v100() -> None:
    awq = {"quantization_config": {"quant_method": "awq", "bits": 4, "group_size": 128}}
    facts = only(model("park/guide-8b-AWQ", config=awq, size=5_700_000_000))
    for card, expected in (("T4 16 GB", []), ("V100 32GB", [("HW012", "error")])):
        text = record("park/guide-8b-AWQ", "vLLM 0.33.0", card, context_length="2k")
        assert said(check(text, facts)) == expected


def test_what_depends_on_a_version_that_is_not_stated_is_a_warning() -> None:
    awq = {"quantization_config": {"quant_method": "awq", "bits": 4, "group_size": 128}}
    facts = only(model("park/guide-8b-AWQ", config=awq, size=5_700_000_000))
    text = record("park/guide-8b-AWQ", "vLLM", "V100 32GB", context_length="2k")
    assert said(check(text, facts)) == [("HW012", "warning")]


@pytest.mark.parametrize(
    ("version", "card", "expected"),
    [
        ("0.33.0", "A100 80GB", []),
        ("0.33.0", "T4 16 GB", []),
        ("0.10.0", "T4 16 GB", ["HW012"]),
        ("0.10.0", "A100 80GB", []),
        ("0.4.0", "A100 80GB", ["HW012"]),
        ("0.4.0", "L4", []),
    ],
)
def test_fp8_asks_for_less_and_less_of_a_card(version: str, card: str, expected: list[str]) -> None:
    fp8 = {"quantization_config": {"quant_method": "fp8"}}
    facts = only(model("park/guide-8b-FP8", config=fp8, size=8_600_000_000))
    text = record("park/guide-8b-FP8", f"vLLM {version}", card, context_length="2k")
    assert [code for code, _ in said(check(text, facts)) if code == "HW012"] == expected


def test_transformers_unpacks_fp8_on_an_a100_and_the_fit_counts_it() -> None:
    fp8 = {"quantization_config": {"quant_method": "fp8"}}
    facts = only(model("park/guide-8b-FP8", config=fp8, size=8_600_000_000))
    text = record("park/guide-8b-FP8", "Transformers 5.23.0", "RTX 3060 12 GB")
    assert [code for code, _ in said(check(text, facts))] == ["HW003", "HW012"]
    newer = record("park/guide-8b-FP8", "Transformers 5.23.0", "RTX 4070 12 GB")
    assert [code for code, _ in said(check(newer, facts))] == []


def test_mlx_runs_on_apple_silicon() -> None:
    mlx = {"quantization": {"bits": 4, "group_size": 64}}
    facts = only(model("mlx-community/guide-8b-4bit", config=mlx, size=4_500_000_000))
    mac = record("mlx-community/guide-8b-4bit", "MLX", "M3 Max 64 GB")
    assert said(check(mac, facts)) == []
    box = record("mlx-community/guide-8b-4bit", "MLX", "RTX 4090")
    assert said(check(box, facts)) == [("HW012", "warning")]
    plain = record(GUIDE, "MLX", "RTX 4090")
    assert said(check(plain, only(model()))) == [("RUN004", "warning")]
    served_ = record("mlx-community/guide-8b-4bit", "vLLM 0.33.0", "RTX 4090", context_length="2k")
    assert ("RUN004", "error") in said(check(served_, facts))


@pytest.mark.parametrize(
    ("flags", "gives"),
    [
        ("-c 32768 -np 4", "the command gives 8192, a slot of 4 in 32768"),
        ("-c 32768 -np 4 --kv-unified", None),
        ("-c 131072 -np 4", None),
        ("-c 32768", None),
        ("-c 4096", "the command gives 4096"),
    ],
)
def test_slots_of_llama_cpp_divide_its_context(flags: str, gives: str | None) -> None:
    text = record(
        "hf.co/Qwen/Qwen3-8B-GGUF:Q4_K_M",
        "llama.cpp",
        "L4 24 GB",
        context_length="32k",
        first_run_command=f"llama-server -hf Qwen/Qwen3-8B-GGUF:Q4_K_M {flags}",
    )
    told = [one.message for one in check(text).findings if one.code == "RUN012"]
    assert told == ([f"32768 tokens are needed, and {gives}"] if gives else [])


@pytest.mark.parametrize(
    ("runtime", "expected"),
    [
        ("vLLM 0.33.0", [("RUN004", "error")]),
        ("vLLM", [("RUN004", "warning")]),
        ("vLLM 0.19.1", []),
        ("vLLM 0.33.0 with vllm-gguf-plugin", []),
        ("SGLang 0.5.23", []),
        ("Transformers", []),
        ("llama.cpp", []),
        ("vLLM 0.33.0 or llama.cpp", []),
        ("MLX", [("RUN004", "warning")]),
    ],
)
def test_gguf_files_in_each_runtime(runtime: str, expected: list[tuple[str, str]]) -> None:
    gguf = model(
        "park/guide-8b-GGUF",
        files={"guide-8b-Q4_K_M.gguf": 4_920_000_000},
        gguf=GgufFacts(architecture="llama", parameters=8_030_261_248),
    )
    text = record("park/guide-8b-GGUF", runtime, "A100 80GB", context_length="2k")
    report = check(text, only(gguf))
    assert [one for one in said(report) if one[0] == "RUN004"] == expected


def test_awq_is_nothing_for_ollama() -> None:
    awq = {"quantization_config": {"quant_method": "awq", "bits": 4, "group_size": 128}}
    facts = only(model("park/guide-8b-AWQ", config=awq, size=5_700_000_000))
    report = check(record("park/guide-8b-AWQ", "Ollama", "RTX 3060 12 GB"), facts)
    assert said(report) == [("RUN004", "error")]


def test_a_model_without_a_gguf_means_a_conversion_unless_the_command_loads_it() -> None:
    assert codes(record(QWEN, "llama.cpp", "RTX 3060 12 GB")) == []
    text = record(
        QWEN, "llama.cpp", "RTX 3060 12 GB", first_run_command=f"llama-server -hf {QWEN} -c 4096"
    )
    assert codes(text) == ["RUN004"]


def test_a_quantization_that_the_repository_does_not_have_is_named() -> None:
    gguf = model(
        "park/guide-8b-GGUF",
        files={"guide-8b-Q5_K_M.gguf": 5_730_000_000, "guide-8b-Q8_0.gguf": 8_540_000_000},
        gguf=GgufFacts(architecture="llama"),
    )
    text = record("park/guide-8b-GGUF:Q4_K_M", "llama.cpp", "RTX 3060 12 GB")
    (finding,) = [one for one in found(check(text, only(gguf))) if one.code == "RUN004"]
    assert "has no Q4_K_M file, but Q5_K_M, Q8_0" in finding.message


@pytest.mark.parametrize(
    ("architecture", "runtime", "expected"),
    [
        ("BaichuanForCausalLM", "vLLM 0.20.0", []),
        ("BaichuanForCausalLM", "vLLM 0.33.0", [("RUN003", "error")]),
        ("BaichuanForCausalLM", "vLLM", [("RUN003", "warning")]),
        ("BaichuanForCausalLM", "vLLM or SGLang", []),
        ("RwkvForCausalLM", "vLLM 0.33.0", [("RUN003", "error")]),
        ("RwkvForCausalLM", "Transformers", []),
        ("BitNetForCausalLM", "vLLM 0.33.0", [("RUN003", "note")]),
        ("OPTForCausalLM", "Ollama", [("RUN003", "warning")]),
        ("NobodyForCausalLM", "vLLM 0.33.0", [("RUN003", "warning")]),
        ("SmolVLMForConditionalGeneration", "llama.cpp", []),
        ("MiMoForCausalLM", "Transformers 5.23.0", []),
    ],
)
def test_architectures_in_each_runtime(
    architecture: str, runtime: str, expected: list[tuple[str, str]]
) -> None:
    facts = only(model(config={"architectures": [architecture]}))
    report = check(record(GUIDE, runtime, "A100 80GB", context_length="2k"), facts)
    assert [one for one in said(report) if one[0] == "RUN003"] == expected


def test_a_gguf_of_an_architecture_that_llama_cpp_lacks_is_found() -> None:
    for name, expected in (("llama", []), ("qwen99", ["RUN003"])):
        gguf = model(
            "park/guide-8b-GGUF",
            files={"guide-8b-Q4_K_M.gguf": 4_920_000_000},
            gguf=GgufFacts(architecture=name),
        )
        report = check(record("park/guide-8b-GGUF", "Ollama", "L4 24 GB"), only(gguf))
        assert [code for code, _ in said(report) if code == "RUN003"] == expected


def test_code_of_the_repository_is_the_business_of_whoever_allows_it() -> None:
    own = only(model(config={"architectures": ["ParkForCausalLM"]}, has_custom_code=True))
    assert [c for c, _ in said(check(record(GUIDE, "Transformers", "L4"), own))] in ([], ["HW004"])
    assert unchecked(check(record(GUIDE, "vLLM 0.33.0", "L4"), own), "RUN003") == [
        "ParkForCausalLM is code of its repository"
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("L4 24 GB", []),
        ("L4, 24 GiB", ["HW013"]),
        ("L4 24 GB, 24 GB free", ["HW013"]),
        ("L4 with 24 GB usable", ["HW013"]),
        ("L4 24 GB, 22 GB free", []),
        ("一块 L4，可用显存 24 GB", ["HW013"]),
        ("M3 Max 64 GiB", []),
    ],
)
def test_a_nameplate_is_not_what_can_be_used(note: str, expected: list[str]) -> None:
    runtime = "Ollama" if "Max" in note else "vLLM 0.33.0"
    assert codes(record(SMALL, runtime, note, context_length="2k")) == expected


def test_a_form_that_nobody_knows_is_judged_by_the_model_it_was_made_from() -> None:
    text = record(
        "somebody/Qwen2.5-32B-Instruct-AWQ", "vLLM 0.33.0", "T4 16 GB", context_length="4k"
    )
    report = check(text, known)
    assert said(report) == [("HW003", "warning")]
    assert "the bundled catalogue" in found(report)[0].message


def test_ollama_looks_at_what_can_be_used_and_not_at_the_nameplate() -> None:
    for card, expected in (("L4 24 GB", ["RUN012"]), ("RTX 4090 24 GB", [])):
        text = record(
            "qwen2.5:1.5b",
            "Ollama",
            card,
            context_length="16k",
            first_run_command="ollama run qwen2.5:1.5b",
        )
        found_ = [one.code for one in check(text).findings if one.code == "RUN012"]
        assert found_ == expected


@pytest.mark.parametrize(
    ("runtime", "expected"),
    [
        ("vLLM 0.33.0", [("RUN004", "error")]),
        ("vLLM", [("RUN004", "warning")]),
        ("vLLM 0.8.5", []),
        ("vLLM 0.33.0 with vllm-bnb-plugin", []),
        ("Transformers", []),
    ],
)
def test_bitsandbytes_is_a_plugin_of_vllm_by_now(
    runtime: str, expected: list[tuple[str, str]]
) -> None:
    bnb = {"quantization_config": {"quant_method": "bitsandbytes", "load_in_4bit": True}}
    facts = only(model("park/guide-8b-bnb-4bit", config=bnb, size=5_700_000_000))
    text = record("park/guide-8b-bnb-4bit", runtime, "L4 24 GB", context_length="2k")
    assert [one for one in said(check(text, facts)) if one[0] == "RUN004"] == expected
