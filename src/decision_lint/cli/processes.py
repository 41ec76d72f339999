"""Many records at once: a share of them for each processor."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

Share = TypeVar("Share")

MANY = 100
"""Records from which on the processes are worth their start, some 50 ms."""
_MOST = 16
_work: Callable[[range], Any]


def shared(work: Callable[[range], Share], count: int) -> list[Share]:
    """Do work for the numbers below a count: whole, or in shares that may come from processes.

    What the work gives must survive pickling. Processes are forked, so that what is loaded by now
    need not be loaded again; where the system cannot, this process does it all.
    """
    processes = min(_processors(), _MOST, count // (MANY // 2))
    if processes < 2:  # noqa: PLR2004  (one is this one)
        return [work(range(count))]
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    # Neighbours are alike: dealt out like cards, the shares take the same time.
    shares = [range(first, count, processes) for first in range(processes)]
    pool = ProcessPoolExecutor(processes, get_context("fork"), _begin, (work,))
    try:
        return list(pool.map(_do, shares))
    except BrokenProcessPool:  # killed, by want of memory or by somebody
        return [work(range(count))]
    except BaseException:  # interrupted: nobody waits for the rest
        for process in active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown()


def _processors() -> int:
    """Count the processors that this process may use; one where forking is not safe."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _begin(work: Callable[[range], Any]) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    global _work  # noqa: PLW0603  (a process is given its work once, as it begins)
    _work = work


def _do(share: range) -> Any:
    return _work(share)
