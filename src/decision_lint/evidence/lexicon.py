"""The words of the table of stops: things by what they are, verbs by what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from decision_lint.knowledge.tables import Table, table
from decision_lint.patterns import pattern

WORD = pattern(r"[^\W_][\w-]*")
_DEVICE = pattern(r"(?:rtx|gtx|[alhtv]\d{1,3}s?|mi\d{3}\w?|[bg][bh]?\d{3})")
_CLASSES = ("storage", "result", "model", "own", "place", "process", "machine")
_FOREIGN = (("end", "other_end"), ("stop", "other_stop"), ("gone", "other_gone"))
_SENSES = ("end", "stop", "gone")

Particle = tuple[str, re.Pattern[str]]


def noun(word: str) -> str | None:
    """Tell what a word names: a `machine`, a `process`, `storage` and so on."""
    if found := _nouns().get(word) or _nouns().get(word.rpartition("-")[2]):
        return found
    return "machine" if _DEVICE.fullmatch(word) else None


def classes(text: str) -> set[str]:
    """Tell which kinds of things a text names; a provider is a place."""
    named = {noun(word) or "" for word in WORD.findall(text)}
    if providers("names").search(text):
        named.add("place")
    return named - {""}


@cache
def _nouns() -> Mapping[str, str]:
    words = _words()
    nouns = {word: name for name in _CLASSES for word in words[name].split()}
    nouns |= dict.fromkeys(words["other_process"].split(), "process")
    nouns |= dict.fromkeys(words["other_machine"].split(), "machine")
    return nouns | dict.fromkeys(words["machine_or_process"].split(), "either")


@cache
def verbs() -> Mapping[str, str]:
    """Give the verbs of one word with their sense: `gone`, `stop` or `end`."""
    words = _words()
    known = {word: sense for sense, name in _FOREIGN for word in words[name].split()}
    return known | {word: sense for sense in _SENSES for word in words[sense].split()}


@cache
def foreign_verbs() -> frozenset[str]:
    """Give the verbs of languages in which the object may stand in front."""
    words = _words()
    english = {word for sense in _SENSES for word in words[sense].split()}
    return frozenset(word for _, name in _FOREIGN for word in words[name].split()) - english


@cache
def particles() -> Mapping[str, Particle]:
    """Give the verbs that need a second word, `shut … down`, with a pattern for what follows."""
    return dict(_particles(_words()))


def _particles(words: Mapping[str, str]) -> Iterator[tuple[str, Particle]]:
    for sense, name in (("gone", "gone_phrases"), ("stop", "stop_phrases")):
        for phrase in words[name].split():
            verb, _, particle = phrase.partition("+")
            inner = r"((?:[\s\"'`*]{1,3}[^\s.;,]{1,40}){0,5}?)"
            yield verb, (sense, re.compile(rf"{inner}[\s\"'`*]{{1,3}}(?:{particle})\b"))


@cache
def providers(which: str) -> re.Pattern[str]:
    """Match the providers of a list: all `names`, or those where `guest_ends_billing`."""
    names: list[str] = table("stops")["providers"][which]
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?:{either})(?![a-z0-9])")


@cache
def wide_verbs() -> re.Pattern[str]:
    """Match the verbs of Chinese, Japanese and Korean; the group is their sense."""
    words = _words()
    either = {
        sense: _either(words, *(f"{tongue}_{sense}" for tongue in ("zh", "ja", "ko")))
        for sense in ("gone", "stop", "end")
    }
    either["stop"] += f"|{words['zh_stop_before']}"
    return re.compile("|".join(f"(?P<{sense}>{spelt})" for sense, spelt in either.items()))


@cache
def wide_nouns() -> re.Pattern[str]:
    """Match the nouns that stand among Chinese, Japanese and Korean; the group is their class."""
    words = _words()
    groups = []
    for name in ("machine", "process", "either", "own", "result", "model"):
        keys = [
            key for key in (f"{tongue}_{name}" for tongue in ("zh", "ja", "ko")) if key in words
        ]
        latin = {word for word, known in _nouns().items() if known == name and word.isascii()}
        spelt = "|".join(re.escape(word) for word in sorted(latin, key=len, reverse=True))
        groups.append(f"(?P<{name}>{_either(words, *keys)}|(?<![a-z])(?:{spelt})(?![a-z]))")
    return re.compile("|".join(groups))


def _either(words: Mapping[str, str], *keys: str) -> str:
    known = [word for key in keys for word in words[key].split("|")]
    return "|".join(sorted(known, key=len, reverse=True))


def _words() -> Mapping[str, str]:
    stops: Table = table("stops")
    words: Mapping[str, str] = stops["words"]
    return words
