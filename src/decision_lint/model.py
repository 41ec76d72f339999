"""What the Hugging Face Hub says of a model at a revision: facts, with their source and date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from decision_lint.profile import CONFIG

Gate = Literal["open", "auto", "manual"]
"""Whether files may be had by anybody, by whoever agrees, or by whom the owner lets in."""

FactSource = Literal["hub", "lock", "catalogue", "cache"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """A file of a repository."""

    __pydantic_config__: ClassVar = CONFIG

    path: str
    """Its path in the repository."""
    size: int | None = None
    """Its size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GgufFacts:
    """What the header of a repository's GGUF file says."""

    __pydantic_config__: ClassVar = CONFIG

    architecture: str | None = None
    """The name that llama.cpp gives the architecture."""
    context_length: int | None = None
    """Tokens that the model was made for."""
    parameters: int | None = None
    """The number of parameters."""
    has_chat_template: bool | None = None
    """Whether it holds a chat template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFacts:
    """A model at a revision; what is not known is None, an empty tuple or an empty mapping."""

    __pydantic_config__: ClassVar = CONFIG

    repo_id: str
    """The repository as the Hub names it, which may be another than was asked for."""
    revision: str | None = None
    """The commit that the facts are of."""
    license: str | None = None
    """The license tag: `apache-2.0`, `llama3.1`, `other`."""
    license_name: str | None = None
    """The name that the card gives where the tag is `other`."""
    base_models: tuple[str, ...] = ()
    """The repositories that it was made from."""
    base_licenses: Mapping[str, str] = field(default_factory=dict)
    """The license (its name where the tag is `other`) of each base model that was looked at."""
    gate: Gate | None = None
    """Whether files may be had by anybody."""
    disabled: bool | None = None
    """Whether the Hub has taken it down."""
    pipeline_tag: str | None = None
    """What it is for: `text-generation`, `image-text-to-text`."""
    languages: tuple[str, ...] = ()
    """The languages that the card lists, as codes."""
    files: tuple[ModelFile, ...] = ()
    """The files of the repository."""
    parameters: Mapping[str, int] = field(default_factory=dict)
    """The number of stored parameters by dtype (`BF16`, `F8_E4M3`, `U8`), as the Hub counts."""
    total_parameters: int | None = None
    """The number of parameters as the Hub counts; packed weights may be counted unpacked."""
    config: Mapping[str, Any] = field(default_factory=dict)
    """The fields of config.json that memory and compatibility need, as they stand there."""
    has_chat_template: bool | None = None
    """Whether the tokenizer, a file or the GGUF header has a chat template."""
    tool_template: bool | None = None
    """Whether the chat template has a place for tools."""
    has_custom_code: bool | None = None
    """Whether loading it asks for code of its repository (`auto_map`)."""
    gguf: GgufFacts | None = None
    """What its GGUF header says."""
    source: FactSource = "hub"
    """Who says so."""
    as_of: str = ""
    """The day on which it was said: YYYY-MM-DD."""
