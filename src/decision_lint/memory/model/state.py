"""The state that a layer without attention keeps of a sequence, whatever its length."""

from __future__ import annotations

from typing import NamedTuple

from decision_lint.memory.model.fields import Config, positive, section, word


class State(NamedTuple):
    """Elements that a recurrent layer keeps for each sequence."""

    channels: int = 0
    """Channels of the short convolution before it."""
    kernel: int = 1
    """Tokens that the convolution sees; all but the newest are kept."""
    memory: int = 0
    """Elements of the recurrent memory itself."""
    wide: bool = False
    """Whether the memory is float32 in every runtime, as the config or the kind asks."""

    @property
    def convolution(self) -> int:
        """Elements kept for the convolution (llama.cpp and vLLM; Transformers keeps one more)."""
        return self.channels * max(0, self.kernel - 1)


def read_state(config: Config) -> State | None:
    """Read what one recurrent layer of a model keeps, or None where that is not known.

    Sources: vLLM's MambaStateShapeCalculator and llama.cpp's n_embd_r, n_embd_s.
    """
    readers = (_delta_net, _kimi_delta, _mamba2, _mamba1, _short_convolution, _lightning)
    state = next((state for read in readers if (state := read(config))), None)
    if state and word(config, "mamba_ssm_dtype", "mamba_ssm_cache_dtype") == "float32":
        return state._replace(wide=True)
    return state


def _delta_net(config: Config) -> State | None:
    """Gated delta net: Qwen3-Next, Qwen3.5, OLMo hybrid."""
    key_heads = positive(config, "linear_num_key_heads")
    value_heads = positive(config, "linear_num_value_heads")
    key, value = positive(config, "linear_key_head_dim"), positive(config, "linear_value_head_dim")
    if not (key_heads and value_heads and key and value):
        return None
    kernel = positive(config, "linear_conv_kernel_dim") or 4
    channels = 2 * key_heads * key + value_heads * value
    return State(channels, kernel, value_heads * value * key)


def _kimi_delta(config: Config) -> State | None:
    """Kimi delta attention: Kimi-Linear, Kimi-K3."""
    inner = section(config, "linear_attn_config")
    heads = positive(inner, "num_heads") or positive(config, "linear_num_heads")
    dim = positive(inner, "head_dim") or positive(config, "linear_head_dim")
    if not (heads and dim):
        return None
    kernel = positive(inner, "short_conv_kernel_size") or 4
    return State(3 * heads * dim, kernel, heads * dim * dim, wide=True)


def _mamba2(config: Config) -> State | None:
    """Mamba 2: Nemotron-H, Bamba, Granite 4, Falcon-H1, Codestral Mamba."""
    heads = positive(config, "mamba_num_heads", "mamba_n_heads", "n_mamba_heads")
    dim = positive(config, "mamba_head_dim", "mamba_d_head", "mamba_headdim")
    if word(config, "model_type") == "mamba2":
        heads, dim = positive(config, "num_heads"), positive(config, "head_dim")
    size = positive(config, "ssm_state_size", "mamba_d_state", "state_size")
    inner = positive(config, "mamba_d_ssm") or (heads * dim if heads and dim else None)
    if inner is None and heads:  # `mamba_d_head: auto`
        hidden, expand = positive(config, "hidden_size"), positive(config, "mamba_expand")
        inner = hidden * expand if hidden and expand else None
    if not (heads and inner and size):
        return None
    groups = positive(config, "n_groups", "mamba_n_groups", "mamba_ngroups") or 1
    kernel = positive(config, "conv_kernel", "mamba_d_conv") or 4
    return State(inner + 2 * groups * size, kernel, inner * size)


def _mamba1(config: Config) -> State | None:
    """Mamba: Jamba, Falcon-Mamba and Mamba itself."""
    size = positive(config, "mamba_d_state", "state_size")
    hidden, expand = positive(config, "hidden_size"), positive(config, "mamba_expand", "expand")
    inner = hidden * (expand or 2) if hidden else None
    if word(config, "model_type") in ("mamba", "falcon_mamba"):
        inner = positive(config, "intermediate_size") or inner
    if not (size and inner):
        return None
    kernel = positive(config, "mamba_d_conv", "conv_kernel") or 4
    return State(inner, kernel, inner * size)


def _short_convolution(config: Config) -> State | None:
    """The gated short convolution of LFM2, which has no other memory."""
    kernel, hidden = positive(config, "conv_L_cache"), positive(config, "hidden_size")
    return State(hidden, kernel, 0) if kernel and hidden else None


def _lightning(config: Config) -> State | None:
    """Lightning attention: MiniMax-Text-01."""
    if not word(config, "model_type").startswith("minimax"):
        return None
    heads = positive(config, "num_attention_heads")
    hidden = positive(config, "hidden_size")
    dim = positive(config, "head_dim") or (hidden // heads if heads and hidden else None)
    return State(0, 1, heads * dim * dim) if heads and dim else None
