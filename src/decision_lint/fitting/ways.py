"""The ways in which a candidate is to be run: its runtimes, each with what is stated of it."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, cast

from decision_lint.command.launch import Launch
from decision_lint.facts.ollama import read_tag
from decision_lint.fitting.case import Case, once
from decision_lint.fitting.words import as_run_by, dtype_in, quantization_in, stated_words
from decision_lint.memory.setup import Setup
from decision_lint.memory.weights.files import gguf_quant
from decision_lint.profile import Runtime
from decision_lint.quantities.references import read_reference
from decision_lint.quantities.runtimes import find_runtimes, runtime_version
from decision_lint.record.shape import Candidate, Record
from decision_lint.rule import Absent

Said = Literal["command", "record"]
"""Who states something: the first-run command, or the record."""

_SLOTTED = frozenset(("llama.cpp", "lm-studio"))
"""Runtimes whose command states the tokens of all sequences together."""


class Way(NamedTuple):
    """A runtime with what the command and the record state of how it runs the model."""

    setup: Setup
    """As stated; what nobody states is None. It does not know the devices yet."""
    context: Said | None
    """Who states the context."""
    launch: Launch | None
    """The first-run command, where it is of this runtime and this model."""
    dtype: Said | None = None
    """Who states the number format."""

    @property
    def runtime(self) -> Runtime:
        """The runtime."""
        return self.setup.runtime


@once
def read_ways(case: Case) -> tuple[Way, ...] | Absent:
    """Read the ways of a candidate; the command counts for the selected one only.

    A command of a recorded runtime decides among them; that of another is RUN007's affair.
    """
    record, candidate, quantization = case.record, case.candidate, case.quantization
    launch = case.launch if case.launch and _is_of(case.launch, candidate) else None
    names = _names(record, candidate, launch, selected=case.is_selected)
    if not names:
        return Absent("it names no known runtime")
    return tuple(_way(record, candidate, name, quantization, launch) for name in names)


def _is_of(launch: Launch, candidate: Candidate) -> bool:
    """Tell whether a command runs the candidate; RUN008 speaks of one that does not."""
    if launch.runtime is None or (candidate.runtimes and launch.runtime not in candidate.runtimes):
        return False
    if launch.model is None or candidate.model is None:
        return True
    from decision_lint.evidence.identity import is_clearly_another

    return not is_clearly_another(
        read_reference(launch.model), read_reference(candidate.model.text)
    )


def _names(
    record: Record, candidate: Candidate, launch: Launch | None, *, selected: bool
) -> tuple[str, ...]:
    if launch and launch.runtime:
        return (launch.runtime,)
    decided = find_runtimes(record.runtime_decision or "") if selected else ()
    both = tuple(name for name in candidate.runtimes if name in decided)
    return both or candidate.runtimes or decided


def _way(
    record: Record,
    candidate: Candidate,
    name: str,
    quantization: str | None,
    launch: Launch | None,
) -> Way:
    runtime = cast("Runtime", name)
    context, said = _context(record, candidate, launch)
    dtype, quant, by = _formats(candidate, runtime, quantization, launch)
    stated: dict[str, Any] = {}
    if launch:
        stated = {
            "kv_dtype": launch.kv_dtype,
            "tensor_parallel": launch.tensor_parallel or 1,
            "pipeline_parallel": launch.pipeline_parallel or 1,
            "memory_fraction": launch.memory_fraction,
            "max_sequences": launch.max_sequences,
            "gpu_layers": _layers(launch),
            "eager_mode": any(flag.name == "--enforce-eager" for flag in launch.flags),
        }
    slotted = said == "command" and runtime in _SLOTTED
    wanted = record.requirements.concurrency or 1
    if launch and launch.max_sequences and runtime == "ollama":
        wanted = launch.max_sequences  # Ollama sets all of them up at once
    elif launch and launch.max_sequences and runtime in ("vllm", "sglang"):
        wanted = min(wanted, launch.max_sequences)
    setup = Setup(
        runtime=runtime,
        runtime_version=_version(record, candidate, runtime, launch),
        context_length=context,
        concurrency=1 if slotted else max(1, wanted),
        dtype=dtype,
        quantization=quant,
        **stated,
    )
    return Way(setup, said, launch, by)


def _context(
    record: Record, candidate: Candidate, launch: Launch | None
) -> tuple[int | None, Said | None]:
    if launch and launch.context_length:
        return launch.context_length, "command"
    stated = candidate.context_length or record.requirements.context_length
    return (stated, "record") if stated else (None, None)


def _version(
    record: Record, candidate: Candidate, runtime: str, launch: Launch | None
) -> str | None:
    if launch and launch.runtime_version:
        return launch.runtime_version
    texts = (candidate.runtime_note, record.runtime_decision)
    return next(
        (found for text in texts if text and (found := runtime_version(text, runtime))), None
    )


def _formats(
    candidate: Candidate, runtime: str, quantization: str | None, launch: Launch | None
) -> tuple[str | None, str | None, Said | None]:
    """Give dtype and quantization, and who states the dtype: the command before the record."""
    own = tuple(stated_words(candidate.dtype or ""))
    notes = (candidate.size, candidate.runtime_note, candidate.hardware_note)
    words = (*own, *(word for note in notes if note for word in stated_words(note)))
    dtype, said = dtype_in(words), cast("Said | None", "record")
    quant = quantization or (candidate.model and candidate.model.quantization)
    if launch:
        quant = _of_command(launch) or quant
        if launch.dtype and launch.dtype != "auto":
            dtype, said = dtype_in((launch.dtype.casefold(),)) or launch.dtype, "command"
    if quant and dtype_in((quant.casefold(),)):  # a tag such as `fp16`
        dtype = dtype or dtype_in((quant.casefold(),))
        quant = quant if runtime in ("llama.cpp", "ollama", "lm-studio") else None
    quant = quant or (quantization_in(own) if own else quantization_in(words))
    return dtype, as_run_by(runtime, quant) if quant else None, said if dtype else None


def _of_command(launch: Launch) -> str | None:
    if launch.quantization or launch.model is None:
        return launch.quantization
    if launch.model_source == "ollama_tag":
        tag = read_tag(launch.model)
        return tag.quantization if tag else None
    return gguf_quant(launch.model) or None if launch.model.endswith(".gguf") else None


def _layers(launch: Launch) -> int | None:
    number = launch.gpu_layers or ""
    return int(number) if number.isdecimal() and launch.runtime == "llama.cpp" else None
