"""HW009: a model that does not divide among so many devices."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.case import Case
from decision_lint.rule import Absent, Level, NotChecked, Outcome, Problem, rule

_SERVERS = frozenset(("vllm", "sglang", "tgi"))


@rule("HW009", Level.ERROR)
def indivisible_tensor_parallel(case: Case) -> Iterator[Outcome]:
    """The command divides the model among a number of devices that does not divide its heads.

    ## Why

    Tensor parallelism gives each device the same number of attention heads and the same part of
    the vocabulary. vLLM and SGLang do not start where that leaves a remainder.

    ## How to mend it

    Use a number of devices that divides the heads, mostly 2, 4 or 8, or pipeline parallelism
    (`--pipeline-parallel-size`), which divides layers.
    """
    launch = case.launch
    if launch is None or launch.runtime not in _SERVERS or (launch.tensor_parallel or 1) == 1:
        return
    from decision_lint.fitting.parallel import indivisible
    from decision_lint.fitting.reading import whole
    from decision_lint.memory.model.known import know

    known = know(whole(case))
    if isinstance(known, Absent):
        yield NotChecked(known.why, known.mend)
        return
    for message, stops in indivisible(known.shape, launch.tensor_parallel or 1):
        level = None if stops else Level.WARNING
        yield Problem(("evidence", "first_run_command"), message, level)
