"""The Hub asked for many models at once, in one bounded time."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime

from decision_lint.facts.answer import Answer, Key
from decision_lint.facts.hub.request import Line
from decision_lint.facts.hub.rounds import Rounds
from decision_lint.facts.hub.settings import read_settings
from decision_lint.rule import Absent

Progress = Callable[[int, int], None]
"""Told how many models are answered, and how many there are."""

AT_ONCE = 32
"""Requests under way at the same time; the Hub lets the anonymous ask 500 times in 5 minutes."""


def ask(  # noqa: PLR0913  (each is a thing that a caller may want to say)
    references: Sequence[Key],
    *,
    endpoint: str | None = None,
    token: str | None = None,
    deadline_s: float = 30.0,
    progress: Progress | None = None,
    today: date | None = None,
) -> Mapping[Key, Answer]:
    """Ask the Hub for models at revisions; each answer is there at the deadline, or an `Absent`.

    Requests: one for each model, one more for its config.json where there is one that may be had,
    and one for each base model of another owner whose license may be the stricter one. Each is
    made once, however often a model or a base is named.

    `endpoint` and `token` go before what the environment says (`HF_ENDPOINT`, `HF_TOKEN`, the
    token that `hf auth login` keeps; an empty token asks as anybody). Raises nothing that comes
    from the network; no answer, error or log line holds the token.
    """
    keys = tuple(dict.fromkeys(references))
    deadline = time.monotonic() + deadline_s
    settings = read_settings(os.environ, endpoint, token)
    if isinstance(settings, Absent):
        return dict.fromkeys(keys, settings)
    if not keys:
        return {}
    try:
        line = Line(settings, deadline)
    except (ImportError, OSError, ValueError):  # a proxy's scheme, a certificate's file
        why = "no connection can be set up; look at the proxy and certificate variables"
        return dict.fromkeys(keys, Absent(why))
    as_of = (today or datetime.now(UTC).date()).isoformat()
    rounds = Rounds(line, keys, as_of)
    try:
        _run(rounds, line, progress)
    finally:
        line.close()
    return rounds.answers()


def _run(rounds: Rounds, line: Line, progress: Progress | None) -> None:
    """Do the rounds' work on threads that nobody waits for at the end of the program."""
    todo: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
    done: queue.SimpleQueue[object] = queue.SimpleQueue()
    for work in rounds.start():
        todo.put(work)
    threads = min(AT_ONCE, 2 * rounds.under_way)  # a config and a base may be asked at once
    # Not a pool of concurrent.futures: the interpreter joins its threads, however late they are.
    for number in range(threads):
        name = f"hub-{number}"
        threading.Thread(target=_work, args=(todo, done), name=name, daemon=True).start()
    try:
        while rounds.under_way and line.left > 0:
            try:
                result = done.get(timeout=line.left)
            except queue.Empty:
                break
            for work in rounds.take(result):
                todo.put(work)
            if progress:
                progress(rounds.finished, rounds.total)
    finally:
        for _ in range(threads):
            todo.put(None)


def _work(
    todo: queue.SimpleQueue[Callable[[], object] | None], done: queue.SimpleQueue[object]
) -> None:
    while (work := todo.get()) is not None:
        try:
            done.put(work())
        except Exception as error:  # noqa: BLE001  (a bug is raised again where somebody sees it)
            done.put(error)
