"""Where a model comes from, told by how it is written."""

from __future__ import annotations

import re

from decision_lint.patterns import pattern

_VARIABLE = pattern(r"\$[\w{(:]|%\w+%")
_PARTS = pattern(r"\$\{[^}]*\}|\$\([^)]*\)|\$(?:env:)?\w+|%\w+%", re.IGNORECASE)
_PLACEHOLDER = pattern(
    r"<[^<>]+>|\{[^{}]*\}|\[[\w .-]+\]|\.{3}|…|(?:MODEL|[A-Z]+(?:_[A-Z]+)+)(?:[_-]?\d+)?"
    r"|(?i:(?:.*/)?your[-_ ].*)"
)
_HUB_SITE = pattern(
    r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/|hf://", re.IGNORECASE
)
_BRACKETED = pattern(r"<[^<>]+>|\{[^{}]*\}")
_PATH = pattern(r"\.{0,2}[/\\]|\.{1,2}$|~|[A-Za-z]:[\\/]|file:|.*\\|[^/]+/[^/]+/|.*/$")
_FOLDERS = frozenset(
    "models model checkpoints checkpoint ckpt ckpts weights output outputs out data merged exports"
    " artifacts local tmp saved trained".split()
)
_WEIGHTS = pattern(r"\.(?:safetensors|bin|pt|pth)$", re.IGNORECASE)
_FILE = pattern(r"\.gguf$", re.IGNORECASE)
_OLD_FILE = pattern(r"\.(?:gguf|ggml|bin)$", re.IGNORECASE)
_WITHOUT_OWNER = pattern(
    r"(?:distil)?gpt2(?:-\w+)?|openai-gpt|t5-\w+|(?:distil)?bert-[\w-]+|(?:xlm-)?roberta-\w+"
)
"""Repositories of the Hub's first days; every later one has an owner in front."""
_OF_RUNTIME = {"ollama": "ollama_tag", "lm-studio": "lmstudio_key"}


def origin_of(model: str, runtime: str, *, is_hub: bool) -> str | None:
    """Tell the kind of source that a model is named by."""
    if _VARIABLE.search(model):
        return "local_path" if _is_path_with_variable(model) else "env_var"
    if _PLACEHOLDER.fullmatch(model) or _BRACKETED.search(model):
        return "placeholder"
    if is_hub or _HUB_SITE.match(model):
        return "hub"
    return _without_marks(model, runtime)


def _without_marks(model: str, runtime: str) -> str | None:
    """Tell the kind of a plain name, which depends on who reads it."""
    if (_OLD_FILE if runtime == "llama.cpp" else _FILE).search(model):
        return "gguf_file"
    if re.match(r"https?://", model):
        return None
    return _OF_RUNTIME.get(runtime) or ("local_path" if _is_local(model, runtime) else "hub")


def _is_path_with_variable(model: str) -> bool:
    """Tell a path whose end is written out from one that a variable decides."""
    return "/" in model and bool(re.search(r"\w", _PARTS.sub("", model)))


def _is_local(model: str, runtime: str) -> bool:
    """Tell a folder or file from a repository, which may have the same shape."""
    if _PATH.match(model) or _WEIGHTS.search(model) or runtime == "llama.cpp":
        return True
    owner, slash, _ = model.partition("/")
    return owner in _FOLDERS if slash else not _WITHOUT_OWNER.fullmatch(model)
