"""Measures the estimator and its peers, prints the errors, and writes docs/accuracy.md.

`accuracy.py [ENVIRONMENT]`: the environment that the peers are installed in. The figures that
real runtimes printed lie beside the repository, in ../shared/data; without them nothing is written.
"""

from __future__ import annotations

import json
import platform
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from string import Template
from typing import Any

from decision_lint import __version__
from measure_memory import TABLE, estimates
from memory_benchmark import Outcome, Result, reason, report, run
from memory_demands import Demand, demands
from memory_rows import DATA
from peers import KINDS, Compared, Peer, compare

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
TEMPLATE = Path(__file__).with_name("accuracy_page.md")
FIGURES = {
    "weights_gib": "weights",
    "kv_bytes_per_token": "cache of a token",
    "kv_gib_at_context": "cache at a context",
    "total_required_gib": "total",
    "vllm_overhead_gib": "vLLM's overhead",
    "vllm_total_gib": "vLLM's total",
    "compute_buffer_mib": "llama.cpp's compute buffers",
}


def main() -> int:
    """Measure, print and write."""
    if not (DATA / "memory" / "ground_truth.csv").is_file():
        sys.stderr.write(f"{DATA} is not there: there is nothing to measure against\n")
        return 2
    result = run()
    print("\n".join(report(result)))
    print("\n" + "\n".join(_grouped(result, lambda one: one.found.family)))
    peers = compare(result.found, Path(sys.argv[1])) if len(sys.argv) > 1 else ()
    print("\n" + "\n".join(peer_errors(peers)))
    PAGE.write_text(page(result, peers), encoding="utf-8")
    print(f"\nwrote {PAGE.relative_to(ROOT)}")
    return 0


def page(result: Result, peers: Sequence[Peer]) -> str:
    """Write the page from what was measured."""
    held = tuple(demands(result))
    versions = ", ".join(f"{peer.name} {peer.version}" for peer in peers)
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        day=datetime.now(UTC).date().isoformat(),
        version=__version__,
        python=platform.python_version(),
        peer_versions=versions or "none was asked",
        rows=len(result.found),
        left=len(result.left),
        demands="\n".join(_demanded(held)),
        runtimes="\n".join(_grouped(result, _runtime)),
        families="\n".join(_grouped(result, lambda one: one.found.family)),
        outside="\n".join(_outside(result)),
        left_out="\n".join(_left(result)),
        peers="\n".join(peer_errors(peers)),
        peers_by_family="\n".join(peer_errors_by_family(peers)) if peers else "",
        not_compared="\n".join(not_compared(peers)),
        **_own(json.loads(TABLE.read_text(encoding="utf-8"))),
    )


def _demanded(held: Sequence[Demand]) -> Iterator[str]:
    yield "| what | rows | demanded | reached |"
    yield "|---|--:|--:|--:|"
    for one in held:
        sign = ">=" if one.at_least else "<="
        reached = f"{one.figure:.3g} {one.unit}" + ("" if one.holds else " **missed**")
        yield f"| {one.what} | {one.rows} | {sign} {one.limit:g} {one.unit} | {reached} |"


def _grouped(result: Result, key: Callable[[Outcome], str]) -> Iterator[str]:
    yield "| figure | of | rows | median error | 90th percentile | inside | band's width |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    groups: dict[tuple[int, str], list[Outcome]] = {}
    order = list(FIGURES)
    for one in result.found:
        groups.setdefault((order.index(one.kind), key(one)), []).append(one)
    for (figure, name), rows in sorted(groups.items()):
        errors = sorted(abs(one.error) for one in rows)
        high = errors[round(0.9 * (len(errors) - 1))]
        inside = sum(one.is_inside for one in rows)
        wide = median(one.width for one in rows)
        yield (
            f"| {FIGURES[order[figure]]} | {name} | {len(rows)} | {median(errors):.2f} %"
            f" | {high:.2f} % | {inside} | {wide:.1f} % |"
        )


def _runtime(one: Outcome) -> str:
    return f"{one.row['runtime']} {one.row['runtime_version']}".strip()


def _outside(result: Result) -> Iterator[str]:
    yield "| row | model | figure | printed | band | why |"
    yield "|---|---|---|--:|--:|---|"
    for one in result.found:
        if not one.is_inside:
            name = one.row.get("id") or one.row["setting"]
            low, high = one.band.low / one.unit, one.band.high / one.unit
            yield (
                f"| {name} | {one.row['model_repo']} | {FIGURES[one.kind]} | {one.measured:g}"
                f" | {low:.4g} to {high:.4g} | {reason(one)} |"
            )


def _left(result: Result) -> Iterator[str]:
    counted = Counter(why.partition(": per GPU")[0].partition(":")[0] for _, why in result.left)
    yield from (
        f"- {number} row{'s' * (number > 1)}: {why}" for why, number in counted.most_common()
    )


def peer_errors(peers: Sequence[Peer]) -> Iterator[str]:
    """Write the errors of each peer beside ours."""
    if not peers:
        yield "No other estimator was asked."
        return
    yield "| estimator | figure | rows | its median error | its 90th percentile | ours on them |"
    yield "|---|---|--:|--:|--:|--:|"
    for peer in peers:
        for kind in KINDS:
            rows = [one for one in peer.rows if one.outcome.kind == kind and one.figure is not None]
            if not rows:
                yield f"| {peer.name} | {FIGURES[kind]} | 0 | | | |"
                continue
            errors = sorted(abs(one.error) for one in rows)
            high, ours = errors[round(0.9 * (len(errors) - 1))], _ours(rows)
            yield (
                f"| {peer.name} | {FIGURES[kind]} | {len(rows)} | {median(errors):.2f} %"
                f" | {high:.2f} % | {ours:.2f} % |"
            )


def peer_errors_by_family(peers: Sequence[Peer]) -> Iterator[str]:
    """Part the peers' errors by architecture, since a mean over all of them tells little."""
    yield "| estimator | figure | architecture | rows | its median error | ours on them |"
    yield "|---|---|---|--:|--:|--:|"
    for peer in peers:
        groups: dict[tuple[int, str], list[Compared]] = {}
        for one in peer.rows:
            if one.figure is not None:
                key = KINDS.index(one.outcome.kind), one.outcome.found.family
                groups.setdefault(key, []).append(one)
        for (kind, family), rows in sorted(groups.items()):
            off = median(abs(one.error) for one in rows)
            yield (
                f"| {peer.name} | {FIGURES[KINDS[kind]]} | {family} | {len(rows)} | {off:.2f} %"
                f" | {_ours(rows):.2f} % |"
            )


def _ours(rows: Iterable[Compared]) -> float:
    return median(abs(one.outcome.error) for one in rows)


def not_compared(peers: Sequence[Peer]) -> Iterator[str]:
    """Count what each peer was not asked, by reason."""
    for peer in peers:
        counted = Counter(one.why for one in peer.rows if one.figure is None)
        whole = len(peer.rows)
        yield f"{peer.name} was not asked, or did not answer, on {counted.total()} of {whole} rows:"
        yield ""
        yield from (f"- {number}: {why}" for why, number in counted.most_common())
        yield ""


def _own(table: Mapping[str, Any]) -> Mapping[str, str]:
    """Show our own measurements, and what they were made with."""
    lines = [
        "| model | what it is an example of | weights in bytes | counted, less measured | caches |",
        "|---|---|--:|--:|---|",
    ]
    figures = [(name, found - measured) for name, measured, found, _ in estimates(table)]
    for model in table["models"]:
        off = [size for name, size in figures if name.startswith(f"{model['model']} ")]
        caches = ", ".join(f"{size}" if size else "exact" for size in off[1:])
        lines.append(
            f"| {model['model']} | {model['what']} | {model['weights']} | {off[0]} | {caches} |"
        )
    contexts = ", ".join(str(row["context"]) for row in table["models"][0]["rows"])
    return {
        "own": "\n".join(lines),
        "own_what": str(table["what"]),
        "own_day": str(table["measured"]),
        "own_with": f"PyTorch {table['torch']}, transformers {table['transformers']}",
        "own_device": str(table["device"]),
        "own_dtype": str(table["dtype"]),
        "own_contexts": contexts,
    }


if __name__ == "__main__":
    raise SystemExit(main())
