"""Whether a runtime loads the files of a model: their form, and how they are quantized."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from decision_lint.fitting.case import Case
from decision_lint.fitting.forms import (
    forms_of,
    gguf_quantizations,
    method_named,
    method_of,
)
from decision_lint.fitting.hardware import machines_of
from decision_lint.fitting.ways import Way, read_ways
from decision_lint.knowledge.tables import table
from decision_lint.memory.versions import is_before
from decision_lint.quoting import quoted
from decision_lint.rule import Absent, Level


class Refusal(NamedTuple):
    """Why a runtime does not load a model as it is."""

    why: str
    level: Level


def refusal(case: Case) -> Refusal | Absent | None:
    """Say why none of a candidate's runtimes loads its files; None where one does.

    One that loads them is enough. Absent where what they are is not known.
    """
    ways = read_ways(case)
    if isinstance(ways, Absent):
        return ways
    forms = forms_of(case.facts)
    if not forms:
        return Absent("which files the repository holds is not known")
    found: list[Refusal] = []
    for way in ways:
        refused = _refused(case, way, forms)
        if refused is None:
            return None
        found.append(refused)
    return min(found, key=lambda each: each.level.weight)


def _refused(case: Case, way: Way, forms: frozenset[str]) -> Refusal | None:
    by_form = [_form(case, way, form) for form in sorted(forms)]
    if all(by_form):
        return min((each for each in by_form if each), key=lambda each: each.level.weight)
    return _method(case, way) or _tag(case, way)


def known_version(way: Way) -> tuple[str | None, bool]:
    """Give the version that the table is of, and whether what it lacks is lacking for sure.

    It is where the record's version is stated and no newer: a later one may have learned it.
    """
    version = table("formats")["_meta"]["versions"].get(way.runtime)
    stated = way.setup.runtime_version
    return version, bool(stated and version and not is_before(version, stated))


def _runtime(way: Way) -> dict[str, Any]:
    found: dict[str, Any] = table("formats")["runtimes"].get(way.runtime, {})
    return found


def _level(way: Way) -> Level:
    """Give an error where the version is stated, or the runtime never did."""
    version, is_sure = known_version(way)
    return Level.ERROR if is_sure or version is None else Level.WARNING


def _form(case: Case, way: Way, form: str) -> Refusal | None:
    told, repo = _runtime(way).get("forms", {}).get(form), quoted(case.facts.repo_id)
    if told is False:
        what = {"gguf": "GGUF", "mlx": "MLX"}.get(form, form.upper())
        return Refusal(f"{way.runtime} loads no {what} files, and {repo} holds these", _level(way))
    if way.runtime == "mlx" and form == "safetensors":
        return _away_from_a_mac(case, "mlx runs on Apple silicon")
    if told is None or told is True:
        return None
    if form == "safetensors":
        return _unconverted(case, way)
    if form == "mlx":
        return _away_from_a_mac(case, f"MLX files need {told}")
    return _with_more(case, way, form, told)


def _with_more(case: Case, way: Way, form: str, more: str) -> Refusal | None:
    """Judge a form that needs something besides, which the record does not name."""
    until = _runtime(way).get("until", {}).get(form)
    version = way.setup.runtime_version
    if (until and version and is_before(version, until)) or _is_named(
        case, more.rsplit(maxsplit=1)[-1]
    ):
        return None
    since = f" since {until}" if until else ""
    repo, what = quoted(case.facts.repo_id), form.upper()
    why = f"{way.runtime} loads {what} files{since} only with {more}, and {repo} holds these"
    return Refusal(why, _level(way))


def _away_from_a_mac(case: Case, why: str) -> Refusal | None:
    machines = machines_of(case)
    if isinstance(machines, Absent) or any(each.vendor == "apple" for each in machines):
        return None  # nothing says that it is not a Mac
    names = " or ".join(dict.fromkeys(machine.name for machine in machines))
    return Refusal(f"{why}, and {names} is stated", Level.WARNING)


def _unconverted(case: Case, way: Way) -> Refusal | None:
    """Judge a repository without a GGUF file under a runtime that loads nothing else.

    A record that names it means one of its conversions; a command that loads it does not.
    """
    launch = way.launch
    if launch and launch.model_source == "hub" and _same_repo(launch.model, case.facts.repo_id):
        why = f"{way.runtime} loads GGUF files, and {quoted(case.facts.repo_id)} holds none"
        return Refusal(why, Level.ERROR)
    return None


def _same_repo(model: str | None, repo_id: str) -> bool:
    name = (model or "").casefold().removeprefix("hf.co/").removeprefix("huggingface.co/")
    return name.partition(":")[0] == repo_id.casefold()


def _method(case: Case, way: Way) -> Refusal | None:
    methods = _runtime(way).get("methods", {})
    asked = way.launch.quantization if way.launch else None
    for method in (method_of(case.facts), method_named(asked) if asked else None):
        told = methods.get(method or "")
        if told is None or told is True:
            continue
        repo = quoted(case.facts.repo_id)
        who = repo if method == method_of(case.facts) else "the command"
        if told is False:
            return Refusal(f"{way.runtime} loads no {method}, which {who} is", _level(way))
        until, version = (
            _runtime(way).get("until_method", {}).get(method),
            way.setup.runtime_version,
        )
        is_older = bool(until and version and is_before(version, until))
        if not is_older and not _is_named(case, "plugin"):
            return Refusal(f"{way.runtime} loads {method} only with {told}", _level(way))
    return None


def _tag(case: Case, way: Way) -> Refusal | None:
    """Look for the file of the quantization that is asked for."""
    asked, there = way.setup.quantization, gguf_quantizations(case.facts)
    if not there or not asked or way.runtime not in ("llama.cpp", "ollama", "lm-studio"):
        return None
    if _spelt(asked) in {_spelt(each) for each in there}:
        return None
    names = _some(there)
    return Refusal(f"{quoted(case.facts.repo_id)} has no {asked} file, but {names}", Level.ERROR)


def _spelt(quantization: str) -> str:
    return quantization.upper().replace("-", "_").removeprefix("UD_").replace("FP16", "F16")


def _some(names: Sequence[str]) -> str:
    return f"{', '.join(names[:4])}, …" if len(names) > 4 else ", ".join(names)  # noqa: PLR2004


def _is_named(case: Case, word: str) -> bool:
    texts = (case.candidate.runtime_note, case.record.runtime_decision)
    return any(word in text.casefold() for text in texts if text)
