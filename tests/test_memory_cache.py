"""The cache: published closed forms, every kind of layer, and how each runtime keeps them."""

from __future__ import annotations

from typing import Any

import pytest

from memory_models import DEEPSEEK, GEMMA, GIB, GPT_OSS, HYBRID, LLAMA, estimated, facts

MIB = 1 << 20


@pytest.mark.parametrize(
    ("layers", "heads", "width", "bytes_each"),
    [  # Qwen2.5-0.5B, Llama-3.1-8B, 70B, Llama-2-7B, Qwen2.5-7B, Qwen3-8B, Qwen3-32B
        (24, 2, 64, 12_288),
        (32, 8, 128, 131_072),
        (80, 8, 128, 327_680),
        (32, 32, 128, 524_288),
        (28, 4, 128, 57_344),
        (36, 8, 128, 147_456),
        (64, 8, 128, 262_144),
    ],
)
def test_grouped_attention_has_its_closed_form(
    layers: int, heads: int, width: int, bytes_each: int
) -> None:
    config = {
        "model_type": "llama",
        "num_hidden_layers": layers,
        "num_attention_heads": 32,
        "num_key_value_heads": heads,
        "head_dim": width,
        "hidden_size": 4096,
        "vocab_size": 32000,
    }
    for runtime in ("vllm", "transformers", "llama.cpp", "sglang", "tgi", "mlx"):
        found = estimated(facts(config, total_parameters=10**9), runtime=runtime)
        assert found.kv_bytes_per_token.likely == bytes_each
        assert found.kv_cache.band.likely == bytes_each * 8192
        assert not found.is_upper_bound


def test_latent_rows_match_the_published_figures() -> None:
    model = facts(DEEPSEEK, total_parameters=671026404352)
    found = estimated(model, runtime="sglang", context_length=10_000)
    assert found.kv_bytes_per_token.likely == 61 * (512 + 64) * 2 == 70_272
    assert found.kv_cache.band.likely / GIB == pytest.approx(0.65446, abs=1e-5)
    assert "latent" in found.kv_cache.rule


@pytest.mark.parametrize(
    ("spelling", "heads"),
    [
        ({"model_type": "falcon", "multi_query": True}, 1),
        ({"model_type": "falcon", "multi_query": False}, 16),
        ({"model_type": "falcon", "new_decoder_architecture": True, "num_kv_heads": 8}, 8),
        ({"model_type": "falcon", "new_decoder_architecture": True, "n_head_kv": 4}, 4),
        ({"model_type": "chatglm", "multi_query_attention": True, "multi_query_group_num": 2}, 2),
        ({"model_type": "chatglm", "multi_query_attention": True}, 1),
        ({"model_type": "gpt_bigcode", "multi_query": True}, 1),
        ({"model_type": "dbrx", "attn_config": {"kv_n_heads": 8}}, 8),
        ({"model_type": "llama", "num_key_value_heads": 2}, 2),
        ({"model_type": "llama"}, 16),
    ],
)
def test_every_spelling_of_key_value_heads_is_read(spelling: dict[str, Any], heads: int) -> None:
    config = {"num_hidden_layers": 10, "num_attention_heads": 16, "hidden_size": 1024, **spelling}
    found = estimated(facts(config, total_parameters=10**9))
    assert found.kv_bytes_per_token.likely == 10 * heads * 64 * 2 * 2


def test_heads_may_differ_by_layer() -> None:
    listed = {"num_kv_heads": [1, 2, 3, 0], "head_dim": 64, "num_query_heads": [4, 8, 12, 0]}
    config = {"model_type": "openelm", "num_hidden_layers": 4, "hidden_size": 512, **listed}
    found = estimated(facts(config, total_parameters=10**9))
    assert found.kv_bytes_per_token.likely == 6 * 64 * 2 * 2
    blocks = [
        {"attention": {"n_heads_in_group": 8}},
        {"attention": {"no_op": True}},
        {"attention": {"replace_with_linear": True}},
        {"attention": {}},
        "nonsense",
    ]
    config = {
        "model_type": "nemotron-nas",
        "num_hidden_layers": 5,
        "num_attention_heads": 64,
        "hidden_size": 8192,
        "block_configs": blocks,
    }
    found = estimated(facts(config, total_parameters=10**9))
    assert found.kv_bytes_per_token.likely == (8 + 0 + 0 + 64 + 64) * 128 * 2 * 2


def test_windows_are_kept_by_llama_cpp_to_the_mib() -> None:
    """Gemma 3 270M and gpt-oss 120B, as llama-server printed them."""
    small = {**GEMMA, "num_hidden_layers": 18, "num_key_value_heads": 1, "sliding_window": 512}
    for slots, mib in ((1, 39), (2, 54), (4, 84)):
        found = estimated(
            facts(small, total_parameters=10**9), runtime="llama.cpp", max_sequences=slots
        )
        assert found.kv_cache.band.likely == mib * MIB
    model = facts(GPT_OSS, total_parameters=116829156672)
    found = estimated(model, runtime="llama.cpp", context_length=65535)
    assert found.kv_cache.band.likely / GIB == pytest.approx(2.285156, abs=1e-6)
    found = estimated(model, runtime="ollama", context_length=131072, concurrency=2)
    assert found.kv_cache.band.likely / GIB == pytest.approx(9.087891, abs=1e-6)
    whole = estimated(model, runtime="llama.cpp", context_length=65536, swa_full=True)
    assert whole.kv_cache.band.likely == 36 * 2048 * 65536


def test_states_are_kept_for_each_slot() -> None:
    model = facts(HYBRID, total_parameters=79674391296)
    found = estimated(model, runtime="llama.cpp", context_length=4096)
    state = 36 * ((4 - 1) * (2 * 16 * 128 + 32 * 128) + 32 * 128 * 128) * 4
    assert state / MIB == pytest.approx(75.4, abs=0.05)
    assert found.kv_cache.band.likely == 12 * 2048 * 4096 + 4 * state
    one = estimated(model, runtime="llama.cpp", context_length=4096, max_sequences=1)
    assert one.kv_cache.band.likely == 12 * 2048 * 4096 + state
    assert one.kv_bytes_per_token.likely == 12 * 2048
    assert "recurrent state" in one.kv_cache.rule


def test_vllm_pages_of_hybrids_match_what_it_printed() -> None:
    """Qwen3.6-35B-A3B, 8-bit cache, vLLM 0.24: 11,305 bytes for each token of 131,072."""
    config = {**HYBRID, "model_type": "qwen3_5_moe", "num_hidden_layers": 40, "num_experts": 256}
    config["mamba_ssm_dtype"] = "float32"
    model = facts(config, total_parameters=35951822704)
    found = estimated(model, runtime_version="0.24.0", context_length=131072, kv_dtype="fp8")
    assert found.kv_bytes_per_token.likely == pytest.approx(11305, rel=0.001)
    older = estimated(model, runtime_version="0.19.0", context_length=131072, kv_dtype="fp8")
    assert older.kv_cache.band.likely < found.kv_cache.band.likely


@pytest.mark.parametrize(
    ("config", "padded"),
    [
        (GEMMA, 48),
        ({**GEMMA, "num_hidden_layers": 62}, 70),
        ({**GEMMA, "num_hidden_layers": 34}, 35),
    ],
)
def test_vllm_charges_every_layer_and_the_padding(config: dict[str, Any], padded: int) -> None:
    model = facts(config, total_parameters=10**10)
    found = estimated(model, runtime_version="0.19.0")
    assert found.kv_bytes_per_token.likely == padded * 8 * 256 * 2 * 2
    newer = estimated(model, context_length=131072, max_batched_tokens=2048)
    assert newer.kv_bytes_per_token.likely < found.kv_bytes_per_token.likely / 2


def test_vllm_groups_pad_to_the_commoner_kind_where_that_is_little_more() -> None:
    kinds = ["full_attention"] * 12 + ["sliding_attention"] * 13
    config = {**GPT_OSS, "num_hidden_layers": 25, "layer_types": kinds}
    model = facts(config, total_parameters=10**9)
    assert estimated(model, runtime_version="0.19.0").kv_bytes_per_token.likely == 26 * 2048
    assert estimated(model, runtime_version="0.11.0").kv_bytes_per_token.likely == 36 * 2048
    assert estimated(model, runtime_version="0.9.0").kv_bytes_per_token.likely == 25 * 2048


def test_vllm_windows_are_admitted_with_one_step() -> None:
    config = {**LLAMA, "model_type": "mistral", "sliding_window": 4096}
    model = facts(config, total_parameters=7 * 10**9)
    found = estimated(model, context_length=32768, max_batched_tokens=2048)
    pages = -(-(4096 - 1 + 2048) // 16) + 1
    assert found.kv_cache.band.likely == 131072 * 16 * pages
    before = estimated(model, context_length=32768, runtime_version="0.6.6")
    assert before.kv_cache.band.likely == 131072 * 32768


def test_chunks_are_windows_of_llama_4() -> None:
    config = {
        **LLAMA,
        "model_type": "llama4_text",
        "num_hidden_layers": 48,
        "attention_chunk_size": 8192,
    }
    model = facts(config, total_parameters=10**11)
    found = estimated(model, runtime="llama.cpp", context_length=65536, max_sequences=1)
    assert found.kv_cache.band.likely == 4096 * (12 * 65536 + 36 * (8192 + 512))
    paged = estimated(model, context_length=65536, max_batched_tokens=2048)
    assert paged.kv_cache.band.likely == 4096 * (12 * 65536 + 36 * (8192 + 2048))


def test_layers_may_differ_in_width() -> None:
    """Gemma 4: wider heads, and fewer, where a layer sees everything."""
    config = {
        **GEMMA,
        "model_type": "gemma4_text",
        "num_hidden_layers": 12,
        "global_head_dim": 512,
        "num_global_key_value_heads": 4,
        "num_kv_shared_layers": 6,
    }
    model = facts(config, total_parameters=10**10)
    found = estimated(model, runtime="transformers", context_length=4096)
    assert found.kv_cache.band.likely == (5 * 4096 * 1024 + 1 * 4096 * 4096) * 2
    assert estimated(model).kv_cache.band.likely > 0


def test_widths_of_windows_may_be_their_own() -> None:
    """MiMo: twice the heads where a layer has a window, values narrower than keys."""
    config = {
        "model_type": "mimo_v2_flash",
        "num_hidden_layers": 4,
        "hidden_size": 4096,
        "num_attention_heads": 64,
        "num_key_value_heads": 4,
        "head_dim": 192,
        "v_head_dim": 128,
        "sliding_window": 128,
        "swa_num_key_value_heads": 8,
        "swa_head_dim": 192,
        "swa_v_head_dim": 128,
        "hybrid_layer_pattern": [0, 1, 1, 1],
        "vocab_size": 1000,
    }
    found = estimated(facts(config, total_parameters=10**9), runtime="transformers")
    assert found.kv_cache.band.likely == 2 * (4 * 320 * 8192 + 3 * 8 * 320 * 128)


@pytest.mark.parametrize(
    ("kv_dtype", "share"),
    [("fp8", 0.5), ("q8_0", 34 / 64), ("q4_0", 18 / 64), ("q8_0/f16", (34 + 64) / 128), (None, 1)],
)
def test_a_quantized_cache_counts_its_scales(kv_dtype: str | None, share: float) -> None:
    found = estimated(facts(LLAMA), runtime="llama.cpp", kv_dtype=kv_dtype)
    assert found.kv_cache.band.likely == round(131072 * 8192 * share)


def test_the_cache_has_the_type_of_the_activations() -> None:
    wide = facts({**LLAMA, "torch_dtype": "float32"})
    assert estimated(wide).kv_bytes_per_token.likely == 131072
    assert estimated(wide, runtime="transformers").kv_bytes_per_token.likely == 262144
    assert estimated(facts(LLAMA), dtype="float32").kv_bytes_per_token.likely == 262144
    assert estimated(facts(LLAMA), kv_dtype="no such type").kv_bytes_per_token.likely == 131072
    for scheme in (
        {"quant_method": "compressed-tensors", "kv_cache_scheme": {"num_bits": 8}},
        {"quant_method": "modelopt", "quant_algo": "FP8", "kv_cache_quant_algo": "FP8"},
    ):
        scaled = facts({**LLAMA, "quantization_config": scheme})
        assert estimated(scaled).kv_bytes_per_token.likely == 65536
        assert estimated(scaled, runtime="transformers").kv_bytes_per_token.likely == 131072


def test_sparse_attention_has_vllms_own_rows() -> None:
    config = {**DEEPSEEK, "model_type": "deepseek_v32", "index_head_dim": 128, "index_n_heads": 64}
    model = facts(config, total_parameters=671877929216)
    assert estimated(model).kv_bytes_per_token.likely == 61 * (656 + 132)
    wide = estimated(model, kv_dtype="bfloat16")
    assert wide.kv_bytes_per_token.likely == 61 * 576 * 2
    shared = {**config, "indexer_types": ["full"] * 11 + ["shared"] * 50}
    found = estimated(facts(shared, total_parameters=10**11), runtime="llama.cpp")
    assert found.kv_bytes_per_token.likely == 61 * 576 * 2 + 11 * 128 * 2


def test_older_versions_keep_rows_otherwise() -> None:
    model = facts(DEEPSEEK, total_parameters=671026404352)
    assert estimated(model, runtime_version="0.7.3").kv_bytes_per_token.likely == 61 * 640 * 2
    old = estimated(model, runtime="transformers", runtime_version="4.57.1")
    assert old.kv_bytes_per_token.likely == 61 * 128 * (192 + 128) * 2
    assert old.kv_cache.band.low == 61 * 576 * 2 * 8192
    for latent, elements in (("compressed", 576), ("with-values", 1088), ("expanded", 40960)):
        found = estimated(model, runtime="llama.cpp", latent=latent)
        assert found.kv_bytes_per_token.likely == 61 * elements * 2


def test_windows_under_the_other_runtimes() -> None:
    model, context = facts(GEMMA, total_parameters=10**10), 16384
    full, some = 8 * 8192 * context, 40 * 8192
    for runtime, likely in (
        ("transformers", full + some * 1024),
        ("mlx", full + some * 1024),
        ("sglang", full + round(some * context * 0.8)),
        ("tgi", full + some * context),
    ):
        found = estimated(model, runtime=runtime, context_length=context)
        assert found.kv_cache.band.likely == likely
        assert found.kv_cache.band.low == full + some * 1024
        assert found.kv_bytes_per_token.low == 8 * 8192
    old = estimated(model, runtime="transformers", runtime_version="4.51.3", context_length=context)
    assert old.kv_cache.band.likely == full + some * context
    short = estimated(model, runtime="transformers", context_length=512)
    assert short.kv_bytes_per_token.likely == 48 * 8192


def test_an_unknown_architecture_is_an_upper_bound() -> None:
    found = estimated(facts({**LLAMA, "model_type": "brand_new"}, total_parameters=10**9))
    assert found.is_upper_bound
    assert found.kv_cache.rule == "kv: upper bound, architecture 'brand_new' is unknown"
    assert found.kv_cache.band.low == 0
    assert found.kv_cache.band.likely == 131072 * 8192
    assert any("upper bound" in note for note in found.assumptions)
    words = {**LLAMA, "layer_types": ["mystery_attention"] * 32}
    assert estimated(facts(words, total_parameters=10**9)).is_upper_bound
    nameless = {key: value for key, value in LLAMA.items() if key != "model_type"}
    assert "unnamed" in estimated(facts(nameless, total_parameters=10**9)).kv_cache.rule


@pytest.mark.parametrize(
    "config",
    [
        {**LLAMA, "model_type": "lfm2"},
        {**LLAMA, "model_type": "deepseek_v4"},
        {**LLAMA, "model_type": "nemotron_h"},
        {**LLAMA, "layer_types": ["linear_attention"] * 16 + ["full_attention"] * 16},
        {key: value for key, value in GEMMA.items() if key != "sliding_window"}
        | {"model_type": "vaultgemma"},
    ],
)
def test_a_config_that_lacks_what_its_family_needs_is_an_upper_bound(
    config: dict[str, Any],
) -> None:
    assert estimated(facts(config, total_parameters=10**9)).is_upper_bound


def test_what_every_model_of_a_family_has_is_taken_and_said() -> None:
    rank = [key for key in DEEPSEEK if key.startswith(("kv_lora", "qk_", "v_head"))]
    config = {key: value for key, value in DEEPSEEK.items() if key not in rank}
    found = estimated(facts(config, total_parameters=10**11))
    assert found.kv_bytes_per_token.likely == 70_272
    assert any("kv_lora_rank 512" in note for note in found.assumptions)
    small = {"model_type": "gemma3_text", "num_hidden_layers": 26, "num_attention_heads": 4}
    small |= {"num_key_value_heads": 1, "head_dim": 256, "hidden_size": 1152}
    found = estimated(facts(small, total_parameters=10**9), runtime="transformers")
    assert found.kv_cache.band.likely == 1024 * (4 * 8192 + 22 * 512)
    dense = {"model_type": "qwen3_5", "num_hidden_layers": 32, "num_attention_heads": 16}
    dense |= {"num_key_value_heads": 4, "head_dim": 256, "hidden_size": 4096}
    found = estimated(facts(dense, total_parameters=9 * 10**9))
    assert any("linear_num_value_heads 32" in note for note in found.assumptions)
    assert not found.is_upper_bound


def test_devices_divide_heads_and_copy_what_is_fewer() -> None:
    model = facts(LLAMA)
    assert estimated(model, tensor_parallel=4).kv_bytes_per_token.likely == 32768
    assert estimated(model, tensor_parallel=16).kv_bytes_per_token.likely == 16384
    assert estimated(model, pipeline_parallel=4).kv_cache.band.likely == 131072 * 8192 // 4
    rows = facts(DEEPSEEK, total_parameters=671026404352)
    assert estimated(rows, tensor_parallel=8).kv_bytes_per_token.likely == 70_272
    half = estimated(model, runtime="llama.cpp", gpu_layers=16)
    assert half.kv_cache.band.likely == 131072 * 4096


def test_encoders_keep_no_cache() -> None:
    config = {"model_type": "bert", "num_hidden_layers": 12, "hidden_size": 768}
    found = estimated(facts(config, total_parameters=10**8))
    assert found.kv_cache.band.high == 0
    assert found.kv_bytes_per_token.likely == 0
    assert "encoder" in found.kv_cache.rule


@pytest.mark.parametrize(
    ("config", "state"),
    [
        ({"model_type": "mamba", "intermediate_size": 1536, "state_size": 16}, 3 * 1536 + 24576),
        ({"model_type": "falcon_mamba", "expand": 2, "state_size": 16}, 3 * 1536 + 24576),
        (
            {"model_type": "mamba2", "num_heads": 24, "head_dim": 64, "state_size": 128},
            3 * (1536 + 256) + 1536 * 128,
        ),
    ],
)
def test_models_of_states_alone_do_not_grow(config: dict[str, Any], state: int) -> None:
    config = {"num_hidden_layers": 10, "hidden_size": 768, "conv_kernel": 4, **config}
    model = facts(config, total_parameters=10**8)
    found = estimated(model, runtime="llama.cpp", max_sequences=1)
    assert found.kv_cache.band.likely == 10 * state * 4
    assert found.kv_bytes_per_token.likely == 0
    assert found.kv_cache.rule == "kv: recurrent state"
    assert estimated(model, context_length=1 << 20).kv_cache.band.likely == (
        estimated(model).kv_cache.band.likely
    )


@pytest.mark.parametrize(
    ("config", "full"),
    [
        ({"model_type": "jamba", "attn_layer_period": 8, "attn_layer_offset": 4}, 4),
        ({"model_type": "bamba", "attn_layer_indices": [9, 18, 27]}, 3),
        ({"model_type": "lfm2", "full_attn_idxs": [2, 5, 8], "conv_L_cache": 3}, 3),
        ({"model_type": "minimax_text_01", "attn_type_list": ([0] * 7 + [1]) * 4}, 4),
        ({"model_type": "nemotron_h", "hybrid_override_pattern": "M-M*" * 8}, 8),
        (
            {
                "model_type": "kimi_linear",
                "kv_lora_rank": 512,
                "qk_rope_head_dim": 64,
                "linear_attn_config": {
                    "full_attn_layers": [4, 8, 12, 16],
                    "num_heads": 32,
                    "head_dim": 128,
                    "short_conv_kernel_size": 4,
                },
            },
            4,
        ),
        ({"model_type": "falcon_h1", "mamba_d_ssm": 1536}, 32),
        ({"model_type": "granitemoehybrid", "layer_types": ["mamba", "attention"] * 16}, 16),
    ],
)
def test_every_way_to_place_attention_among_states_is_read(
    config: dict[str, Any], full: int
) -> None:
    common = {
        "num_hidden_layers": 32,
        "hidden_size": 768,
        "num_attention_heads": 12,
        "num_key_value_heads": 4,
        "mamba_d_state": 16,
        "mamba_expand": 2,
        "mamba_n_heads": 24,
        "mamba_d_head": "auto",
        "mamba_d_conv": 4,
    }
    found = estimated(facts({**common, **config}, total_parameters=10**9), runtime="sglang")
    assert not found.is_upper_bound
    row = 576 if "kv_lora_rank" in config else 4 * 64 * 2
    assert found.kv_bytes_per_token.likely == full * row * 2
    assert found.kv_cache.band.likely > full * row * 2 * 8192
