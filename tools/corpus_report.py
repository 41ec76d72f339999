"""Say how much of the corpus is understood: each field by its figures, each miss with its trap."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

from decision_lint.command.launch import Launch  # noqa: E402  (the path comes first)
from decision_lint.command.reading import read_command  # noqa: E402
from decision_lint.evidence.stopping import read_stop  # noqa: E402

CORPUS = ROOT.parent / "shared" / "data" / "corpus"
RUNTIMES = {
    "vLLM": "vllm",
    "Ollama": "ollama",
    "llama.cpp": "llama.cpp",
    "SGLang": "sglang",
    "TGI": "tgi",
    "LM Studio": "lm-studio",
    "MLX": "mlx",
    "Transformers": "transformers",
}
"""The runtimes as the labels spell them; all others are none of ours."""
SAME = "action model model_source revision host_from exposed api_key quantization".split()
RENAMED = {"context": "context_length", "trust_remote_code": "remote_code"}
RENAMED |= {"served_model_name": "served_name"}
IF_STATED = {"port": "port", "tensor_parallel": "tensor_parallel", "dtype": "dtype"}
IF_STATED |= {"gpu_memory_utilization": "memory_fraction", "mem_fraction_static": "memory_fraction"}
"""Labels that are null where only a default holds, which a launch gives."""
OF_A_LAUNCH = "runtime action model host exposed context_length".split()
STOPPED = {"process": "stops_process", "billing": "stops_billing", "residual": "residual_cost"}
COUNTED = {"runtime", "model", "host", "exposed", "context_length", "process", "billing"}
"""The fields that all have to be right for a text to count as understood."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled text, and the fields that are not as labelled."""

    name: str
    split: str
    fields: tuple[str, ...]
    wrong: Mapping[str, str]
    trap: str

    @property
    def is_right(self) -> bool:
        """Tell whether everything that counts is right."""
        return not COUNTED & set(self.wrong)


def judge_commands(corpus: Path) -> Iterator[Judged]:
    """Compare every command with its label."""
    for row in _rows(corpus / "commands.jsonl"):
        launch, expected = read_command(row["command"]), _expected(row)
        wrong = {
            field: f"{getattr(launch, field)!r} for {label!r}"
            for field, label in expected.items()
            if getattr(launch, field) != label
        }
        yield Judged(row["id"], row["split"], tuple(expected), wrong, row["trap"] or "no trap")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _expected(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what a launch should hold; what is none of ours is not understood at all."""
    runtime = RUNTIMES.get(row["runtime"])
    if runtime is None:
        return {field: getattr(Launch(), field) for field in OF_A_LAUNCH}
    host = (row["host"] or "").removeprefix("default:")
    expected = {"runtime": runtime, "host": None if "$" in host else host or None}
    expected |= {field: row[field] for field in SAME}
    expected |= {field: row[label] for label, field in RENAMED.items()}
    stated = {label: field for label, field in IF_STATED.items() if row[label] is not None}
    return expected | {field: row[label] for label, field in stated.items()}


def judge_stops(corpus: Path) -> Iterator[Judged]:
    """Compare what every stop procedure is taken to stop with its label."""
    for row in _rows(corpus / "stops.jsonl"):
        stop = read_stop(row["text"], rented=row["route"] != "local_cpu")
        expected = {field: row[label] for field, label in STOPPED.items()}
        wrong = {
            field: f"{getattr(stop, field)!r} for {label!r}"
            for field, label in expected.items()
            if getattr(stop, field) != label
        }
        yield Judged(row["id"], row["split"], tuple(expected), wrong, row["note"] or "no note")


def report(judged: Sequence[Judged], what: str) -> Iterator[str]:
    """Say what is right, split by split."""
    for split in sorted({one.split for one in judged}):
        of_split = [one for one in judged if one.split == split]
        right = sum(one.is_right for one in of_split)
        share = f"{right} of {len(of_split)} {what} understood ({right / len(of_split):.1%})"
        yield f"{split}: {share}"
        seen = Counter(field for one in of_split for field in one.fields)
        wrong = Counter(field for one in of_split for field in one.wrong)
        for field, count in seen.items():
            yield f"  {field:<16} {count - wrong[field]:>4} of {count}"
        for one in of_split:
            if one.wrong:
                misses = "; ".join(f"{field} {miss}" for field, miss in one.wrong.items())
                yield f"  {one.name}: {misses} ({one.trap})"


def main(argv: Sequence[str] | None = None) -> int:
    """Report on the corpus, or say that it is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS, help="its folder")
    corpus: Path = parser.parse_args(argv).corpus
    if not (corpus / "commands.jsonl").is_file():
        print(f"there is no corpus at {corpus}")
        return 0
    judges = {"commands.jsonl": judge_commands, "stops.jsonl": judge_stops}
    for file, judge in judges.items():
        if (corpus / file).is_file():
            what = "commands" if judge is judge_commands else "stop procedures"
            print("\n".join(report(list(judge(corpus)), what)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
