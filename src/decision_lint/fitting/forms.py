"""The form of a model's files: GGUF, safetensors, MLX or EXL, and how its weights are quantized."""

from __future__ import annotations

import re

from decision_lint.memory.weights.files import gguf_quant
from decision_lint.model import ModelFacts

_NAMED_METHODS = (
    (re.compile(r"[-_.]awq"), "awq"),
    (re.compile(r"[-_.]gptq"), "gptq"),
    (re.compile(r"[-_.]bnb(?![a-z])|bitsandbytes|[-_.]nf4"), "bitsandbytes"),
    (re.compile(r"[-_.]hqq"), "hqq"),
    (re.compile(r"[-_.]aqlm"), "aqlm"),
    (re.compile(r"[-_.]eetq"), "eetq"),
    (re.compile(r"[-_.]exl3"), "exl3"),
    (re.compile(r"[-_.]exl2"), "exl2"),
    (re.compile(r"[-_.]autoround|auto-round"), "auto-round"),
    (re.compile(r"[-_.]w\d+a\d+|quantized\.w"), "compressed-tensors"),
    (re.compile(r"[-_.]nvfp4"), "nvfp4"),
    (re.compile(r"[-_.]fp8"), "fp8"),
)
_SAME = {
    "intel/auto-round": "auto-round",
    "inc": "auto-round",
    "gptq_marlin": "gptq",
    "awq_marlin": "awq",
    "bnb": "bitsandbytes",
    "bitsandbytes": "bitsandbytes",
    "compressed_tensors": "compressed-tensors",
    "modelopt_fp4": "modelopt",
    "modelopt_fp8": "modelopt",
    "marlin": "gptq",
}
_WEIGHTS = (".safetensors", ".bin", ".pth", ".pt")
_BESIDE = re.compile(
    r"(?:^|/)(?:adapter|optimizer|training_args|scheduler|rng_state|mmproj|imatrix)"
)


def forms_of(facts: ModelFacts) -> frozenset[str]:
    """Tell which forms a repository holds; empty where nothing says so."""
    config, name = facts.config, facts.repo_id.casefold()
    files = [file.path.casefold() for file in facts.files if not _BESIDE.search(file.path)]
    found = set()
    if any(path.endswith(".gguf") for path in files):
        found.add("gguf")
    method = method_of(facts)
    if method in ("exl2", "exl3"):
        found.add(method)
    elif _is_mlx(facts, name):
        found.add("mlx")
    elif any(path.endswith(_WEIGHTS) for path in files):
        found.add("safetensors")
    if found or files:
        return frozenset(found)
    if re.search(r"[-_.]gguf(?![a-z])", name):
        return frozenset(("gguf",))
    return frozenset(("safetensors",)) if config or facts.parameters else frozenset()


def _is_mlx(facts: ModelFacts, name: str) -> bool:
    config = facts.config
    stated, own = config.get("quantization"), config.get("quantization_config")
    if isinstance(stated, dict) and "bits" in stated:
        return not (isinstance(own, dict) and own.get("quant_method"))
    return name.startswith("mlx-community/") or bool(re.search(r"[-_.]mlx(?![a-z])", name))


def method_of(facts: ModelFacts) -> str | None:
    """Name the quantization of a checkpoint: as its config says, else as its name does."""
    for key in ("quantization_config", "compression_config"):
        stated = facts.config.get(key)
        if isinstance(stated, dict):
            said = stated.get("quant_method") or stated.get("quant_library")
            if isinstance(said, str) and said:
                return method_named(said)
            if key == "compression_config" or "quant_algo" in stated:
                return "compressed-tensors" if key == "compression_config" else "modelopt"
    if facts.config.get("quantization_config") or facts.config.get("quantization"):
        return None
    name = facts.repo_id.rpartition("/")[2].casefold()
    return next((method for pattern, method in _NAMED_METHODS if pattern.search(name)), None)


def method_named(word: str) -> str:
    """Give the one name of a method that has several."""
    folded = word.casefold()
    return _SAME.get(folded, folded)


def gguf_quantizations(facts: ModelFacts) -> tuple[str, ...]:
    """Give the quantizations of the GGUF files that a repository lists."""
    paths = (file.path for file in facts.files if file.path.casefold().endswith(".gguf"))
    found = (gguf_quant(path).removeprefix("UD-") for path in paths if not _BESIDE.search(path))
    return tuple(dict.fromkeys(quant for quant in found if quant))
