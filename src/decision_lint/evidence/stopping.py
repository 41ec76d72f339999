"""Tells what a stop procedure stops: a process, only a model, or the billing of a machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from decision_lint.evidence.acts import Act, Kind, find_commands, find_phrases, find_scripts
from decision_lint.evidence.effects import STOPPING, come_to, is_undecided, leaves_storage, near
from decision_lint.evidence.meant import Standing
from decision_lint.evidence.sentences import Text, cut, is_wide
from decision_lint.evidence.standing import standing
from decision_lint.evidence.wording import find_wording
from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold
from decision_lint.quantities.todos import is_placeholder


class Stop(NamedTuple):
    """What a stop procedure stops; None is what its words leave open."""

    process: bool | None
    """Whether the server or the process ends."""
    model: bool
    """Whether a model only leaves memory, while its server stays."""
    billing: bool | None
    """Whether the compute billing of a rented machine ends; None where nothing is rented."""
    residual: bool | None
    """Whether storage goes on billing after that."""
    what: str
    """The words that decided."""


_LONGEST = 10_000
"""Characters of a procedure that are read; what is longer is none."""

_SHORT = 400
"""Characters up to which a text may be a mere placeholder."""

_CONTINUED = pattern(r"\\[ \t]*\n\s*")
_BLANK_LINES = pattern(r"\n\s+")
_EMPHASIS = pattern(r"\*+")
_KANA = pattern(r"[\u3040-\u30ff]")
_SIMPLER = str.maketrans(
    "虛終釋關機實銷毀刪擬務進雲後時顯費計繼續確認檢記別預點擊選擇斷開連執階處應會還無沒臺檯結過讓給將從網頁",
    "虚终释关机实销毁删拟务进云后时显费计继续确认检记别预点击选择断开连执阶处应会还无没台台结过让给将从网页",
)
"""Traditional characters, one for one, so that one list of Chinese words suffices."""

_TEMPLATE = pattern(
    r"\b(?:write|insert|fill in|enter|put|add|describe|specify|state|note|record)\b"
    r"[^.\n]{0,60}\b(?:here|below)\b|_{3,}|(?:此处|这里)(?:填写|写)|(?:填写|写)在?(?:此处|这里)"
    r"|ここに(?:記入|書)"
)
_ORDERS = pattern(r"\W*(?:put|enter|insert)\b(?!.*\bhere\b)")
"""What may be an order, although it begins as a placeholder does: `enter the console and …`."""

_PLACE = pattern(
    r"\b(?:console|dashboard|portal|website|ui)\b|控制台|面板|コンソール|管理画面|ダッシュボード"
)

Judged = tuple[Act, Standing]


@lru_cache(512)
def read_stop(text: str, *, rented: bool) -> Stop:
    """Read what a stop procedure stops; `rented` says whether a machine bills by the hour."""
    shown, whole = _prepare(text[:_LONGEST])
    judged = sorted(_acts(whole), key=lambda pair: (pair[0].start, pair[0].end))
    is_empty = len(text) <= _SHORT and is_placeholder(text) and not _ORDERS.match(whole.low)
    reminded = any(how is Standing.REMINDER for _, how in judged)
    meant = [act for act, how in judged if _counts(whole, act, how)]
    if is_empty or reminded:
        meant = [act for act in meant if not (act.is_bare or (is_empty and act.is_wording))]
    meant = come_to(whole, meant)
    stops = [act for act in meant if act.kind in STOPPING]
    if not stops:
        empty = is_empty or bool(_TEMPLATE.search(whole.low))
        return _nothing(judged, meant, shown, empty=empty, rented=rented)
    if rented and is_undecided(whole, stops):
        return Stop(
            process=None, model=False, billing=None, residual=None, what=_quote(shown, stops)
        )
    ending = [act for act in stops if rented and act.kind is Kind.MACHINE]
    return Stop(
        process=True,
        model=False,
        billing=bool(ending) if rented else None,
        residual=leaves_storage(whole, ending) if ending else None,
        what=_quote(shown, ending or stops),
    )


def _nothing(
    judged: Sequence[Judged], meant: Sequence[Act], shown: str, *, empty: bool, rented: bool
) -> Stop:
    """Say of a text that stops nothing whether it says so, or leaves it open."""
    denied = any(
        how in {Standing.NEGATED, Standing.WISH} and act.kind is not Kind.NOTHING
        for act, how in judged
    )
    nothing = False if meant or empty or denied else None
    unloads = [act for act in meant if act.kind is Kind.UNLOAD]
    what = _quote(shown, unloads or meant or [act for act, _ in judged])
    billing = nothing if rented else None
    return Stop(process=nothing, model=bool(unloads), billing=billing, residual=None, what=what)


def _prepare(text: str) -> tuple[str, Text]:
    """Fold a text to be shown, and cut the same text in lower case."""
    shown = _EMPHASIS.sub("", _BLANK_LINES.sub("\n", _CONTINUED.sub(" ", fold(text))))
    low = shown.lower().replace("lm studio", "lm_studio")
    if not _KANA.search(low):
        low = low.translate(_SIMPLER)
    return (shown if len(shown) == len(low) else low), cut(low)


def _acts(text: Text) -> Iterator[Judged]:
    """Find all acts with how they are meant; words within a command are part of it."""
    taken: set[int] = set()
    for find in (find_commands, find_phrases, find_scripts):
        found = [act for act in find(text.low) if act.start not in taken]
        for act in found:
            taken.update(range(act.start, act.end))
            how = standing(text, act.start, act.end)
            yield act, Standing.NEGATED if how is Standing.NEGATED else Standing.MEANT
    for act, how in _wording(text):
        if act.start not in taken:
            yield act, how


def _wording(text: Text) -> Iterator[Judged]:
    yield from find_wording(text)
    if is_wide(text.low):
        from decision_lint.evidence.wide import find_wide_wording

        yield from find_wide_wording(text)


def _counts(text: Text, act: Act, how: Standing) -> bool:
    """Tell whether an act is meant; what names the place where it is done is no bare reminder."""
    if how is Standing.FACT and act.kind is Kind.PROCESS:
        return True  # `killing the server frees the GPU` says how it is killed
    told = how in {Standing.REMINDER, Standing.FACT} and act.kind is Kind.MACHINE
    return how is Standing.MEANT or (told and bool(_PLACE.search(near(text, act))))


def _quote(shown: str, acts: Sequence[Act]) -> str:
    """Give the words of the first act."""
    return " ".join(shown[acts[0].start : acts[0].end].split()) if acts else ""
