"""The files of a repository that a runtime will load, out of all that lie there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from decision_lint.model import ModelFile
from decision_lint.patterns import pattern

_SHARD = pattern(r"-(\d{5})-of-(\d{5})(?=\.\w+$)")
_SIDE = pattern(
    r"(?:^|/)(?:original|onnx|openvino|coreml|metal|gguf|tflite|rust|flax|assistant|draft|mtp)/",
    re.IGNORECASE,
)
_NOT_WEIGHTS = pattern(
    r"(?:consolidated|adapter|optimizer|training_args|scheduler|rng_state|scaler|tokenizer"
    r"|imatrix|mmproj|draft)",
    re.IGNORECASE,
)
_VARIANT = pattern(r"\.(?:fp16|bf16|fp32|int8|8bit|4bit|non_ema|ema)\.\w+$")
_QUANT = pattern(
    r"(?<![a-z0-9])((?:ud-)?(?:i?q\d(?:_[0-9a-z]{1,3}){0,3}(?:_r[48])?|tq\d_\d|bf16|f16|f32|fp16"
    r"|mxfp4(?:_moe)?|nvfp4))(?![a-z0-9])"
)


def total_size(files: Iterable[ModelFile]) -> int | None:
    """Add up the sizes of files; None where there is none, or the size of one is not known."""
    sizes = [file.size for file in files]
    if not sizes or any(size is None or size <= 0 for size in sizes):
        return None
    return sum(size for size in sizes if size is not None)


def checkpoint(files: Sequence[ModelFile]) -> tuple[ModelFile, ...]:
    """Choose the checkpoint that `from_pretrained` and the servers load.

    Safetensors before PyTorch's pickles; never the duplicates of other frameworks
    (`consolidated*`, `original/`, `onnx/`), of a variant (`.fp16.`), or an adapter. Mistral's own
    `consolidated*` counts where there is nothing else.
    """
    if not files:
        return ()
    for suffix in (".safetensors", ".bin", ".pth", ".pt"):
        at_top = [file for file in files if file.path.endswith(suffix) and "/" not in file.path]
        named = [f for f in at_top if not _NOT_WEIGHTS.search(f.path)]
        plain = [f for f in named if not _VARIANT.search(f.path)] or named
        nested = [
            f
            for f in files
            if f.path.endswith(suffix)
            and "/" in f.path
            and not _SIDE.search(f.path)
            and not _NOT_WEIGHTS.search(f.path)
        ]
        own = [f for f in at_top if f.path.startswith("consolidated")]
        if chosen := plain or own or nested:
            indexed = any(f.path.endswith(f"{suffix}.index.json") for f in files)
            return _one_set(chosen, prefer_shards=indexed)
    return ()


def _one_set(files: Sequence[ModelFile], *, prefer_shards: bool) -> tuple[ModelFile, ...]:
    """Keep one complete set where a repository holds both one file and shards, or two sets."""
    sets: dict[tuple[str, str], list[ModelFile]] = {}
    for file in files:
        shard = _SHARD.search(file.path)
        key = (_SHARD.sub("", file.path), shard[2] if shard else "")
        sets.setdefault(key, []).append(file)
    sharded = {key: found for key, found in sets.items() if key[1]}
    single = {key: found for key, found in sets.items() if not key[1]}
    complete = [found for key, found in sharded.items() if len(found) == int(key[1])]
    if complete and (prefer_shards or not _is_model(single)):
        main = max(complete, key=lambda found: sum(f.size or 0 for f in found))
        stem = _SHARD.sub("", main[0].path)
        others = [f for f in _loose(single) if _SHARD.sub("", f.path) != stem]
        return (*main, *others)
    if _is_model(single):
        return tuple(_loose(single))
    return tuple(files)


def _is_model(single: dict[tuple[str, str], list[ModelFile]]) -> bool:
    return any(name.startswith(("model.", "pytorch_model.")) for name, _ in single)


def _loose(single: dict[tuple[str, str], list[ModelFile]]) -> list[ModelFile]:
    return [file for found in single.values() for file in found]


def gguf_quant(path: str) -> str:
    """Read the quantization that a GGUF file's name states, in upper case: `Q4_K_M`."""
    found = _QUANT.findall(path.rpartition("/")[2].casefold().replace(".gguf", ""))
    if not found and "/" in path:  # `Q8_0/model-00001-of-00003.gguf`
        found = _QUANT.findall(path.rpartition("/")[0].casefold())
    return str(found[-1]).upper() if found else ""


def gguf_files(files: Sequence[ModelFile], quant: str | None) -> tuple[ModelFile, ...]:
    """Choose the GGUF file, with all its shards, that has a quantization.

    Without one that of `llama-server -hf` and Ollama: Q4_K_M, else the first in the repository.
    """
    models = [f for f in files if f.path.endswith(".gguf") and not _is_companion(f.path)]
    if not models:
        return ()
    wanted = (quant or "Q4_K_M").upper().replace("-", "_").removeprefix("GGUF_")
    by_quant: dict[str, list[ModelFile]] = {}
    for file in models:
        by_quant.setdefault(gguf_quant(file.path).replace("-", "_"), []).append(file)
    chosen = by_quant.get(wanted)
    if chosen is None and quant is None:
        chosen = next(iter(by_quant.values()))
    if chosen is None:
        chosen = by_quant.get(f"UD_{wanted}")
    return _one_gguf(chosen) if chosen else ()


def _is_companion(path: str) -> bool:
    name = path.rpartition("/")[2].casefold()
    return "mmproj" in name or "imatrix" in name or name.startswith(("mtp-", "draft-"))


def _one_gguf(files: Sequence[ModelFile]) -> tuple[ModelFile, ...]:
    """Keep one model: the first, with its shards."""
    first = min(files, key=lambda file: file.path)
    if not _SHARD.search(first.path):
        return (first,)
    stem = _SHARD.sub("", first.path)
    return tuple(file for file in files if _SHARD.sub("", file.path) == stem)


def projector(files: Sequence[ModelFile]) -> tuple[ModelFile, ...]:
    """Choose the `mmproj` file that gives a GGUF its eyes: the 16-bit one where there are many."""
    found = [f for f in files if f.path.endswith(".gguf") and "mmproj" in f.path.casefold()]
    half = [f for f in found if re.search(r"(?<!b)f16", f.path.casefold())]
    return tuple((half or found)[:1])
