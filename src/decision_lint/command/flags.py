"""The flags of a program, as its own parser would take them apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from decision_lint.command.launch import Flag, RemovedFlag, UnknownFlag
from decision_lint.command.versions import is_before
from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern

_FLAG = pattern(r"-{1,2}[^\W\d_]|--\w")
_ATTACHED = pattern(r"(-[A-Za-z])([^-=]+)")
_YES_NO = frozenset({"true", "false", "yes", "no"})
_ELLIPSES = frozenset({"...", "…", "[...]"})
_MOST_SUGGESTIONS = 12
"""More mistakes than that are not a typing error but another program."""
_KINDS = {"values": "value", "lists": "list", "optional": "optional", "switches": "switch"}
_OPPOSITES = (("--no-enable-", "--enable-"), ("--no-disable-", "--disable-"), ("--no-", "--"))
_PAIRS = (("--enable-", "--disable-"), ("--disable-", "--enable-"))


class Arguments(NamedTuple):
    """The arguments of a program, taken apart."""

    flags: tuple[Flag, ...] = ()
    positionals: tuple[str, ...] = ()
    unknown: tuple[UnknownFlag, ...] = ()
    removed: tuple[RemovedFlag, ...] = ()


class Grammar(NamedTuple):
    """The flags that a program knows."""

    kinds: Mapping[str, str]
    """Of each full name: value, list, optional or switch."""
    short: Mapping[str, str]
    """Other names of a flag."""
    removed: Mapping[str, Mapping[str, Any]]
    accepts: frozenset[str]
    names: tuple[str, ...]
    """All names of two hyphens, in order, to look for beginnings."""


@cache
def grammar(program: str) -> Grammar:
    """Give the flags of a program of the table."""
    rows = table("flags")["programs"][program]
    kinds = {name: kind for key, kind in _KINDS.items() for name in rows.get(key, ())}
    short: Mapping[str, str] = rows.get("short", {})
    names = sorted(name for name in (*kinds, *short) if name.startswith("--"))
    accepts = frozenset(rows["accepts"])
    return Grammar(kinds, short, rows.get("removed", {}), accepts, tuple(names))


def is_flag(word: str) -> bool:
    """Tell a flag from a value: `-1` is a value."""
    return bool(_FLAG.match(word))


def take_apart(
    words: Sequence[str], program: str, version: str | None, *, wants_model: bool
) -> Arguments:
    """Read the arguments of a program of the table, as of a version."""
    reader = _Reader(grammar(program), version, wants_model=wants_model)
    position = 0
    while position < len(words):
        position = reader.read(words, position)
    return reader.arguments()


@dataclass(slots=True)
class _Reader:
    """Reads arguments one after the other."""

    grammar: Grammar
    version: str | None
    wants_model: bool
    flags: list[Flag] = field(default_factory=list)
    positionals: list[str] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)
    removed: dict[str, RemovedFlag] = field(default_factory=dict)

    def read(self, words: Sequence[str], position: int) -> int:
        """Read the word at a position, with what belongs to it, and give the next position."""
        word = words[position]
        if not is_flag(word):
            if word not in _ELLIPSES and word.strip("-"):
                self.positionals.append(word)
            return position + 1
        written, equals, attached = word.partition("=")
        name, kind, value = self._resolve(written)
        if equals or value:
            self.flags.append(Flag(name, attached if equals else value))
            return position + 1
        rest = self._values(kind, words, position + 1)
        self.flags.append(Flag(name, " ".join(rest) if rest else None))
        return position + 1 + len(rest)

    def _values(self, kind: str, words: Sequence[str], start: int) -> Sequence[str]:
        """Give the words from a start on that are the values of a flag."""
        end = start
        while end < len(words) and not is_flag(words[end]):
            end += 1
        following = words[start:end]
        first = following[:1]
        match kind:
            case "list":
                return following
            case "value" | "optional":
                return first
            case "switch":
                return [word for word in first if word.casefold() in _YES_NO]
        # An unknown flag has a value, unless that could be the model that is still to come.
        is_model = self.wants_model and not self.positionals
        return [word for word in first if not (is_model and re.search(r"[/$<{]", word))]

    def _resolve(self, written: str) -> tuple[str, str, str | None]:
        """Find a flag: its full name, its kind, and a value that is part of the word."""
        name = self._spelt(written)
        if found := self._known(name):
            return *found, None
        attached = _ATTACHED.fullmatch(written) if "prefixes" in self.grammar.accepts else None
        if attached and (full := self.grammar.short.get(attached[1])):
            return full, self.grammar.kinds[full], attached[2]  # `-O3`
        self.unknown[written] = None
        return name, "unknown", None

    def _spelt(self, written: str) -> str:
        if not written.startswith("--") or "underscores" not in self.grammar.accepts:
            return written
        key, dot, rest = written.partition(".")
        return key.replace("_", "-") + dot + rest

    def _known(self, name: str) -> tuple[str, str] | None:
        kinds, accepts = self.grammar.kinds, self.grammar.accepts
        if gone := self._gone(name):
            return gone
        full = self.grammar.short.get(name, name)
        if kind := kinds.get(full):
            return full, kind
        if "dots" in accepts and "." in name:
            key = self._known(name.partition(".")[0])
            return (name, "value") if key and key[1] == "value" else None
        if "pairs" in accepts and self._has_opposite(name):
            return name, "switch"
        begun = self._begun(name) if "prefixes" in accepts else None
        return (begun, kinds[begun]) if begun else None

    def _gone(self, name: str) -> tuple[str, str] | None:
        """Find a flag that the version in question lacks."""
        row = self.grammar.removed.get(name)
        if row is None:
            return None
        gone, back = row["gone"], row.get("back")
        is_there = gone and self.version and is_before(self.version, gone)
        is_back = back and not (self.version and is_before(self.version, back))
        if not is_there and not is_back:
            self.removed[name] = RemovedFlag(name, row["instead"], gone)
        return None if is_back else (name, row["takes"])

    def _has_opposite(self, name: str) -> bool:
        switches = {
            switch + name.removeprefix(opposite)
            for opposite, switch in (*_OPPOSITES, *_PAIRS)
            if name.startswith(opposite)
        }
        return any(self.grammar.kinds.get(switch) == "switch" for switch in switches)

    def _begun(self, name: str) -> str | None:
        """Find the one flag that a name is the beginning of."""
        names = self.grammar.names
        start = bisect_left(names, name)
        fits = names[start : bisect_left(names, name + "\uffff")]
        meant = {self.grammar.short.get(full, full) for full in fits}
        return meant.pop() if len(meant) == 1 and len(name) > len("--x") else None

    def arguments(self) -> Arguments:
        """Give what was read."""
        unknown = [
            UnknownFlag(name, self._nearest(name) if count < _MOST_SUGGESTIONS else None)
            for count, name in enumerate(self.unknown)
        ]
        removed = tuple(self.removed.values())
        return Arguments(tuple(self.flags), tuple(self.positionals), tuple(unknown), removed)

    def _nearest(self, name: str) -> str | None:
        from difflib import get_close_matches  # slow to import, and only a mistake needs it

        spelt = self._spelt(name)
        begun = [known for known in self.grammar.names if known.startswith(spelt)]
        if begun:  # the beginning of several
            return min(begun, key=len)
        return next(iter(get_close_matches(spelt, self.grammar.names, n=1, cutoff=0.7)), None)
