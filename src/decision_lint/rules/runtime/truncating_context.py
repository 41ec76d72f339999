"""RUN012: a context that the command will cut."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from decision_lint.command.launch import Launch, option
from decision_lint.knowledge.tables import table
from decision_lint.record.shape import Record
from decision_lint.rule import Absent, Level, NotChecked, Outcome, Problem, rule


@rule("RUN012", Level.WARNING)
def truncating_context(record: Record, selected: int, launch: Launch) -> Iterator[Outcome]:
    """The record needs a longer context than the first-run command will give.

    ## Why

    Some runtimes cut a prompt that is too long without a word, and answer what is left of it. The
    default is often far below what the model can do, and may depend on the card.

    ## How to mend it

    State the context in the command: `--max-model-len`, `--ctx-size`, `OLLAMA_CONTEXT_LENGTH`,
    `--context-length`. If the shorter one is enough, correct `context_length:`.
    """
    needed = record.candidates[selected].context_length or record.requirements.context_length
    if needed is None or launch.action in {"pull", "create"}:
        return
    given = launch.context_length
    where = ("evidence", "first_run_command")
    if given is not None:
        slots = _slots(launch)
        if given // slots < needed:
            gives = f"{given // slots}{f', a slot of {slots} in {given}' if slots > 1 else ''}"
            yield Problem(where, f"{needed} tokens are needed, and the command gives {gives}")
        return
    tiers = table("runtimes")["runtimes"][launch.runtime].get("context_tiers")
    if tiers is None:
        return
    vram = _vram(record, selected)
    if isinstance(vram, Absent):
        why = f"the default context of {launch.runtime} depends on GPU memory, which is not known"
        yield NotChecked(f"{why}: {vram.why}")
        return
    default = next(tier["tokens"] for tier in tiers if vram < tier.get("below_gib", inf))
    if default < needed:
        on = f"with {vram:.1f} GiB of GPU memory" if vram else "without a GPU"
        gives = f"{launch.runtime} gives {default} by default {on}"
        yield Problem(where, f"{needed} tokens are needed, and {gives}")


def _slots(launch: Launch) -> int:
    """Give the slots that the context of llama-server is divided among, unless it is unified."""
    if launch.runtime != "llama.cpp" or option(launch, "--kv-unified"):
        return 1
    return max(1, launch.max_sequences or 1)


def _vram(record: Record, selected: int) -> float | Absent:
    """Give the GiB of GPU memory that a process can use, which is what Ollama looks at."""
    from decision_lint.fitting.hardware import read_machines

    machines = read_machines(record, selected, selected=True)
    if isinstance(machines, Absent):
        return 0.0 if record.profile.available_vram_gb == 0 else machines
    return max(0.0 if each.kind == "cpu" else each.gib * each.count for each in machines)
