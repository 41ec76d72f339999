"""Prints the estimator's errors against figures that real runtimes printed.

A row whose model's facts are not known is left out and named with the reason, and so is each row
outside its band.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from decision_lint.memory.bands import GIB, MIB, Band
from decision_lint.memory.estimate import Estimate, estimate
from decision_lint.memory.model.known import know
from decision_lint.memory.setup import Setup
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent
from memory_rows import (
    DATA,
    Models,
    Row,
    find_facts,
    overhead_setup,
    read_models,
    read_rows,
    setup_of,
)

_COARSE = {
    "gt0046": "printed GiB are of the first stage, printed tokens of the fullest",
    "gt0048": "printed GiB are of the first stage, printed tokens of the fullest",
    "gt0118": "printed GiB (2.89) have two digits: the figure itself is known to 0.17 %",
    "gt0139": "printed GiB have two digits: the figure itself is known to 0.15 %",
}
_REASONS = {
    "gt0119": "the checkpoint's own mixture is not known, only its base's parameters",
    "gt0136": "not explained: 90.2 pages were printed where 90 are counted (0.27 %)",
    "gt0159": "the old estimator's figure, which takes q8_0 for one byte",
    "gt0372": "a slope between two peaks: it holds 640 bytes that are no cache",
}


@dataclass(frozen=True, slots=True)
class Found:
    """An estimate, and the facts that it rests on."""

    estimate: Estimate
    facts: ModelFacts
    is_same: bool
    """Whether they are of the model or its base, not only of one of its architecture."""
    setup: Setup

    @property
    def family(self) -> str:
        """The architecture, as the model's config names it."""
        known = know(self.facts)
        return "unknown" if isinstance(known, Absent) else known.shape.family or "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row with what was measured and what is estimated, in its own unit."""

    row: Row
    found: Found
    kind: str
    measured: float
    band: Band
    unit: int

    @property
    def likely(self) -> float:
        """The estimate in the row's unit."""
        return self.band.likely / self.unit

    @property
    def error(self) -> float:
        """Percent that the estimate is off."""
        return 100 * (self.likely / self.measured - 1)

    @property
    def width(self) -> float:
        """The band's width in percent of the figure."""
        return 100 * (self.band.high - self.band.low) / self.unit / self.measured

    @property
    def is_inside(self) -> bool:
        """Whether the band contains the figure, within the digits that were printed."""
        slack = 0.006 if self.unit == GIB else 0.002 * self.measured
        low, high = self.band.low / self.unit - slack, self.band.high / self.unit + slack
        return low <= self.measured <= high

    @property
    def group(self) -> tuple[str, str]:
        """What it is reported with: the figure and the runtime with its version."""
        return self.kind, f"{self.row['runtime']} {self.row['runtime_version']}"[:34]


@dataclass(frozen=True, slots=True)
class Result:
    """All rows: those that were estimated, and those left out with the reason."""

    found: tuple[Outcome, ...]
    left: tuple[tuple[Row, str], ...]

    def of(self, kind: str, check: Iterable[str] = ()) -> tuple[Outcome, ...]:
        """Give the rows of a figure, of some verdicts of its hand check only."""
        wanted = tuple(check)
        return tuple(
            one
            for one in self.found
            if one.kind == kind and (not wanted or one.row.get("check") in wanted)
        )


def run(data: Path = DATA) -> Result:
    """Estimate every row of the ground truth and of the overheads."""
    models = read_models(data)
    found: list[Outcome] = []
    left: list[tuple[Row, str]] = []
    truth = tuple(read_rows(data / "memory" / "ground_truth.csv"))
    for row in truth:
        outcome = _of_truth(row, models)
        if isinstance(outcome, Outcome):
            found.append(outcome)
        else:
            left.append((row, outcome))
    for row in read_rows(data / "memory" / "overhead.csv"):
        estimated = _estimate_any(row["model_repo"], models, overhead_setup(row))
        if isinstance(estimated, Absent):
            left.append((row, estimated.why))
        elif row["runtime"] == "vLLM":
            found.extend(_of_vllm(row, estimated, truth))
        else:
            measured, band = float(row["compute_buffer_mib"]), estimated.estimate.overhead.band
            found.append(Outcome(row, estimated, "compute_buffer_mib", measured, band, MIB))
    return Result(tuple(found), tuple(left))


def _of_truth(row: Row, models: Models) -> Outcome | str:
    kind, setup = row["quantity"], setup_of(row)
    if why := _no_test(row):
        return why
    if setup is None:
        return "a runtime that is not estimated"
    estimated = _estimate_any(row["model_repo"], models, setup)
    if isinstance(estimated, Absent):
        return estimated.why
    if kind == "weights_gib" and not estimated.is_same:
        return "facts only of a model of the same architecture with other weights"
    unit = 1 if kind == "kv_bytes_per_token" else GIB
    band = _band(estimated.estimate, kind, setup)
    return Outcome(row, estimated, kind, float(row["value"]), band, unit)


def _no_test(row: Row) -> str:
    if "params*bpw" in row["notes"]:
        return "the figure is parameters x the log's own bits: no test of a size"
    if row["check"] == "outlier":
        return f"outlier: {row['notes'][:90]}"
    if "estimator value" in row["notes"]:
        return "an estimator's figure, not an allocation"
    return _COARSE.get(row["id"], "")


def _estimate_any(name: str, models: Models, setup: Setup) -> Found | Absent:
    """Estimate with the first facts that suffice."""
    best: Found | Absent = Absent("no facts of the model or its base")
    for facts, is_same in find_facts(name, models):
        estimated = estimate(facts, setup)
        if isinstance(estimated, Absent):
            best = estimated if isinstance(best, Absent) else best
            continue
        best = Found(estimated, facts, is_same, setup)
        if not estimated.is_upper_bound:
            break
    return best


def _band(estimated: Estimate, kind: str, setup: Setup) -> Band:
    match kind:
        case "weights_gib":
            return estimated.weights.band
        case "kv_bytes_per_token":
            return estimated.kv_bytes_per_token
        case "kv_gib_at_context":
            return estimated.kv_cache.band
        case _:
            return estimated.everywhere if setup.runtime == "transformers" else estimated.total


def _of_vllm(row: Row, found: Found, truth: Sequence[Row]) -> Iterable[Outcome]:
    """Compare what vLLM printed of its overhead; and the total, where the same log has the rest."""
    estimated = found.estimate
    parts = ("activation_gib", "non_torch_gib", "cuda_graph_gib")
    overhead = sum(float(row[part]) for part in parts)
    yield Outcome(row, found, "vllm_overhead_gib", overhead, estimated.overhead.band, GIB)
    same = {
        one["quantity"]: float(one["value"])
        for one in truth
        if one["source_url_or_repo_thread"] == row["source"]
        and one["model_repo"] in row["model_repo"]
    }
    if found.is_same and "weights_gib" in same and "kv_bytes_per_token" in same:
        cache = same["kv_bytes_per_token"] * estimated.context_length / GIB
        total = same["weights_gib"] + cache + overhead
        yield Outcome(row, found, "vllm_total_gib", total, estimated.total, GIB)


def report(result: Result) -> Iterable[str]:
    """Write the errors by figure and runtime, then what is outside, then what is left out."""
    yield f"{'figure':20} {'runtime':34} rows  median |e| %  p90 |e| %  inside  width %"
    for kind, runtime in sorted({one.group for one in result.found}):
        rows = [one for one in result.found if one.group == (kind, runtime)]
        errors = sorted(abs(one.error) for one in rows)
        high = errors[min(len(errors) - 1, round(0.9 * len(errors)))]
        inside, width = sum(one.is_inside for one in rows), median(one.width for one in rows)
        yield (
            f"{kind:20} {runtime:34} {len(rows):4} {median(errors):13.3f} {high:10.3f}"
            f" {inside:7} {width:8.1f}"
        )
    yield "\noutside their bands:"
    for one in result.found:
        if not one.is_inside:
            name = one.row.get("id", one.row.get("setting", ""))
            low, high = one.band.low / one.unit, one.band.high / one.unit
            yield (
                f"  {name} {one.row['model_repo']} {one.kind}: {one.measured} not in"
                f" {low:.4g}..{high:.4g}: {reason(one)}"
            )
    yield "\nleft out:"
    for row, why in result.left:
        yield f"  {row.get('id', row.get('setting', ''))} {row['model_repo']}: {why}"


def reason(outcome: Outcome) -> str:
    """Say why a row lies outside its band, where that is known."""
    setting = outcome.row.get("setting", "").casefold()
    if outcome.kind == "compute_buffer_mib" and "no mla" in setting:
        return "latent attention computed with its heads in full"
    if outcome.kind == "compute_buffer_mib" and "mla" in setting:
        return "a fork's ways to compute latent attention, or one device's share of several"
    return _REASONS.get(outcome.row.get("id", ""), "")


def main() -> None:
    """Print the report for the figures in a folder, `../shared/data` by default."""
    print("\n".join(report(run(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA))))


if __name__ == "__main__":
    main()
