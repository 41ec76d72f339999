"""What vLLM needs besides weights and cache: the peak of a step, its libraries, CUDA graphs.

Activations follow vLLM's own profile run: hidden states of one step, and the sampler's tensors
over the vocabulary for every sequence that may be sampled at once (gpu_model_runner.profile_run,
topk_topp_sampler). The constants are fits to figures that vLLM printed (docs/accuracy.md).
"""

from __future__ import annotations

from typing import NamedTuple

from decision_lint.knowledge.tables import table
from decision_lint.memory.bands import GIB, NONE, Band
from decision_lint.memory.model.fields import Config, positive, section
from decision_lint.memory.model.shape import Shape
from decision_lint.memory.setup import Setup
from decision_lint.memory.versions import is_before

_LARGE_GIB, _LARGEST_GIB = 70, 160
_LARGEST_SINCE = "0.29"
"""Cards of 160 GiB have larger defaults since a version between 0.25.1 and 0.33.0."""
_A100_SINCE = "0.9"
"""Since then an A100 of 80 GB has the defaults of smaller cards."""
_BASE = 0.065 * GIB
"""What the profile run holds besides, fitted with the slope below on 17 runs of 0.19."""
_SAMPLER = {True: 35.9, False: 12.41}
"""Bytes for each sequence and word: sorting all logits before 0.17, a Triton kernel since."""
_TRITON_SINCE = "0.17"
_WORKSPACE_SINCE = "0.17"
"""Buffers of the experts stay allocated since then (WorkspaceManager)."""
_INSIDE_SINCE = "0.20"
"""CUDA graphs are estimated and counted inside the fraction since then."""
_V1_SINCE = "0.8"
_LONGEST_WHOLE_PROMPT = 32768
"""Before 0.8 prompts up to this were computed in one step."""


class Steps(NamedTuple):
    """The sizes that vLLM prepares for."""

    sequences: int
    batched: int
    certain: bool
    """Whether they are stated or follow from a known device."""


def read_steps(setup: Setup, context: int) -> Steps:
    """Find max_num_seqs and max_num_batched_tokens: stated, or the API server's defaults."""
    size = setup.device_gib
    large = size is not None and size >= _LARGE_GIB
    if large and "a100" in (setup.device or "").casefold():
        large = is_before(setup.runtime_version, _A100_SINCE)
    largest = (
        size is not None
        and size >= _LARGEST_GIB
        and not is_before(setup.runtime_version, _LARGEST_SINCE)
    )
    sequences = setup.max_sequences or (1024 if large else 256)
    batched = setup.max_batched_tokens or (16384 if largest else 8192 if large else 2048)
    if setup.runtime == "vllm" and is_before(setup.runtime_version, _V1_SINCE):
        sequences = setup.max_sequences or 256
        # longer ones were cut to pieces again; kept so that more tokens never seem to need less
        whole = min(max(2048, context), _LONGEST_WHOLE_PROMPT)
        batched = setup.max_batched_tokens or whole
    if setup.max_batched_tokens is None:
        batched = min(batched, max(1, sequences) * max(1, context))
    stated = setup.max_sequences is not None and setup.max_batched_tokens is not None
    return Steps(min(sequences, max(1, batched)), batched, stated or size is not None)


def vllm_overhead(
    shape: Shape, config: Config, setup: Setup, steps: Steps, *, sees: bool
) -> tuple[Band, Band]:
    """Give what vLLM needs on each device besides weights and cache.

    The second band is the part that lies outside its memory fraction: CUDA graphs before 0.20.
    """
    activations = _activations(shape, config, setup, steps, sees=sees)
    libraries = NONE if setup.cpu else _libraries(setup)
    graphs = NONE if setup.eager_mode or setup.cpu else _graphs(shape, setup)
    outside = graphs if is_before(setup.runtime_version, _INSIDE_SINCE) else NONE
    return activations + libraries + graphs, outside


def _activations(shape: Shape, config: Config, setup: Setup, steps: Steps, *, sees: bool) -> Band:
    width = 4 if (setup.dtype or "").casefold() in ("float32", "float") else 2
    sampler = _sampler(shape, setup, steps, width)
    forward = _forward(shape, setup, steps, width)
    extra = _experts(shape, setup, steps, width)
    tower = _tower(shape, config, steps, width) if sees else 0.0
    if setup.pipeline_parallel > 1:  # the first stage samples nothing, the last is no fuller
        likely = max(forward, sampler * 0.5)
    else:
        likely = max(sampler + extra, forward + extra) + tower
    slack = 0.15 * GIB + 0.05 * likely + tower
    high = likely + slack
    if not steps.certain:  # an H100 prepares for four times as much as other cards
        wide = Steps(1024, 8192, certain=True)
        high = max(high, _sampler(shape, setup, wide, width) + extra + tower + slack)
    return Band.around(likely, likely - slack, high)


def _sampler(shape: Shape, setup: Setup, steps: Steps, width: int) -> float:
    vocabulary = -(-shape.vocabulary // 64) * 64
    each = _SAMPLER[is_before(setup.runtime_version, _TRITON_SINCE)] + width
    return _BASE + steps.batched * shape.hidden * width + steps.sequences * vocabulary * each


def _forward(shape: Shape, setup: Setup, steps: Steps, width: int) -> float:
    """The feed-forward block of one step: its two halves and their product, and hidden states."""
    wide = shape.expert_width * shape.experts_used if shape.experts else shape.feed_forward
    parallel = max(1, setup.tensor_parallel)
    return steps.batched * width * (3 * wide / parallel + 5.5 * shape.hidden) + _BASE


def _experts(shape: Shape, setup: Setup, steps: Steps, width: int) -> float:
    """Buffers for the tokens of a step, once for each expert that they pass."""
    if not shape.experts or is_before(setup.runtime_version, _WORKSPACE_SINCE):
        return 0.0
    each = (shape.expert_width or shape.feed_forward) / max(1, setup.tensor_parallel)
    widest = max(2 * each, shape.hidden) + max(each, shape.hidden)
    return steps.batched * max(1, shape.experts_used) * widest * width


def _tower(shape: Shape, config: Config, steps: Steps, width: int) -> float:
    """Images for a step, as pixels and as embeddings, which the profile run keeps."""
    inner = section(config, "vision_config")
    patch = (positive(inner, "patch_size") or 14) * (
        positive(inner, "spatial_merge_size") or positive(config, "spatial_merge_size") or 2
    )
    pixels = patch * patch
    side, tokens = positive(inner, "image_size"), positive(config, "mm_tokens_per_image")
    if side and tokens:
        pixels = side * side // tokens
    elif "gemma3" in shape.family:
        pixels = 896 * 896 // 256
    return steps.batched * (shape.hidden + 3 * pixels) * width * 0.95


def _libraries(setup: Setup) -> Band:
    """What CUDA, NCCL and the kernels take outside of PyTorch."""
    known = table("memory")["vllm"]["libraries"]
    shared = setup.tensor_parallel > 1
    for row in known:
        if is_before(setup.runtime_version, row["before"]):
            break
    low, likely, high = row["shared" if shared else "alone"]
    return Band(round(low * GIB), round(likely * GIB), round(high * GIB))


def _graphs(shape: Shape, setup: Setup) -> Band:
    """CUDA graphs: a base and a share for each layer, fitted on 35 runs (error up to 0.3 GiB)."""
    known = table("memory")["vllm"]["graphs"]
    layers = -(-shape.layers // max(1, setup.pipeline_parallel))
    likely = known["base"] + known["layer"] * layers - (0.05 if setup.tensor_parallel > 1 else 0)
    likely += 0.25 if shape.experts else 0.0
    if is_before(setup.runtime_version, "0.17"):
        return Band(0, round(0.6 * likely * GIB), round((likely + 0.5) * GIB))
    low, high = max(0.1, likely - 0.35), likely + 0.45
    return Band(round(low * GIB), round(likely * GIB), round(high * GIB))
