"""What the estimator has to show on figures that real runtimes printed, each with what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from decision_lint.memory.estimate import estimate
from memory_benchmark import Outcome, Result, reason

_ROUNDS = 20
_MS = 1e3


@dataclass(frozen=True, slots=True)
class Demand:
    """One line of what is demanded."""

    what: str
    rows: int
    figure: float
    limit: float
    unit: str
    at_least: bool = False
    """Whether the figure has to reach the limit, not to stay below it."""

    @property
    def holds(self) -> bool:
        """Whether it is met, and on rows that are there."""
        met = self.figure >= self.limit if self.at_least else self.figure <= self.limit
        return met and self.rows > 0


def demands(result: Result) -> Iterator[Demand]:
    """Give every line with what these rows show."""
    weights = [one for one in result.of("weights_gib", ["ok"]) if one.row["n_gpus"] == "1"]
    yield _median("weights on one GPU: median error", weights, 0.5)
    worst = sorted(map(_off, weights))
    at = worst[round(0.9 * (len(worst) - 1))] if worst else 0.0
    yield Demand("weights on one GPU: 90th percentile", len(weights), at, 2.0, "%")
    tokens = result.of("kv_bytes_per_token")
    yield _share("cache of a token: rows within 0.1 %", tokens, _within(0.1))
    cache = result.of("kv_gib_at_context")
    yield _share("cache at a context: rows within 0.5 %", cache, _within(0.5))
    totals = [one for one in result.of("total_required_gib") if "Transf" in one.row["runtime"]]
    yield _median("Transformers' totals: median error", totals, 5.0)
    yield _share("Transformers' totals: rows inside the band", totals, _inside)
    yield from _of_vllm(result)
    unlisted = [one for one in result.found if not one.is_inside and not reason(one)]
    what = "rows outside their bands without a reason"
    yield Demand(what, len(result.found), len(unlisted), 0, "rows")
    yield Demand("one estimate", len(result.found), milliseconds(result.found), 0.1, "ms")


def _of_vllm(result: Result) -> Iterator[Demand]:
    overhead, whole = result.of("vllm_overhead_gib"), result.of("vllm_total_gib")
    off = median(abs(one.likely - one.measured) for one in overhead) if overhead else 0.0
    yield Demand("vLLM's overhead: median error", len(overhead), off, 0.15, "GiB")
    yield _share("vLLM's overhead: rows inside the band", overhead, _inside)
    yield _median("vLLM's totals: median error", whole, 5.0)
    wide = median(one.width for one in whole) if whole else 0.0
    yield Demand("vLLM's totals: median width of the band", len(whole), wide, 25.0, "%")


def milliseconds(outcomes: Sequence[Outcome]) -> float:
    """Measure what an estimate takes with the facts loaded: the median over all rows."""
    times = []
    for one in outcomes:
        found = one.found
        estimate(found.facts, found.setup)
        rounds = []
        for _ in range(_ROUNDS):
            start = perf_counter()
            estimate(found.facts, found.setup)
            rounds.append(perf_counter() - start)
        times.append(min(rounds) * _MS)
    return median(times) if times else 0.0


def _off(one: Outcome) -> float:
    return abs(one.error)


def _within(percent: float) -> Callable[[Outcome], bool]:
    return lambda one: _off(one) <= percent


def _inside(one: Outcome) -> bool:
    return one.is_inside


def _median(what: str, rows: Sequence[Outcome], limit: float) -> Demand:
    return Demand(what, len(rows), median(map(_off, rows)) if rows else 0.0, limit, "%")


def _share(what: str, rows: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> Demand:
    share = 100 * sum(map(holds, rows)) / len(rows) if rows else 0.0
    return Demand(what, len(rows), share, 95.0, "%", at_least=True)
