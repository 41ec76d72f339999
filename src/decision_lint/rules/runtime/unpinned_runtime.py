"""RUN013: an accepted decision on whatever version is installed."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.command.launch import Launch
from decision_lint.quantities.runtimes import runtime_version
from decision_lint.record.lacks import SETTLED
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule


@rule("RUN013", Level.NOTE)
def unpinned_runtime(
    record: Record, selected: int, launch: Launch | None = None
) -> Iterator[Problem]:
    """The decision is accepted, and no version of the runtime is named.

    ## Why

    Defaults, flags, supported architectures and memory use change from release to release. What was
    measured with one version may not start with the next.

    ## How to mend it

    Write the version in `runtime:`, as in `vLLM 0.33.0`, or name an image by its version or digest.
    """
    candidate = record.candidates[selected]
    if record.status not in SETTLED or not candidate.runtimes:
        return
    texts = (candidate.runtime_note, record.runtime_decision)
    stated = any(runtime_version(text) for text in texts if text)
    if not stated and not (launch and launch.runtime_version):
        message = f"no version of {' or '.join(candidate.runtimes)} is named"
        yield Problem(("candidates", selected, "runtime_note"), message)
