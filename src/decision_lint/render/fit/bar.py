"""A device drawn as a bar of plain characters: what fills it, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from decision_lint.memory.bands import GIB
from decision_lint.memory.estimate import Estimate
from decision_lint.memory.fitted import Fitted
from decision_lint.render.look import Look, Style


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bar."""

    name: str
    mark: str
    style: Style
    size: int
    """In bytes."""


def bar(fitted: Fitted, look: Look, width: int) -> Iterator[str]:
    """Draw the fullest device: as long as what it holds, or as what it would have to hold."""
    parts = tuple(_parts(fitted))
    whole = sum(part.size for part in parts)
    room = width - 2
    cells = "".join(
        look.paint(part.mark * number, part.style)
        for part, number in zip(parts, _shares(parts, whole, room), strict=True)
        if number
    )
    yield f"[{cells}]"
    yield _scale(fitted, whole, room)
    seen = {part.mark: part for part in parts if part.size > 0}
    items = [
        (f"{part.mark} {part.name} {_size(part.mark, parts)}", part.style) for part in seen.values()
    ]
    yield from _legend(items, look, width)


def _parts(fitted: Fitted) -> Iterator[Part]:
    found, verdict, device = fitted.estimate, fitted.verdict, fitted.device
    if not isinstance(found, Estimate) or verdict is None or device is None:
        return
    outside = found.outside.likely
    yield Part("weights", "#", Style.FRAME, found.weights.band.likely)
    yield Part("kv cache", "=", Style.HELP, found.kv_cache.band.likely)
    yield Part("overhead", "+", Style.WARNING, found.overhead.band.likely - outside)
    yield Part("free", ".", Style.PLAIN, max(0, verdict.free))
    yield Part("overhead", "+", Style.WARNING, outside)
    used = max(verdict.needed, verdict.budget) + outside
    kept = round(device.usable_gib * GIB) - used
    yield Part("not for the runtime", "-", Style.PLAIN, max(0, kept))


def _shares(parts: Sequence[Part], whole: int, room: int) -> Iterator[int]:
    """Divide the cells so that their sum is right; what is there at all is seen."""
    if whole <= 0:
        yield from (0 for _ in parts)
        return
    ends, total = [0], 0
    for part in parts:
        total += part.size
        ends.append(round(room * total / whole))
    yield from (after - before for before, after in pairwise(ends))


def _scale(fitted: Fitted, whole: int, room: int) -> str:
    """Point at the end of the budget, under the bar."""
    verdict = fitted.verdict
    if verdict is None or whole <= 0:
        return ""
    label = f"budget {verdict.budget / GIB:.2f}"
    at = 1 + min(room - 1, max(0, round(room * verdict.budget / whole) - 1))
    if at > len(label):
        return f"{label} ^".rjust(at + 1)
    return f"{' ' * at}^ {label}"


def _size(mark: str, parts: Sequence[Part]) -> str:
    return f"{sum(part.size for part in parts if part.mark == mark) / GIB:.2f}"


def _legend(items: Sequence[tuple[str, Style]], look: Look, width: int) -> Iterator[str]:
    """Name the marks, as many on a line as there is room for."""
    line, used = "", 0
    for text, style in items:
        if used and used + 3 + len(text) > width:
            yield line
            line, used = "", 0
        line += ("   " if used else "") + look.paint(text, style)
        used += (3 if used else 0) + len(text)
    if line:
        yield line
