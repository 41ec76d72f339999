"""`fit`: whether a model fits a device, drawn for people or as JSON."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from decision_lint import __version__
from decision_lint.cli.console import Exit, complain, has_color, is_utf8, say, width
from decision_lint.cli.fit.arguments import fit_parser
from decision_lint.cli.fit.device import read_device
from decision_lint.cli.fit.files import hold_files
from decision_lint.cli.fit.model import Source, Unanswered, find_facts, read_model
from decision_lint.cli.fit.setup import read_runtime, read_setup, whole
from decision_lint.cli.unusable import Unusable
from decision_lint.facts.ollama import read_tag
from decision_lint.facts.resolve import Resolved
from decision_lint.facts.siblings import completed, siblings
from decision_lint.memory.context import longest
from decision_lint.memory.devices import PROCESSOR, Device, vendor
from decision_lint.memory.estimate import plan
from decision_lint.memory.fitted import fit_one, spread
from decision_lint.memory.setup import Setup
from decision_lint.memory.verdict import Fit
from decision_lint.memory.weights.gguf import is_gguf_quant
from decision_lint.model import ModelFacts
from decision_lint.profile import Runtime
from decision_lint.quoting import quoted
from decision_lint.render.fit import RENDERERS
from decision_lint.render.fit.answer import Answered
from decision_lint.render.look import Look
from decision_lint.rule import Absent
from decision_lint.workspace.config_file import Misconfigured
from decision_lint.workspace.writing import write_whole

_SERVERS = ("vllm", "sglang", "tgi")

_CODES = {
    Fit.FITS: Exit.CLEAN,
    Fit.TIGHT: Exit.CLEAN,
    Fit.DOES_NOT_FIT: Exit.FOUND,
    Fit.CANNOT_TELL: Exit.USAGE,
}


def run(words: Sequence[str]) -> int:
    """Answer whether a model fits."""
    options = fit_parser().parse_intermixed_args(words)
    try:
        answered = _answer(options)
    except (Unusable, Misconfigured) as broken:
        complain(str(broken))
        return Exit.USAGE
    except Unanswered as broken:
        complain(str(broken))
        return Exit.FAILED
    written = _put_out(answered, options)
    verdict = answered.fitted.verdict
    if isinstance(answered.fitted.estimate, Absent):
        return max(Exit.USAGE, written)
    return max(_CODES[verdict.fit] if verdict else Exit.CLEAN, written)


@dataclass(slots=True)
class _Asked:
    """What is asked, as far as it is read."""

    setup: Setup
    device: Device | None
    notes: list[str]


def _answer(options: Namespace) -> Answered:
    asked_for = read_runtime(options.runtime) if options.runtime is not None else None
    device, notes = read_device(options.gpu or (), options.vram)
    resolved = read_model(options.model, is_ollama=asked_for == "ollama")
    runtime, why = (asked_for, "") if asked_for else _usual(options, resolved, device)
    setup = read_setup(options, runtime, resolved.quantization)
    if device and device.name == PROCESSOR:
        setup = replace(setup, cpu=True)
    asked = _Asked(setup, device, [*notes, *([why] if why else []), *_at_home(runtime, device)])
    sources = find_facts(resolved, setup, online=options.online)
    source = _first_that_suffices(sources, setup)
    asked.notes.extend(hold_files(source.facts, setup))
    _divide(asked, options, source)
    asked.notes.extend(_beyond(source, asked.setup))
    return Answered(
        version=__version__,
        text=options.model,
        repo_id=resolved.repo_id,
        facts=source.facts,
        fitted=fit_one(source.facts, asked.setup, asked.device, _forms(source, asked.setup)),
        notes=(*source.notes, *asked.notes),
    )


def _forms(source: Source, setup: Setup) -> tuple[ModelFacts, ...]:
    """Give the other forms of a model, each with the config of this one where it lacks its own."""
    plain = replace(setup, quantization=None, dtype=None)
    return tuple(
        completed(form, source.facts) if isinstance(plan(form, plain), Absent) else form
        for form in siblings(source.facts.repo_id)
    )


def _usual(options: Namespace, resolved: Resolved, device: Device | None) -> tuple[Runtime, str]:
    """Choose a runtime where none is stated, and say why."""
    quantization = options.quantization or resolved.quantization or ""
    is_tag = resolved.via == "ollama" or read_tag(options.model) is not None
    if is_tag and "/" not in options.model:
        return "ollama", "no runtime is stated: ollama is taken, since the model is one of its tags"
    if is_gguf_quant(quantization) or resolved.repo_id.casefold().endswith("gguf"):
        return "llama.cpp", "no runtime is stated: llama.cpp is taken, since it loads GGUF files"
    if device and device.name == PROCESSOR:
        return "transformers", "no runtime is stated: transformers is taken on the processor"
    if device and vendor(device.name) == "apple":
        return "mlx", "no runtime is stated: mlx is taken on a device of Apple's"
    return "vllm", "no runtime is stated: vllm is taken"


def _at_home(runtime: Runtime, device: Device | None) -> Iterator[str]:
    """Hold that a runtime is made for a device; say where that is not sure."""
    maker = vendor(device.name) if device else ""
    if device is None or not maker:
        if device and device.name == PROCESSOR and runtime in _SERVERS:
            yield f"{runtime} needs a build of its own for the processor"
        return
    if runtime == "mlx" and maker != "apple":
        raise Unusable(f"--runtime: mlx runs on Apple's devices alone, not on the {device.name}")
    if runtime in _SERVERS and maker == "apple":
        yield f"{runtime} is not made for Apple's devices: the figures are as if it ran there"


def _first_that_suffices(sources: Sequence[Source], setup: Setup) -> Source:
    """Choose the first source whose facts suffice for an estimate; else the first of all."""
    for index, source in enumerate(sources):
        if not isinstance(plan(source.facts, setup), Absent):
            if not index:
                return source
            lacking = sources[0].facts.source
            note = f"what the {lacking} says is too little to estimate by"
            return replace(source, notes=(*source.notes, note))
    return sources[0]


def _beyond(source: Source, setup: Setup) -> Iterator[str]:
    """Say where a context is longer than the model was made for."""
    planned = plan(source.facts, setup)
    if isinstance(planned, Absent) or setup.context_length is None:
        return
    most = longest(planned.shape, planned.known.config)
    if most and setup.context_length > most:
        yield f"{setup.context_length} tokens are more than the model's own maximum of {most}"


def _divide(asked: _Asked, options: Namespace, source: Source) -> None:
    """Divide the model among the devices, as is asked for or as the runtime does."""
    parallel = whole("--tensor-parallel", options.tensor_parallel)
    device, planned = asked.device, plan(source.facts, asked.setup)
    heads = 0 if isinstance(planned, Absent) else planned.shape.heads
    if parallel is not None:
        if device and device.count == 1 and parallel > 1:
            asked.device = device = replace(device, count=parallel)
            asked.notes.append(f"--tensor-parallel {parallel} is taken for {device.shown}")
        if device and parallel > device.count:
            raise Unusable(
                f"--tensor-parallel {parallel} needs as many devices, and --gpu names"
                f" {device.count}"
            )
        if heads and heads % parallel:
            some = ", ".join(str(number) for number in _divisors(heads, 16))
            raise Unusable(
                f"--tensor-parallel {parallel} does not divide the {heads} attention heads of"
                f" {quoted(source.facts.repo_id)}; these do: {some}"
            )
        asked.setup = replace(asked.setup, tensor_parallel=parallel)
        idle = (device.count if device else parallel) - parallel
    elif device and device.count > 1:
        asked.setup, idle = _by_itself(asked, device, heads)
    else:
        return
    if device and idle:
        asked.device = replace(device, count=device.count - idle)
        asked.notes.append(f"{asked.device.count} of {device.count} devices are used")


def _by_itself(asked: _Asked, device: Device, heads: int) -> tuple[Setup, int]:
    """Use all devices, or as many as the heads can be divided among."""
    wanted = spread(asked.setup, device.count)
    if wanted.tensor_parallel > 1 and heads and heads % wanted.tensor_parallel:
        most = max(_divisors(heads, device.count))
        asked.notes.append(f"{heads} attention heads are not divisible by {device.count}")
        return spread(asked.setup, most), device.count - most
    if wanted.tensor_parallel > 1:
        asked.notes.append(f"each layer is divided among {device.count} devices (tensor parallel)")
    else:
        asked.notes.append(f"the layers are spread over {device.count} devices")
    return wanted, 0


def _divisors(number: int, most: int) -> Iterator[int]:
    return (one for one in range(1, min(number, most) + 1) if not number % one)


def _put_out(answered: Answered, options: Namespace) -> int:
    to_file = options.output_file is not None
    look = Look(
        color=options.color == "always" if to_file else _has_color(options),
        width=Look().width if to_file else width(os.environ) or Look().width,
        ascii_only=not to_file and not is_utf8(),
    )
    text = RENDERERS[options.output_format](answered, look)
    if not to_file:
        return say(text)
    try:
        write_whole(options.output_file, text)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        complain(f"{options.output_file}: cannot be written: {why.lower()}")
        return Exit.USAGE
    return Exit.CLEAN


def _has_color(options: Namespace) -> bool:
    return has_color(options.color, sys.stdout, os.environ)
