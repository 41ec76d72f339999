"""How a model is to be run: what the runtime's command or the record states of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from decision_lint.profile import Runtime

Attention = Literal["flash", "sdpa", "eager"]
"""How attention is computed; `eager` keeps a score for every pair of tokens."""

Latent = Literal["compressed", "with-values", "expanded"]
"""How llama.cpp caches latent attention: rows only, rows and values, or the heads in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """A way to run a model; None is the runtime's own default, and the estimate says which."""

    runtime: Runtime
    """The runtime, as every output spells it."""
    runtime_version: str | None = None
    """Its version: `0.19.0`, `b6000`, `4.51.3`; None is the newest that is known."""
    context_length: int | None = None
    """Tokens of one sequence, prompt and answer together."""
    concurrency: int = 1
    """Sequences held at the same time, each of `context_length` tokens."""
    dtype: str | None = None
    """The type that weights are loaded as: `auto`, `bfloat16`, `float16`, `float32`, `fp8`."""
    quantization: str | None = None
    """`Q4_K_M` and the like, `awq`, `gptq`, `fp8`, `bnb-4bit`, `mxfp4`, `nvfp4`, `w4a16`, …"""
    kv_dtype: str | None = None
    """The type of the cache: `auto`, `fp8`, `q8_0`; of keys and values apart: `q8_0/f16`."""
    tensor_parallel: int = 1
    """Devices that share each layer."""
    pipeline_parallel: int = 1
    """Devices that share the layers; for Transformers and llama.cpp, the devices in use."""
    memory_fraction: float | None = None
    """The share of the device that the runtime may fill (vLLM) or holds its pools in (SGLang)."""
    max_sequences: int | None = None
    """Sequences the runtime prepares for: vLLM's `max_num_seqs`, llama.cpp's slots (`-np`)."""
    max_batched_tokens: int | None = None
    """Tokens computed in one step: vLLM's own name, SGLang's chunk, llama.cpp's `-ub`."""
    vision: bool = False
    """Whether images are used, so that a GGUF's `mmproj` file is loaded as well."""
    attention: Attention | None = None
    """How attention is computed, where that can be chosen."""
    prompt_length: int | None = None
    """Tokens of the longest prompt, for Transformers and MLX; None is the context."""
    gpu_layers: int | None = None
    """Layers that llama.cpp keeps on the GPU; None is all of them."""
    cpu: bool = False
    """Whether it runs on the processor, in main memory."""
    device_gib: float | None = None
    """Usable GiB of one device, on which some runtimes' defaults depend."""
    device: str | None = None
    """Its name, as the table of devices has it: vLLM treats an A100 as a smaller card."""
    swa_full: bool = False
    """Whether llama.cpp keeps the whole context for layers with a window (`--swa-full`)."""
    latent: Latent | None = None
    """How llama.cpp caches latent attention; None is as the current version does."""
    eager_mode: bool = False
    """Whether vLLM or SGLang runs without CUDA graphs."""
    block_size: int | None = None
    """Tokens in a page of vLLM's cache; None is 16."""

    @property
    def devices(self) -> int:
        """The number of devices that share the model."""
        return max(1, self.tensor_parallel) * max(1, self.pipeline_parallel)
