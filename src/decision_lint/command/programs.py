"""The programs that launch a runtime, found by the words of a command."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern

_ENDING = pattern(r"\.(?:exe|cmd|bat)$", re.IGNORECASE)
_PINNED = pattern(r"(?:\[[\w,-]*\])?(?:@|==|~=|>=)[\w.]+$")
_PYTHON = pattern(
    r"(?:python|pypy|py)(?:\d[\d.]*|w|\$.*)?|\$\{?\w*(?:PYTHON|python|PY)\w*\}?|ipython",
    re.IGNORECASE,
)
_PYTHON_VALUES = frozenset({"-X", "-W", "--check-hash-based-pycs"})
_MODEL_FILE = pattern(r"\.(?:gguf|ggml|bin)$|\$|<|\{", re.IGNORECASE)


class Program(NamedTuple):
    """A row of the table that the words of a command begin with."""

    runtime: str
    row: Mapping[str, Any]
    arguments: tuple[str, ...]

    @property
    def action(self) -> str | None:
        """What the program does: serve, run, pull."""
        action: str | None = self.row.get("action")
        return action


def find_program(words: Sequence[str]) -> Program | None:
    """Find the program of a runtime that the words call, or nothing."""
    if not words:
        return None
    name, rest = program_name(words[0]), tuple(words[1:])
    is_unknown = name not in _launches()
    if name == "-m" or _PYTHON.fullmatch(name) or (is_unknown and rest[:1] == ("-m",)):
        module = module_of(words)
        if module is None:
            return None
        name, rest = f"-m {module[0]}", module[1]
    for phrase, runtime, row in _launches().get(name, ()):
        if rest[: len(phrase)] == phrase and _has_needs(row, rest):
            return Program(runtime, row, rest[len(phrase) :])
    return None


@lru_cache(maxsize=512)
def program_name(word: str) -> str:
    """Give the bare name of a program: of `bin/llama-server.exe`, `llama-server`."""
    bare = re.split(r"[/\\]", word)[-1] or word
    return _PINNED.sub("", _ENDING.sub("", bare).lstrip("@!"))


def is_python(word: str) -> bool:
    """Tell whether a word calls the interpreter of Python."""
    return bool(_PYTHON.fullmatch(program_name(word)))


def module_of(words: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """Give the module that an interpreter runs, and its arguments."""
    position = 0 if words[0] == "-m" else 1
    while position < len(words):
        word = words[position]
        if word == "-m":
            following = words[position + 1 : position + 2]
            return (following[0], tuple(words[position + 2 :])) if following else None
        if not word.startswith("-") or word in {"-", "-c"}:
            return _of_file(word, words[position + 1 :])
        position += 2 if word in _PYTHON_VALUES else 1
    return None


def _of_file(path: str, rest: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """Find the module that a file is: `…/vllm/entrypoints/openai/api_server.py`."""
    dotted = "." + re.sub(r"[/\\]", ".", path.removesuffix(".py"))
    modules = [key.removeprefix("-m ") for key in _launches() if key.startswith("-m ")]
    for module in modules:
        if "." in module and dotted.endswith(f".{module}"):
            return module, tuple(rest)
    return None


def _has_needs(row: Mapping[str, Any], rest: Sequence[str]) -> bool:
    """Tell whether a program with a common name is given a model as only ours would be."""
    if row.get("needs") != "gguf":
        return True
    return any(
        (flag in {"-m", "--model"} and _MODEL_FILE.search(value)) or flag in {"-hf", "--hf-repo"}
        for flag, value in pairwise(rest)
    )


@cache
def _launches() -> Mapping[str, Sequence[tuple[tuple[str, ...], str, Mapping[str, Any]]]]:
    """File the launches under their first word, those with the most words in front."""
    found: dict[str, list[tuple[tuple[str, ...], str, Mapping[str, Any]]]] = {}
    for runtime, facts in table("runtimes")["runtimes"].items():
        for row in facts["launches"]:
            phrase: list[str] = row["run"].split()
            if phrase[0] == "-m":
                phrase[:2] = [f"-m {phrase[1]}"]
            found.setdefault(phrase[0], []).append((tuple(phrase[1:]), runtime, row))
    for rows in found.values():
        rows.sort(key=lambda entry: -len(entry[0]))
    return found
