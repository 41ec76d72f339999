"""The weights: which files are loaded, what a scheme keeps, and how devices divide them."""

from __future__ import annotations

from typing import Any

import pytest

from decision_lint.memory.estimate import estimate
from decision_lint.memory.setup import Setup
from decision_lint.memory.weights.files import checkpoint, gguf_files, gguf_quant, projector
from decision_lint.memory.weights.schemes import named_scheme, stored_scheme
from decision_lint.model import GgufFacts, ModelFile
from decision_lint.rule import Absent
from memory_models import (
    DEEPSEEK,
    GEMMA,
    GIB,
    GPT_OSS,
    LLAMA,
    LLAMA_SIZE,
    estimated,
    facts,
    files,
)

TIED = {**LLAMA, "num_hidden_layers": 16, "hidden_size": 2048, "tie_word_embeddings": True}
TIED |= {"num_attention_heads": 32, "head_dim": 64, "intermediate_size": 8192}
TIED_SIZE = 1235814400


def likely(config: dict[str, Any], setup: dict[str, Any] | None = None, **more: Any) -> int:
    return estimated(facts(config, **more), **(setup or {})).weights.band.likely


def rotary(config: dict[str, Any]) -> int:
    width = config.get("head_dim", 128)
    return int(config["max_position_embeddings"]) * int(width) * 2


def test_file_sizes_come_first() -> None:
    held = files(model__00001__of__00002_dot_safetensors=10**10, config_dot_json=700)
    held += files(model__00002__of__00002_dot_safetensors=6 * 10**9)
    found = estimated(facts(LLAMA, files=held), runtime="sglang")
    assert found.weights.band.likely == 16 * 10**9
    assert found.weights.rule == "weights: file sizes"


@pytest.mark.parametrize(
    ("listing", "loaded"),
    [
        (["model.safetensors", "consolidated.safetensors"], ["model.safetensors"]),
        (["consolidated.safetensors", "params.json"], ["consolidated.safetensors"]),
        (["model.safetensors", "original/consolidated.00.pth"], ["model.safetensors"]),
        (["model.safetensors", "pytorch_model.bin"], ["model.safetensors"]),
        (["pytorch_model.bin", "training_args.bin", "onnx/model.onnx"], ["pytorch_model.bin"]),
        (["model.safetensors", "model.fp16.safetensors"], ["model.safetensors"]),
        (["model.fp16.safetensors"], ["model.fp16.safetensors"]),
        (["adapter_model.safetensors"], []),
        (["unet/model.safetensors"], ["unet/model.safetensors"]),
        (
            ["model.safetensors", "model-00001-of-00002.safetensors"],
            ["model.safetensors"],
        ),
        (
            [
                "model.safetensors",
                "model-00001-of-00002.safetensors",
                "model-00002-of-00002.safetensors",
                "model.safetensors.index.json",
            ],
            ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"],
        ),
        (
            ["model-00001-of-00001.safetensors", "visual.safetensors"],
            ["model-00001-of-00001.safetensors", "visual.safetensors"],
        ),
        (
            ["model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors"],
            ["model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors"],
        ),
        (["README.md"], []),
    ],
)
def test_only_what_the_runtime_loads_is_counted(listing: list[str], loaded: list[str]) -> None:
    found = checkpoint([ModelFile(path=path, size=1) for path in listing])
    assert sorted(file.path for file in found) == sorted(loaded)


def test_a_size_that_is_not_known_leads_to_parameters() -> None:
    held = (ModelFile(path="model.safetensors"),)
    found = estimated(facts(LLAMA, files=held, parameters={"BF16": LLAMA_SIZE}), runtime="sglang")
    assert found.weights.rule == "weights: parameters by dtype"
    assert found.weights.band.likely == 2 * LLAMA_SIZE
    mixed = {"F8_E4M3": 100, "BF16": 10, "F32": 1}
    assert likely(LLAMA, {"runtime": "sglang"}, parameters=mixed) == 124


def test_a_config_alone_is_enough_where_the_family_is_known() -> None:
    found = estimated(facts(LLAMA), runtime="sglang")
    assert found.weights.rule == "weights: counted from the config"
    assert found.weights.band.likely == 2 * LLAMA_SIZE


@pytest.mark.parametrize(
    ("config", "missing"),
    [
        ({}, "config.json"),
        ({"model_type": "llama", "hidden_size": 64}, "number of layers"),
        ({"model_type": "llama", "num_hidden_layers": 10**6}, "number of layers"),
        ({"model_type": "llama", "num_hidden_layers": 2}, "attention heads"),
        (
            {**LLAMA, "model_type": "deepseek_vl_v2"},
            "kv_lora_rank",
        ),
        (
            {"model_type": "falcon_mamba", "num_hidden_layers": 64, "hidden_size": 4096},
            "the state that its layers keep",
        ),
        ({**LLAMA, "intermediate_size": None}, "sizes of weight files"),
    ],
)
def test_what_is_missing_is_named(config: dict[str, Any], missing: str) -> None:
    found = estimate(facts(config), Setup(runtime="vllm"))
    assert isinstance(found, Absent)
    assert missing in found.why


def test_a_tied_matrix_is_loaded_once() -> None:
    twice = TIED_SIZE + 128256 * 2048
    for more in (
        {"parameters": {"BF16": twice}},
        {"total_parameters": twice},
        {"files": files(model_dot_safetensors=2 * twice)},
    ):
        found = estimated(facts(TIED, **more), runtime="transformers")
        assert found.weights.band.likely == pytest.approx(2 * TIED_SIZE, rel=1e-9)
    assert any("loaded once" in note for note in estimated(facts(TIED, **more)).assumptions)


def test_draft_layers_are_not_loaded() -> None:
    found = estimated(facts(DEEPSEEK, parameters={"F8_E4M3": 684489845504}), runtime="sglang")
    assert found.weights.band.likely == pytest.approx(671026404352, rel=1e-6)
    assert any("MTP" in note for note in found.assumptions)


def test_a_total_that_its_parts_belie_is_not_believed() -> None:
    more = {"parameters": {"BF16": 7615616512}, "total_parameters": 333312}
    config = {**LLAMA, "vocab_size": None}
    assert likely(config, {"quantization": "fp8"}, **more) > 7 * 10**9


@pytest.mark.parametrize(
    ("words", "bits"),
    [
        ("fp8", 8.45),
        ("w8a8", 8.45),
        ("awq", 5.33),
        ("gptq_marlin", 5.33),
        ("GPTQ-Int8", 8.6),
        ("w4a16", 5.33),
        ("bitsandbytes", 5.46),
        ("bnb-8bit", 8.47),
        ("nvfp4", 5.61),
        ("mxfp8", 8.65),
    ],
)
def test_schemes_keep_embeddings_and_output_in_sixteen_bits(words: str, bits: float) -> None:
    found = likely(LLAMA, {"quantization": words, "runtime": "sglang"})
    assert found / GIB == pytest.approx(bits, rel=0.01)


def test_dtypes_change_what_is_loaded() -> None:
    model = facts(LLAMA, parameters={"BF16": LLAMA_SIZE})
    wide = estimated(model, dtype="float32")
    assert wide.weights.band.likely == 4 * LLAMA_SIZE + rotary(LLAMA)
    assert estimated(model, dtype="float16", runtime="sglang").weights.band.likely == 2 * LLAMA_SIZE
    old = {"runtime": "transformers", "runtime_version": "4.57.1"}
    assert estimated(model, **old).weights.band.likely == 4 * LLAMA_SIZE
    assert estimated(model, **old, dtype="auto").weights.band.likely == 2 * LLAMA_SIZE
    assert estimated(model, runtime="transformers").weights.band.likely == 2 * LLAMA_SIZE
    stored = facts({**LLAMA, "torch_dtype": "float32"}, parameters={"F32": LLAMA_SIZE})
    assert estimated(stored, runtime="transformers").weights.band.likely == 4 * LLAMA_SIZE
    assert estimated(stored, runtime="sglang").weights.band.likely == 2 * LLAMA_SIZE
    named = facts({**LLAMA, "torch_dtype": "float32"})
    assert estimated(named, runtime="mlx").weights.band.likely == 4 * LLAMA_SIZE


@pytest.mark.parametrize(
    ("stated", "name", "bits"),
    [
        ({"quant_method": "fp8", "weight_block_size": [128, 128]}, "fp8", 8.002),
        ({"quant_method": "gptq", "bits": 4, "group_size": 128}, "int4", 4.15625),
        ({"quant_method": "awq", "w_bit": 4, "q_group_size": 64}, "int4", 4.3125),
        ({"quant_method": "gptq", "bits": 8, "group_size": -1}, "int8", 8.1875),
        ({"quant_method": "bitsandbytes", "load_in_8bit": True}, "bnb-8bit", 8.02),
        ({"quant_method": "bitsandbytes", "load_in_4bit": True}, "bnb-4bit", 4.5),
        (
            {"quant_method": "bitsandbytes", "bnb_4bit_use_double_quant": True},
            "bnb-4bit",
            4.127,
        ),
        ({"quant_method": "mxfp4"}, "mxfp4", 4.25),
        ({"quant_method": "modelopt", "quant_algo": "NVFP4"}, "nvfp4", 4.5),
        ({"quant_algo": "FP8"}, "fp8", 8.002),
        ({"group_size": 64, "bits": 4}, "mlx", 4.5),
        ({"quant_method": "no such"}, "bf16", 16),
        ({"quant_method": "compressed-tensors", "format": "float-quantized"}, "bf16", 16),
    ],
)
def test_a_checkpoints_own_words_tell_its_scheme(
    stated: dict[str, Any], name: str, bits: float
) -> None:
    config = {**LLAMA, "quantization_config": stated}
    found = stored_scheme(facts(config), config)
    assert found.name == name
    assert found.bits == pytest.approx(bits)


@pytest.mark.parametrize(
    ("weights", "name", "bits"),
    [
        ({"num_bits": 8, "type": "float"}, "fp8", 8.0),
        ({"num_bits": 8, "type": "int"}, "int8", 8.0),
        ({"num_bits": 4, "type": "float", "group_size": 16}, "nvfp4", 4.5),
        ({"num_bits": 4, "type": "float", "group_size": 32}, "mxfp4", 4.25),
        ({"num_bits": 4, "type": "int", "group_size": 128}, "w4a16", 4.125),
        ({"num_bits": 4, "type": "int", "symmetric": False, "group_size": 128}, "w4a16", 4.15625),
        ({"num_bits": 4, "type": "int", "strategy": "channel"}, "w4a16", 4.0),
        ({}, "bf16", 16.0),
    ],
)
def test_compressed_tensors_are_read(weights: dict[str, Any], name: str, bits: float) -> None:
    groups = {"group_0": {"targets": ["Linear"], "weights": weights}, "group_1": 7}
    config = {
        **LLAMA,
        "quantization_config": {"quant_method": "compressed-tensors", "config_groups": groups},
    }
    found = stored_scheme(facts(config), config)
    assert found.name == name
    assert found.bits == pytest.approx(bits)


def test_parts_that_a_checkpoint_leaves_alone_keep_sixteen_bits() -> None:
    groups = {"group_0": {"targets": ["Linear"], "weights": {"num_bits": 8, "type": "float"}}}
    stated = {"quant_method": "compressed-tensors", "config_groups": groups}
    sizes = {}
    for ignored in (
        [],
        ["lm_head", 7, "model.layers.0.input_layernorm", "model.vision_tower.x"],
        ["re:.*self_attn.*"],
        [f"model.layers.{i}.self_attn.q_proj" for i in range(16)],
        ["model.layers.0*", "model.layers.1.*"],
        ["*.mlp.*"],
    ):
        config = {**LLAMA, "quantization_config": {**stated, "ignore": ignored}}
        sizes[tuple(map(str, ignored))] = likely(config, {"runtime": "sglang"})
    plain, norms, attention, half, layers, dense = sizes.values()
    assert plain == norms
    own = 32 * 4096 * 128 * (2 * 32 + 2 * 8)
    assert attention - plain == pytest.approx(own, rel=1e-6)
    assert half - plain == pytest.approx(own / 2, rel=1e-6)
    assert layers - plain == pytest.approx((own + 32 * 3 * 4096 * 14336) / 16, rel=1e-6)
    assert dense > attention


def test_mixed_precision_is_read_group_by_group() -> None:
    eight, four = {"num_bits": 8, "type": "float"}, {"num_bits": 4, "type": "float"}
    groups = {
        "group_0": {"targets": ["model.layers.0.self_attn.q_proj"], "weights": eight},
        "group_1": {"targets": ["lm_head", "model.layers.0.mlp.experts"], "weights": four},
    }
    stated = {"quant_method": "modelopt", "quant_algo": "MIXED_PRECISION", "config_groups": groups}
    config = {**LLAMA, "quantization_config": stated}
    found = stored_scheme(facts(config), config)
    assert (found.attention, found.experts, found.dense, found.head) == (8.0, 4.5, None, True)


@pytest.mark.parametrize(
    ("repo_id", "parameters", "name"),
    [
        ("acme/Model-AWQ", {}, "int4"),
        ("acme/Model-AWQ", {"I32": 60, "BF16": 40}, "int4"),
        ("acme/Model", {"U8": 60, "BF16": 40}, "packed"),
        ("acme/Model", {"F8_E4M3": 90, "BF16": 10}, "fp8"),
        ("acme/Model-7B-bf16", {}, "bf16"),
        ("acme/Model", {"F32": 90}, "float32"),
    ],
)
def test_dtypes_and_names_tell_a_scheme_where_the_config_does_not(
    repo_id: str, parameters: dict[str, int], name: str
) -> None:
    model = facts(LLAMA, repo_id=repo_id, parameters=parameters)
    assert stored_scheme(model, LLAMA).name == name


def test_words_that_name_no_scheme_are_none() -> None:
    assert named_scheme("Instruct") is None
    assert named_scheme("MXFP4").name == "mxfp4"  # type: ignore[union-attr]


def test_a_repository_of_its_own_scheme_is_taken_as_it_lies() -> None:
    held = files(model_dot_safetensors=5_700_000_000)
    config = {**LLAMA, "quantization_config": {"quant_method": "awq", "bits": 4}}
    model = facts(config, files=held)
    assert (
        estimated(model, runtime="sglang", quantization="awq").weights.band.likely == 5_700_000_000
    )
    packed = facts(config, parameters={"I32": 6979321856, "F16": 1052315648})
    assert estimated(packed, runtime="sglang").weights.rule.startswith("weights: parameters, int4")


def test_mxfp4_kernels_pad_the_experts() -> None:
    found = estimated(facts(GPT_OSS, total_parameters=116829156672))
    assert found.weights.band.likely / GIB == pytest.approx(64.38, rel=0.005)
    assert found.weights.band.high / GIB > 65.97
    lying = estimated(facts(GPT_OSS, total_parameters=116829156672), runtime="transformers")
    assert lying.weights.band.likely / GIB == pytest.approx(60.8, rel=0.01)


def test_a_vision_tower_is_loaded_beside_the_language_model() -> None:
    tower = {"depth": 27, "hidden_size": 1152, "intermediate_size": 4304}
    config = {**LLAMA, "vision_config": tower}
    more = likely(config, {"runtime": "sglang"}) - likely(LLAMA, {"runtime": "sglang"})
    assert more == pytest.approx(2 * 1.2 * 27 * (4 * 1152**2 + 2 * 1152 * 4304), rel=1e-6)
    assert likely({**LLAMA, "vision_config": {"depth": 3}}, {"runtime": "sglang"}) == 2 * LLAMA_SIZE
    gemma = facts(GEMMA, total_parameters=12187325040, pipeline_tag="image-text-to-text")
    assert estimated(gemma).weights.band.likely / GIB == pytest.approx(23.31, rel=0.005)


def test_quantized_checkpoints_of_tied_models_may_hold_both_matrices() -> None:
    model = facts(TIED, total_parameters=TIED_SIZE)
    fp8 = estimated(model, runtime="transformers", quantization="fp8")
    assert fp8.weights.band.likely > estimated(model, quantization="fp8").weights.band.likely
    awq = estimated(model, runtime="transformers", quantization="awq").weights.band
    assert awq.high > awq.likely * 1.3


GGUFS = (
    "m-Q8_0.gguf m-Q4_K_M.gguf mmproj-m-f16.gguf mmproj-m-bf16.gguf m-UD-IQ2_M.gguf"
    " big/m-Q6_K-00001-of-00002.gguf big/m-Q6_K-00002-of-00002.gguf imatrix.gguf F16/m.gguf"
).split()


@pytest.mark.parametrize(
    ("quant", "chosen"),
    [
        (None, ["m-Q4_K_M.gguf"]),
        ("Q8_0", ["m-Q8_0.gguf"]),
        ("q6_k", ["big/m-Q6_K-00001-of-00002.gguf", "big/m-Q6_K-00002-of-00002.gguf"]),
        ("IQ2_M", ["m-UD-IQ2_M.gguf"]),
        ("F16", ["F16/m.gguf"]),
        ("Q2_K", []),
    ],
)
def test_the_chosen_gguf_is_loaded_with_its_shards(quant: str | None, chosen: list[str]) -> None:
    held = [ModelFile(path=path, size=1) for path in GGUFS]
    assert [file.path for file in gguf_files(held, quant)] == chosen


def test_a_repository_without_the_usual_quantization_gives_its_first() -> None:
    held = [ModelFile(path="m.gguf", size=5), ModelFile(path="n-Q8_0.gguf", size=6)]
    assert gguf_files(held, None) == (held[0],)
    assert gguf_files(held[:0], None) == ()
    assert gguf_quant("folder/model.gguf") == ""


@pytest.mark.parametrize("listing", [("m-Q4_K_M.gguf", "m-BF16.gguf"), ()])
def test_a_server_keeps_a_gguf_file_packed(listing: tuple[str, ...]) -> None:
    listed = tuple(ModelFile(path=path, size=4_920_000_000) for path in listing)
    repository = facts(LLAMA, repo_id="acme/m-GGUF", files=listed)
    packed = estimated(repository, runtime="llama.cpp").weights.band.likely
    for runtime in ("vllm", "sglang"):
        assert estimated(repository, runtime=runtime).weights.band.likely < 1.01 * packed
    whole = estimated(repository, runtime="transformers").weights.band.likely
    assert whole > 3 * packed


def test_a_projector_is_loaded_for_images_only() -> None:
    held = tuple(ModelFile(path=path, size=1000) for path in GGUFS)
    model = facts(LLAMA, files=held)
    setup = {"runtime": "llama.cpp", "quantization": "Q8_0"}
    assert estimated(model, **setup).weights.band.likely == 1000
    assert estimated(model, **setup, vision=True).weights.band.likely == 2000
    assert projector(held)[0].path == "mmproj-m-f16.gguf"
    assert projector(()) == ()
    found = estimated(model, runtime="llama.cpp")
    assert any("Q4_K_M is taken" in note for note in found.assumptions)


def test_the_table_of_embeddings_may_stay_in_main_memory() -> None:
    held = (ModelFile(path="m-Q4_K_M.gguf", size=4_920_000_000),)
    found = estimated(facts(LLAMA, files=held), runtime="llama.cpp").weights.band
    assert found.low < found.likely == found.high
    on_cpu = estimated(facts(LLAMA, files=held), runtime="llama.cpp", cpu=True).weights.band
    assert on_cpu.low == on_cpu.likely


@pytest.mark.parametrize(
    ("quant", "size"),
    [  # sizes of the files that are published for Llama 3 8B (its architecture is 3.1's)
        ("Q4_K_M", 4_920_734_272),
        ("Q8_0", 8_540_770_880),
        ("Q6_K", 6_596_006_464),
        ("F16", 16_068_890_912),
    ],
)
def test_a_mixture_is_computed_where_no_file_is_listed(quant: str, size: int) -> None:
    found = estimated(facts(LLAMA), runtime="llama.cpp", quantization=quant).weights
    assert found.band.likely == pytest.approx(size, rel=0.01)
    assert found.band.low <= size <= found.band.high
    assert found.rule == f"weights: counted from the config, {quant}"


def test_mixtures_without_a_count_are_taken_from_parameters() -> None:
    partial = {key: value for key, value in LLAMA.items() if key != "intermediate_size"}
    model = facts(partial, total_parameters=LLAMA_SIZE)
    setup = {"runtime": "llama.cpp", "quantization": "Q4_K_M"}
    assert estimated(model, **setup).weights.band.likely == pytest.approx(4.92e9, rel=0.02)
    less = facts({**partial, "vocab_size": None}, gguf=GgufFacts(parameters=LLAMA_SIZE))
    assert estimated(less, **setup).weights.band.likely == pytest.approx(4.92e9, rel=0.02)
    fork = {"runtime": "llama.cpp", "quantization": "IQ4_KSS"}
    assert estimated(less, **fork).weights.band.likely == pytest.approx(4.72e9, rel=0.02)
    nothing = estimate(facts(LLAMA), Setup(runtime="llama.cpp", quantization="nonsense"))
    assert isinstance(nothing, Absent)


@pytest.mark.parametrize(
    ("config", "quant"),
    [
        ({**LLAMA, "model_type": "phi3"}, "Q5_K_M"),
        (TIED, "Q4_K_M"),
        ({**LLAMA, "hidden_size": 4000}, "Q4_K_M"),
        (DEEPSEEK, "IQ2_XXS"),
        (GPT_OSS, "MXFP4"),
        (LLAMA, "UD-Q4_K_XL"),
        (LLAMA, "Q4_K"),
        (LLAMA, "Q8_0_R8"),
    ],
)
def test_every_mixture_has_a_size_between_its_bits(config: dict[str, Any], quant: str) -> None:
    found = estimated(facts(config), runtime="ollama", quantization=quant).weights.band
    full = estimated(facts(config), runtime="ollama", quantization="F16").weights.band
    assert 0.1 * full.likely < found.low <= found.likely <= found.high < 0.75 * full.likely


def test_gpt_oss_is_taken_in_its_own_scheme() -> None:
    found = estimated(facts(GPT_OSS), runtime="ollama")
    assert any("MXFP4 is taken" in note for note in found.assumptions)


def test_vllm_takes_a_gguf_as_well() -> None:
    found = estimated(facts(LLAMA), quantization="Q4_K_M")
    assert found.weights.rule == "weights: counted from the config, Q4_K_M"


def test_tensor_parallel_divides_and_copies() -> None:
    model = facts(LLAMA, parameters={"BF16": LLAMA_SIZE})
    one = estimated(model).weights.band.likely
    for number, measured in ((2, 7.51), (4, 3.77)):
        found = estimated(model, tensor_parallel=number)
        assert found.weights.band.likely < one
        assert found.weights.band.likely / GIB == pytest.approx(measured, rel=0.01)
        assert found.devices == number
        assert any("fullest" in note for note in found.assumptions)
        assert found.everywhere.likely > found.total.likely * (number - 0.1)
    few = estimated(model, tensor_parallel=16).weights.band.likely
    assert few > LLAMA_SIZE * 2 / 16


def test_pipelines_hold_embeddings_on_their_first_stage() -> None:
    model = facts(LLAMA, parameters={"BF16": LLAMA_SIZE})
    for stages, measured in ((2, 7.51), (4, 4.26)):
        found = estimated(model, pipeline_parallel=stages)
        assert found.weights.band.likely / GIB == pytest.approx(measured, rel=0.01)
    tied = estimated(facts(TIED), pipeline_parallel=2, runtime="transformers")
    assert tied.everywhere.likely > 2 * TIED_SIZE


def test_mixtures_are_less_even_than_dense_models() -> None:
    model = facts(DEEPSEEK, parameters={"F8_E4M3": 671026404352})
    band = estimated(model, tensor_parallel=8).weights.band
    assert band.likely > 671026404352 / 8
    assert band.high > band.likely * 1.08


def test_layers_on_the_processor_take_no_device_memory() -> None:
    model = facts(LLAMA)
    half = estimated(model, runtime="llama.cpp", gpu_layers=16)
    assert half.weights.band.likely == pytest.approx(
        estimated(model, runtime="llama.cpp").weights.band.likely / 2, rel=1e-6
    )
    assert any("16 of 32 layers" in note for note in half.assumptions)
