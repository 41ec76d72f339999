"""What the chooser is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

CONFIG = {"extra": "forbid", "use_attribute_docstrings": True}

Runtime = Literal[
    "transformers", "ollama", "lm-studio", "llama.cpp", "vllm", "sglang", "tgi", "mlx"
]
"""The runtimes that are known, as every output spells them."""

Route = Literal["local_cpu", "free_colab", "rented_gpu"]
ROUTES: tuple[Route, ...] = ("local_cpu", "free_colab", "rented_gpu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the chooser asks: the task, the route, and what is there."""

    __pydantic_config__: ClassVar = CONFIG

    task: str | None = None
    """What the model is asked to do."""
    route: Route | None = None
    """Where it runs first."""
    privacy: str | None = None
    """What kind of data it sees."""
    needs_service: bool | None = None
    """Whether others call it as a service."""
    available_vram_gb: float | None = None
    """GPU memory that is there, in GB as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A profile with every question answered, as the chooser writes it into the twin."""

    __pydantic_config__: ClassVar = CONFIG

    task: str = "course assistant"
    """What the model is asked to do."""
    route: str = "local_cpu"
    """Where it runs first; one that the policy does not know falls to its last row."""
    privacy: str = "private_docs"
    """What kind of data it sees."""
    available_vram_gb: float = 0.0
    """GPU memory that is there, in GB."""
    needs_service: bool = False
    """Whether others call it as a service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the chooser answers."""

    __pydantic_config__: ClassVar = CONFIG

    model: str
    """Which kind of model to start with."""
    runtime: str
    """What to run it with."""
    claim: str
    """What a run on this route may be said to prove."""
