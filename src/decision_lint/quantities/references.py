"""Model references: a Hub id, a URL, an Ollama tag, a bare name, a class of models, an API."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold
from decision_lint.quantities.hosted import is_hosted, is_through_gateway, spelt


class Reference(StrEnum):
    """How a text names a model."""

    HUB = "a repository on the Hub"
    OLLAMA = "an Ollama tag"
    FILE = "a file or folder"
    NAME = "a bare name"
    CLASS = "a class of models"
    API = "a model behind an API"
    UNKNOWN = "nothing that names a model"


class ModelReference(NamedTuple):
    """A model as a text names it."""

    text: str
    """As written."""
    kind: Reference
    name: str = ""
    """The name alone: of `Qwen/Qwen3-8B@main`, `Qwen3-8B`."""
    repo_id: str | None = None
    revision: str | None = None
    quantization: str | None = None


_PART = r"[A-Za-z0-9](?:[\w.\-]{0,94}[A-Za-z0-9_])?"
_SUFFIX = r"(?:@(?P<revision>[\w.\-/]{1,80}))?(?::(?P<tag>[\w.\-]{1,40}))?"
_IN_REPO = r"(?P<file>(?:/[\w.\-]{1,120}){1,6}\.(?:gguf|safetensors|json|bin|onnx|pth?|model|md|txt|jinja|py))?"
_END = r"(?![\w/]|[.\-]\w)"
"""Where an id ends, and no part of a longer one; Chinese and Japanese may follow."""
_HUB = pattern(rf"(?P<repo>{_PART}/{_PART}){_IN_REPO}{_SUFFIX}{_END}", re.ASCII)
_HUB_IN_WORDS = pattern(
    rf"(?<![\w/.:@-])(?P<repo>{_PART}/{_PART}){_IN_REPO}{_SUFFIX}{_END}", re.ASCII
)
_HOSTS = r"(?i:(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com))"
_URL = pattern(
    rf"(?:{_HOSTS}/|hf://|hf:|huggingface:)(?P<repo>{_PART}(?:/{_PART})?)"
    rf"(?:/(?:tree|blob|resolve|commit|raw)/(?P<at>[^\s/?#)]+))?{_SUFFIX}",
    re.ASCII,
)
_EITHER = pattern(
    rf"(?<![\w/.:@-])(?P<one>{_PART}/{_PART})[^\S\n]*(?:\b(?:or|vs\.?|versus)\b|或者?|または|もしくは)"
    rf"[^\S\n]*(?:{_HOSTS}/)?(?P<other>{_PART}/(?=[\w.\-]*[0-9A-Z]){_PART})",
    re.ASCII,
)
_LINK = pattern(r"\[[^\[\]]*\]\((?P<target>[^()\s]+)")
_ELSEWHERE = pattern(
    r"(?:https?://)?(?:www\.)?modelscope\.(?:cn|ai)/models/[\w.\-]+/(?P<name>[\w.\-]+)", re.ASCII
)
_NOT_MODELS = frozenset("datasets spaces docs models blog papers collections api settings".split())
_FOLDERS = frozenset(
    "models model weights checkpoints ckpt gguf ggufs data cache opt mnt home var tmp root srv workspace content"
    " downloads local storage llm llms output outputs artifacts artefacts".split()
)
"""Names of folders, by which a path is told from the id of a repository."""
_OLLAMA_SITE = pattern(
    r"(?:https?://)?(?:(?:www\.)?ollama\.com|registry\.ollama\.ai)/(?:library/)?"
    r"|ollama (?:run|pull) (?=\S+$)|(?:ollama[/:]|library/)(?!.*\s)"
)
_OLLAMA = pattern(
    r"(?P<name>[a-z](?:[a-z0-9._\-]*[a-z0-9])?(?:/[a-z0-9._\-]+)?):(?P<tag>[A-Za-z0-9][\w.\-]*)"
)
_FILE = pattern(r"(?:\.{0,2}/|~/|[A-Za-z]:\\)\S+|\S+\.(?:gguf|safetensors|ggml)", re.IGNORECASE)
_SIZE = r"(?:\d{1,2}\s?x\s?)?\d{1,4}(?:\.\d{1,2})?\s?(?:[bm]|billion|million|亿|十亿)(?![a-z0-9])"
_CLASS = pattern(rf"(?<![\w.]){_SIZE}")
_SAID_REVISION = pattern(
    r"(?:@|\b(?:revision|rev|commit|sha|tag|branch)\b|提交|修订|版本|リビジョン|コミット)\s*[:：=]?\s*"
    r"(?P<revision>[0-9a-f]{7,64}|main|master|v?\d[\w.\-]*)(?![\w/])",
    re.IGNORECASE,
)
_QUANTIZATION = pattern(
    r"(?<![\w])(?:i?q[2-8]_[0-9a-z_]+|q[48]_0|fp8|int[48]|[48]-?bit|awq|gptq|nf4|nvfp4|mxfp4|bf16|fp16|f16)(?![\w-])",
    re.IGNORECASE,
)
_ENGINES = pattern(
    r"(?:vllm|sglang|ollama|llama\.cpp|transformers|tgi|mlx|rag|cpu|gpu|api|or|and)",
    re.IGNORECASE,
)
_ASIDE = pattern(r"\s?[(【\[][^()\[\]【】]*[)】\]]\s*$")


@lru_cache(2048)
def read_reference(text: str) -> ModelReference:
    """Read the model that a text names; what cannot be told is UNKNOWN, never a guess."""
    written = text.strip()
    folded = fold(written)
    whole = _ASIDE.sub("", folded.strip("`*'\"“”「」")).strip()
    reference = _linked(folded) or _whole(whole) or _inside(whole) or _plain(whole)
    return _with_words(reference, folded)._replace(text=written)


def same_model(one: ModelReference, other: ModelReference) -> bool:
    """Tell whether two references mean one model: the same repository, tag or bare name."""
    if (
        one.quantization
        and other.quantization
        and _folded(one.quantization) != _folded(other.quantization)
    ):
        return False
    if one.repo_id and other.repo_id:
        return one.repo_id.casefold() == other.repo_id.casefold()
    if Reference.OLLAMA in {one.kind, other.kind} and one.kind is not other.kind:
        return False
    return bool(one.name) and one.name.casefold() == other.name.casefold()


def _folded(word: str) -> str:
    return re.sub(r"[\W_]", "", word.casefold())


def _linked(text: str) -> ModelReference | None:
    """Read what a Markdown link leads to, where that is one model on the Hub."""
    links = [_URL.match(link["target"]) for link in _LINK.finditer(text)]
    found = [reference for link in links if link and (reference := _of_url(link))]
    return found[0] if len({reference.repo_id for reference in found}) == 1 else None


def _whole(text: str) -> ModelReference | None:
    """Read a text that is a reference and nothing else."""
    if is_through_gateway(text):
        return ModelReference(text, Reference.API, text)
    if found := _OLLAMA_SITE.match(text):
        return _whole_url(text[found.end() :]) or _ollama(text[found.end() :].strip("/"))
    if found := _URL.match(text):
        return _of_url(found)
    if found := _ELSEWHERE.match(text):
        return ModelReference(text, Reference.NAME, found["name"])
    if (found := _HUB.fullmatch(text)) and not _is_either_or(found["repo"]):
        return _of_hub(found)
    is_file = _FILE.fullmatch(text)
    return _file(text) if is_file else _ollama(text) if _OLLAMA.fullmatch(text) else None


def _whole_url(text: str) -> ModelReference | None:
    """Read what Ollama is told to take from the Hub: `ollama run hf.co/owner/name:Q4_K_M`."""
    found = _URL.fullmatch(text)
    return _of_url(found) if found else None


def _file(text: str) -> ModelReference:
    return ModelReference(text, Reference.FILE, re.split(r"[/\\]", text)[-1])


def _is_either_or(repo: str) -> bool:
    """Tell `CPU/GPU` and `7B/8B` from a repository."""
    parts = repo.split("/")
    return repo.casefold() == "n/a" or any(
        _ENGINES.fullmatch(part) or _CLASS.fullmatch(part.casefold()) for part in parts
    )


def _ollama(text: str) -> ModelReference:
    return ModelReference(text, Reference.OLLAMA, text.removesuffix(":latest"))


def _of_url(found: re.Match[str]) -> ModelReference | None:
    repo = found["repo"]
    if repo.partition("/")[0] in _NOT_MODELS:
        return None
    revision = unquote(found["at"]) if found["at"] else found["revision"]
    return ModelReference(
        found[0], Reference.HUB, repo.rpartition("/")[2], repo, revision, found["tag"]
    )


def _of_hub(found: re.Match[str]) -> ModelReference | None:
    repo, tag = found["repo"], found["tag"]
    owner, _, name = repo.partition("/")
    if owner in _NOT_MODELS - _FOLDERS:
        return None
    if owner.casefold() in _FOLDERS:
        return _file(found[0])
    if tag and not _QUANTIZATION.fullmatch(tag) and _OLLAMA.fullmatch(found[0]):
        return _ollama(found[0])
    return ModelReference(found[0], Reference.HUB, name, repo, found["revision"], tag)


def _inside(text: str) -> ModelReference | None:
    """Find a Hub id among other words; of two that are still to choose from there is none."""
    if (either := _EITHER.search(text)) and either["one"].casefold() != either["other"].casefold():
        return ModelReference(text, Reference.CLASS)
    if found := _URL.search(text):
        return _of_url(found)
    for found in _HUB_IN_WORDS.finditer(text):
        name = found["repo"].rpartition("/")[2]
        says = re.search(r"[0-9A-Z]", name) and len(name) > 3  # noqa: PLR2004  (`fast/slow` is none)
        if says and not _is_either_or(found["repo"]):
            return _of_hub(found)
    return None


def _plain(text: str) -> ModelReference:
    """Read a text without an id: an API, a bare name, a class of models, or neither."""
    folded = text.casefold()
    if is_hosted(text):
        return ModelReference(text, Reference.API, text)
    says_more = re.search(r"\d", folded) or not re.search(
        r"\s", folded
    )  # "solar panels" is no model
    if (_families().match(folded) and says_more) or _is_token_with_size(folded):
        name = re.split(r"\s*[,;，；、@]\s*|\s+(?:via|on|with|using|at|in)\s+", text, maxsplit=1)[0]
        return ModelReference(text, Reference.NAME, name.strip())
    if _CLASS.search(folded):
        return ModelReference(text, Reference.CLASS)
    return ModelReference(text, Reference.UNKNOWN)


def _is_token_with_size(text: str) -> bool:
    """Tell a name such as `My-Model-7B-chat` from words: one token, joined, with a size in it."""
    token = re.split(r"\s*[,;@]\s*|\s", text, maxsplit=1)[0]
    return bool(re.fullmatch(r"[a-z][\w.]*(?:-[\w.]+)+", token) and re.search(rf"-{_SIZE}", token))


def _with_words(reference: ModelReference, text: str) -> ModelReference:
    """Add the revision and the quantization that stand beside a name."""
    if reference.kind in {Reference.API, Reference.UNKNOWN, Reference.CLASS}:
        return reference
    outside = text.replace(reference.repo_id or reference.name, " ", 1)
    said = _SAID_REVISION.search(outside)
    quantized = _QUANTIZATION.search(outside)
    return reference._replace(
        revision=reference.revision or (said["revision"] if said else None),
        quantization=reference.quantization or (quantized[0] if quantized else None),
    )


@cache
def _families() -> re.Pattern[str]:
    """Match a name that begins with a family, with or without a maker in front."""
    return pattern(
        rf"(?:meta |google |microsoft |alibaba |nvidia |ibm |the )?(?:{spelt('families')})(?![a-z]{{3,}}\s|s\b)"
    )
