"""The answer of `fit` for people: the device as a bar, the figures, the verdict, what would fit."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from decision_lint.memory.bands import GIB, Band
from decision_lint.memory.devices import PROCESSOR, Device
from decision_lint.memory.estimate import Estimate
from decision_lint.memory.fitted import Card, Fitted
from decision_lint.memory.verdict import MOST_SEQUENCES, Fit, Verdict
from decision_lint.model import ModelFacts
from decision_lint.quoting import visible
from decision_lint.render.fit.answer import Answered
from decision_lint.render.fit.bar import bar
from decision_lint.render.look import Look, Style

_NARROWEST = 40
_WIDEST = 100
_FIGURES = 34
"""Cells of a row's name and its three figures."""
_SOURCES = {
    "hub": "the Hub",
    "lock": "the lock",
    "cache": "the local Hugging Face cache",
    "catalogue": "the bundled catalogue",
}
_VERDICTS = {
    Fit.FITS: Style.STRONG,
    Fit.TIGHT: Style.WARNING,
    Fit.DOES_NOT_FIT: Style.ERROR,
    Fit.CANNOT_TELL: Style.NOTE,
}


def render(answered: Answered, look: Look) -> str:
    """Draw the answer; sizes are GiB (2^30 bytes)."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(answered, look))


def _lines(answered: Answered, look: Look) -> Iterator[str]:
    fitted, width = answered.fitted, min(max(look.width, _NARROWEST), _WIDEST)
    found = fitted.estimate
    for line in wrap(_title(answered), width):
        yield look.paint(line, Style.STRONG)
    yield ""
    if isinstance(found, Estimate):
        if fitted.verdict:
            yield from bar(fitted, look, width)
            yield ""
        yield from _table(fitted, found, width)
        yield ""
    yield from _verdict(fitted, look, width)
    yield from _cards(fitted)
    for what in _notes(answered, found):
        yield from wrap(what, width, subsequent_indent="  ", break_on_hyphens=False) or [""]


def _title(answered: Answered) -> str:
    setup, device = answered.fitted.setup, answered.fitted.device
    found = answered.fitted.estimate
    words = [visible(answered.repo_id)]
    if setup.quantization:
        words.append(setup.quantization)
    if device:
        each = " each" if device.count > 1 else ""
        words.append(f"on {device.shown} ({device.usable_gib:.2f} GiB usable{each})")
    version = f" {setup.runtime_version}" if setup.runtime_version else ""
    words.append(f"with {setup.runtime}{version}:")
    tokens = found.context_length if isinstance(found, Estimate) else setup.context_length
    if tokens:
        words.append(f"{tokens} tokens,")
    words.append("1 sequence" if setup.concurrency == 1 else f"{setup.concurrency} sequences")
    return " ".join(words)


def _table(fitted: Fitted, found: Estimate, width: int) -> Iterator[str]:
    """Write the parts at least, likely and at most, each with the rule that it comes from."""
    yield f"{'GiB':10}{'low':>8}{'likely':>8}{'high':>8}"
    for name, band, rule in (
        ("weights", found.weights.band, found.weights.rule),
        ("kv cache", found.kv_cache.band, found.kv_cache.rule),
        ("overhead", found.overhead.band, found.overhead.rule),
        ("total", found.total, ""),
    ):
        yield from _row(name, _three(band), rule.partition(": ")[2], width)
    if fitted.verdict and fitted.device:
        if found.outside.likely:
            yield from _row("outside", _three(found.outside), "does not count: see budget", width)
        one = f"{'':8}{fitted.verdict.budget / GIB:8.2f}{'':8}"
        yield from _row("budget", one, _budget(fitted.device, fitted.verdict), width)
        yield from _row("free", f"{'':8}{fitted.verdict.free / GIB:8.2f}", "", width)
    yield ""
    yield f"cache for one token: {found.kv_bytes_per_token.likely} bytes"


def _row(name: str, figures: str, rule: str, width: int) -> Iterator[str]:
    if not rule or _FIGURES + 2 + len(rule) <= width:
        yield f"{name:10}{figures:24}  {rule}"
        return
    yield f"{name:10}{figures}"
    yield from wrap(rule, width, initial_indent="    ", subsequent_indent="    ")


def _three(band: Band) -> str:
    return "".join(f"{amount / GIB:8.2f}" for amount in (band.low, band.likely, band.high))


def _budget(device: Device, verdict: Verdict) -> str:
    whole = device.usable_gib * GIB
    share = verdict.budget / whole if whole else 0.0
    if round(share, 3) == 1:
        return "all that is usable"
    if device.name == PROCESSOR:
        rest = device.usable_gib - verdict.budget / GIB
        return f"{device.usable_gib:.2f} less {rest:.2f} for the rest"
    return f"{device.usable_gib:.2f} x {share:.3g}, the runtime's share"


def _verdict(fitted: Fitted, look: Look, width: int) -> Iterator[str]:
    verdict, found = fitted.verdict, fitted.estimate
    if not isinstance(found, Estimate):
        line = f"{Fit.CANNOT_TELL}: {visible(found.why)}"
        for part in wrap(line, width):
            yield look.paint(part, Style.NOTE)
        return
    if verdict is None:
        return
    for part in wrap(_judged(verdict, found), width):
        yield look.paint(part, _VERDICTS[verdict.fit])
    if fitted.max_context is not None:
        yield from wrap(_most(fitted, found), width)
    if verdict.fit is Fit.DOES_NOT_FIT and not fitted.changes:
        yield "nothing that was tried makes it fit: options, other forms, cards"
    if fitted.changes:
        yield "it would fit with"
        for change in fitted.changes:
            asked = "" if change.options in change.what else f" ({change.options})"
            yield from wrap(
                f"- {change.what}{asked}",
                width,
                initial_indent="  ",
                subsequent_indent="    ",
                break_on_hyphens=False,
            )


def _judged(verdict: Verdict, found: Estimate) -> str:
    needed, given = verdict.needed / GIB, verdict.budget / GIB
    where = " of each device" if found.devices > 1 else ""
    text = f"{verdict.fit}: needs {needed:.2f} of {given:.2f} GiB{where}"
    most = (found.total.high - found.outside.high) / GIB
    if verdict.fit is Fit.DOES_NOT_FIT:
        return f"{text}, {-verdict.free / GIB:.2f} too many"
    if verdict.fit is Fit.TIGHT and most > given:
        return f"{text}, and at most {most:.2f}, which is too many"
    if verdict.fit is Fit.TIGHT:
        return f"{text}: less than a tenth is free"
    return f"{text}, {verdict.free / GIB:.2f} free"


def _most(fitted: Fitted, found: Estimate) -> str:
    own = ", the model's own maximum" if fitted.max_context == fitted.longest else ""
    tokens = f"{fitted.max_context} tokens{own}" if fitted.max_context else "none"
    text = f"largest context that fits: {tokens}"
    if fitted.max_concurrency:
        least = " or more" if fitted.max_concurrency >= MOST_SEQUENCES else ""
        many = f"{fitted.max_concurrency}{least} of {found.context_length} tokens"
        text += f"; most sequences: {many}"
    return text


def _cards(fitted: Fitted) -> Iterator[str]:
    if not fitted.cards:
        return
    yield "no device is named; on one of these (--gpu, --vram):"
    for card in fitted.cards:
        yield _card(card)


def _card(card: Card) -> str:
    given = f"{card.verdict.budget / GIB:7.2f}"
    free = card.verdict.free / GIB
    left = f"{free:.2f} free" if free >= 0 else f"{-free:.2f} too many"
    return f"  {card.device.shown:18}{given} GiB  {card.verdict.fit}, {left}"


def _notes(answered: Answered, found: object) -> Iterator[str]:
    if answered.assumptions:
        yield ""
        yield "assumed:"
        yield from (f"- {visible(note)}" for note in answered.assumptions)
    yield ""
    yield f"facts: {_facts(answered.facts)}"
    if isinstance(found, Estimate) and found.is_upper_bound:
        yield "the cache is an upper bound: the architecture is unknown"


def _facts(facts: ModelFacts) -> str:
    said = f"{_SOURCES[facts.source]}, {facts.as_of or 'undated'}"
    if facts.revision:
        said += f", commit {visible(facts.revision)[:12]}"
    return f"{said}; --online asks the Hub" if facts.source == "catalogue" else said
