"""RTE012: an accepted decision without what its route has to prove."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.patterns import pattern
from decision_lint.record.hardware import has_known_gpu_memory
from decision_lint.record.lacks import SETTLED
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule

_RERUN = pattern(
    r"re-?(?:run|ran|start|produc)|run (?:it )?again|run all|restart and run"
    r"|重新运行|重跑|再次运行|重新执行|全部运行|复现|再実行|再度実行|もう一度実行|すべて実行|再現",
    re.IGNORECASE,
)
_SAVED = pattern(
    r"\b(?:save[sd]?|saving|stored?|stores|written to|writes|download(?:ed|s)?|export(?:ed|s)?)\b"
    r"|\bgoogle drive\b|/content/drive|\bcommitted\b"
    r"|保存|写入|下载|导出|云端硬盘|云盘|書き出|ダウンロード|ドライブ",
    re.IGNORECASE,
)


@rule("RTE012", Level.WARNING)
def missing_route_proof(record: Record, selected: int) -> Iterator[Outcome]:
    """The decision is accepted, and what its route has to prove is missing.

    ## Why

    A rented GPU proves controlled serving: that needs a known amount of GPU memory, the endpoint
    and the latency that was seen. A free notebook proves that somebody else can run it: that needs
    a word on how it is run again, and on where its outputs stay when the session ends.

    ## How to mend it

    For a rented GPU write `endpoint:`, `latency_note:` and `available_vram_gb:`. For free Colab say
    in `first_run_command:` or `expected_output:` how the notebook is re-run and where the outputs
    are saved.
    """
    if record.status not in SETTLED:
        return
    match record.profile.route:
        case None:
            yield NotChecked("the record states no route")
            return
        case "rented_gpu":
            missing = _unproved_rental(record, selected)
        case "free_colab":
            missing = _unproved_notebook(record)
        case "local_cpu":
            return
    if missing:
        message = f"{record.status} on {record.profile.route} without {', '.join(missing)}"
        yield Problem(("profile", "route"), message)


def _unproved_rental(record: Record, selected: int) -> list[str]:
    there = {
        "endpoint": record.evidence.endpoint is not None,
        "latency note": record.evidence.latency_note is not None,
        "a known amount of GPU memory": has_known_gpu_memory(record, record.candidates[selected]),
    }
    return [name for name, is_there in there.items() if not is_there]


def _unproved_notebook(record: Record) -> list[str]:
    evidence = record.evidence
    texts = (
        record.claim,
        record.expected_output,
        record.why_now,
        evidence.first_run_command,
        evidence.first_output,
        evidence.evaluation_table,
        evidence.stop_procedure,
        evidence.latency_note,
    )
    said = "\n".join(text for text in texts if text)
    words = {"a word on re-running": _RERUN, "a word on where outputs are saved": _SAVED}
    return [name for name, pattern in words.items() if not pattern.search(said)]
