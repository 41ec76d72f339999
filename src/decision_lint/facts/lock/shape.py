"""What a lock holds, in frozen dataclasses; its JSON Schema is made from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from decision_lint.facts.lock.entries import Status
from decision_lint.model import Gate, GgufFacts
from decision_lint.profile import CONFIG


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedFactsShape:
    """What the Hub said of a model; what is not known is left out."""

    __pydantic_config__: ClassVar = CONFIG

    repo_id: str
    """The repository as the Hub names it."""
    license: str | None = None
    """The license tag: `apache-2.0`, `llama3.1`, `other`."""
    license_name: str | None = None
    """The name that the card gives where the tag is `other`."""
    base_models: tuple[str, ...] = ()
    """The repositories that it was made from."""
    base_licenses: Mapping[str, str] = field(default_factory=dict)
    """The license of each base model that was looked at."""
    gate: Gate | None = None
    """Whether files may be had by anybody."""
    disabled: bool | None = None
    """Whether the Hub has taken it down."""
    pipeline_tag: str | None = None
    """What it is for."""
    languages: tuple[str, ...] = ()
    """The languages that the card lists, as codes."""
    files: Mapping[str, int | None] = field(default_factory=dict)
    """The files of the repository with their sizes in bytes."""
    parameters: Mapping[str, int] = field(default_factory=dict)
    """The number of stored parameters by dtype."""
    total_parameters: int | None = None
    """The number of parameters."""
    config: Mapping[str, Any] = field(default_factory=dict)
    """The fields of config.json that memory and compatibility need."""
    has_chat_template: bool | None = None
    """Whether there is a chat template."""
    tool_template: bool | None = None
    """Whether the chat template has a place for tools."""
    has_custom_code: bool | None = None
    """Whether loading it asks for code of its repository."""
    gguf: GgufFacts | None = None
    """What its GGUF header says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockEntryShape:
    """A model at a revision, as the Hub answered for it."""

    __pydantic_config__: ClassVar = CONFIG

    status: Status
    """What the Hub said."""
    as_of: str
    """The day on which it was said: YYYY-MM-DD."""
    digest: str
    """A digest of the entry and its key, so that an edit by hand is seen."""
    commit: str | None = None
    """The commit that the facts are of."""
    why: str | None = None
    """What was seen where there is more to say than facts."""
    facts: LockedFactsShape | None = None
    """The facts, where there are any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockShape:
    """Facts from the Hugging Face Hub, written down by `decision-lint lock`."""

    __pydantic_config__: ClassVar = CONFIG

    models: Mapping[str, LockEntryShape]
    """What was said of each model, by `repository@revision`."""
    version: Literal[1]
    """The version of this format."""
