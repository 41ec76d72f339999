"""A Python text that loads a model: which call does, of which library, with which arguments.

A text that is broken elsewhere is still read: each call is taken by itself.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from decision_lint.command.calls import Snippet
from decision_lint.command.launch import Flag
from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern

_FROM = pattern(
    r"^[ \t>.]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]{0,2000}\)|[^\n#;]+)", re.MULTILINE
)
_IMPORT = pattern(r"(?:^|;)[ \t>.]*import[ \t]+([^\n#;]+)", re.MULTILINE)
_AS = pattern(r"([\w.]+)(?:[ \t]+as[ \t]+(\w+))?")
_CALL = pattern(r"(?<![\w.])((?:\w+\.){0,4}\w+)[ \t]?\(")
_HELD = pattern(r"(?<![\w.])(\w+)[ \t]*=[ \t]*((?:\w+\.){0,4}\w+)[ \t]?\(")
_TEXT = pattern(r"^[ \t]*(\w+)[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*([\"'])([^\"'\n]*)\2", re.MULTILINE)
_KEYWORD = pattern(
    r"(?<![\w.])(\w+)[ \t]*=[ \t]*(\"[^\"\n]*\"|'[^'\n]*'|[\w.]+(?:\([^()]*\))?)(?=\s*(?:[,)#]|$))"
)
_FIRST = pattern(r"\s*[fr]?(\"[^\"\n]*\"|'[^'\n]*')")
_BRACKET = pattern(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*|[()\[\]{}]")
_LONGEST_CALL = 6000
_MOST_CALLS = 400


def read_python(text: str) -> Snippet | None:
    """Find the call that loads a model; that of a mere tokenizer counts least."""
    if not _loaders().search(text):
        return None
    names = _imports(text)
    constants = {found[1]: found[3] for found in _TEXT.finditer(text)}
    lesser: Snippet | None = None
    for count, found in enumerate(_CALL.finditer(text)):
        if count == _MOST_CALLS:
            break
        entry = _entry(_full_name(found[1], names), is_bare=found[1].partition(".")[0] not in names)
        if entry is None:
            continue
        runtime, row = entry
        arguments = _arguments(text, found.end())
        snippet = _snippet(runtime, row, _named(arguments, row), constants, text)
        if not row.get("lesser"):
            return snippet
        lesser = lesser or snippet
    return lesser


def _imports(text: str) -> dict[str, str]:
    """Give the full name of everything that is imported, and of the class of what is made of it."""
    names: dict[str, str] = {}
    for found in _FROM.finditer(text):
        for name, alias in _AS.findall(found[2].strip("()")):
            names[alias or name] = f"{found[1]}.{name}"
    for found in _IMPORT.finditer(text):
        for name, alias in _AS.findall(found[1]):
            root = name.partition(".")[0]
            names[alias or root] = name if alias else root
    for found in _HELD.finditer(text):
        full = _full_name(found[2], names)
        if full != found[2]:
            names.setdefault(found[1], full)
    return names


def _full_name(name: str, names: Mapping[str, str]) -> str:
    head, dot, rest = name.partition(".")
    return names.get(head, head) + dot + rest


@cache
def _calls() -> tuple[tuple[str, str, Mapping[str, Any]], ...]:
    runtimes = table("runtimes")["runtimes"].items()
    return tuple(
        (row["call"], runtime, row)
        for runtime, facts in runtimes
        for row in facts.get("python", {}).get("calls", ())
    )


@cache
def _loaders() -> re.Pattern[str]:
    last = {call.rpartition(".")[2] for call, _, _ in _calls()}
    return re.compile(rf"\b(?:{'|'.join(sorted(last))})[ \t]?\(")


def _entry(name: str, *, is_bare: bool) -> tuple[str, Mapping[str, Any]] | None:
    """Find a call in the table; a distinctive one may stand without its import."""
    for call, runtime, row in _calls():
        pattern = call
        if is_bare and "." in call:
            if not row.get("bare"):
                continue
            pattern = call.partition(".")[2]
        if fnmatchcase(name, pattern):
            return runtime, row
    return None


def _arguments(text: str, start: int) -> str:
    """Give what stands between the parentheses of a call, as far as it goes."""
    depth, end = 1, min(len(text), start + _LONGEST_CALL)
    for token in _BRACKET.finditer(text, start, end):
        if token[0] in "([{":
            depth += 1
        elif token[0] in ")]}":
            depth -= 1
        if not depth:
            return text[start : token.start()]
    return text[start:end]


def _named(arguments: str, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give the arguments of a call by name, each as it is written."""
    import ast

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an escape that means nothing
            call = ast.parse(f"f({arguments}\n)", mode="eval").body
        return list(_of_tree(call, row)) if isinstance(call, ast.Call) else []
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return list(_roughly(arguments, row))


def _of_tree(call: Any, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Read a call that is parsed, and what a dictionary or a call among its arguments holds."""
    import ast

    position = row.get("position", 0)
    if len(call.args) > position:
        yield row["model"], ast.unparse(call.args[position])
    for keyword in call.keywords:
        if keyword.arg is None:
            continue
        yield keyword.arg, ast.unparse(keyword.value)
        if isinstance(keyword.value, ast.Dict):
            for key, inner in zip(keyword.value.keys, keyword.value.values, strict=True):
                if isinstance(key, ast.Constant):
                    yield str(key.value), ast.unparse(inner)
        elif isinstance(keyword.value, ast.Call):
            for inner_keyword in keyword.value.keywords:
                yield inner_keyword.arg or "", ast.unparse(inner_keyword.value)


def _roughly(arguments: str, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Read the arguments of a call that Python itself would not."""
    if first := _FIRST.match(arguments):
        yield row["model"], first[1]
    for found in _KEYWORD.finditer(arguments):
        yield found[1], found[2]


def _snippet(
    runtime: str,
    row: Mapping[str, Any],
    arguments: Sequence[tuple[str, str]],
    constants: Mapping[str, str],
    text: str,
) -> Snippet:
    model: str | None = None
    flags: list[Flag] = []
    for name, written in arguments:
        value = _value(written, constants)
        if name == row["model"]:
            model = value
        elif name == "quantization_config":
            flags += _configured(written, text)
        elif written != "None":
            flags.append(Flag(name, None if written == "True" else value))
    return Snippet(runtime, row, model, tuple(flags))


def _value(written: str, constants: Mapping[str, str]) -> str:
    """Give the value that an expression is: a text, a number, a name of a dtype, a variable."""
    bare = re.fullmatch(r"[rf]?([\"'])(.*)\1", written, re.DOTALL)
    if bare:
        return bare[2]
    if written in constants:
        return constants[written]
    if re.fullmatch(r"-?[\d_.]+|True|False", written):
        return written.replace("_", "")
    dtype = re.fullmatch(r"(?:torch|mx|jnp)\.(\w+)", written)
    return dtype[1] if dtype else f"${written}"


def _configured(written: str, text: str) -> Iterator[Flag]:
    """Read a quantization that is configured: by a call here, or by one that is held in a name."""
    configurations = table("runtimes")["runtimes"]["transformers"]["python"]["configurations"]
    made = written
    if "(" not in written:
        held = re.search(rf"(?<![\w.]){re.escape(written)}[ \t]*=[ \t]*([\w.]+\()", text)
        made = held[1] + _arguments(text, held.end()) if held else ""
    name = re.match(r"(?:\w+\.)*(\w+)", made)
    method = configurations.get(name[1]) if name else None
    if method == "bnb":
        for bits in ("4", "8"):
            if re.search(rf"load_in_{bits}bit\s*=\s*True", made):
                yield Flag("quantization_config", f"bnb-{bits}bit")
    elif method:
        yield Flag("quantization_config", method)
