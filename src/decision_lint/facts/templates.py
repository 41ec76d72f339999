"""Chat templates: whether a model has one, and whether it takes tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from decision_lint.facts.loose import mapping, text
from decision_lint.patterns import pattern

_FILES = ("chat_template.jinja", "chat_template.json", "additional_chat_templates/")
_OF_MISTRAL = pattern(r"(?:.*/)?(?:tekken\.json|tokenizer\.model\.v\d+.*)")
"""Tokenizers of mistral-common, which makes prompts without a template."""
_TOOLS = pattern(r"(?<![\w.])tools(?!\w)")


def template_texts(config: Mapping[str, Any], gguf: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the templates that a payload's config, a tokenizer or a GGUF header quotes."""
    tokenizer = mapping(config.get("tokenizer_config"))
    holders = (tokenizer.get("chat_template"), config.get("chat_template_jinja"))
    return tuple(one for holder in (*holders, gguf.get("chat_template")) for one in _each(holder))


def has_template(
    config: Mapping[str, Any], gguf: Mapping[str, Any], paths: Sequence[str]
) -> bool | None:
    """Tell whether there is a chat template anywhere; None where nothing tells.

    The Hub's config names a tokenizer's template if the repository has a tokenizer_config.json.
    """
    if template_texts(config, gguf) or any(path.startswith(_FILES) for path in paths):
        return True
    if any(_OF_MISTRAL.fullmatch(path) for path in paths):
        return None
    if gguf or "tokenizer_config" in config:
        return False
    return False if paths and "tokenizer_config.json" not in paths else None


def takes_tools(templates: Sequence[str]) -> bool | None:
    """Tell whether a template has a place for tools; None where no template can be seen."""
    return any(_TOOLS.search(one) for one in templates) if templates else None


def _each(holder: object) -> Iterator[str]:
    """Give a template, or those of a list of named ones."""
    for one in holder if isinstance(holder, list) else [holder]:
        template = mapping(one).get("template") if isinstance(one, dict) else one
        if isinstance(template, str) and text(template):
            yield template
