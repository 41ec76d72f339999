"""Every call of a program in a text, wherever it stands: a script, a wrapper, a manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from decision_lint.command.docker import Container, image_row, read_container
from decision_lint.command.launch import Flag
from decision_lint.command.programs import Program, find_program, is_python
from decision_lint.command.shell import Statement, split, words_of
from decision_lint.command.wrappers import Peeled, peel
from decision_lint.patterns import pattern

_DEEPEST = 5
"""Scripts within scripts: an `ssh` that runs a `docker` that runs a `bash -c`."""
_MOST_SCRIPTS = 400
_VARIABLE = pattern(r"\$\{(\w+)\}|\$(?:env:)?(\w+)|%(\w+)%")
_LABEL = pattern(r".*[^/\s][:：]")
_LABEL_REACH = 6
_MOST_VARIABLES = 200
_MARKS = ("[", "image:", "command:", "args:", "entrypoint:", "CMD", "ENTRYPOINT", "FROM")
"""What a manifest cannot do without; most commands have none of it."""
_LONGEST_VALUE = 200
"""Of a variable that is put in, so that a text cannot grow without end."""


class Call(NamedTuple):
    """A call of a program of ours, or a Python text that an interpreter is given."""

    program: Program | None
    env: Mapping[str, str]
    container: Container | None = None
    remoteness: int = 0
    """0 where it is run, more where it is only shown, kept or commented on."""
    python: str | None = None


class Snippet(NamedTuple):
    """A call in a Python text that loads a model."""

    runtime: str
    row: Mapping[str, Any]
    model: str | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds where a script stands."""

    env: Mapping[str, str] = field(default_factory=dict)
    container: Container | None = None
    remoteness: int = 0
    depth: int = 0
    scripts: Iterator[int] = field(default_factory=lambda: iter(range(_MOST_SCRIPTS)))
    """How many more scripts are read, of all that stand within one text."""

    def with_env(self, env: Mapping[str, str]) -> _Setting:
        return replace(self, env={**self.env, **env}) if env else self

    def deeper(self, *, more: int = 0) -> _Setting:
        return replace(self, depth=self.depth + 1, remoteness=self.remoteness + more)


def find_calls(text: str) -> Iterator[Call]:
    """Find the calls in a text, in the order in which they stand."""
    yield from _of_manifest(text)
    yield from _of_script(text, _Setting())


def _of_manifest(text: str) -> Iterator[Call]:
    """Read what a file describes, and commands that are written as lists."""
    if not any(mark in text for mark in _MARKS):
        return
    from decision_lint.command.manifests import lists_of_words, read_manifest

    for container in read_manifest(text):
        yield from _of_container(container, _Setting())
    for words in lists_of_words(text):
        yield from _of_words(words, _Setting())


def _of_script(text: str, setting: _Setting) -> Iterator[Call]:
    if setting.depth > _DEEPEST or next(setting.scripts, None) is None:
        return
    script = split(text)
    env = dict(setting.env)
    if "ExecStart=" in text:  # in a unit file the order of the lines says nothing
        for statement in script.statements:
            if statement.words[:1] and statement.words[0].startswith("Environment="):
                env |= peel(statement.words).env
    setting = replace(setting, env=env)  # assignments of their own hold for what follows
    for statement in script.statements:
        peeled = peel(tuple(_expanded(statement.words, env)))
        if not peeled.words and not peeled.scripts and len(env) < _MOST_VARIABLES:
            env |= peeled.env
        yield from _of_peeled(peeled, setting)
        here = setting.with_env(peeled.env)
        for inner in statement.inner:
            yield from _of_script(inner, here.deeper())
        yield from _of_document(statement, peeled.words, here)
    for comment in script.comments:
        yield from _of_script(comment, setting.deeper(more=2))


def _of_document(statement: Statement, words: tuple[str, ...], setting: _Setting) -> Iterator[Call]:
    """Read what a program is given from the lines below it."""
    if statement.document is None:
        return
    if words and is_python(words[0]):
        yield Call(None, setting.env, setting.container, setting.remoteness, statement.document)
    else:
        is_run = any(word.endswith("sh") or word == "ssh" for word in statement.words)
        yield from _of_script(statement.document, setting.deeper(more=0 if is_run else 1))


def _of_words(words: tuple[str, ...], setting: _Setting) -> Iterator[Call]:
    """Read one command, and those that it runs."""
    yield from _of_peeled(peel(words), setting)


def _of_peeled(peeled: Peeled, setting: _Setting) -> Iterator[Call]:
    """Read a command without its wrappers, and the scripts that they run."""
    here = setting.with_env(peeled.env)
    for script in peeled.scripts:
        yield from _of_script(script, here.deeper())
    for script in peeled.said:
        yield from _of_script(script, here.deeper(more=1))
    rest = peeled.words
    if not rest or here.depth > _DEEPEST:
        return
    if program := find_program(rest):
        yield Call(program, dict(here.env), here.container, here.remoteness)
    elif container := read_container(rest, here.env):
        yield from _of_container(container, replace(here, env={}))
    elif is_python(rest[0]) and "-c" in rest[:-1]:
        code = rest[rest.index("-c") + 1]
        yield Call(None, here.env, here.container, here.remoteness, code)
    elif behind := _behind_mark(rest):
        yield from _of_words(behind, here.deeper())


def _behind_mark(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give what stands behind a label (`Run:`) or behind the `--` of some program."""
    for position, word in enumerate(words[:_LABEL_REACH]):
        if _LABEL.fullmatch(word):
            return words[position + 1 :]
    return words[words.index("--") + 1 :] if "--" in words else ()


def _of_container(container: Container, setting: _Setting) -> Iterator[Call]:
    """Read what a container runs: what it is told to, else what its image does with it."""
    here = replace(setting, container=container, env={**setting.env, **container.env}).deeper()
    words = (*container.entrypoint, *container.arguments)
    told = list(_of_words(words, here)) if words else []
    if told:
        yield from told
    elif found := image_row(container.image, container.tag):
        runs = _run_by_image(found[1], container)
        program = find_program(runs) if runs else None
        if program:
            yield Call(program, here.env, container, here.remoteness)


def _run_by_image(row: Mapping[str, object], container: Container) -> tuple[str, ...]:
    """Give the words that the entry point of an image makes of the arguments."""
    arguments = container.arguments
    modes = row.get("modes")
    if isinstance(modes, dict):
        program = modes.get(arguments[0]) if arguments else None
        return (program, *arguments[1:]) if program else ()
    own = words_of(str(row["run"]))
    if arguments[:1] == own[-1:] and len(own) > 1:  # the subcommand is written once more
        arguments = arguments[1:]
    if not arguments and "else" in row:
        arguments = (str(row["else"]),)
    return (*own, *arguments)


def _expanded(words: tuple[str, ...], env: Mapping[str, str]) -> Iterator[str]:
    """Put in the variables that the text itself sets."""
    for word in words:
        whole = _VARIABLE.fullmatch(word)
        value = _value_of(whole, env) if whole else ""
        if value.startswith("-"):
            yield from words_of(value)  # a variable that holds flags
        elif env and _VARIABLE.search(word):
            yield _VARIABLE.sub(lambda found: _value_of(found, env), word)
        else:
            yield word


def _value_of(found: re.Match[str], env: Mapping[str, str]) -> str:
    value = env.get(found[1] or found[2] or found[3], found[0])
    return value if len(value) <= _LONGEST_VALUE else found[0]
