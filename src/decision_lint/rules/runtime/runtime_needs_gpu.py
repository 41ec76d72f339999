"""RUN005: a runtime that needs a GPU where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.chooser import Choice
from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold
from decision_lint.quantities.machines import says_no_gpu
from decision_lint.record.shape import Candidate, Record
from decision_lint.rule import Level, Problem, Where, rule

_CPU_BUILD = pattern(r"\bcpu\b|cpu-")


@rule("RUN005", Level.WARNING)
def runtime_needs_gpu(
    record: Record,
    candidate: Candidate,
    place: Where,
    selected: int,
    choices: Sequence[Choice] | None = None,
) -> Iterator[Problem]:
    """Every runtime of a candidate needs a GPU, and its device or route has none.

    ## Why

    vLLM, SGLang and TGI are made for servers with a GPU. On a laptop they do not start, or start in
    a build of their own that is slow and that somebody has to name.

    ## How to mend it

    Use llama.cpp, Ollama, LM Studio or Transformers where there is no GPU, name the device that has
    one, or name the CPU build if that is what is meant.
    """
    runtimes = table("runtimes")["runtimes"]
    needy = [name for name in candidate.runtimes if runtimes[name].get("needs_gpu")]
    note = fold(candidate.runtime_note or "").casefold()
    if not needy or len(needy) < len(candidate.runtimes) or _CPU_BUILD.search(note):
        return
    is_selected = place == ("candidates", selected)
    if is_selected and choices:
        return  # RTE002 speaks, or has found it right
    without = says_no_gpu(candidate.hardware_note or "") and not candidate.devices
    if without or (is_selected and record.profile.route == "local_cpu" and not candidate.devices):
        message = f"{' and '.join(needy)} needs a GPU, and the hardware note has none"
        yield Problem((*place, "runtime_note"), message)
