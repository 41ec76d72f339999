"""RTE010: a rented GPU that nothing bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.quantities.durations import find_durations
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule

_GUARD = re.compile(
    r"(?<![a-z])auto[\s_-]?(?:stop|down|terminat|shut)|time[\s_-]?out|time[\s_-]?limit|\bttl\b"
    r"|(?<![a-z])idle|自动(?:停|关|销毁)|自動(?:停止|終了|シャットダウン)|超时|闲置|空闲|定时(?:停|关)"
    r"|タイムアウト|アイドル",
    re.IGNORECASE,
)
_ENDS_AFTER = re.compile(
    r"(?:stops|shuts|terminates|powers off|expires|ends|(?:is|are|gets?) (?:automatically )?"
    r"(?:stopped|shut down|deleted|destroyed|terminated|killed|released))(?: \w+){0,3} after\b"
    r"|[后後](?:自动|に自動で|に|で)?(?:停|关|删|销|释放|終了|削除)",
    re.IGNORECASE,
)
"""An end that comes by itself; it is one only with the time after which it comes."""


@rule("RTE010", Level.WARNING)
def unbounded_rental(record: Record) -> Iterator[Outcome]:
    """A rented GPU has no stop time, no budget and nothing that stops it by itself.

    ## Why

    A rented machine bills by the hour whether or not anybody uses it, and the evening on which it
    is forgotten is a Friday.

    ## How to mend it

    Write `stop_time:` or `budget:`, or have the provider stop the machine when it is idle and say
    so in `stop_procedure:`.
    """
    route, evidence = record.profile.route, record.evidence
    if route is None:
        yield NotChecked("the record states no route")
    elif route == "rented_gpu" and not (evidence.stop_time or record.budget):
        notes = (candidate.hardware_note for candidate in record.candidates)
        texts = (
            evidence.stop_procedure,
            evidence.first_run_command,
            record.hardware.note,
            *notes,
        )
        if not any(_ends_by_itself(text) for text in texts if text):
            message = "a rented GPU without stop time, budget or autostop"
            yield Problem(("profile", "route"), message)


def _ends_by_itself(text: str) -> bool:
    return bool(_GUARD.search(text) or (_ENDS_AFTER.search(text) and find_durations(text)))
