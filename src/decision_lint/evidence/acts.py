"""Acts that stop something: the commands and the fixed phrases of the table of stops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern


class Kind(StrEnum):
    """What an act stops."""

    MACHINE = "machine"
    GUEST = "guest"
    PROCESS = "process"
    UNLOAD = "unload"
    LEAVE = "leave"
    NOTHING = "nothing"


class Act(NamedTuple):
    """A stretch of text that stops something, or says so."""

    start: int
    end: int
    kind: Kind
    storage_remains: bool | None = None
    """Whether the disk of a machine goes on billing; None where the words leave it open."""
    is_wording: bool = False
    """True for a verb in a sentence, False for a command or a fixed phrase."""
    is_bare: bool = False
    """True for a verb without anything that it stops: `terminate when done`."""


_TOKEN = pattern(r"<[^<>\n]{1,60}>|[^\s;&|`<>()（）。；]+(?:\|[^\s;&|`<>()（）。；]+)*")
_GAP = pattern(r"[ \t]+")
_QUOTES = "\"'`,.:()[]{}“”‘’"
_MOST_TOKENS = 14
_ANY = "*"
_FREE = 6
"""Words that may stand where the table has an asterisk."""

_SCRIPT = pattern(
    r"(?:\b(?:bash|sh|zsh|python3?|make|just|task|npm run|pnpm|yarn|poetry run|uv run|source)\s+"
    r"|\./"
    r"|scripts?/|(?<![\w./-])(?=[\w./-]{1,80}\.(?:sh|bat|cmd|ps1)\b))[\"'`]?"
    r"(?P<name>[\w./-]{0,80}?(?:stop|terminat|destroy|teardown|tear[_-]down|shut[_-]?down|kill"
    r"|delete|cleanup|\bdown)[\w.-]{0,60})"
)
_OF_MACHINE = pattern(
    r"(?:^|[\W_])(?:vms?|instances?|pods?|gpus?|nodes?|clusters?|cloud|runpod|vast(?:ai)?|ec2|gcp|aws"
    r"|azure|lambda|machines?|infra|droplet|endpoint|rental)(?:[\W_]|$)|destroy|terminat|tear"
)

Form = tuple[tuple[str, ...], Kind, bool]


def find_commands(text: str) -> Iterator[Act]:
    """Find the commands of the table in a text in lower case."""
    programs, forms = _commands()
    for found in programs.finditer(text):
        words, ends = _words(text, found.end())
        for form, kind, storage in forms[found[1]]:
            if (length := _matches(form, words)) is not None:
                end = ends[length - 1] if length else found.end()
                yield Act(found.start(1), end, kind, storage if kind is Kind.MACHINE else None)
                break


def find_phrases(text: str) -> Iterator[Act]:
    """Find the phrases of the table in a text in lower case."""
    for row in table("stops")["phrases"]:
        if any(word in text for word in row["near"].split()):
            kind = Kind(row["kind"])
            storage = bool(row.get("storage_remains")) if kind is Kind.MACHINE else None
            for found in _pattern(row["re"]).finditer(text):
                yield Act(found.start(), found.end(), kind, storage)


def find_scripts(text: str) -> Iterator[Act]:
    """Find scripts and targets that are named for what they stop: `./stop_vm.sh`, `make down`."""
    for found in _SCRIPT.finditer(text):
        kind = Kind.MACHINE if _OF_MACHINE.search(found["name"]) else Kind.PROCESS
        yield Act(*found.span(), kind)


def _words(text: str, start: int) -> tuple[list[str], list[int]]:
    """Cut the words behind a program, up to the end of its command."""
    words: list[str] = []
    ends: list[int] = []
    while len(words) < _MOST_TOKENS and (gap := _GAP.match(text, start)):
        token = _TOKEN.match(text, gap.end(), gap.end() + 200)
        if not token:
            break
        option, _, value = token[0].partition("=")
        parts = (option, value) if value and option.startswith("-") else (token[0],)
        words.extend(part.strip(_QUOTES) for part in parts)
        ends.extend(token.end() for _ in parts)
        start = token.end()
    return words, ends


def _matches(form: Sequence[str], words: Sequence[str]) -> int | None:
    """Tell how many words a form takes, looking through options and their values."""
    at = 0
    for number, wanted in enumerate(form):
        if wanted == _ANY and number + 1 == len(form):
            return at + 1 if at < len(words) else None
        if wanted == _ANY:
            continue
        free = number > 0 and form[number - 1] == _ANY
        found = _find(wanted, words, at, free=free)
        if found is None:
            return None
        at = found + 1
    return at


def _find(wanted: str, words: Sequence[str], at: int, *, free: bool) -> int | None:
    """Find a word of a form; `stop|remove` stands for each of its words."""
    for index in range(at, min(len(words), at + _FREE) if free else len(words)):
        if wanted in re.split(r"[|/]", words[index]):
            return index
        is_option = words[index].startswith("-")
        is_value = index > at and words[index - 1].startswith("-")
        if not (free or is_option or is_value):
            return None
    return None


@cache
def _commands() -> tuple[re.Pattern[str], Mapping[str, Sequence[Form]]]:
    """Order the commands by program, the longest form first."""
    forms: dict[str, list[Form]] = {}
    for row in table("stops")["commands"]:
        known = [
            (tuple(form.split()), Kind(row["kind"]), bool(row.get("storage_remains")))
            for form in row["words"].split("|")
        ]
        for program in row["program"].split("|"):
            forms.setdefault(program, []).extend(known)
    for known in forms.values():
        known.sort(key=lambda form: -len(form[0]))
    either = "|".join(re.escape(name) for name in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w.@-])({either})\}}?(?![\w.@:=/-])"), forms


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
