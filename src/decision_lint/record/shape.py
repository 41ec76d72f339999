"""The structured record in frozen dataclasses; the JSON Schema is made from them.

Every field may be absent (`None`, or an empty tuple), since rules must see incomplete records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from decision_lint.profile import Profile

Status = Literal[
    "draft", "proposed", "accepted", "complete", "superseded", "rejected", "deprecated"
]
CONFIG = {"extra": "forbid", "use_attribute_docstrings": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """An accelerator or a machine with memory that a model runs on."""

    __pydantic_config__: ClassVar = CONFIG

    name: str
    """The device as it is known: `L4`, `RTX 4090`, `M3 Max`."""
    count: int = 1
    """How many of them."""
    memory_gb: float | None = None
    """The memory of one, in GB, where the text states it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardware:
    """The record's own hardware, beside what its candidates note."""

    __pydantic_config__: ClassVar = CONFIG

    devices: tuple[Device, ...] = ()
    """The accelerators."""
    ram_gb: float | None = None
    """Main memory in GB, as written."""
    disk_gb: float | None = None
    """Free disk in GB, as written."""
    note: str | None = None
    """The hardware in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """What the use asks of any model."""

    __pydantic_config__: ClassVar = CONFIG

    context_length: int | None = None
    """Tokens that a request may need; 32k is 32768."""
    concurrency: int | None = None
    """Requests at the same time."""
    languages: tuple[str, ...] = ()
    """The languages that it has to speak."""
    commercial_use: bool | None = None
    """Whether it is used commercially."""
    redistribution: bool | None = None
    """Whether weights are passed on."""
    region: str | None = None
    """Where it is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The model of a candidate."""

    __pydantic_config__: ClassVar = CONFIG

    text: str
    """The model as written."""
    repo_id: str | None = None
    """The repository on the Hugging Face Hub, where the text names one."""
    revision: str | None = None
    """The commit, tag or branch, where one is named."""
    quantization: str | None = None
    """How the weights are quantized, where it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A model with its license, runtime, hardware and risk."""

    __pydantic_config__: ClassVar = CONFIG

    model: Model | None = None
    """The model."""
    license_note: str | None = None
    """The license, and what it means here."""
    runtimes: tuple[str, ...] = ()
    """Every runtime that the note names as meant: `vllm`, `llama.cpp`."""
    runtime_note: str | None = None
    """What runs it, as written."""
    hardware_note: str | None = None
    """The device it runs on, as written."""
    devices: tuple[Device, ...] = ()
    """The devices that the hardware note names."""
    risk: str | None = None
    """What may go wrong."""
    context_length: int | None = None
    """Tokens that this candidate is run with."""
    dtype: str | None = None
    """The number format of the weights."""
    size: str | None = None
    """Its parameters or bytes, as written."""
    cloud_api: bool | None = None
    """True for a model behind somebody's API, which needs no hardware."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What shows that the decision was tried: texts, or files beside the record."""

    __pydantic_config__: ClassVar = CONFIG

    model_version: str | None = None
    """The exact version: a commit, or a digest."""
    first_run_command: str | None = None
    """The command of the first run, verbatim."""
    first_output: str | None = None
    """What the first run said, or the file that holds it."""
    evaluation_table: str | None = None
    """The results case by case, or the file that holds them."""
    stop_procedure: str | None = None
    """How it is stopped, and billing with it."""
    stop_time: str | None = None
    """When it is stopped at the latest."""
    latency_note: str | None = None
    """The latency that was seen."""
    endpoint: str | None = None
    """Where the service answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A model decision: which open model, on which runtime and hardware, with which evidence."""

    __pydantic_config__: ClassVar = CONFIG

    project_goal: str | None = None
    """What is being built, and for whom."""
    must_have: tuple[str, ...] = ()
    """What the model has to do."""
    nice_to_have: tuple[str, ...] = ()
    """What would be welcome."""
    status: Status | None = None
    """Where the decision stands; a draft unless it says so."""
    date: str | None = None
    """The day of the decision: YYYY-MM-DD."""
    owner: str | None = None
    """Who answers for the decision."""
    profile: Profile = Profile()
    """What the chooser asks."""
    hardware: Hardware = Hardware()
    """The record's own hardware."""
    requirements: Requirements = Requirements()
    """What the use asks of any model."""
    candidates: tuple[Candidate, ...] = ()
    """The models that were considered."""
    selected: int | None = None
    """Which candidate was chosen: its index, from 0."""
    runtime_decision: str | None = None
    """The runtime that was chosen, as written."""
    fallback: str | None = None
    """What is used when this does not work."""
    why_now: str | None = None
    """Why this, and why now."""
    rejected_for_now: tuple[str, ...] = ()
    """What was turned down, and why."""
    eval_gate: str | None = None
    """Fixed cases, and the result that decides."""
    switch_condition: str | None = None
    """What would make the team change."""
    upgrade_signal: str | None = None
    """What would make the team upgrade."""
    budget: str | None = None
    """What it may cost."""
    claim: str | None = None
    """What the run is said to prove."""
    expected_output: str | None = None
    """What this decision leaves behind."""
    evidence: Evidence = Evidence()
    """What shows that the decision was tried."""
