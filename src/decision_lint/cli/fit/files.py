"""The files that `fit` finds in a repository, held against what is to be loaded of them."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.cli.unusable import Unusable
from decision_lint.memory.cache.elements import LLAMA_CPP
from decision_lint.memory.setup import Setup
from decision_lint.memory.weights.files import checkpoint, gguf_files, gguf_quant
from decision_lint.memory.weights.gguf import is_gguf_quant
from decision_lint.model import ModelFacts

_SHOWN = 12


def hold_files(facts: ModelFacts, setup: Setup) -> Iterator[str]:
    """Say where a quantization is not among a repository's files; raise where none can be loaded.

    Without a list of files there is nothing to hold it against.
    """
    packed = _quantizations(facts)
    if not packed:
        return
    wanted = setup.quantization or ""
    loads_gguf = setup.runtime in LLAMA_CPP or is_gguf_quant(wanted)
    shown = ", ".join(packed[:_SHOWN]) + (", ..." if len(packed) > _SHOWN else "")
    if not loads_gguf and not checkpoint(facts.files):
        raise Unusable(
            f"{facts.repo_id} holds GGUF files alone; take --runtime llama.cpp, or name one of"
            f" them with --quantization: {shown}"
        )
    if loads_gguf and wanted and not gguf_files(facts.files, wanted):
        yield f"{facts.repo_id} lists no file of {wanted}, but of {shown}: its size is computed"


def _quantizations(facts: ModelFacts) -> tuple[str, ...]:
    """Give the quantizations that GGUF files are named after, each once."""
    models = (
        file.path
        for file in facts.files
        if file.path.endswith(".gguf") and "mmproj" not in file.path.casefold()
    )
    named = map(gguf_quant, models)
    return tuple(sorted(dict.fromkeys(name for name in named if name)))
