"""What a launch command means, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Flag(NamedTuple):
    """A flag that a command states."""

    name: str
    """The name that the program itself lists first: of `-tp`, `--tensor-parallel-size`."""
    value: str | None = None
    """As written; None for a switch."""


class UnknownFlag(NamedTuple):
    """A flag that the table does not know."""

    name: str
    """As written."""
    nearest: str | None = None
    """The known one that is spelt most like it."""


class RemovedFlag(NamedTuple):
    """A flag that the version in question no longer has."""

    name: str
    instead: str | None = None
    """What does its work now, where something does."""
    gone: str | None = None
    """The first version that is known to lack it."""


class Launch(NamedTuple):
    """A launch command with the defaults of its runtime applied; None is what cannot be known."""

    runtime: str | None = None
    """The runtime, or None where the program is none of them."""
    action: str | None = None
    """serve, chat, run, cli, load, create or pull; None where nothing is launched."""
    model: str | None = None
    """As written: a repository, a path, a tag, a variable."""
    model_source: str | None = None
    """hub, ollama_tag, lmstudio_key, gguf_file, local_path, env_var or placeholder."""
    revision: str | None = None
    host: str | None = None
    """The address that it is reachable at; None if a variable decides, or nothing listens."""
    host_from: str | None = None
    """flag, env, default, publish, net_host_default or container_only: what decided the host."""
    port: int | None = None
    exposed: bool | None = None
    """Whether other machines reach it; None if a variable decides, or nothing listens."""
    api_key: bool = False
    publishes_key_env: str | None = None
    """The environment variable that sets the key, where one does."""
    context_length: int | None = None
    """As the command states it: a default depends on the model or the device."""
    tensor_parallel: int | None = None
    pipeline_parallel: int | None = None
    data_parallel: int | None = None
    dtype: str | None = None
    quantization: str | None = None
    """By option, or by the tag of the model."""
    kv_dtype: str | None = None
    memory_fraction: float | None = None
    gpu_layers: str | None = None
    cpu_offload: bool = False
    """Whether a part of the weights or of the cache may lie in main memory."""
    max_sequences: int | None = None
    remote_code: bool = False
    tool_flags: bool = False
    """Whether the flags that tool calls need are all there."""
    served_name: str | None = None
    chat_template: str | None = None
    load_format: str | None = None
    image: str | None = None
    image_tag: str | None = None
    runtime_version: str | None = None
    """The version that the command itself names: in an image tag or for a package manager."""
    python: bool = False
    """Whether it is Python rather than a command."""
    flags: tuple[Flag, ...] = ()
    unknown_flags: tuple[UnknownFlag, ...] = ()
    removed_flags: tuple[RemovedFlag, ...] = ()
    env: Mapping[str, str] = MappingProxyType({})
    """What the command sets in the environment of the program."""


def option(launch: Launch, name: str) -> Flag | None:
    """Give a flag that the command states, by its full name; of several, the later counts."""
    return next((flag for flag in reversed(launch.flags) if flag.name == name), None)
