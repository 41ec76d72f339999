"""A configuration file, read and checked."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from decision_lint.config import Config, configure
from decision_lint.policy import Row, complaint
from decision_lint.schema.check import faults
from decision_lint.schema.fault import Fault
from decision_lint.source import Source
from decision_lint.spelling import did_you_mean
from decision_lint.workspace.paths import show
from decision_lint.workspace.reading import Unreadable, read_source

OWN_FILE = "decision-lint.toml"
SHARED_FILE = "pyproject.toml"
TABLE = "decision-lint"


class Misconfigured(Exception):  # noqa: N818  (it names the state, as Unreadable does)
    """A configuration that cannot be used: file, line, matter and mend."""


def config_in(folder: str, rules: Collection[str]) -> Config | None:
    """Read the configuration of one folder, if it has one."""
    for name in (OWN_FILE, SHARED_FILE):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (config := _read(path, rules)):
            return config
    return None


def config_at(path: str, rules: Collection[str]) -> Config:
    """Read the configuration that a file has to hold."""
    if config := _read(path, rules):
        return config
    message = f"{show(path)}: has no [tool.{TABLE}]; add the table, or name another file"
    raise Misconfigured(message)


def unknown_rules(selectors: Collection[str], rules: Collection[str]) -> Iterator[tuple[str, str]]:
    """Name each selector that selects nothing, with a complaint about it."""
    known = {rule.casefold() for rule in rules}
    for word in dict.fromkeys(selectors):
        if word.strip().casefold() not in known:
            mend = did_you_mean(word, rules) or "; 'decision-lint rules' lists them"
            yield word, f"unknown rule {word!r}{mend}"


def _read(path: str, rules: Collection[str]) -> Config | None:
    shown = show(path)
    try:
        source = read_source(path, shown)
    except Unreadable as broken:
        message = f"{shown}: {broken}"
        raise Misconfigured(message) from broken
    if source.unreadable:
        message = f"{shown}: is no configuration: {source.unreadable}"
        raise Misconfigured(message)
    if os.path.basename(path) != SHARED_FILE:
        return _checked(_parse(source), source, rules)
    # A project file that never names us need not be parsed, nor be TOML.
    tools = _parse(source).get("tool") if TABLE in source.text else None
    table = tools.get(TABLE) if isinstance(tools, dict) else None
    return _checked(table, source, rules) if isinstance(table, dict) else None


def _parse(source: Source) -> Mapping[str, Any]:
    import tomllib  # slow to import, and most repositories hold no configuration

    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        matter, _, place = str(error).rstrip(")").partition(" (at ")
        found = re.fullmatch(r"line (\d+), column (\d+)", place)
        end = source.position(len(source.text.rstrip()))  # else it is "end of document"
        line, column = found.groups() if found else end
        message = f"{source.path}:{line}:{column}: is not TOML: {matter.lower()}"
        raise Misconfigured(message) from error


def _checked(table: Mapping[str, Any], source: Source, rules: Collection[str]) -> Config:
    if broken := faults("config", table):
        # A misspelt key comes first: what it was meant to be is missing as well.
        first = min(broken, key=lambda fault: fault.kind != "unknown")
        raise Misconfigured(_place(source, first.key) + _matter(first))
    config = configure(table)
    for word, matter in unknown_rules(config.selectors, rules):
        raise Misconfigured(_place(source, word) + matter)
    if unsound := complaint(config.policy):
        raise Misconfigured(_place(source, "policy") + unsound)
    return config


def _matter(fault: Fault) -> str:
    scope, keys = _scope(fault)
    match fault.kind:
        case "missing" if not scope:
            return f"{fault.key!r} is empty; give it {fault.expected}, or leave it out"
        case "missing":
            return f"{scope}lacks {fault.key!r}; add it, with {fault.expected}"
        case "unknown":
            known = ", ".join(name.replace("_", "-") for name in keys)
            near = f"did you mean {fault.expected!r}?" if fault.expected else f"known: {known}"
            return f"{scope}unknown key {fault.key!r}; {near}"
    return f"{scope}{fault.key!r} holds {fault.seen!r}, but has to be {fault.expected}"


def _scope(fault: Fault) -> tuple[str, Sequence[str]]:
    """Say in which part of the configuration a fault is, and which keys that part has."""
    match fault.where:
        case ("policy", int(index), _, *_):
            return f"row {index + 1} of 'policy': ", Row.__slots__
    return "", Config.__slots__


def _place(source: Source, word: str) -> str:
    """Give the path, and the line that a key or a selector is on where it can be told."""
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", source.text)
    line = f":{source.position(found.start())[0]}" if found else ""
    return f"{source.path}{line}: "
