"""From a model as a text names it to a repository on the Hub, or to why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from decision_lint.facts.catalogue import canonical, is_repack, named, suggestions
from decision_lint.facts.ollama import families, read_tag
from decision_lint.patterns import pattern
from decision_lint.quantities.references import ModelReference, Reference

Lack = Literal["a class", "several", "unknown", "an api", "a file", "nothing"]
"""Why a reference is no repository: a class of models, a name that several have, a name that is
not in the catalogue, a model behind an API, a file beside the record, no model at all."""

_QUANTIZED = r"i?q\d(?:_[0-9a-z]+)*|(?:int)?[48]-?bit|w\d+a\d+|fp8|nvfp4|mxfp4|bf16|fp16|f16"
_ENDING = pattern(
    rf"[-_. ](?:gguf|awq|gptq(?:-int[48])?|exl2|mlx|(?P<quantization>{_QUANTIZED}))$", re.IGNORECASE
)
"""What stands behind a name and says only in which form the model is meant."""

_TRANSLATED = (
    ("通义千问|通義千問|千问", "qwen"),
    ("指令版|指令微调版", "-instruct"),
    ("对话版|聊天版", "-chat"),
)
_LACKS: Mapping[Reference, Lack] = {
    Reference.CLASS: "a class",
    Reference.API: "an api",
    Reference.FILE: "a file",
}


class Resolved(NamedTuple):
    """The repository that a reference means."""

    repo_id: str
    revision: str | None = None
    quantization: str | None = None
    """As written, else what the tag means by itself."""
    via: Literal["id", "ollama", "name"] = "id"
    """By what it was found: as it stands, by a tag of Ollama, by its bare name."""


class Unresolved(NamedTuple):
    """A reference that means no one repository."""

    lack: Lack
    suggestions: tuple[str, ...] = ()
    """What it may mean: repositories, or tags of Ollama."""


def resolve(reference: ModelReference, *, is_ollama: bool = False) -> Resolved | Unresolved:
    """Find the repository that a reference means; where there is a doubt, there is none.

    `is_ollama` says that the runtime is Ollama, where a bare name is a tag.
    """
    match reference.kind:
        case Reference.HUB if reference.repo_id:
            return _of_id(reference, reference.repo_id)
        case Reference.OLLAMA:
            return _of_tag(reference) or _near_tags(reference)
        case Reference.NAME:
            is_tag = is_ollama or ":" in reference.name
            return (is_tag and _of_tag(reference)) or _of_name(reference, reference.name)
        case Reference.UNKNOWN:
            return _of_words(reference)
    return Unresolved(_LACKS.get(reference.kind, "nothing"))


def _of_words(reference: ModelReference) -> Resolved | Unresolved:
    """Look up a text that does not look like a name: it may be one that the catalogue has."""
    if re.search(r"(?i)\b(?:model|llm|slm)s?\b|模型|モデル", reference.text):
        return Unresolved("a class")
    found = _of_name(reference, reference.text)
    if isinstance(found, Resolved) or found.lack == "several":
        return found
    return Unresolved("nothing", found.suggestions)


def _of_id(reference: ModelReference, repo_id: str) -> Resolved:
    """Take an id as it stands, in the Hub's own spelling where that is known.

    What is not in the catalogue may well be on the Hub. An old name stays, but for those that had
    no owner: that it is one is for the Hub to say.
    """
    known = canonical(repo_id)
    is_same = known is not None and ("/" not in repo_id or known.casefold() == repo_id.casefold())
    named_so = known if known and is_same else repo_id
    return Resolved(named_so, reference.revision, reference.quantization)


def _of_tag(reference: ModelReference) -> Resolved | None:
    tag = read_tag(reference.name)
    if tag is None:
        return None
    quantization = reference.quantization or tag.quantization
    return Resolved(tag.repo_id, None, quantization, "ollama")


def _near_tags(reference: ModelReference) -> Unresolved:
    from difflib import get_close_matches

    return Unresolved("unknown", tuple(get_close_matches(reference.name, families(), n=3)))


def _of_name(reference: ModelReference, written: str) -> Resolved | Unresolved:
    """Find the one repository of a bare name: the maker's own, else that of the only repacker."""
    name, quantization = _translated(written), reference.quantization
    found = named(name)
    while not found and (ending := _ENDING.search(name)):
        name, quantization = name[: ending.start()], quantization or ending["quantization"]
        found = named(name)
    own = [repo_id for repo_id in found if not is_repack(repo_id)] or list(found)
    own = [repo_id for repo_id in own if _bears_its_makers_name(repo_id)] or own
    if len(own) == 1:
        return Resolved(own[0], reference.revision, quantization, "name")
    if own:
        return Unresolved("several", tuple(own))
    return Unresolved("unknown", suggestions(name))


def _bears_its_makers_name(repo_id: str) -> bool:
    """Tell whether a model is named after its owner: of two Qwen3-0.6B the one of Qwen is meant."""
    owner, _, name = repo_id.casefold().partition("/")
    return name.startswith(owner)


def _translated(name: str) -> str:
    """Give a name as the Hub would have it: `千问3 8B 指令版` is `qwen3 8B-instruct`."""
    if name.isascii():
        return name
    for word, meant in _TRANSLATED:
        name = re.sub(rf"\s?{word}", meant, name)
    return name
