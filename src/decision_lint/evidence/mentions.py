"""Models and days that an evidence file names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.evidence.identity import is_clearly_another, says_family
from decision_lint.patterns import pattern
from decision_lint.quantities.references import ModelReference, Reference, read_reference
from decision_lint.quantities.words import read_date

__all__ = ["days_named", "is_clearly_another", "models_named", "names_another"]

_URL = pattern(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s<>\"'`)\]，。、）]+", re.IGNORECASE)
_HUB_SITE = pattern(
    r"(?:https?://)?(?:www\.)?(?:(?:huggingface\.co|hf\.co|hf-mirror\.com)/"
    r"(?!(?:datasets|spaces|docs|papers|blog|collections|api)/)|ollama\.com/)",
    re.IGNORECASE,
)
_WORD = pattern(r"(?<![\w/.~@:\\-])[A-Za-z0-9][\w./:@-]{2,200}")
_PART = r"[A-Za-z0-9](?:[\w.-]{0,94}[A-Za-z0-9_])?"
_HUB = pattern(
    rf"(?:hf\.co/|huggingface\.co/)?{_PART}/{_PART}(?:@[\w.-]{{1,80}})?(?::[\w.-]{{1,40}})?"
)
_OLLAMA = pattern(r"(?:[a-z0-9._-]+/)?(?P<name>[a-z][a-z0-9._-]*):(?P<tag>[A-Za-z0-9][\w.-]*)")
_TAG = pattern(
    r"latest|(?:\d{1,3}x)?\d{1,4}(?:\.\d{1,2})?[bm](?:-.*)?|e\d+b(?:-.*)?|(?:mini|small|medium|large)"
    r"(?:-.*)?|.*(?:instruct|chat|q\d|fp16|bf16).*|cloud",
    re.IGNORECASE,
)
_SAYS_SIZE = pattern(
    r"(?<![a-z0-9.])(?:\d{1,3}x)?\d{1,4}(?:\.\d{1,2})?[bm](?![a-z0-9])|[-_.](?:instruct|chat|it)(?![a-z])"
    r"|tiny|[-_]\w{0,20}\d",
    re.IGNORECASE,
)
_FILE = pattern(
    r"\.(?:csv|tsv|md|txt|log|jsonl?|ya?ml|toml|py|sh|ipynb|pdf|png|jpe?g|html?|xml|zip|gz|lock|cfg|ini)$"
    r"|^(?:evidence|docs?|src|tests?|data|home|usr|opt|tmp|mnt|root|content|workspace|models?|outputs?"
    r"|logs?|scripts?|bin|etc|var|api|v\d|weights|checkpoints|cache|application|text|image)/",
    re.IGNORECASE,
)
_KEY = (
    r"(?:(?:selected|used|chosen)[\s_-])?model(?:[\s_-]?(?:version|name|id|tag|repo(?:sitory)?|used))?"
    r"|repo_id|模型(?:版本|名称?)?|モデル(?:名|の?バージョン)?|使用モデル|使用模型"
)
_KEYED = pattern(
    rf"(?<![\w-])(?:{_KEY})[\"'`*]{{0,3}}[^\S\n]{{0,3}}[:=：＝|][\"'`*]{{0,3}}[^\S\n]{{0,3}}[\"'`*]{{0,3}}"
    r"(?P<value>[A-Za-z0-9][^\n|,;，；、。\"'`*（(]{1,120})"
    r"|(?:--model(?:[-_](?:id|name))?[\s=]\s{0,3}|\bollama\s(?:run|pull|show)\s)[\"']?"
    r"(?P<run>[\w./:@-]{2,120})",
    re.IGNORECASE,
)
_OF_ANOTHER_ROLE = pattern(
    r"(?<![a-z])(?:base|judge|judg\w+|grader|grading|draft|embed\w*|rerank\w*|teacher|reward"
    r"|compar\w+|tokeni[sz]er|baseline|versus|vs|against|speculative|guard|fallback|reference|previous\w*|unlike"
    r"|instead of|candidates?|than|datasets?|data|corpus|github|distilled|derived"
    r"|from(?!_)|not|served)(?![a-z])|评委|裁判|基座|对比|对照|嵌入|数据集|比較|審査|埋め込み|ドラフト|より|データセット",
    re.IGNORECASE,
)
_NAME = pattern(
    r"[A-Za-z][\w.-]*(?:\s(?:v?\d[\w.]*|instruct|chat|it|coder|mini|nemo|small|large)(?![\w]))*",
    re.IGNORECASE,
)
_DATE_START = pattern(
    r"(?<![\w-])(?=\d{4}\s?[-/.年]\s?\d|\d{1,2}(?:st|nd|rd|th)?[\s-](?:of )?[A-Za-z]{3}"
    r"|[A-Za-z]{3,9}\.?\s\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}/\d{1,2}/\d{4}|令和)"
)
_REACH = 40
"""Characters of a line in front of a name in which another role may be said."""


def models_named(text: str) -> tuple[ModelReference, ...]:
    """Give the models that a note or an output names, each once, in the order of the text."""
    found = sorted((*_keyed(text), *_urls(text), *_words(text)), key=lambda pair: pair[0])
    return tuple({reference.text: reference for _, reference in found}.values())


def days_named(text: str) -> tuple[str, ...]:
    """Give the days that a text names, each once, as YYYY-MM-DD."""
    days = (read_date(text[at.start() : at.start() + 40]) for at in _DATE_START.finditer(text))
    return tuple(dict.fromkeys(day for day in days if day))


def names_another(text: str, selected: ModelReference) -> ModelReference | None:
    """Give the first model that a text names, where none of them may be the selected one."""
    named = models_named(text)
    if not named or not all(is_clearly_another(reference, selected) for reference in named):
        return None
    return None if _squash(selected.name) in _squash(text) else named[0]


def _squash(text: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", text.casefold())


Found = tuple[int, ModelReference]


def _keyed(text: str) -> Iterator[Found]:
    """Find what stands behind a key for the model, or behind the option that names it."""
    for found in _KEYED.finditer(text):
        at = found.start("value") if found["value"] else found.start("run")
        value = (found["value"] or found["run"]).strip()
        if _plays_another_role(text, found.start()):
            continue
        word = value.split(maxsplit=1)[0].rstrip(".:")
        reference = _known(word, read_reference(word)) or _name(value)
        if reference:
            yield at, reference


def _known(word: str, reference: ModelReference) -> ModelReference | None:
    """Accept a Hub id or an Ollama tag that stands where a model has to stand."""
    is_id = reference.kind is Reference.HUB and not _FILE.search(word)
    is_tag = reference.kind is Reference.OLLAMA and says_family(reference.name)
    return reference._replace(text=word) if is_id or is_tag else None


def _name(value: str) -> ModelReference | None:
    """Accept a bare name: a family with a number in it."""
    found = _NAME.match(value)
    if not found or not re.search(r"\d", found[0]) or _FILE.search(found[0]):
        return None
    reference = read_reference(found[0])
    is_name = reference.kind is Reference.NAME and says_family(reference.name)
    return reference._replace(text=found[0]) if is_name else None


def _urls(text: str) -> Iterator[Found]:
    for found in _URL.finditer(text):
        if _HUB_SITE.match(found[0]) and not _plays_another_role(text, found.start()):
            word = found[0].rstrip(".,:;")
            if reference := _known(word, read_reference(word)):
                yield found.start(), reference


def _words(text: str) -> Iterator[Found]:
    """Find Hub ids and Ollama tags that stand alone."""
    for found in _WORD.finditer(_URL.sub(_blank, text)):
        word = found[0].rstrip(".:/-@")
        if ("/" in word or ":" in word) and _is_model(word):
            reference = read_reference(word)
            if reference.kind in {Reference.HUB, Reference.OLLAMA} and not _plays_another_role(
                text, found.start()
            ):
                yield found.start(), reference._replace(text=word)


def _blank(url: re.Match[str]) -> str:
    return " " * len(url[0])


def _is_model(word: str) -> bool:
    """Tell a model's id from a path, a ratio and two words with a slash between them."""
    if tag := _OLLAMA.fullmatch(word):
        return bool(says_family(tag["name"]) and _TAG.fullmatch(tag["tag"]))
    if not _HUB.fullmatch(word) or _FILE.search(word):
        return False
    name = word.rpartition("/")[2]
    return bool(says_family(name, inside=True) and _SAYS_SIZE.search(name))


def _plays_another_role(text: str, at: int) -> bool:
    """Tell whether a model is named as a judge, a base or a rival, and not as what ran."""
    line = text.rfind("\n", max(0, at - _REACH), at) + 1
    return bool(_OF_ANOTHER_ROLE.search(text[max(line, at - _REACH) : at]))
