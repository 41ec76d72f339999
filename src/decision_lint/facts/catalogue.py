"""The bundled catalogue: dated facts of popular models, looked up without reading all of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from decision_lint.facts.lock.facts import from_mapping
from decision_lint.knowledge.tables import text_of
from decision_lint.model import ModelFacts
from decision_lint.patterns import pattern

_ID = pattern(r'^"[^"\n]+":\{"id":"([^"\n]+)"', re.MULTILINE)
_NEAR = 0.6
_LONGEST = 80
"""A longer text is no name, and comparing it with every name takes its time."""
_REPACKERS = frozenset(
    """bartowski efficient-large-model ggml-org lmstudio-ai lmstudio-community maziyarpanahi
    mlx-community mradermacher nousresearch optimum-intel-internal-testing quantfactory redhatai
    thebloke unsloth""".split()
)
"""Owners whose repositories are other people's models in another form."""


@lru_cache(1024)
def look_up(repo_id: str) -> ModelFacts | None:
    """Give the facts of a repository, also by an old name; letters may be large or small."""
    entry = _entry(canonical(repo_id) or "")
    if entry is None:
        return None
    told = {key: value for key, value in entry.items() if key not in _OWN}
    return from_mapping(
        {"repo_id": entry["id"], **told},
        commit=entry.get("revision"),
        source="catalogue",
        as_of=entry["as_of"],
    )


def source_of(repo_id: str) -> str | None:
    """Say where the catalogue has the license of a model from."""
    entry = _entry(canonical(repo_id) or "")
    return _meta()["sources"][entry["source"].partition(",")[0]] if entry else None


@lru_cache(1024)
def canonical(repo_id: str) -> str | None:
    """Give the name that the catalogue has for a repository: as the Hub writes it, and new."""
    folded = repo_id.casefold()
    if entry := _entry(folded):
        return str(entry["id"])
    new = _renames().get(folded)
    return str(new) if new else None


def named(name: str) -> tuple[str, ...]:
    """Give the repositories whose name without the owner is this one, the maker's own first."""
    found = _by_name().get(spell(name)) or _by_squashed_name().get(_squash(name), ())
    return tuple(sorted(found, key=lambda one: (owner(one).casefold() in _REPACKERS, one)))


def is_repack(repo_id: str) -> bool:
    """Tell whether a repository is somebody else's model in another form."""
    return owner(repo_id).casefold() in _REPACKERS


@lru_cache(256)
def suggestions(name: str, most: int = 3) -> tuple[str, ...]:
    """Give the repositories whose names are nearest to a name, the nearest first."""
    if len(name) > _LONGEST:
        return ()
    from difflib import get_close_matches  # three milliseconds that only a wrong name costs

    spelt = spell(name)
    alike = [one for one in _by_name() if one[:1] == spelt[:1]]  # few slip at the first letter
    near = get_close_matches(spelt, alike, n=most, cutoff=_NEAR)
    return tuple(dict.fromkeys(named(one)[0] for one in near))


def repositories() -> tuple[str, ...]:
    """Give every repository that the catalogue holds, in its own order."""
    return tuple(match[1] for match in _ID.finditer(_text()))


def owner(repo_id: str) -> str:
    """Give who a repository belongs to."""
    return repo_id.partition("/")[0]


def spell(name: str) -> str:
    """Give a bare name in one spelling: `Llama 3.1 8B Instruct` is `llama-3.1-8b-instruct`."""
    return re.sub(r"[\s_-]+", "-", name.rpartition("/")[2].casefold()).strip("-")


_OWN = frozenset(("id", "source", "as_of", "revision"))


@cache
def _text() -> str:
    return text_of("catalogue")


@lru_cache(1024)
def _entry(repo_id: str) -> Mapping[str, Any] | None:
    """Read the one line that a model has."""
    text = _text()
    start = text.find(f"\n{json.dumps(repo_id.casefold(), ensure_ascii=False)}:{{")
    if start < 0 or not repo_id:
        return None
    end = text.index("\n", start + 1)
    entry: Mapping[str, Any] = json.loads(f"{{{text[start:end].rstrip(',')}}}").popitem()[1]
    return entry if "id" in entry else None


@cache
def _line(name: str) -> Mapping[str, Any]:
    text = _text()
    start = text.index(f'\n"{name}":') + len(name) + 4  # the line's end, two quotes and a colon
    read: Mapping[str, Any] = json.loads(text[start : text.index("\n", start)].rstrip(","))
    return read


def _renames() -> Mapping[str, Any]:
    return _line("renames")


def _meta() -> Mapping[str, Any]:
    return _line("_meta")


def _squash(name: str) -> str:
    """Give a name without what joins its parts: `Qwen 2.5 7B` and `Qwen2.5-7B` are one."""
    return spell(name).replace("-", "").removeprefix("meta")


@cache
def _by_squashed_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, repo_ids in _by_name().items():
        known = found.get(_squash(name), ())
        found[_squash(name)] = tuple(dict.fromkeys((*known, *repo_ids)))
    return found


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for match in _ID.finditer(_text()):
        repo_id = match[1]
        found[spell(repo_id)] = (*found.get(spell(repo_id), ()), repo_id)
    for old, new in _renames().items():
        found.setdefault(spell(old), (new,))
    return found
