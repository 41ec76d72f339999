"""Whether a runtime has an implementation of a model's architecture, by the dated table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_lint.fitting.case import Case
from decision_lint.fitting.forms import forms_of
from decision_lint.fitting.loading import Refusal
from decision_lint.fitting.ways import Way, read_ways
from decision_lint.knowledge.tables import table
from decision_lint.memory.versions import is_before
from decision_lint.quoting import quoted
from decision_lint.rule import Absent, Level

_GGUF = frozenset(("llama.cpp", "ollama", "lm-studio"))


def unsupported(case: Case) -> Refusal | Absent | None:
    """Say why none of a candidate's runtimes knows its architecture; None where one does."""
    ways = read_ways(case)
    if isinstance(ways, Absent):
        return ways
    found: list[Refusal] = []
    for way in ways:
        told = _told(case, way)
        if not isinstance(told, Refusal):
            return told
        found.append(told)
    return min(found, key=lambda each: each.level.weight)


def _told(case: Case, way: Way) -> Refusal | Absent | None:
    gguf = case.facts.gguf.architecture if case.facts.gguf else None
    if way.runtime in _GGUF and gguf:
        known = set(table("architectures")["gguf"])
        if gguf.casefold() in known:
            return None
        return Refusal(f"llama.cpp knows no architecture {quoted(gguf)}", _level(way, None))
    if way.runtime == "tgi":
        return Absent("which architectures TGI has is not known")
    if "gguf" in forms_of(case.facts) and way.runtime not in _GGUF:
        return None  # of the file RUN004 speaks
    return _by_config(case, way)


def _by_config(case: Case, way: Way) -> Refusal | Absent | None:
    name = _name(case)
    if name is None:
        return Absent("the facts name no architecture")
    rows = _rows(case, name)
    if not rows:
        return _unlisted(case, way, name)
    runtime = "llama.cpp" if way.runtime in _GGUF else way.runtime
    runs = any(runtime in row["runs"] for row in rows)
    last = next((row["last"][runtime] for row in rows if runtime in row.get("last", {})), None)
    version = way.setup.runtime_version
    had_it = last is not None and version is not None and not is_before(last, version)
    if runs or had_it:
        return None
    if runtime == "transformers" and case.facts.has_custom_code is not False:
        return _own_code(case, name)
    if any(runtime in row.get("falls_back", ()) for row in rows):
        why = f"{runtime} has no {name} of its own and runs it through Transformers"
        return Refusal(why, Level.NOTE)
    return Refusal(_why(runtime, name, last, rows), _level(way, last))


def _own_code(case: Case, name: str) -> Absent | None:
    """Leave a class that the library lacks to the code that its repository brings."""
    if _brings_code(case):
        return None
    return Absent(f"Transformers has no {name}; whether its repository brings it is not known")


def _why(runtime: str, name: str, last: str | None, rows: list[Mapping[str, Any]]) -> str:
    version = table("architectures")["_meta"]["versions"].get(runtime)
    if last:
        return f"{runtime} has no {name} since {last}, the last version with it"
    others = sorted({each for row in rows for each in row["runs"]})
    has = (
        f"; {' and '.join(others)} do"
        if len(others) > 1
        else f"; {others[0]} does"
        if others
        else ""
    )
    if runtime == "llama.cpp":
        return f"{name} cannot be converted to GGUF, which is what llama.cpp loads{has and ''}"
    return f"{runtime}{f' {version}' if version else ''} does not know {name}{has}"


def _unlisted(case: Case, way: Way, name: str) -> Refusal | Absent | None:
    """Judge an architecture that is in no list: a class of a repository's own code, or too new."""
    if not case.facts.config.get("architectures"):
        return Absent(f"which architecture {quoted(name)} is, is not known")
    if _brings_code(case):
        return (
            None if way.runtime == "transformers" else Absent(f"{name} is code of its repository")
        )
    if not name.endswith(("ForCausalLM", "ForConditionalGeneration", "LMHeadModel")):
        return Absent(f"{name} is in no list")
    runtime = "llama.cpp" if way.runtime in _GGUF else way.runtime
    version = table("architectures")["_meta"]["versions"].get(runtime)
    known = f"{runtime} {version}" if version else runtime
    why = f"{known} does not know {name}, nor does any other runtime in the table"
    return Refusal(why, Level.WARNING)  # it may be newer than the table


def _level(way: Way, last: str | None) -> Level:
    """Give an error where the version is stated and the table speaks for it."""
    stated = way.setup.runtime_version
    runtime = "llama.cpp" if way.runtime in _GGUF else way.runtime
    version = table("architectures")["_meta"]["versions"].get(runtime)
    if stated is None:
        return Level.WARNING
    if last is not None or version is None:
        return Level.ERROR if last else Level.WARNING
    return Level.WARNING if is_before(version, stated) else Level.ERROR


def _name(case: Case) -> str | None:
    config = case.facts.config
    named = config.get("architectures")
    if isinstance(named, list) and named and isinstance(named[0], str):
        return named[0]
    kind = config.get("model_type")
    return kind if isinstance(kind, str) and kind else None


def _rows(case: Case, name: str) -> list[Mapping[str, Any]]:
    """Give the rows of the table: of the class that the config names, else of its model type."""
    rows: Mapping[str, Mapping[str, Any]] = table("architectures")["architectures"]
    if name in rows:
        return [rows[name]]
    if case.facts.config.get("architectures"):
        return []
    return [row for row in rows.values() if name in row.get("types", ())]


def _brings_code(case: Case) -> bool:
    return bool(case.facts.has_custom_code or case.facts.config.get("auto_map"))
