"""What transformers itself builds and caches for each family, against what is read and counted.

Each line: family | the fields that matter, as the class has them by default | layers x elements
of a token's cache, of full attention and with a window | parameters of the class built on the
meta device by transformers 5.20.2 (or `-` where the tables do not say how to count).
"""

from __future__ import annotations

import json

import pytest

from decision_lint.memory.model.count import count_parameters
from decision_lint.memory.model.layers import Kind
from decision_lint.memory.model.shape import Shape, read_shape

TABLE = """
afmoe | head_dim=128 num_attention_heads=16 num_hidden_layers=32 sliding_window=1024 | 8x4096 \\
  24x4096 | -
apertus | hidden_size=4096 num_attention_heads=32 num_hidden_layers=32 | 32x8192 0x0 | -
arcee | hidden_size=2560 intermediate_size=18432 num_attention_heads=32 num_hidden_layers=32 \\
  vocab_size=32000 | 32x5120 0x0 | 4022766080
aria_text | head_dim=128 num_attention_heads=32 num_hidden_layers=32 | 32x8192 0x0 | -
axk1 | kv_lora_rank=512 num_hidden_layers=61 qk_rope_head_dim=64 | 61x576 0x0 | -
bitnet | hidden_size=2560 num_attention_heads=20 num_hidden_layers=30 num_key_value_heads=5 | \\
  30x1280 0x0 | -
bloom | hidden_size=64 n_head=8 n_layer=2 vocab_size=250880 | 2x128 0x0 | 16156544
codegen | n_embd=4096 n_head=16 n_layer=28 vocab_size=50400 | 28x8192 0x0 | 6050882784
cohere | hidden_size=8192 intermediate_size=22528 num_attention_heads=64 num_hidden_layers=40 \\
  vocab_size=256000 | 40x16384 0x0 | 34980831232
cohere2 | hidden_size=8192 intermediate_size=22528 num_attention_heads=64 num_hidden_layers=40 \\
  vocab_size=256000 | 10x16384 30x16384 | 34980831232
cohere2_moe | head_dim=128 num_attention_heads=64 num_hidden_layers=40 sliding_window=4096 | \\
  10x16384 30x16384 | -
deepseek_v3 | first_k_dense_replace=3 hidden_size=7168 intermediate_size=18432 \\
  moe_intermediate_size=2048 n_routed_experts=256 n_shared_experts=1 num_attention_heads=128 \\
  num_hidden_layers=61 q_lora_rank=1536 vocab_size=129280 | 61x576 0x0 | 671026404352
diffllama | head_dim=64 num_attention_heads=32 num_hidden_layers=16 | 16x4096 0x0 | -
ernie4_5 | head_dim=128 hidden_size=1024 intermediate_size=3072 num_attention_heads=16 \\
  num_hidden_layers=18 num_key_value_heads=2 tie_word_embeddings=true vocab_size=103424 | \\
  18x512 0x0 | 360748032
ernie4_5_moe | hidden_size=2560 num_attention_heads=20 num_hidden_layers=28 \\
  num_key_value_heads=4 | 28x1024 0x0 | -
exaone4 | hidden_size=4096 intermediate_size=16384 num_attention_heads=32 num_hidden_layers=32 \\
  sliding_window=4096 sliding_window_pattern=4 vocab_size=102400 | 8x8192 24x8192 | 9429069824
exaone_moe | hidden_size=4096 num_attention_heads=32 num_hidden_layers=32 sliding_window=4096 \\
  sliding_window_pattern=4 | 8x8192 24x8192 | -
falcon | hidden_size=4544 num_attention_heads=71 num_hidden_layers=32 vocab_size=65024 | \\
  32x128 0x0 | 6921720704
falcon_h1 | hidden_size=4096 mamba_d_head=8 mamba_d_state=256 mamba_n_heads=128 \\
  num_attention_heads=32 num_hidden_layers=32 num_key_value_heads=8 | 32x2048 0x0 | -
falcon_mamba | hidden_size=768 num_hidden_layers=32 state_size=16 | 0x0 0x0 | -
flex_olmo | hidden_size=4096 intermediate_size=11008 num_attention_heads=32 num_experts=7 \\
  num_hidden_layers=32 vocab_size=100352 | 32x8192 0x0 | 33270665216
gemma | head_dim=256 hidden_size=3072 intermediate_size=24576 num_attention_heads=16 \\
  num_hidden_layers=28 vocab_size=256000 | 28x8192 0x0 | 8537680896
gemma2 | head_dim=256 hidden_size=2304 intermediate_size=9216 num_attention_heads=8 \\
  num_hidden_layers=26 num_key_value_heads=4 vocab_size=256000 | 13x2048 13x2048 | 2614341888
gemma3_text | head_dim=256 hidden_size=2304 intermediate_size=9216 num_attention_heads=8 \\
  num_hidden_layers=26 num_key_value_heads=4 sliding_window=4096 vocab_size=262208 | 4x2048 \\
  22x2048 | 2628658432
glm | attention_bias=true hidden_size=4096 intermediate_size=13696 num_attention_heads=32 \\
  num_hidden_layers=40 num_key_value_heads=2 vocab_size=151552 | 40x512 0x0 | 9399951360
glm4 | attention_bias=true hidden_size=4096 intermediate_size=13696 num_attention_heads=32 \\
  num_hidden_layers=40 num_key_value_heads=2 vocab_size=151552 | 40x512 0x0 | 9400279040
glm4_moe | first_k_dense_replace=1 hidden_size=4096 intermediate_size=10944 \\
  moe_intermediate_size=1408 n_routed_experts=128 n_shared_experts=1 num_attention_heads=96 \\
  num_hidden_layers=46 num_key_value_heads=8 vocab_size=151552 | 46x672 0x0 | 103481200640
gpt2 | n_embd=768 n_head=12 n_layer=12 n_positions=1024 vocab_size=50257 | 12x1536 0x0 | 124439808
gpt_bigcode | n_embd=768 n_head=12 n_layer=12 n_positions=1024 num_key_value_heads=1 \\
  vocab_size=50257 | 12x128 0x0 | 111446784
gpt_neox | hidden_size=6144 num_attention_heads=64 num_hidden_layers=44 vocab_size=50432 | \\
  44x12288 0x0 | 20554567680
gpt_oss | head_dim=64 hidden_size=2880 intermediate_size=2880 num_attention_heads=64 \\
  num_hidden_layers=36 num_key_value_heads=8 num_local_experts=128 vocab_size=201088 | 18x1024 \\
  18x1024 | 116829156672
gptj | n_embd=4096 n_head=16 n_layer=28 vocab_size=50400 | 28x8192 0x0 | 6050882784
granite | hidden_size=4096 intermediate_size=11008 num_attention_heads=32 num_hidden_layers=32 \\
  vocab_size=32000 | 32x8192 0x0 | 6738415616
granitemoe | hidden_size=4096 intermediate_size=11008 num_attention_heads=32 \\
  num_hidden_layers=32 num_local_experts=8 vocab_size=32000 | 32x8192 0x0 | 37039116288
granitemoeshared | hidden_size=4096 num_attention_heads=32 num_hidden_layers=32 | 32x8192 0x0 | -
helium | hidden_size=2560 intermediate_size=7040 num_attention_heads=20 num_hidden_layers=24 \\
  vocab_size=48000 | 24x5120 0x0 | 2172643840
hy_v3 | head_dim=128 num_attention_heads=64 num_hidden_layers=80 num_key_value_heads=8 | \\
  80x2048 0x0 | -
jais2 | head_dim=128 num_attention_heads=26 num_hidden_layers=32 | 32x6656 0x0 | -
jamba | attn_layer_period=8 hidden_size=4096 mamba_d_state=16 num_attention_heads=32 \\
  num_hidden_layers=32 num_key_value_heads=8 | 4x2048 0x0 | -
llama | hidden_size=4096 intermediate_size=11008 num_attention_heads=32 num_hidden_layers=32 \\
  vocab_size=32000 | 32x8192 0x0 | 6738415616
llama4_text | attention_chunk_size=8192 hidden_size=5120 intermediate_size=8192 \\
  num_attention_heads=40 num_hidden_layers=48 num_key_value_heads=8 num_local_experts=16 \\
  vocab_size=202048 | 12x2048 36x2048 | 107769861120
mamba | hidden_size=768 num_hidden_layers=32 state_size=16 | 0x0 0x0 | -
mamba2 | head_dim=64 n_groups=8 num_heads=128 num_hidden_layers=64 state_size=128 | 0x0 0x0 | -
minicpm3 | kv_lora_rank=256 num_hidden_layers=62 qk_rope_head_dim=32 | 62x288 0x0 | -
minimax_m2 | head_dim=128 hidden_size=3072 intermediate_size=1536 num_attention_heads=48 \\
  num_hidden_layers=62 num_key_value_heads=8 num_local_experts=256 vocab_size=200064 | 62x2048 \\
  0x0 | 228689748992
ministral3 | hidden_size=4096 intermediate_size=14336 num_attention_heads=32 \\
  num_hidden_layers=34 num_key_value_heads=8 vocab_size=131072 | 34x2048 0x0 | 8489553920
mistral | hidden_size=4096 intermediate_size=14336 num_attention_heads=32 num_hidden_layers=32 \\
  num_key_value_heads=8 sliding_window=4096 vocab_size=32000 | 0x0 32x2048 | 7241732096
mixtral | hidden_size=4096 intermediate_size=14336 num_attention_heads=32 num_hidden_layers=32 \\
  num_key_value_heads=8 num_local_experts=8 vocab_size=32000 | 32x2048 0x0 | 46702792704
mpt | d_model=2048 n_heads=16 n_layers=24 vocab_size=50368 | 24x4096 0x0 | 1311213568
nanochat | hidden_size=768 num_attention_heads=6 num_hidden_layers=12 | 12x1536 0x0 | -
olmo | hidden_size=4096 intermediate_size=11008 num_attention_heads=32 num_hidden_layers=32 \\
  vocab_size=50304 | 32x8192 0x0 | 6888095744
olmo2 | hidden_size=4096 intermediate_size=11008 num_attention_heads=32 num_hidden_layers=32 \\
  vocab_size=50304 | 32x8192 0x0 | 6888624128
olmo3 | hidden_size=4096 intermediate_size=11008 num_attention_heads=32 num_hidden_layers=32 \\
  vocab_size=50304 | 8x8192 24x8192 | 6888624128
olmoe | hidden_size=2048 intermediate_size=2048 num_attention_heads=16 num_experts=64 \\
  num_hidden_layers=16 vocab_size=50304 | 16x4096 0x0 | 13361612800
opt | hidden_size=768 max_position_embeddings=2048 num_attention_heads=12 num_hidden_layers=12 \\
  vocab_size=50272 | 12x1536 0x0 | 125239296
persimmon | hidden_size=4096 num_attention_heads=64 num_hidden_layers=36 | 36x8192 0x0 | -
phi | hidden_size=2048 num_attention_heads=32 num_hidden_layers=24 vocab_size=51200 | 24x4096 \\
  0x0 | 1418270720
phi3 | hidden_size=3072 intermediate_size=8192 num_attention_heads=32 num_hidden_layers=32 \\
  vocab_size=32064 | 32x6144 0x0 | 3821079552
phi4_multimodal | hidden_size=3072 num_attention_heads=32 num_hidden_layers=32 \\
  num_key_value_heads=8 | 32x1536 0x0 | -
phimoe | hidden_size=4096 intermediate_size=6400 num_attention_heads=32 num_hidden_layers=32 \\
  num_key_value_heads=8 num_local_experts=16 vocab_size=32064 | 32x2048 0x0 | 41872793600
qwen2 | hidden_size=4096 intermediate_size=22016 num_attention_heads=32 num_hidden_layers=32 \\
  vocab_size=151936 | 32x8192 0x0 | 12049846272
qwen2_moe | hidden_size=2048 moe_intermediate_size=1408 num_attention_heads=16 num_experts=60 \\
  num_hidden_layers=24 shared_expert_intermediate_size=5632 vocab_size=151936 | 24x4096 0x0 | \\
  14315784192
qwen3 | hidden_size=4096 intermediate_size=22016 num_attention_heads=32 num_hidden_layers=32 \\
  vocab_size=151936 | 32x8192 0x0 | 12049461248
qwen3_5_moe_text | head_dim=256 hidden_size=2048 moe_intermediate_size=512 \\
  num_attention_heads=16 num_experts=256 num_hidden_layers=40 num_key_value_heads=2 \\
  shared_expert_intermediate_size=512 vocab_size=248320 | 10x1024 0x0 | 34660610688
qwen3_5_text | hidden_size=4096 intermediate_size=12288 num_attention_heads=16 \\
  num_hidden_layers=32 num_key_value_heads=4 vocab_size=248320 | 8x2048 0x0 | 8953803264
qwen3_moe | hidden_size=2048 moe_intermediate_size=768 num_attention_heads=32 \\
  num_hidden_layers=24 num_key_value_heads=4 num_local_experts=128 vocab_size=151936 | 24x512 \\
  0x0 | 15350731776
qwen3_next | head_dim=256 hidden_size=2048 moe_intermediate_size=512 num_attention_heads=16 \\
  num_experts=512 num_hidden_layers=48 num_key_value_heads=2 \\
  shared_expert_intermediate_size=512 vocab_size=151936 | 12x1024 0x0 | 79674391296
seed_oss | attention_bias=true head_dim=128 hidden_size=4096 intermediate_size=27648 \\
  num_attention_heads=80 num_hidden_layers=64 num_key_value_heads=8 vocab_size=155136 | \\
  64x2048 0x0 | 28921040896
smollm3 | hidden_size=2048 intermediate_size=11008 num_attention_heads=16 num_hidden_layers=36 \\
  num_key_value_heads=4 vocab_size=128256 | 36x1024 0x0 | 3075098624
solar_open | head_dim=128 num_attention_heads=64 num_hidden_layers=48 num_key_value_heads=8 | \\
  48x2048 0x0 | -
stablelm | hidden_size=2560 intermediate_size=6912 num_attention_heads=32 num_hidden_layers=32 \\
  vocab_size=50304 | 32x5120 0x0 | 2795443200
starcoder2 | hidden_size=3072 num_attention_heads=24 num_hidden_layers=30 \\
  num_key_value_heads=2 use_bias=true vocab_size=49152 | 30x512 0x0 | 3030371328
vaultgemma | head_dim=256 hidden_size=2304 intermediate_size=9216 num_attention_heads=8 \\
  num_hidden_layers=26 num_key_value_heads=4 sliding_window=4096 vocab_size=256000 | 13x2048 \\
  13x2048 | 2614222080
youtu | kv_lora_rank=512 num_hidden_layers=32 qk_rope_head_dim=64 | 32x576 0x0 | -
mistral4 | kv_lora_rank=256 num_hidden_layers=36 qk_rope_head_dim=64 | 36x320 0x0 | -
"""

ROWS = [line.split("|") for line in TABLE.replace("\\\n", "").strip().splitlines()]


def config_of(family: str, fields: str) -> dict[str, object]:
    """Make a config of a line's fields."""
    stated = dict(field.split("=") for field in fields.split())
    return {"model_type": family, **{key: json.loads(value) for key, value in stated.items()}}


@pytest.mark.parametrize(("family", "fields", "cache", "total"), ROWS)
def test_cache_and_count_are_those_of_transformers(
    family: str, fields: str, cache: str, total: str
) -> None:
    config = config_of(family.strip(), fields)
    shape = read_shape(config)
    assert isinstance(shape, Shape)
    assert shape.known
    full = [b for b in shape.blocks if b.kind in (Kind.FULL, Kind.BOTH)]
    some = [b for b in shape.blocks if b.kind in (Kind.WINDOW, Kind.CHUNK)]
    read = [
        f"{sum(block.count for block in blocks)}x{blocks[0].elements if blocks else 0}"
        for blocks in (full, some)
    ]
    assert read == cache.split()
    counted = count_parameters(config)
    if total.strip() != "-":
        assert counted is not None
        assert counted.total == int(total)


def test_families_are_many() -> None:
    assert len(ROWS) > 60
    assert sum(total.strip() != "-" for *_, total in ROWS) > 40
