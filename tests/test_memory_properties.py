"""What holds of every estimate: bands in order, more of anything never less, nothing raises."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_lint.memory.bands import Band
from decision_lint.memory.estimate import Estimate, estimate
from decision_lint.memory.setup import Setup
from decision_lint.model import ModelFacts, ModelFile
from decision_lint.profile import Runtime
from decision_lint.rule import Absent
from memory_models import DEEPSEEK, GEMMA, GPT_OSS, HYBRID, LLAMA, facts

CONFIGS = (LLAMA, GEMMA, DEEPSEEK, HYBRID, GPT_OSS, {**LLAMA, "model_type": "brand_new"})
RUNTIMES = get_args(Runtime)
VERSIONS = (None, "0.6.6", "0.9.2", "0.16.0", "0.19.0", "0.24.0", "4.46.0", "b6000")

configs = st.sampled_from(CONFIGS)
runtimes = st.sampled_from(RUNTIMES)
versions = st.sampled_from(VERSIONS)
contexts = st.integers(1, 200_000)


def bands_of(found: Estimate) -> tuple[Band, ...]:
    parts = (found.weights, found.kv_cache, found.overhead)
    others = (found.total, found.kv_bytes_per_token, found.outside, found.everywhere)
    return (*(part.band for part in parts), *others)


def known(config: dict[str, Any], setup: Setup) -> Estimate:
    found = estimate(facts(config, total_parameters=10**10), setup)
    assert isinstance(found, Estimate)
    return found


setups = st.builds(
    Setup,
    runtime=runtimes,
    runtime_version=versions,
    context_length=contexts,
    concurrency=st.integers(1, 64),
    kv_dtype=st.sampled_from((None, "fp8", "q8_0", "q4_0/f16", "float32")),
    tensor_parallel=st.sampled_from((1, 2, 3, 8)),
    pipeline_parallel=st.sampled_from((1, 2, 5)),
    device_gib=st.sampled_from((None, 15.0, 24.0, 80.0, 180.0)),
)


@given(config=configs, setup=setups)
@settings(max_examples=300, deadline=None)
def test_bands_are_in_order_and_add_up(config: dict[str, Any], setup: Setup) -> None:
    found = known(config, setup)
    for band in bands_of(found):
        assert 0 <= band.low <= band.likely <= band.high
    assert found.total == found.weights.band + found.kv_cache.band + found.overhead.band
    assert found.everywhere.likely >= found.total.likely * 0.99


@given(config=configs, runtime=runtimes, version=versions, context=contexts, more=contexts)
@settings(max_examples=300, deadline=None)
def test_more_tokens_never_take_less(
    config: dict[str, Any], runtime: Any, version: str | None, context: int, more: int
) -> None:
    less, greater = (
        known(config, Setup(runtime=runtime, runtime_version=version, context_length=tokens))
        for tokens in (context, context + more)
    )
    for one, other in zip(
        (less.kv_cache.band, less.total), (greater.kv_cache.band, greater.total), strict=True
    ):
        assert one.low <= other.low
        assert one.likely <= other.likely
        assert one.high <= other.high


@given(config=configs, runtime=runtimes, context=contexts, sequences=st.integers(1, 63))
@settings(max_examples=200, deadline=None)
def test_more_sequences_never_take_less(
    config: dict[str, Any], runtime: Any, context: int, sequences: int
) -> None:
    less, more = (
        known(config, Setup(runtime=runtime, context_length=context, concurrency=number))
        for number in (sequences, sequences + 1)
    )
    assert less.kv_cache.band.likely <= more.kv_cache.band.likely
    assert less.total.likely <= more.total.likely


@given(
    config=configs,
    runtime=runtimes,
    context=contexts,
    tensor=st.sampled_from((1, 2, 4, 8)),
)
@settings(max_examples=200, deadline=None)
def test_more_devices_never_hold_more_weights_or_cache_each(
    config: dict[str, Any], runtime: Any, context: int, tensor: int
) -> None:
    fewer, more = (
        known(config, Setup(runtime=runtime, context_length=context, tensor_parallel=number))
        for number in (tensor, 2 * tensor)
    )
    assert more.weights.band.likely <= fewer.weights.band.likely
    assert more.kv_cache.band.likely <= fewer.kv_cache.band.likely


@given(context=st.integers(1, 2000), slots=st.integers(1, 16))
def test_llama_cpp_rounds_cells_up_to_256(context: int, slots: int) -> None:
    setup = Setup(runtime="llama.cpp", context_length=context, max_sequences=slots)
    found = known(LLAMA, setup).kv_cache.band.likely
    assert found % (131072 * 256) == 0
    assert found >= 131072 * context


KEYS = [
    *sorted({key for config in CONFIGS for key in config}),
    "text_config",
    "vision_config",
    "layer_types",
    "layers_block_type",
    "hybrid_override_pattern",
    "block_configs",
    "attn_config",
    "linear_attn_config",
    "rope_scaling",
    "num_kv_heads",
    "use_sliding_window",
    "max_window_layers",
    "indexer_types",
    "per_layer_config",
    "global_head_dim",
    "num_kv_shared_layers",
    "moe_layer_freq",
    "mlp_only_layers",
    "attn_layer_period",
    "attn_layer_indices",
    "partial_rotary_factor",
]
FAMILIES = ("llama", "gemma3_text", "qwen3_next", "deepseek_v3", "nemotron_h", "falcon_h1", "bert")
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-5, 1 << 70)
    | st.integers(0, 8)
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(("full_attention", "sliding_attention", "mamba", "M*-E", *FAMILIES))
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(
    base=st.sampled_from(({}, *CONFIGS)),
    changed=st.dictionaries(st.sampled_from(KEYS), values, max_size=8),
    runtime=runtimes,
    quantization=st.none() | st.text(max_size=8) | st.sampled_from(("Q4_K_M", "awq", "fp8")),
)
@settings(max_examples=600, deadline=None)
def test_nothing_raises_whatever_a_config_holds(
    base: dict[str, Any], changed: dict[str, Any], runtime: Any, quantization: str | None
) -> None:
    found = estimate(
        facts({**base, **changed}, total_parameters=10**9),
        Setup(runtime=runtime, quantization=quantization, device_gib=24.0),
    )
    if isinstance(found, Absent):
        assert found.why
    else:
        for band in bands_of(found):
            assert 0 <= band.low <= band.likely <= band.high


@given(
    paths=st.lists(
        st.text(alphabet="m-0of12.safetnrgubi/QK_8", max_size=30)
        | st.sampled_from(("model.safetensors", "m-Q4_K_M.gguf", "mmproj-f16.gguf")),
        max_size=5,
    ),
    sizes=st.lists(st.none() | st.integers(-1, 10**12), min_size=5, max_size=5),
    dtypes=st.dictionaries(st.text(max_size=5), st.integers(-5, 10**12), max_size=3),
    runtime=runtimes,
)
@settings(max_examples=300, deadline=None)
def test_nothing_raises_whatever_a_repository_lists(
    paths: list[str], sizes: list[int | None], dtypes: dict[str, int], runtime: Any
) -> None:
    listed = (ModelFile(path=path, size=size) for path, size in zip(paths, sizes, strict=False))
    model = ModelFacts(repo_id="a/b", config=LLAMA, files=tuple(listed), parameters=dtypes)
    found = estimate(model, Setup(runtime=runtime, context_length=2048, vision=True))
    assert isinstance(found, Absent) or found.total.likely > 0


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_setups_with_nonsense_do_not_raise(runtime: Any) -> None:
    setup = Setup(
        runtime=runtime,
        runtime_version="?",
        context_length=-5,
        concurrency=0,
        tensor_parallel=0,
        pipeline_parallel=-1,
        max_sequences=0,
        gpu_layers=-3,
        prompt_length=-7,
        device_gib=0.0,
    )
    found = estimate(facts(LLAMA), setup)
    assert isinstance(found, Estimate)
    assert found.total.likely > 0
