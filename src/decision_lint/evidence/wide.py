"""Reads verbs that stop something together with what they stop, in Chinese, Japanese and Korean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.evidence.acts import Act, Kind
from decision_lint.evidence.lexicon import classes, wide_nouns, wide_verbs
from decision_lint.evidence.meant import Standing
from decision_lint.evidence.sentences import Text
from decision_lint.evidence.standing import standing
from decision_lint.evidence.wording import AFTER_ARROW, CLICK, Verb, kind_of
from decision_lint.patterns import pattern

_OF_ITSELF = frozenset("关机 停机 解約 退租 退订 返却 停租".split())
"""Verbs whose object is the machine, where they name none."""

_PLACE = pattern(
    r"控制台|控制面板|网页|面板|后台|平台|服务商|コンソール|コントロールパネル|管理画面|ダッシュボード|プロバイダ|콘솔|대시보드"
)
_KANA = pattern(r"[\u3040-\u30ff]")
_BEHIND, _AHEAD = 24, 40
"""Characters in which an object is looked for."""

_FAR = 12
"""Characters between a verb and the first noun behind it."""

_JOINED = pattern(r"[\s的上里中]{0,3}")
"""What stands between nouns that make one: `实例上的服务`."""


def find_wide_wording(text: Text) -> Iterator[tuple[Act, Standing]]:
    """Find what is said to be stopped, and how that is meant."""
    for found in wide_verbs().finditer(text.low):
        verb = Verb(*found.span(), found[0], found.lastgroup or "stop")
        what = _object(text, verb)
        kind = _kind(text, verb, what) if what else _bare_kind(text, verb)
        if kind:
            storage = verb.sense == "stop" if kind is Kind.MACHINE else None
            how = standing(text, verb.start, verb.end)
            yield Act(verb.start, verb.end, kind, storage, is_wording=True, is_bare=not what), how


def _object(text: Text, verb: Verb) -> str | None:
    """Find the object of a verb: behind it in its clause, else in front of it in its sentence."""
    opens, _ = text.sentence(verb.start)
    _, closes = text.clause(verb.start)
    ahead = list(wide_nouns().finditer(text.low, max(opens, verb.start - _AHEAD), verb.start))
    if ahead and _KANA.search(text.low, ahead[-1].end(), verb.end + 2):
        return ahead[-1].lastgroup
    if verb.word not in _OF_ITSELF:
        behind = wide_nouns().finditer(
            text.low, verb.end, max(verb.end, min(closes, verb.end + _BEHIND))
        )
        if head := _head(text.low, behind, verb.end):
            return head
    return ahead[-1].lastgroup if ahead else None


def _head(low: str, behind: Iterator[re.Match[str]], start: int) -> str | None:
    """Take the last of the nouns that stand together behind a verb: `停止实例上的服务`."""
    what, at = None, start
    for noun in behind:
        far = (
            noun.start() - at > _FAR
            if what is None
            else not _JOINED.fullmatch(low, at, noun.start())
        )
        if far:
            break
        what, at = noun.lastgroup, noun.end()
    return what


def _kind(text: Text, verb: Verb, what: str) -> Kind | None:
    if what == "either" and verb.sense == "stop" and _PLACE.search(_near(text, verb)):
        return Kind.MACHINE
    return kind_of(text, verb, what)


def _bare_kind(text: Text, verb: Verb) -> Kind | None:
    if verb.word in _OF_ITSELF:
        return Kind.MACHINE
    near = _near(text, verb)
    named = classes(near) | ({"place"} if _PLACE.search(near) else set())
    if "place" in named and verb.sense != "end":
        return Kind.MACHINE
    chosen = CLICK.search(near) or AFTER_ARROW.search(text.low[max(0, verb.start - 8) : verb.start])
    return Kind.PROCESS if chosen and "process" in named else None


def _near(text: Text, verb: Verb) -> str:
    opens, closes = text.sentence(verb.start)
    return text.low[max(opens, verb.start - 80) : min(closes, verb.end + 40)]
