"""What a launch command means, as JSON; its JSON Schema is made from the dataclass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, cast

from decision_lint.command.launch import Launch
from decision_lint.profile import CONFIG, Runtime
from decision_lint.render.json import dump
from decision_lint.render.look import Look

Action = Literal["serve", "chat", "run", "cli", "load", "create", "pull"]
ModelSource = Literal[
    "hub", "ollama_tag", "lmstudio_key", "gguf_file", "local_path", "env_var", "placeholder"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandShape:
    """A launch command as it was understood; null is what cannot be known."""

    __pydantic_config__: ClassVar = CONFIG

    runtime: Runtime | None
    """The runtime that it starts; null where the program is none of them."""
    action: Action | None
    """What it does with the model; null where nothing is launched."""
    model: str | None
    """The model as written: a repository, a path, a tag, a variable."""
    model_source: ModelSource | None
    """What the model is written as."""
    revision: str | None
    """The branch, tag or commit that it pins."""
    host: str | None
    """The address that it is reachable at, the runtime's default included."""
    port: int | None
    """The port that it is reachable at, the runtime's default included."""
    exposed: bool | None
    """Whether other machines reach it."""
    api_key: bool | None
    """Whether a key is asked for."""
    context_length: int | None
    """Tokens, where the command states them."""
    tensor_parallel: int | None
    """Devices that share each layer."""
    dtype: str | None
    """The type that weights are loaded as."""
    quantization: str | None
    """By option, or by the tag of the model."""
    memory_fraction: float | None
    """The share of the device that the runtime may fill."""
    remote_code: bool | None
    """Whether it runs code from the model's repository."""
    flags: Mapping[str, str | Literal[True]]
    """The flags that it states, by their full names; true for a switch."""
    unknown_flags: tuple[str, ...]
    """Flags that the runtime does not know, or no longer knows."""


def shape_of(launch: Launch) -> CommandShape:
    """Give what was understood, as it is printed."""
    is_known = launch.runtime is not None
    unknown = [flag.name for flag in launch.unknown_flags]
    unknown += [flag.name for flag in launch.removed_flags]
    return CommandShape(
        runtime=cast("Runtime | None", launch.runtime),
        action=cast("Action | None", launch.action),
        model=launch.model,
        model_source=cast("ModelSource | None", launch.model_source),
        revision=launch.revision,
        host=launch.host,
        port=launch.port,
        exposed=launch.exposed,
        api_key=launch.api_key if is_known else None,
        context_length=launch.context_length,
        tensor_parallel=launch.tensor_parallel,
        dtype=launch.dtype,
        quantization=launch.quantization,
        memory_fraction=launch.memory_fraction,
        remote_code=launch.remote_code if is_known else None,
        flags={flag.name: True if flag.value is None else flag.value for flag in launch.flags},
        unknown_flags=tuple(unknown),
    )


def render(launch: Launch, look: Look) -> str:
    """Write what was understood as JSON."""
    return dump(shape_of(launch), look)
