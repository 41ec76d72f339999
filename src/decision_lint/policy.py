"""The policy that the chooser follows: rows of conditions, the first that matches decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from decision_lint.profile import Asked, Decision, Runtime

_SERVING = "proves controlled serving, eval, latency, and shutdown"
_SMALL = "small instruct model before trying 7B-class"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a policy: conditions, all of which must hold, and the decision they lead to."""

    __pydantic_config__: ClassVar = {
        "extra": "forbid",
        "use_attribute_docstrings": True,
        "alias_generator": lambda name: name.replace("_", "-"),
    }

    route: str | None = None
    """The route must be this one."""
    privacy: str | None = None
    """The kind of data must be this one."""
    min_vram_gb: float | None = None
    """At least so much GPU memory, in GB."""
    max_vram_gb: float | None = None
    """At most so much GPU memory, in GB."""
    needs_service: bool | None = None
    """Whether others must call it as a service."""
    model: str
    """The decision's model."""
    runtime: str
    """The decision's runtime, in words."""
    claim: str
    """The decision's claim."""
    allows: tuple[Runtime, ...]
    """The runtimes that agree with this row; none where the route is not ready."""

    @property
    def decision(self) -> Decision:
        """What the chooser answers where this row decides."""
        return Decision(model=self.model, runtime=self.runtime, claim=self.claim)

    @property
    def conditions(self) -> tuple[str, ...]:
        """Its conditions in words; a row without any matches every profile."""
        return tuple(words for words, _ in self._held(Asked()))

    def unmet(self, profile: Asked) -> tuple[str, ...]:
        """Give the conditions that a profile does not meet, in words."""
        return tuple(words for words, is_met in self._held(profile) if not is_met)

    def _held(self, profile: Asked) -> Iterator[tuple[str, bool]]:
        if self.route is not None:
            yield f"route {self.route}", profile.route == self.route
        if self.privacy is not None:
            yield f"privacy {self.privacy}", profile.privacy == self.privacy
        if self.min_vram_gb is not None:
            yield f"at least {self.min_vram_gb:g} GB", profile.available_vram_gb >= self.min_vram_gb
        if self.max_vram_gb is not None:
            yield f"at most {self.max_vram_gb:g} GB", profile.available_vram_gb <= self.max_vram_gb
        if self.needs_service is not None:
            words = "a service" if self.needs_service else "no service"
            yield words, profile.needs_service == self.needs_service


def complaint(policy: Sequence[Row]) -> str | None:
    """Say what is wrong with a policy as a whole, if anything is."""
    opens = [number for number, row in enumerate(policy, start=1) if not row.conditions]
    if not opens:
        return "the last row of 'policy' has conditions; end it with a row that has none"
    if opens[0] < len(policy):
        return (
            f"row {opens[0]} of 'policy' matches everything, so that row {opens[0] + 1} is never"
            " reached; give it a condition, or make it the last"
        )
    return None


BASELINE: tuple[Row, ...] = (
    Row(
        route="local_cpu",
        model="sshleifer/tiny-gpt2 or a small quantized model",
        runtime="Transformers for code inspection; llama.cpp/Ollama for quantized local tests",
        claim="proves the workflow, not model quality",
        allows=("transformers", "llama.cpp", "ollama", "lm-studio", "mlx"),
    ),
    Row(
        route="free_colab",
        model="tiny model first; small instruct model only if GPU is visible",
        runtime="Transformers notebook",
        claim="proves a portable notebook run, not stable serving",
        allows=("transformers",),
    ),
    Row(
        route="rented_gpu",
        min_vram_gb=16,
        needs_service=True,
        model=_SMALL,
        runtime="vLLM or SGLang",
        claim=_SERVING,
        allows=("vllm", "sglang"),
    ),
    Row(
        route="rented_gpu",
        min_vram_gb=16,
        model=_SMALL,
        runtime="Transformers first, then vLLM",
        claim=_SERVING,
        allows=("transformers", "vllm"),
    ),
    Row(
        model="smaller model or cloud API fallback",
        runtime="do not start GPU serving yet",
        claim="current hardware route is not ready",
        allows=(),
    ),
)
"""The policy of a team that has none of its own."""
