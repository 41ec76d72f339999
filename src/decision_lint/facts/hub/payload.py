"""A payload of the Hub's API as facts: each field on its own, so that one broken spoils no other.

The fields and their traps: https://huggingface.co/docs/hub/api, and huggingface_hub #4221 on
`safetensors.total`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from decision_lint.facts.configuration import select
from decision_lint.facts.loose import (
    count,
    counts,
    flag,
    mapping,
    repo_ids,
    text,
    texts,
)
from decision_lint.facts.templates import has_template, takes_tools, template_texts
from decision_lint.model import Gate, GgufFacts, ModelFacts, ModelFile

_BASE = "base_model:"
_BASES = ("finetune:", "quantized:", "adapter:", "merge:")


def read_payload(payload: Mapping[str, Any], asked: str, as_of: str) -> ModelFacts:
    """Read what `GET /api/models/{id}?blobs=true` answers; whatever it holds, this does not raise.

    `asked` is the id that was asked for, `as_of` the day (YYYY-MM-DD).
    """
    card, config = mapping(payload.get("cardData")), mapping(payload.get("config"))
    files = _files(payload.get("siblings"))
    gguf = mapping(payload.get("gguf"))
    tags = texts(payload.get("tags"))
    parameters, total = _parameters(mapping(payload.get("safetensors")))
    return ModelFacts(
        repo_id=next(repo_ids(payload.get("id")), asked),
        revision=text(payload.get("sha")),
        license=_license(card, tags),
        license_name=text(card.get("license_name")),
        base_models=tuple(_bases(card, tags)),
        gate=_gate(payload.get("gated")),
        disabled=flag(payload.get("disabled")),
        pipeline_tag=text(payload.get("pipeline_tag")) or text(card.get("pipeline_tag")),
        languages=_languages(card.get("language")),
        files=files,
        parameters=parameters,
        total_parameters=total,
        config=select(config),
        has_chat_template=has_template(config, gguf, [file.path for file in files]),
        tool_template=takes_tools(template_texts(config, gguf)),
        has_custom_code=_custom_code(config, tags),
        gguf=_gguf(gguf),
        source="hub",
        as_of=as_of,
    )


def _license(card: Mapping[str, Any], tags: tuple[str, ...]) -> str | None:
    """Give the tag: the card's, else the Hub's; several are joined by a comma."""
    said = texts(card.get("license")) or tuple(
        tag.removeprefix("license:") for tag in tags if tag.startswith("license:")
    )
    return ",".join(said) or None


def _bases(card: Mapping[str, Any], tags: tuple[str, ...]) -> Iterator[str]:
    """Give the base models: the Hub's tags follow renames, the card may not."""
    found = []
    for tag in tags:
        named = tag.removeprefix(_BASE) if tag.startswith(_BASE) else ""
        for kind in _BASES:
            named = named.removeprefix(kind)
        found.append(named)
    yield from dict.fromkeys([*repo_ids(found)] or [*repo_ids(card.get("base_model"))])


def _gate(value: object) -> Gate | None:
    match value:
        case False:
            return "open"
        case "auto" | "manual":
            return "auto" if value == "auto" else "manual"
        case True:
            return "manual"
    return None


def _languages(value: object) -> tuple[str, ...]:
    """Give the codes; YAML reads Norwegian, `no`, as a false."""
    given = value if isinstance(value, list) else [value]
    return texts(["no" if one is False else one for one in given])


def _files(value: object) -> tuple[ModelFile, ...]:
    """Give the files with their sizes in bytes, by path; of a file kept in LFS, the file's own."""
    found = {}
    for one in value if isinstance(value, list) else ():
        file = mapping(one)
        if path := text(file.get("rfilename")):
            size = count(mapping(file.get("lfs")).get("size"))
            found[path] = count(file.get("size")) if size is None else size
    return tuple(ModelFile(path=path, size=size) for path, size in sorted(found.items()))


def _parameters(safetensors: Mapping[str, Any]) -> tuple[dict[str, int], int | None]:
    """Give the parameters by dtype, and their number.

    The parts come from the headers of the files, the total may come from what an index claims:
    where they contradict each other, the parts count.
    """
    parts = counts(safetensors.get("parameters"))
    total = sum(parts.values()) if parts else count(safetensors.get("total"))
    return parts, total or None


def _custom_code(config: Mapping[str, Any], tags: tuple[str, ...]) -> bool | None:
    if mapping(config.get("auto_map")) or "custom_code" in tags:
        return True
    return False if config else None


def _gguf(gguf: Mapping[str, Any]) -> GgufFacts | None:
    if not gguf:
        return None
    return GgufFacts(
        architecture=text(gguf.get("architecture")),
        context_length=count(gguf.get("context_length")),
        parameters=count(gguf.get("total")),  # a number of parameters, not of bytes
        has_chat_template=bool(text(gguf.get("chat_template"))),
    )
