"""Overhead: what each runtime and version needs besides, and the defaults that it depends on."""

from __future__ import annotations

from typing import Any

import pytest

from decision_lint.memory.context import default_context, longest
from decision_lint.memory.estimate import estimate
from decision_lint.memory.model.shape import Shape, read_shape
from decision_lint.memory.setup import Setup
from decision_lint.memory.versions import is_before, parse_version
from decision_lint.rule import Absent
from memory_models import DEEPSEEK, GEMMA, GIB, GPT_OSS, LLAMA, estimated, facts

H100 = {"device_gib": 79.18}


def overhead(config: dict[str, Any], **setup: Any) -> float:
    more = {"total_parameters": 10**10}
    if config is GEMMA:
        more["pipeline_tag"] = "image-text-to-text"  # type: ignore[assignment]
    return estimated(facts(config, **more), **setup).overhead.band.likely / GIB


@pytest.mark.parametrize(
    ("config", "setup", "measured"),
    [  # activation + libraries + graphs that vLLM printed on an H100
        (LLAMA, {"runtime_version": "0.19.0"}, 3.05),
        (LLAMA, {"runtime_version": "0.19.0", "dtype": "float32"}, 3.25),
        (LLAMA, {"runtime_version": "0.19.0", "tensor_parallel": 2}, 4.72),
        (LLAMA, {"runtime_version": "0.19.0", "pipeline_parallel": 2}, 1.82),
        (GEMMA, {"runtime_version": "0.19.0"}, 5.13),
        (GPT_OSS, {"runtime_version": "0.11.0"}, 8.54),
    ],
)
def test_vllm_needs_what_it_printed(
    config: dict[str, Any], setup: dict[str, Any], measured: float
) -> None:
    assert overhead(config, **H100, **setup) == pytest.approx(measured, abs=0.35)


def test_smaller_cards_prepare_for_less() -> None:
    large, small = overhead(LLAMA, **H100), overhead(LLAMA, device_gib=23.6)
    assert large - small > 1.2
    a100 = {"device_gib": 79.14, "device": "A100"}
    assert overhead(LLAMA, **a100) == small
    assert overhead(LLAMA, **a100, runtime_version="0.8.5") > large
    assert overhead(LLAMA, device_gib=178.0) > large
    unsure = estimated(facts(LLAMA)).overhead.band
    assert unsure.likely / GIB == pytest.approx(small)
    assert unsure.high / GIB > large


def test_stated_limits_are_taken() -> None:
    few = overhead(LLAMA, **H100, max_sequences=16, max_batched_tokens=512)
    assert few < overhead(LLAMA, **H100) - 1.2
    assert overhead(LLAMA, **H100, eager_mode=True) < overhead(LLAMA, **H100) - 0.7
    assert overhead(LLAMA, cpu=True) < overhead(LLAMA)


def test_before_0_8_a_prompt_is_computed_at_once() -> None:
    long = overhead(LLAMA, runtime_version="0.6.6", context_length=29000, device_gib=23.69)
    assert long == pytest.approx(3.4, abs=1.0)
    short = overhead(LLAMA, runtime_version="0.6.6", context_length=2048, device_gib=23.69)
    assert short < long
    cut = overhead(LLAMA, runtime_version="0.6.6", context_length=65536, device_gib=23.69)
    assert cut == overhead(LLAMA, runtime_version="0.6.6", context_length=32768, device_gib=23.69)


def test_graphs_lie_outside_the_fraction_before_0_20() -> None:
    old = estimated(facts(LLAMA), runtime_version="0.19.0")
    assert old.outside.likely > 0
    assert estimated(facts(LLAMA)).outside.high == 0
    sglang = estimated(facts(LLAMA), runtime="sglang")
    assert sglang.outside == sglang.overhead.band


def test_experts_keep_buffers_since_0_17() -> None:
    before = estimated(facts(GPT_OSS), **H100, runtime_version="0.16.0").overhead.band.likely
    after = estimated(facts(GPT_OSS), **H100, runtime_version="0.17.0").overhead.band.likely
    assert after < before  # the sampler's share fell by more than the buffers added


def test_towers_tell_their_own_sizes() -> None:
    tower = {"image_size": 896, "patch_size": 14}
    stated = {**GEMMA, "model_type": "gemma3", "vision_config": tower, "mm_tokens_per_image": 256}
    usual = {**GEMMA, "model_type": "gemma3", "vision_config": {"patch_size": 14}}
    assert overhead(stated, **H100) == pytest.approx(overhead(usual, **H100))
    qwen = {**LLAMA, "vision_config": {"patch_size": 16, "spatial_merge_size": 2}}
    assert 0.05 < overhead(qwen, **H100) - overhead(LLAMA, **H100) < 0.3


def test_a_prefill_under_transformers_has_a_peak() -> None:
    """Qwen2.5 7B under 4.46: 4.03 GiB beyond weights and cache for 30,720 tokens."""
    config = {**LLAMA, "num_hidden_layers": 28, "hidden_size": 3584, "intermediate_size": 18944}
    setup = {"runtime": "transformers", "runtime_version": "4.46.0", "context_length": 32768}
    assert overhead(config, **setup, prompt_length=30720) == pytest.approx(4.03, rel=0.05)
    assert overhead(config, **setup, prompt_length=1) < 0.1
    assert overhead(config, **setup) > overhead(config, **setup, prompt_length=30720)
    eager = overhead(config, **setup, prompt_length=4096, attention="eager")
    assert eager - overhead(config, **setup, prompt_length=4096) > 2.9
    new = estimated(facts(config, total_parameters=7 * 10**9), runtime="transformers")
    old = estimated(facts(config, total_parameters=7 * 10**9), **{**setup, "context_length": 8192})
    assert new.overhead.band.low < old.overhead.band.low
    wide = overhead(config, **setup, prompt_length=30720, dtype="float32")
    assert wide == pytest.approx(2 * 4.03, rel=0.05)


def test_a_mixture_computes_a_few_experts() -> None:
    setup = {"runtime": "transformers", "context_length": 8192}
    assert overhead(DEEPSEEK, **setup) < overhead({**LLAMA, "hidden_size": 7168}, **setup) * 2


def test_llama_cpp_computes_in_buffers() -> None:
    """Llama 3.1 8B, a step of 512: 266.5 MiB; Qwen3 30B at 32k: 304.75 MiB."""
    model = facts(LLAMA)
    setup = {"runtime": "llama.cpp", "cpu": True, "max_sequences": 1}
    found = estimated(model, **setup, context_length=1024).overhead.band
    assert found.low / (1 << 20) < 266.5 < found.high / (1 << 20)
    assert found.likely / (1 << 20) == pytest.approx(266.5, rel=0.1)
    on_gpu = estimated(model, runtime="llama.cpp", max_sequences=1, context_length=1024)
    assert on_gpu.overhead.band.likely - found.likely == 400 << 20
    for more in ({"attention": "eager"}, {"kv_dtype": "q8_0"}, {"max_batched_tokens": 2048}):
        assert estimated(model, **setup, **more).overhead.band.likely > (
            estimated(model, **setup).overhead.band.likely
        )
    rows = facts(DEEPSEEK)
    assert (
        estimated(rows, **setup).overhead.band.high > estimated(model, **setup).overhead.band.high
    )


def test_slots_and_steps_follow_the_version() -> None:
    model = facts(GEMMA)
    new = estimated(model, runtime="ollama", runtime_version="0.30.2").kv_cache.band.likely
    old = estimated(model, runtime="ollama", runtime_version="0.11.0").kv_cache.band.likely
    assert new - old == 40 * 8192 * 512
    one = estimated(model, runtime="lm-studio", runtime_version="0.3.9").kv_cache.band.likely
    four = estimated(model, runtime="lm-studio").kv_cache.band.likely
    assert four > one
    five = estimated(model, runtime="llama.cpp", concurrency=5).kv_cache.band.likely
    assert five > 4 * one


def test_sglang_reserves_by_its_own_table() -> None:
    sizes = [overhead(LLAMA, runtime="sglang", device_gib=size) for size in (15, 24, 48, 80, 192)]
    assert sizes[0] < sizes[1] < sizes[3] <= sizes[4]
    assert overhead(LLAMA, runtime="sglang", tensor_parallel=4, device_gib=48) > sizes[2]
    assert overhead(LLAMA, runtime="sglang") > 1


def test_the_others_are_wide() -> None:
    for runtime in ("tgi", "mlx"):
        band = estimated(facts(LLAMA), runtime=runtime).overhead.band
        assert band.high > 2 * band.low


def test_widths_that_a_config_lacks_are_worked_out() -> None:
    partial = {key: LLAMA[key] for key in LLAMA if key not in ("intermediate_size", "vocab_size")}
    found = estimated(facts(partial, total_parameters=8030261248), **H100).overhead.band.likely
    assert found == pytest.approx(overhead(LLAMA, **H100) * GIB, rel=0.02)
    gemma = {**partial, "model_type": "gemma"}
    assert estimated(facts(gemma, total_parameters=10**10), **H100).overhead.band.likely > found
    for total in (None, 10**6):
        held = facts(partial, total_parameters=total, parameters={"BF16": 8030261248})
        assert estimated(held, runtime="transformers").overhead.band.likely > 0


@pytest.mark.parametrize(
    ("runtime", "more", "tokens", "said"),
    [
        ("vllm", {}, 131072, "maximum"),
        ("sglang", {}, 131072, "maximum"),
        ("llama.cpp", {}, 131072, "shrinks"),
        ("tgi", {}, 4096, "TGI"),
        ("lm-studio", {}, 4096, "LM Studio"),
        ("transformers", {}, 4096, "assumed"),
        ("mlx", {}, 4096, "assumed"),
        ("ollama", {}, 4096, "below 23 GiB"),
        ("ollama", {"device_gib": 15.0}, 4096, "4096"),
        ("ollama", {"device_gib": 23.6}, 32768, "32768"),
        ("ollama", {"device_gib": 23.6, "pipeline_parallel": 2}, 131072, "47 GiB"),
        ("ollama", {"runtime_version": "0.11.0"}, 4096, "0.11.0"),
        ("ollama", {"runtime_version": "0.5.1"}, 2048, "2048"),
    ],
)
def test_a_context_that_nobody_states_is_the_runtimes_own(
    runtime: str, more: dict[str, Any], tokens: int, said: str
) -> None:
    found = estimated(facts(LLAMA), runtime=runtime, context_length=None, **more)
    assert found.context_length == tokens
    assert any(said in note and "no context" in note for note in found.assumptions)


@pytest.mark.parametrize(
    ("scaling", "tokens"),
    [
        (None, 32768),
        ({"type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32768}, 131072),
        ({"rope_type": "linear", "factor": 2}, 65536),
        ({"rope_type": "llama3", "factor": 8.0}, 32768),
        ({"rope_type": "yarn", "factor": 0.5}, 32768),
        ({"rope_type": "yarn", "factor": "four"}, 32768),
    ],
)
def test_a_stretched_context_is_the_longest(scaling: dict[str, Any] | None, tokens: int) -> None:
    config = {**LLAMA, "max_position_embeddings": 32768, "rope_scaling": scaling}
    shape = read_shape(config)
    assert isinstance(shape, Shape)
    assert longest(shape, config) == tokens


def test_a_model_without_a_maximum_needs_a_context() -> None:
    config = {**LLAMA, "max_position_embeddings": None}
    found = estimate(facts(config), Setup(runtime="vllm"))
    assert isinstance(found, Absent)
    assert "maximum" in found.why
    shape = read_shape(config)
    assert isinstance(shape, Shape)
    assert default_context(shape, config, Setup(runtime="ollama", device_gib=24.0))[0] == 32768


def test_versions_are_compared_by_their_numbers() -> None:
    assert parse_version("0.19.0") == (0, 19, 0)
    assert parse_version("v0.7.3.dev12") == (0, 7, 3)
    assert parse_version("b6000") == (6000,)
    assert parse_version("0.6.x") == (0, 6)
    assert parse_version("latest") == parse_version(None)
    assert is_before("0.9", "0.10")
    assert not is_before(None, "99")
