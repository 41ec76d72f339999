"""A model that lies in the local Hugging Face cache: what its files say, read without torch.

For `lock` and `fit` only: a check must find the same on every machine. The layout:
https://huggingface.co/docs/huggingface_hub/guides/manage-cache
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from decision_lint.document.yaml_text import read_yaml
from decision_lint.facts.answer import Key
from decision_lint.facts.configuration import select
from decision_lint.facts.hub.settings import hub_home
from decision_lint.facts.local.gguf import GgufHeader, read_gguf
from decision_lint.facts.local.safetensors import read_dtypes
from decision_lint.facts.loose import REPO_ID, mapping
from decision_lint.facts.templates import has_template, takes_tools, template_texts
from decision_lint.model import ModelFacts, ModelFile
from decision_lint.patterns import pattern
from decision_lint.rule import Absent

_MOST_FILES = 10_000
_JSON_BYTES = 4 * 2**20
_COMMIT = pattern(r"[0-9a-f]{40}")
_FRONT = pattern(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_SHARD = pattern(r".*-(\d{5})-of-(\d{5})\.\w+")
_OF_CONFIG: Mapping[str, str] = {
    "embedding_length": "hidden_size",
    "block_count": "num_hidden_layers",
    "feed_forward_length": "intermediate_size",
    "attention.head_count": "num_attention_heads",
    "attention.head_count_kv": "num_key_value_heads",
    "attention.key_length": "head_dim",
    "attention.value_length": "v_head_dim",
    "attention.sliding_window": "sliding_window",
    "attention.kv_lora_rank": "kv_lora_rank",
    "rope.dimension_count": "qk_rope_head_dim",
    "context_length": "max_position_embeddings",
    "vocab_size": "vocab_size",
    "expert_count": "num_experts",
    "expert_used_count": "num_experts_per_tok",
}
"""What a GGUF header calls the fields of a config.json."""


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Give the folder of the cache, as the Hub's clients find it."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if said := environ.get(name):
            return Path(said).expanduser()
    return (hub_home(environ) / "hub").expanduser()


def read_cached(key: Key, folder: Path) -> ModelFacts | Absent:
    """Read what the cache has of a model at a revision; what is half there or broken is absent.

    The cache knows no license and no gate: those are for the Hub to say.
    """
    repo_id, _ = key
    if not REPO_ID.fullmatch(repo_id):
        return Absent("this is no name of a repository")
    try:
        commit, snapshot = _snapshot(key, folder)
        files = tuple(_files(snapshot)) if commit else ()
        day = datetime.fromtimestamp(snapshot.stat().st_mtime, UTC) if files else None
    except (OSError, ValueError, OverflowError) as error:
        return Absent(f"the local cache cannot be read: {type(error).__name__}")
    if not files or day is None:
        return Absent("the local Hugging Face cache does not hold it")
    return _facts(repo_id, commit, snapshot, files, day.date().isoformat())


def read_card(key: Key, folder: Path) -> Mapping[str, Any] | None:
    """Read what the model's card says at its top, in YAML; None where there is no card."""
    try:
        commit, snapshot = _snapshot(key, folder)
    except (OSError, ValueError):
        return None
    text = _text(snapshot / "README.md") if commit else None
    if text is None:
        return None
    front = _FRONT.match(text)
    return mapping(read_yaml(front[1])) if front else {}


def _snapshot(key: Key, folder: Path) -> tuple[str, Path]:
    """Give the commit of a model at a revision, '' where there is none, and where it lies."""
    repo_id, revision = key
    home = folder / f"models--{repo_id.replace('/', '--')}"
    commit = _commit(home, revision or "main")
    return commit, home / "snapshots" / commit


def _commit(home: Path, revision: str) -> str:
    """Give the commit of a revision: itself, or what a ref says; '' where there is none."""
    if _COMMIT.fullmatch(revision):
        return revision
    if ".." in revision.split("/") or revision.startswith("/"):
        return ""
    ref = home / "refs" / revision
    if not ref.is_file():
        return ""
    with ref.open("rb") as file:
        said = file.read(64).decode("ascii", "replace").strip()
    return said if _COMMIT.fullmatch(said) else ""


def _files(snapshot: Path) -> Iterator[ModelFile]:
    """List the files with the sizes of what they link to; a link to nothing is not there."""
    found: list[ModelFile] = []
    for path in snapshot.rglob("*"):
        if len(found) >= _MOST_FILES:
            break
        if path.is_file():
            name = path.relative_to(snapshot).as_posix()
            found.append(ModelFile(path=name, size=path.stat().st_size))
    yield from sorted(found, key=lambda file: file.path)


def _facts(
    repo_id: str, commit: str, snapshot: Path, files: Sequence[ModelFile], as_of: str
) -> ModelFacts:
    paths = [file.path for file in files]
    config = _json(snapshot / "config.json")
    tokenizer = _json(snapshot / "tokenizer_config.json")
    quoted = {
        "tokenizer_config": tokenizer,
        "chat_template_jinja": _text(snapshot / "chat_template.jinja"),
    }
    header = _header(snapshot, paths)
    template = {"chat_template": header.metadata.get("tokenizer.chat_template")} if header else {}
    parameters = _parameters(snapshot, paths)
    return ModelFacts(
        repo_id=repo_id,
        revision=commit,
        files=tuple(files),
        parameters=parameters,
        total_parameters=sum(parameters.values()) or None,
        config=select(config) if config else _config_of(header),
        has_chat_template=has_template(quoted if tokenizer else {}, template, paths),
        tool_template=takes_tools(template_texts(quoted, template)),
        has_custom_code=bool(mapping(config.get("auto_map"))) if config else None,
        gguf=header.facts if header else None,
        source="cache",
        as_of=as_of,
    )


def _json(path: Path) -> dict[str, Any]:
    try:
        return dict(mapping(json.loads(_text(path) or "{}")))
    except (ValueError, RecursionError):
        return {}


def _text(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            data = file.read(_JSON_BYTES + 1)
    except OSError:
        return None
    return None if len(data) > _JSON_BYTES else data.decode("utf-8", "replace")


def _parameters(snapshot: Path, paths: Sequence[str]) -> dict[str, int]:
    """Count the parameters of the model's own safetensors files, if all of them are there."""
    own = [path for path in paths if path.endswith(".safetensors") and "/" not in path]
    shards = [path for path in own if _SHARD.fullmatch(path)] or own
    if not _whole(shards):
        return {}
    found: Counter[str] = Counter()
    for path in shards:
        read = read_dtypes(snapshot / path)
        if isinstance(read, Absent):
            return {}
        found += read
    return dict(sorted(found.items()))


def _whole(paths: Sequence[str]) -> bool:
    """Tell whether no shard lacks: `model-00001-of-00004` to `model-00004-of-00004`."""
    numbers = [match.groups() for path in paths if (match := _SHARD.fullmatch(path))]
    return not numbers or {int(one) for one, _ in numbers} == set(range(1, int(numbers[0][1]) + 1))


def _header(snapshot: Path, paths: Sequence[str]) -> GgufHeader | None:
    """Read the header of the model's GGUF file: the first one that is no vision tower."""
    own = [path for path in paths if path.endswith(".gguf") and "mmproj" not in path]
    header = read_gguf(snapshot / own[0]) if own else None
    if not isinstance(header, GgufHeader):
        return None
    # The tensors of a split model are spread over its parts.
    return replace(header, parameters=0) if _SHARD.fullmatch(own[0]) else header


def _config_of(header: GgufHeader | None) -> dict[str, Any]:
    if header is None:
        return {}
    told = {name: header.own(key) for key, name in _OF_CONFIG.items()}
    if told["kv_lora_rank"] is None:
        told["qk_rope_head_dim"] = None  # what others call rope.dimension_count is another thing
    return {name: value for name, value in sorted(told.items()) if value is not None}
