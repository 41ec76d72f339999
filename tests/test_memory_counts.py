"""Parameters counted from a config: parts, experts, what is unknown, and what is recorded."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from decision_lint.memory.model.count import count_parameters
from memory_models import DEEPSEEK, HYBRID, LLAMA, LLAMA_SIZE

FACTS = Path(__file__).parents[2] / "shared" / "data" / "facts"


def test_parts_add_up() -> None:
    found = count_parameters(LLAMA)
    assert found is not None
    assert found.total == LLAMA_SIZE == found.active
    assert found.embedding == found.head == 128256 * 4096
    assert found.linear == found.attention + found.dense + found.experts
    assert found.experts == 0
    assert not found.sees


def test_active_parameters_are_those_that_a_token_passes() -> None:
    found = count_parameters(DEEPSEEK)
    assert found is not None
    assert found.total == 671026404352
    assert found.active / 1e9 == pytest.approx(37.5, abs=0.5)  # published as 37B activated
    small = count_parameters(HYBRID)
    assert small is not None
    assert small.total == 79674391296
    assert small.active / 1e9 == pytest.approx(3.9, abs=0.3)  # published as 3B activated


MIXTRAL = {
    "model_type": "qwen3_moe",
    "num_hidden_layers": 8,
    "hidden_size": 64,
    "num_attention_heads": 4,
    "head_dim": 16,
    "intermediate_size": 256,
    "moe_intermediate_size": 32,
    "num_experts": 4,
    "num_experts_per_tok": 2,
    "vocab_size": 1000,
}
EXPERT, DENSE, ROUTER = 3 * 64 * 32, 3 * 64 * 256, 64 * 4


@pytest.mark.parametrize(
    ("more", "sparse"),
    [
        ({}, 8),
        ({"mlp_only_layers": [0, 1]}, 6),
        ({"decoder_sparse_step": 2}, 4),
        ({"first_k_dense_replace": 3}, 5),
        ({"moe_layer_start_index": 2, "moe_layer_interval": 2}, 3),
        ({"moe_layer_freq": [0, 1, 1, 1, 1, 1, 1, 1]}, 7),
        ({"mlp_layer_types": ["dense"] + ["sparse"] * 7}, 7),
        ({"interleave_moe_layer_step": 2}, 4),
        ({"moe_layers": [1, 3]}, 2),
    ],
)
def test_layers_with_experts_are_found(more: dict[str, Any], sparse: int) -> None:
    found = count_parameters({**MIXTRAL, **more})
    assert found is not None
    assert found.experts == sparse * 4 * EXPERT
    assert found.experts_used == sparse * 2 * EXPERT
    assert found.dense == (8 - sparse) * DENSE + sparse * ROUTER


@pytest.mark.parametrize(
    ("more", "beside"),
    [
        ({"n_shared_experts": 2}, 2 * EXPERT),
        ({"shared_expert_intermediate_size": 128}, 3 * 64 * 128),
        ({"moe_shared_expert_intermediate_size": 16, "n_shared_experts": 2}, 2 * 3 * 64 * 16),
    ],
)
def test_shared_experts_stand_beside(more: dict[str, Any], beside: int) -> None:
    found, plain = count_parameters({**MIXTRAL, **more}), count_parameters(MIXTRAL)
    assert found is not None
    assert plain is not None
    assert found.total - plain.total == 8 * beside


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"model_type": "brand_new", "num_hidden_layers": 2, "num_attention_heads": 2},
        {**LLAMA, "intermediate_size": None},
        {**LLAMA, "vocab_size": None},
        {**LLAMA, "layer_types": ["mystery"] * 32},
        {**MIXTRAL, "moe_intermediate_size": None, "intermediate_size": None},
        {**LLAMA, "model_type": "exaone"},
    ],
)
def test_what_cannot_be_counted_is_unknown(config: dict[str, Any]) -> None:
    assert count_parameters(config) is None


def test_letters_say_what_nemotron_is_made_of() -> None:
    config = {
        "model_type": "nemotron_h",
        "num_hidden_layers": 4,
        "hybrid_override_pattern": "M-*E",
        "hidden_size": 64,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 16,
        "intermediate_size": 128,
        "moe_intermediate_size": 32,
        "moe_latent_size": 16,
        "n_routed_experts": 8,
        "num_experts_per_tok": 2,
        "moe_shared_expert_intermediate_size": 64,
        "mamba_num_heads": 8,
        "mamba_head_dim": 16,
        "ssm_state_size": 16,
        "n_groups": 2,
        "conv_kernel": 4,
        "use_conv_bias": False,
        "vocab_size": 100,
    }
    found = count_parameters(config)
    assert found is not None
    inner, channels = 8 * 16, 8 * 16 + 2 * 2 * 16
    mamba = 64 * (inner + channels + 8) + channels * 4 + 3 * 8 + inner + inner * 64
    attention = 64 * 16 * (2 * 4 + 2 * 2)
    experts, beside = 8 * 2 * 16 * 32, 64 * 8 + 2 * 64 * 16 + 2 * 64 * 64
    assert found.attention == mamba + attention
    assert found.experts == experts
    assert found.dense == 2 * 64 * 128 + beside
    assert found.norms == 5 * 64
    with_bias = count_parameters({**config, "use_conv_bias": True})
    assert with_bias is not None
    assert with_bias.total - found.total == channels


def test_a_nested_text_config_is_counted_with_its_class_defaults() -> None:
    text = {"model_type": "gemma3_text", "hidden_size": 2560, "intermediate_size": 10240}
    text |= {"num_hidden_layers": 34, "sliding_window": 1024}
    config = {"model_type": "gemma3", "text_config": text, "vision_config": {"depth": 1}}
    found = count_parameters(config)
    assert found is not None
    assert found.total == 3880263168  # Gemma 3 4B without its tower
    assert found.sees


@pytest.mark.skipif(not FACTS.is_dir(), reason="the recorded configs are not here")
def test_recorded_configs_are_counted_as_transformers_builds_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """56 of 65 exact; the others are towers (not counted), drafts and one model's sinks."""
    exact = near = 0
    unknown: list[str] = []
    compared: list[tuple[str, float]] = []
    for built in json.loads((FACTS / "meta_counts.json").read_text(encoding="utf-8")):
        path = FACTS / "configs" / f"{built['id'].replace('/', '__')}.json"
        expected = built["meta_params"] or built["recorded"]
        if not path.is_file() or not expected:
            continue
        found = count_parameters(json.loads(path.read_text(encoding="utf-8")))
        if found is None:
            unknown.append(built["id"])
            continue
        off = found.total / expected - 1
        compared.append((built["id"], off))
        exact += off == 0
        near += abs(off) < 0.04
        assert abs(off) < 0.04 or found.sees, built["id"]
    lines = [f"\n{exact} of {len(compared)} exact, {near} within 4 %; unknown: {unknown}"]
    lines += [f"  {name} {off:+.4%}" for name, off in compared if off]
    with capsys.disabled():
        sys.stdout.write("\n".join(lines) + "\n")
    assert exact >= 0.85 * len(compared)
    assert near >= 0.95 * len(compared)


def test_a_hybrid_without_a_layer_of_experts_has_none_whatever_it_states() -> None:
    """Nemotron-H's config, as transformers 5 saves it, states experts in any case."""
    plain = {
        "model_type": "nemotron_h",
        "hidden_size": 512,
        "intermediate_size": 1024,
        "vocab_size": 1000,
        "num_attention_heads": 8,
        "num_key_value_heads": 2,
        "head_dim": 64,
        "conv_kernel": 4,
        "mamba_head_dim": 64,
        "mamba_num_heads": 16,
        "n_groups": 2,
        "ssm_state_size": 64,
    }
    experts = {"n_routed_experts": 8, "num_experts_per_tok": 2, "moe_intermediate_size": 256}
    words = ["linear_attention", "mlp", "full_attention", "mlp"]
    by_letters = {"num_hidden_layers": 4, "hybrid_override_pattern": "M-*-"}
    without = count_parameters(plain | by_letters)
    assert without is not None
    assert without.experts == 0
    assert count_parameters(plain | experts | by_letters) == without
    assert count_parameters(plain | experts | {"layers_block_type": words}) == without
    with_experts = count_parameters(plain | experts | {"layers_block_type": [*words[:3], "moe"]})
    assert with_experts is not None
    assert with_experts.experts == 8 * 2 * 512 * 256
