"""What the chooser asks: the task, the route, and what is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

Route = Literal["local_cpu", "free_colab", "rented_gpu"]
ROUTES: tuple[Route, ...] = ("local_cpu", "free_colab", "rented_gpu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the chooser asks: the task, the route, and what is there."""

    __pydantic_config__: ClassVar = {"extra": "forbid", "use_attribute_docstrings": True}

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
