"""The same model in other forms: the catalogue's repositories that were quantized from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from decision_lint.facts.catalogue import look_up, repositories
from decision_lint.model import ModelFacts
from decision_lint.patterns import pattern

_FORM = pattern(
    r"[-_.](?:gguf|awq|gptq|exl\d|mlx|bnb|quantized|dynamic|hf|qat|int[2348]|[2348]-?bit|[2348]b-\d+g"
    r"|w\d+a\d+|fp8|fp8-dynamic|nvfp4|mxfp4|bf16|fp16|f16|marlin|\d+g)$",
    re.IGNORECASE,
)
_MAKER = pattern(r"^(?:meta|google|microsoft|qwen|mistralai)[-_](?=\D)", re.IGNORECASE)


def siblings(repo_id: str) -> Iterator[ModelFacts]:
    """Give what the catalogue knows of a model's other forms, and of the model of a form."""
    wanted = stem(repo_id)
    for other in repositories():
        if other.casefold() != repo_id.casefold() and stem(other) == wanted:
            facts = look_up(other)
            if facts is not None:
                yield facts


def original(repo_id: str) -> ModelFacts | None:
    """Find the model that a repository's name says it is another form of."""
    wanted = stem(repo_id)
    if wanted == _spelt(repo_id):
        return None
    found = (one for one in siblings(repo_id) if _spelt(one.repo_id) == wanted)
    return next(found, None)


def completed(facts: ModelFacts, base: ModelFacts) -> ModelFacts:
    """Fill in what a form of a model lacks of the config of the model that it was made from."""
    total = facts.total_parameters or (facts.gguf.parameters if facts.gguf else None)
    return replace(
        facts,
        config={**base.config, **facts.config},
        total_parameters=total or base.total_parameters,
        pipeline_tag=facts.pipeline_tag or base.pipeline_tag,
    )


def imagined(repo_id: str, base: ModelFacts) -> ModelFacts:
    """Give what a form of a model that nobody knows must be like: all but sizes and dtypes."""
    return replace(base, repo_id=repo_id, revision=None, files=(), parameters={}, gguf=None)


def stem(repo_id: str) -> str:
    """Give the name of a model without its form: `x/Foo-AWQ-INT4` is `foo`."""
    name = _spelt(repo_id)
    while (short := _FORM.sub("", name)) != name and short:
        name = short
    return name


def _spelt(repo_id: str) -> str:
    name = repo_id.rpartition("/")[2].casefold().replace("_", "-")
    return _MAKER.sub("", name)
