"""What stands around a command: programs that run it, assignments, prompts, keys of unit files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from decision_lint.command.programs import program_name
from decision_lint.command.shell import words_of
from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern

_RUNNERS = (
    (frozenset("bash sh zsh dash ksh ash fish".split()), pattern(r"-[a-z]*c"), 1),
    (frozenset("powershell pwsh".split()), pattern(r"-c(?:ommand)?", re.IGNORECASE), None),
    (frozenset({"cmd"}), pattern(r"/[ck]", re.IGNORECASE), None),
)
"""Shells, the option behind which their script stands, and how many words it is."""
_SAYING = frozenset("echo printf print Write-Host Write-Output".split())
_TAKES_SCRIPTS = frozenset("su script nix-shell sky gcloud eval trap runpodctl vastai".split())
_NOISE = frozenset(
    "$ % & ! { } @ - * • ❯ ➜ λ + ~ # -- if then else elif do while until CMD RUN ENTRYPOINT".split()
)
_STARTING = pattern(
    r"-(?:FilePath|ArgumentList|NoNewWindow|Wait|PassThru|WindowStyle)", re.IGNORECASE
)
_PROMPT = pattern(
    r"\d{1,2}[.)]|[\w.-]+@[\w.:~/-]+[$#%]|\[[\w.-]+@[\w.-]+|[\w~/.-]+\][$#]|0x[0-9a-fA-F]+"
)
_ASSIGNED = pattern(
    r"(?:\$env:)?(?P<name>[A-Za-z_]\w*)\+?=(?P<value>.*)", re.DOTALL | re.IGNORECASE
)
_POWERSHELL_NAME = pattern(r"\$(?:env:)?\w+", re.IGNORECASE)
_RUNS = pattern(r"(?:ExecStart(?:Pre|Post)?|command|cmd|CMD|exec)=[@+!:-]*(?=.)")
_FILE_WITH_BLANK = pattern(r"(?:[A-Za-z]:)?[\\/].*\.(?:exe|cmd|bat)", re.IGNORECASE)
_UNIT = pattern(r"Environment=(?=\w+=)")
_EXPORTING = frozenset("export set setx declare typeset local readonly ENV setenv SET".split())
_OF_PROGRAM = frozenset(
    "-f --file -p --project-name --profile --env-file --context -H --host -n --namespace"
    " --kubeconfig --project-directory".split()
)
"""Options that stand before a subcommand and have a value."""
_MOST_LAYERS = 40
_LONGEST = 3
"""As many words the name of a wrapper has at most: `docker compose exec`."""


class Peeled(NamedTuple):
    """A command without what stood around it."""

    words: tuple[str, ...] = ()
    env: Mapping[str, str] = MappingProxyType({})
    scripts: tuple[str, ...] = ()
    """Scripts that are run: of `bash -c`, `ssh`, `eval`."""
    said: tuple[str, ...] = ()
    """Scripts that are only shown or kept: of `echo`, of an assignment."""


def peel(words: Sequence[str]) -> Peeled:
    """Take off what stands before the program that is meant."""
    env: dict[str, str] = {}
    rest = tuple(words)
    for _ in range(_MOST_LAYERS):
        rest = rest[_leading(rest, _is_noise) :]
        if not rest:
            break
        first = rest[0]
        if runs := _RUNS.match(first):
            rest = (first[runs.end() :], *rest[1:])
        elif assigned := _assignments(rest):
            env |= assigned[0]
            rest = assigned[1]
        elif re.search(r"\s", first) and not _FILE_WITH_BLANK.fullmatch(first):
            return Peeled((), env, scripts=(" ".join(rest),))
        elif inner := _inner(rest):
            return Peeled((), env, *inner)
        elif (behind := _behind(rest)) is not None:
            rest = behind
        else:
            break
    return Peeled(rest, env, said=tuple(value for value in env.values() if re.search(r"\s", value)))


def _leading(words: Sequence[str], is_meant: Callable[[str], object]) -> int:
    """Count the words at the front that are of a kind."""
    return next((at for at, word in enumerate(words) if not is_meant(word)), len(words))


def _is_noise(word: str) -> bool:
    return word in _NOISE or not word or bool(_PROMPT.fullmatch(word))


def subcommand(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part a command into its name with its subcommand, and the rest: `docker compose`, `exec`."""
    name = [program_name(words[0])]
    position = 1
    if name == ["docker-compose"]:
        name = ["docker", "compose"]
    while position < len(words) and len(name) < _LONGEST:
        word = words[position]
        if not word.startswith("-"):
            name.append(word)
        position += 2 if word in _OF_PROGRAM else 1
    return tuple(name), tuple(words[position:])


def _assignments(words: tuple[str, ...]) -> tuple[dict[str, str], tuple[str, ...]] | None:
    """Take assignments off the front: `A=1 program`, `export A=1`, `$env:A = "1"`, `ENV A 1`."""
    first = words[0]
    if unit := _UNIT.match(first):
        pairs = [_ASSIGNED.fullmatch(word) for word in words_of(first[unit.end() :])]
        return {pair["name"]: pair["value"] for pair in pairs if pair}, words[1:]
    if words[:2] == ("launchctl", "setenv"):
        return _exported(words[2:])
    if first in _EXPORTING:
        return _exported(words[1:])
    if _ASSIGNED.fullmatch(first):
        end = _leading(words, _ASSIGNED.fullmatch)
        pairs = [_ASSIGNED.fullmatch(word) for word in words[:end]]
        return {pair["name"]: pair["value"] for pair in pairs if pair}, words[end:]
    if _POWERSHELL_NAME.fullmatch(first) and words[1:2] == ("=",):
        name = first.lstrip("$").rpartition(":")[2]
        return {name: " ".join(words[2:3])}, words[3:]
    return None


def _exported(words: tuple[str, ...]) -> tuple[dict[str, str], tuple[str, ...]]:
    found: dict[str, str] = {}
    rest = [word for word in words if not word.startswith("-")]
    for word in rest:
        if pair := _ASSIGNED.fullmatch(word):
            found[pair["name"]] = pair["value"]
    if not found and len(rest) > 1:
        found[rest[0]] = rest[1]
    return found, ()


def _inner(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Give the scripts that a program runs, and those that it only shows."""
    name, rest = program_name(words[0]), words[1:]
    if name in _SAYING:
        return (), (" ".join(rest),)
    if name in _TAKES_SCRIPTS:
        scripts = [word for word in rest if re.search(r"\s", word)]
        return tuple(scripts or [" ".join(rest)] * (name == "eval")), ()
    if name == "Start-Process":
        return (" ".join(word.rstrip(",") for word in rest if not _STARTING.fullmatch(word)),), ()
    runner = next((row for row in _RUNNERS if name in row[0]), None)
    return (_after(rest, runner[1], runner[2]), ()) if runner else None


def _after(words: tuple[str, ...], option: re.Pattern[str], count: int | None) -> tuple[str, ...]:
    """Give what stands behind an option as one script."""
    for position, word in enumerate(words):
        if option.fullmatch(word):
            behind = words[position + 1 :]
            return (" ".join(behind[:count]),) if behind else ()
    return ()


def _behind(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give the command that a wrapper runs."""
    name = program_name(words[0])
    if name == "start":
        own = [word for word in words[1:3] if word.startswith("/") or not word or " " in word]
        return words[1 + len(own) :]
    wrappers = table("flags")["wrappers"]
    parts, _ = subcommand(words)
    for length in range(len(parts), 0, -1):
        row = wrappers.get(" ".join(parts[:length]))
        if row is not None:
            return _skip(_past(words, parts[1:length]), row)
    return None


def _past(words: tuple[str, ...], parts: tuple[str, ...]) -> tuple[str, ...]:
    """Give what stands behind the words of a subcommand."""
    position = 1
    for part in parts:
        if part in words[position:]:
            position = words.index(part, position) + 1
    return words[position:]


def _skip(words: tuple[str, ...], row: Mapping[str, Any]) -> tuple[str, ...]:
    """Skip the options and the words that belong to a wrapper."""
    own, values = int(row["own"]), row.get("values", ())
    position = 0
    while position < len(words):
        word = words[position]
        if word == "--":
            return words[position + 1 :]
        if word == "-m":  # a module that the wrapper hands to Python
            break
        if word.startswith("-"):
            position += 2 if word in values else 1
        elif own:
            own -= 1
            position += 1
        else:
            break
    return words[position:]
