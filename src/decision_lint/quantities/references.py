"""Model references: a Hub id, a URL, an Ollama tag, a bare name, a class of models, an API."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from urllib.parse import unquote

from decision_lint.knowledge.tables import table
from decision_lint.quantities.folding import fold


class Reference(StrEnum):
    """How a text names a model."""

    HUB = "a repository on the Hub"
    OLLAMA = "an Ollama tag"
    FILE = "a file or folder"
    NAME = "a bare name"
    CLASS = "a class of models"
    API = "a model behind an API"
    UNKNOWN = "nothing that names a model"


@dataclass(frozen=True, slots=True)
class ModelReference:
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
_HUB = re.compile(rf"(?P<repo>{_PART}/{_PART}){_SUFFIX}(?![\w/])")
_HOSTS = r"(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)"
_URL = re.compile(
    rf"(?:(?:https?://)?{_HOSTS}/|hf://|hf:|huggingface:)(?P<repo>{_PART}(?:/{_PART})?)"
    rf"(?:/(?:tree|blob|resolve|commit|raw)/(?P<at>[^\s/?#)]+))?{_SUFFIX}"
)
_NOT_MODELS = frozenset("datasets spaces docs models blog papers collections api settings".split())
_OLLAMA_SITE = re.compile(r"(?:https?://)?(?:www\.)?ollama\.com/(?:library/)?")
_OLLAMA = re.compile(
    r"(?P<name>[a-z](?:[a-z0-9._\-]*[a-z0-9])?(?:/[a-z0-9._\-]+)?):(?P<tag>[A-Za-z0-9][\w.\-]*)"
)
_FILE = re.compile(r"(?:\.{0,2}/|~/|[A-Za-z]:\\)\S+|\S+\.(?:gguf|safetensors|ggml)", re.IGNORECASE)
_SIZE = r"(?:\d{1,2}\s?x\s?)?\d{1,4}(?:\.\d{1,2})?\s?(?:[bm]|billion|million|亿|十亿)(?![a-z0-9])"
_CLASS = re.compile(rf"(?<![\w.]){_SIZE}")
_SAID_REVISION = re.compile(
    r"(?:@|\b(?:revision|rev|commit|sha|tag|branch)\b|提交|修订|版本|リビジョン|コミット)\s*[:：=]?\s*"
    r"(?P<revision>[0-9a-f]{7,64}|main|master|v?\d[\w.\-]*)(?![\w/])",
    re.IGNORECASE,
)
_QUANTIZATION = re.compile(
    r"(?<![\w])(?:i?q[2-8]_[0-9a-z_]+|q[48]_0|fp8|int[48]|[48]-?bit|awq|gptq|nf4|nvfp4|mxfp4|bf16|fp16|f16)(?![\w-])",
    re.IGNORECASE,
)
_API = re.compile(
    r"(?<![a-z])(?:(?:cloud|hosted|remote|commercial|proprietary|managed|external|third-party|paid|public|vendor)"
    r" (?:(?:model|llm|ai|inference) )?(?:apis?|endpoint|service|model|llm)"
    r"|(?:model|llm) apis?|api models?)(?![a-z])"
    r"|(?:via|through|over|behind|using|by) (?:the |an |its |their )?(?:official |hosted |cloud )?api(?![a-z])"
    r"|云端?(?:模型)?\s?api|云模型|托管(?:模型|api)|官方\s?api|クラウド(?:の)?(?:モデル)?(?:の)?\s?api|外部\s?api|ホスト型"
)
_ENGINES = re.compile(
    r"(?:vllm|sglang|ollama|llama\.cpp|transformers|tgi|mlx|rag|cpu|gpu|api|or|and)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[（(【\[][^（()）\]】]*[)）】\]]\s*$")


def read_reference(text: str) -> ModelReference:
    """Read the model that a text names; what cannot be told is UNKNOWN, never a guess."""
    written = text.strip()
    whole = _ASIDE.sub("", fold(written).strip("`*'\"“”「」")).strip()
    reference = _whole(whole) or _inside(whole) or _plain(whole)
    return replace(_with_words(reference, fold(written)), text=written)


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


def is_hosted(text: str) -> bool:
    """Tell whether a text means a model behind somebody's API."""
    folded = fold(text).casefold()
    return bool(_API.search(folded) or _hosted().search(folded))


def _folded(word: str) -> str:
    return re.sub(r"[\W_]", "", word.casefold())


def _whole(text: str) -> ModelReference | None:
    """Read a text that is a reference and nothing else."""
    if found := _OLLAMA_SITE.match(text):
        return _ollama(text[found.end() :].strip("/"))
    if found := _URL.fullmatch(
        text.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rstrip("/")
    ):
        return _of_url(found)
    if found := _URL.match(text):
        return _of_url(found)
    if _FILE.fullmatch(text):
        return ModelReference(text, Reference.FILE, re.split(r"[/\\]", text)[-1])
    if (found := _OLLAMA.fullmatch(text)) and not (
        "/" in text and _QUANTIZATION.fullmatch(found["tag"])
    ):
        return _ollama(text)
    found = _HUB.fullmatch(text)
    return _of_hub(found) if found and not _is_either_or(found["repo"]) else None


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


def _of_hub(found: re.Match[str]) -> ModelReference:
    repo = found["repo"]
    name = repo.rpartition("/")[2]
    return ModelReference(found[0], Reference.HUB, name, repo, found["revision"], found["tag"])


def _inside(text: str) -> ModelReference | None:
    """Find a Hub id among other words."""
    if found := _URL.search(text):
        return _of_url(found)
    for found in re.finditer(rf"(?<![\w/.:@-]){_HUB.pattern}", text):
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
    return replace(
        reference,
        revision=reference.revision or (said["revision"] if said else None),
        quantization=reference.quantization or (quantized[0] if quantized else None),
    )


def _words(name: str) -> str:
    words = sorted(table("models")[name], key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


@cache
def _families() -> re.Pattern[str]:
    """Match a name that begins with a family, with or without a maker in front."""
    return re.compile(
        rf"(?:meta |google |microsoft |alibaba |nvidia |ibm |the )?(?:{_words('families')})(?![a-z]{{3,}}\s|s\b)"
    )


@cache
def _hosted() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_words('hosted')}|{_words('providers')})(?![a-z])")
