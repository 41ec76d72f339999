"""Reads verbs that stop something together with what they stop, in languages with spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from decision_lint.evidence.acts import Act, Kind
from decision_lint.evidence.lexicon import (
    WORD,
    classes,
    foreign_verbs,
    noun,
    particles,
    verbs,
    wide_nouns,
)
from decision_lint.evidence.meant import Standing
from decision_lint.evidence.sentences import Text, is_wide
from decision_lint.evidence.standing import is_described, standing
from decision_lint.patterns import pattern

_VERB = pattern(r"(?<![\w.])[^\W\d_]+(?![\w]|\.\w|-\d)")
_TOKEN = pattern(r"[\s\"'`“”‘’<>\[\]/{}$*_~&+-]*([^\W_][\w'’.-]*)")
_STOPS_PHRASE = pattern(r"[.;:!?,()（）→\n|>=、，。]|\s[-–—]|->")
_ELIDED = pattern(r"^\w{1,4}['’](?=\w{3})")
_LINKS = frozenset(
    """and or then when after before so because but until if once while with via in on at from
    through using by to for as where which again who und oder y e et ou и или sobre en no na im am
    auf dans sur nel nella sulla dalla tras""".split()
)
_FIRST = 8
"""Words that may stand between a verb and its object."""

_NEAR = 60
"""Characters in which the subject of a verb is looked for."""

_PRONOUNS = frozenset("it them this that these those everything".split())
_RENTED = frozenset("rented hired leased cloud remote spot on-demand gemietete gemieteten".split())
_SHARES = pattern(r"[\s\"'`*/,|&+]*(?:(?:or|and|then|/|o|y|e|ou|oder|und)[\s\"'`*]+){0,2}")
_NOUN_BEHIND = pattern(
    r"[\s\"'`*_-]*(?:notes?|proof|times?|screenshots?|procedure|path|command|scripts?|steps?|token"
    r"|sequences?|words?|conditions?|signals?|sign|policy|hook|plan|date|logs?|message|record|reason"
    r"|section|list|of|for|is|are|was|were|has|costs?)\b"
)
AFTER_ARROW = pattern(r"(?:→|->|=>|>|›|»|⇒|➜|▸|⟶)[\s\"'`*_“「『\[]*$")
CLICK = pattern(
    r"\b(?:click|press|hit|tap|choose|select|pick|button|menu)\b|点击|单击|点|选择?|按|クリック|押|選|ボタン"
)
_IMPERATIVE = pattern(
    r"(?:^|[.;:!?,()\n。，；、|]|\b(?:then|and|or|to|please|always|finally|also|must|should|will|i"
    r"|we|you|manually|immediately|can)\s)[\s\"'`*_>#\d.)\]•-]*$"
)
_AT_PROVIDER = pattern(
    r"\b(?:dashboard|portal|provider\S*|control[ -]panel|panel|website|cloud console|web console)\b"
    r"|\b(?:via|through|by|over|with) (?:the |its |their )?(?:\w+ )?api\b"
)


class Verb(NamedTuple):
    """A verb that stops: where it stands, whether it leaves anything, and its form."""

    start: int
    end: int
    word: str
    sense: str
    """`gone`, `stop` or `end`."""
    form: str = ""
    """`ed`, `ing`, `s`, or nothing for an order."""


def find_wording(text: Text) -> Iterator[tuple[Act, Standing]]:
    """Find what is said to be stopped, and how that is meant."""
    found = list(_verbs(text.low))
    for index, verb in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        what, end = _object(text.low, verb.end)
        shared = None
        if not what and following and _SHARES.fullmatch(text.low[verb.end : following.start]):
            what, end = _object(text.low, following.end)
            shared = following
        if what == "pronoun":
            what = _mentioned(text.low, verb.start) or ("machine" if verb.sense == "gone" else None)
        elif what and verb.form == "ed" and is_described(text, verb.start):
            continue  # `stopped pods` stops none
        what = what or _subject(text, verb) or _wide_object(text.low, verb.end)
        kind = kind_of(text, verb, what) if what else _bare_kind(text, verb)
        if kind:
            how = standing(text, verb.start, verb.end, verb.form)
            storage = _storage(text, verb, shared) if kind is Kind.MACHINE else None
            yield (
                Act(
                    verb.start, max(end, verb.end), kind, storage, is_wording=True, is_bare=not what
                ),
                how,
            )


def _storage(text: Text, verb: Verb, shared: Verb | None) -> bool:
    """Tell whether a disk remains: what is stopped and then deleted leaves none."""
    if shared and not re.search(r"\bor\b|/", text.low[verb.end : shared.start]):
        return shared.sense == "stop"
    return verb.sense == "stop"


def kind_of(text: Text, verb: Verb, what: str) -> Kind | None:
    """Tell what stops when a verb is done to something."""
    match what:
        case "either":
            opens, closes = text.sentence(verb.start)
            near = text.low[max(opens, verb.start - 200) : min(closes, verb.end + 200)]
            rented = verb.sense == "gone" or (verb.sense == "stop" and is_at_provider(near))
            return Kind.MACHINE if rented else Kind.PROCESS
        case "machine":
            leaves = verb.sense == "end" and verb.word.startswith(("exit", "quit", "clos"))
            return Kind.LEAVE if leaves else Kind.MACHINE
        case "process" | "own":
            return Kind.PROCESS
        case "model":
            return Kind.MACHINE if verb.word.startswith("undeploy") else Kind.UNLOAD
    return None


def is_at_provider(sentence: str) -> bool:
    """Tell whether a sentence speaks of what is done at the provider."""
    return bool(_AT_PROVIDER.search(sentence) or "place" in classes(sentence) - {"process"})


def _bare_kind(text: Text, verb: Verb) -> Kind | None:
    """Tell what a verb without an object stops: a menu's last word, a button, a bare order."""
    low = text.low
    opens, closes = text.sentence(verb.start)
    before = low[max(opens, verb.start - _NEAR) : verb.start]
    if verb.form or verb.sense == "end" or before.endswith(("auto-", "auto ", "idle ")):
        return None
    click = low[max(opens, verb.start - 30) : min(closes, verb.end + 12)]
    chosen = AFTER_ARROW.search(before) or CLICK.search(click)
    if not chosen and (_NOUN_BEHIND.match(low, verb.end) or not _IMPERATIVE.search(before)):
        return None
    named = classes(low[max(opens, verb.start - 200) : min(closes, verb.end + 200)])
    if named & {"machine", "place"} and (chosen or "place" in named):
        processes = verb.sense != "gone" and "process" in named and "machine" not in named
        return Kind.PROCESS if processes else Kind.MACHINE
    if chosen and named & {"process", "either"}:
        return Kind.PROCESS
    return Kind.MACHINE if verb.sense == "gone" else None


def _verbs(low: str) -> Iterator[Verb]:
    """Find the verbs in a text, the second word of `shut … down` looked for behind them."""
    senses, phrases = verbs(), particles()
    for found in _VERB.finditer(low):
        word = found[0]
        if sense := senses.get(word):
            yield Verb(found.start(), found.end(), word, sense, _form(word))
        elif (particle := phrases.get(word)) and (phrase := particle[1].match(low, found.end())):
            end = found.end() if phrase[1].strip() else phrase.end()
            yield Verb(found.start(), end, word, particle[0], _form(word))


def _form(word: str) -> str:
    if word.endswith("ing"):
        return "ing"
    if word.endswith("ed") or word in {"torn", "spun", "given"}:
        return "ed"
    return "s" if word.endswith("s") else ""


def _object(low: str, start: int) -> tuple[str | None, int]:
    """Find the head of the noun phrase behind a verb, and where it ends."""
    what: str | None = None
    rented = False
    at = end = start
    for number in range(_FIRST):
        token = _TOKEN.match(low, at, at + _NEAR)
        if not token or _STOPS_PHRASE.search(low, at, token.start(1)):
            break
        word = _ELIDED.sub("", token[1].rstrip("'’.-").removesuffix("'s").removesuffix("’s"))
        if number == 0 and word in _PRONOUNS and not noun(_next(low, token.end())):
            return "pronoun", token.end()
        if word in _LINKS:
            break
        named = noun(word)
        if what and named in {None, "place"}:
            break
        rented = rented or word in _RENTED
        what = named if named != "place" else what
        at = token.end()
        end = at if named else end
    if rented and what in {None, "either", "own"}:
        what, end = "machine", max(end, at)
    return what, end


def _next(low: str, at: int) -> str:
    token = _TOKEN.match(low, at, at + _NEAR)
    return token[1].rstrip("'’.-") if token else ""


def _subject(text: Text, verb: Verb) -> str | None:
    """Find what a verb is said of: `the pod is terminated`, `instance shutdown`."""
    if is_wide(text.low[max(0, verb.start - 3) : verb.start]):
        ahead = list(wide_nouns().finditer(text.low, max(0, verb.start - 40), verb.start))
        return ahead[-1].lastgroup if ahead else None
    if verb.sense == "end" and verb.form != "s" and verb.word not in foreign_verbs():
        return None
    opens, _ = text.clause(verb.start)
    words = WORD.findall(text.low[max(opens, verb.start - _NEAR) : verb.start])[-6:]
    loose = verb.form == "ed" or verb.word in foreign_verbs()
    if not words or not (loose or noun(words[-1])):
        return None
    known = [named for word in words if (named := noun(word)) and named != "place"]
    return known[-1] if known else None


def _wide_object(low: str, end: int) -> str | None:
    """Find what stands behind a verb of another language: `kill 掉 8000 端口的进程`."""
    if not is_wide(low[end : end + 3]):
        return None
    found = wide_nouns().search(low, end, end + 24)
    return found.lastgroup if found else None


def _mentioned(low: str, at: int) -> str | None:
    """Find the last thing named before a pronoun."""
    known = [noun(word) for word in WORD.findall(low[max(0, at - 200) : at])]
    return next(
        (named for named in reversed(known) if named in {"machine", "process", "either"}), None
    )
