"""What a record says that a model takes, against what its weights and its files take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from decision_lint.fitting.case import Case, once
from decision_lint.fitting.placing import settle
from decision_lint.fitting.reading import whole
from decision_lint.fitting.ways import Way, read_ways
from decision_lint.memory.bands import GIB
from decision_lint.memory.estimate import Plan, plan
from decision_lint.memory.model.known import Known, know
from decision_lint.memory.weights.files import checkpoint, gguf_files, total_size
from decision_lint.quantities.amounts import Amount, read_amounts
from decision_lint.quantities.memory import find_memory
from decision_lint.quantities.parameters import stated_parameters
from decision_lint.rule import Absent, Where

_OFF = 0.25
"""Stated parameters may differ by this share."""
_ROUNDED = 1.06
"""What people round off: 15.2 GB for 14.2 GiB is none of it, since GB are taken for GiB."""
_DOWNLOADED = 1.1
_GB = 1e9
_ACTIVE = re.compile(r"[-_.]a(\d+(?:\.\d+)?)b(?![a-z0-9])")
_EXPERTS = re.compile(r"(?<![a-z0-9])(\d{1,2})x(\d+(?:\.\d+)?)b")


class Claim(NamedTuple):
    """A figure that a record states and that is not right."""

    where: Where
    message: str
    is_active: bool
    """Whether it is that of the parameters that one token passes."""


@once
def wrong_claims(case: Case) -> tuple[Claim | Absent, ...]:
    """Give the claims about the size of a candidate that its facts belie."""
    return tuple(_wrong_claims(case))


def _wrong_claims(case: Case) -> Iterator[Claim | Absent]:
    known = know(whole(case))
    if isinstance(known, Absent):
        yield known
        return
    total = known.loaded()
    texts = dict(_texts(case))
    for where, text in texts.items():
        stated = stated_parameters(text, is_size=where[-1] == "size")
        if stated and total and abs(stated - total) > _OFF * total:
            yield _miscounted(known, where, stated, total)
            return
    needs = [(where, need) for where, text in texts.items() for need in _needs(text, where)]
    if needs:
        yield from _undersized(case, known, needs)


def _texts(case: Case) -> Iterator[tuple[Where, str]]:
    place: Where = ("candidates", case.number)
    if case.candidate.size:
        yield (*place, "size"), case.candidate.size
    if case.candidate.hardware_note:
        yield (*place, "hardware_note"), case.candidate.hardware_note


def _miscounted(known: Known, where: Where, stated: float, total: int) -> Claim:
    active = _active(known, total)
    is_active = bool(active and abs(stated - active) <= _OFF * active)
    what = " active" if is_active else ""
    message = f"{_billions(stated)}{what} parameters are stated, and {_billions(total)} are loaded"
    return Claim(where, message, is_active)


def _billions(number: float) -> str:
    return f"{number / 1e9:.3g}B" if number >= 1e9 else f"{number / 1e6:.3g}M"  # noqa: PLR2004


def _needs(text: str, where: Where) -> Iterator[Amount]:
    for amount in read_amounts(text):
        if amount.of == "need" or (where[-1] == "size" and amount.of == "unknown"):
            yield amount


def _undersized(
    case: Case, known: Known, needs: list[tuple[Where, Amount]]
) -> Iterator[Claim | Absent]:
    """Hold the stated needs against the smallest weights of the candidate's ways."""
    ways = read_ways(case)
    if isinstance(ways, Absent):
        yield ways
        return
    plans = [_plan(case, way) for way in ways]
    sizes = [(way, each) for way, each in zip(ways, plans, strict=True) if isinstance(each, Plan)]
    if not sizes:
        yield next(each for each in plans if isinstance(each, Absent))
        return
    way, planned = min(sizes, key=lambda pair: pair[1].share.low)
    least = planned.share.low
    for where, need in needs:
        stated = need.memory.amount * need.memory.times * GIB
        if stated * _ROUNDED >= least:
            continue
        form = way.setup.quantization or way.setup.dtype
        unit, in_form = "GiB" if need.memory.exact else "GB", f" in {form}" if form else ""
        message = (
            f"{need.memory.amount * need.memory.times:g} {unit} are stated, and the weights alone"
            f" take {least / GIB:.1f} GiB{in_form}"
        )
        is_active = any(
            _is_of_active(known, stated, size) for size in (least, planned.weights.band.low)
        )
        yield Claim(where, message, is_active)
        return


def _plan(case: Case, way: Way) -> Plan | Absent:
    return plan(whole(case), settle(case, way))


def _is_of_active(known: Known, stated: float, weights: int) -> bool:
    total = known.loaded()
    active = _active(known, total) if total else None
    if active is None or not total:
        return False
    share = active / total
    return abs(stated - weights * share) <= _OFF * weights * share


def _active(known: Known, total: int) -> float | None:
    """Give the parameters that one token passes, by the config, else by the name of the model.

    `A3B` says so; of `8x7B` two experts are used, and one is an eighth of what seven more take.
    """
    if known.count and known.shape.experts:
        return known.count.active
    name = known.facts.repo_id.casefold()
    if said := _ACTIVE.search(name):
        return float(said[1]) * 1e9
    if (said := _EXPERTS.search(name)) and int(said[1]) > 1:
        one = float(said[2]) * 1e9
        return one + (total - one) / (int(said[1]) - 1)
    return None


def stated_disk(case: Case) -> tuple[Where, float] | None:
    """Give the disk that is stated for a candidate, in GB."""
    note = case.candidate.hardware_note or ""
    plain = {(each.start, each.end) for each in find_memory(note)}
    disks = [
        each.amount * each.times * (GIB / _GB if each.exact else 1)
        for each in find_memory(note, storage=True)
        if (each.start, each.end) not in plain
    ]
    if disks:
        return ("candidates", case.number, "hardware_note"), max(disks)
    if case.is_selected and case.record.hardware.disk_gb:
        return ("hardware", "disk_gb"), case.record.hardware.disk_gb
    return None


def download(case: Case) -> tuple[float, str] | Absent:
    """Give the GB that have to be downloaded, for the smallest of a candidate's ways."""
    ways = read_ways(case)
    if isinstance(ways, Absent):
        return ways
    sizes = [_download(case, way) for way in ways]
    told = [size for size in sizes if not isinstance(size, Absent)]
    if not told:
        return next(size for size in sizes if isinstance(size, Absent))
    return min(told)


def _download(case: Case, way: Way) -> tuple[float, str] | Absent:
    files = case.facts.files
    if way.runtime in ("llama.cpp", "ollama", "lm-studio"):
        size = total_size(gguf_files(files, way.setup.quantization))
    else:
        size = total_size(checkpoint(files))
    if size is not None:
        return size / _GB, "files"
    planned = _plan(case, way)
    if isinstance(planned, Absent):
        return planned
    return planned.weights.band.low / _GB, "weights"


def needs_disk(gb: float) -> float:
    """Give the disk that a download wants: a tenth more than its files."""
    return gb * _DOWNLOADED
