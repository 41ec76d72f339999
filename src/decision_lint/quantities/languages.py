"""Languages: which one a word or a code means, and which ones a text asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from decision_lint.knowledge.tables import table
from decision_lint.quantities.folding import fold

_ALL = frozenset(("multilingual", "mul", "multi", "多语言", "多言語"))
_SAID = (
    r"(?:(?<![a-z])(?:in|into|to|from|speaks?|speaking|writes?|understands?|reads?|answers?|replies"
    r"|both|plain|simple|fluent|good|correct|polite|formal|native|standard|swiss|brazilian)\s(?:[a-z]+\s(?:and|or)\s)?{name}"
    r"(?!\s(?:[a-z]+s|food|wine|history|law|art|school|market|culture|class|restaurant)(?![a-z]))"
    r"|(?<![a-z]){name}[- ](?!(?:the|a|an|our|your|its|this|that|each|all)\s)(?:[a-z]+\s)?(?:only|speaking|answers?|output|text|texts|language|input|questions?|replies|reply"
    r"|prompts?|speakers?|summar\w+|support|sentences?|translation|documents?|tickets?)(?![a-z])"
    r"|(?<![a-z]){name}\s?(?:/|and|or|,|&)\s?(?:{any_name})(?![a-z])"
    r"|(?<![a-z])(?:{any_name})\s?(?:/|and|or|,|&)\s?{name}(?![a-z])"
    r"|(?<![a-z])(?:bilingual|translat\w+|languages?)\b.{{0,40}}(?<![a-z]){name}(?![a-z]))"
)
_NOT = (
    r"(?:\b(?:no|not|without|never|except|excluding|other than|instead of|non)[\s-](?:\w+\s){0,3}"
    r"|(?:不需要|不支持|不用|无需|除了?|非))$"
)
_NOT_AFTER = r"\s?(?:is not|are not|not needed|is out|later|不需要|除外|は不要|は対象外|以外)"


_SHORT = {
    "中": "zh",
    "汉": "zh",
    "英": "en",
    "日": "ja",
    "韩": "ko",
    "法": "fr",
    "德": "de",
    "俄": "ru",
}
_RUN = r"(?<!\w)?([中汉英日韩法德俄]{2,5})(?:文|语|双语|三语|互译|翻译|対訳|両)"
"""Languages by one character each: `中英双语`."""


def language_of(word: str) -> str | None:
    """Give the code of the language that a word or a code means: `German`, `zh-CN`, `日本語`."""
    folded = re.sub(r"\s?[(（].*", "", fold(word).casefold()).strip(" .")
    names = _names()
    return names.get(folded) or names.get(re.split(r"[-_]", folded)[0])


def languages_of(entry: str) -> tuple[str, ...]:
    """Give the codes of the languages that an entry of a list means: `UK English`, `German/French`.

    What means no language that is known gives none, and neither does a word for all of them.
    """
    if whole := language_of(entry):
        return (whole,)
    folded = fold(entry).casefold()
    if re.search(r"\b(?:no|not|non|without|except)\b", folded):
        return ()
    words = re.findall(r"[^\W\d_]+", folded)
    names = _names()
    return tuple(dict.fromkeys(names[word] for word in words if len(word) > 3 and word in names))  # noqa: PLR2004


def means_all(entry: str) -> bool:
    """Tell whether an entry means that a model speaks many languages, and none of them."""
    return fold(entry).casefold().strip() in _ALL


def card_languages(listed: Iterable[str]) -> frozenset[str] | None:
    """Give the codes of the languages that a card lists; None where it lists them all, or none."""
    words = [fold(word).casefold() for word in listed]
    codes = frozenset(code for word in words if (code := language_of(word)))
    return None if not codes or _ALL.intersection(words) else codes


@lru_cache(1024)
def languages_in(text: str) -> tuple[str, ...]:
    """Give the codes of the languages that a text asks to speak, and not of its other words."""
    folded = fold(text).casefold()
    found = []
    for name, code in _names().items():
        if name in folded and _is_asked(folded, name):
            found.append(code)
    found += [_SHORT[char] for run in re.findall(_RUN, folded) for char in run]
    return tuple(dict.fromkeys(found))


def _is_asked(text: str, name: str) -> bool:
    if name.isascii():
        if name in _CODES_OR_WORDS or len(name) <= len("zho"):
            return False
        pattern = _SAID.format(name=re.escape(name), any_name=_any_name())
    else:
        pattern = re.escape(name)
    for match in re.finditer(pattern, text):
        at = match.start() + match[0].find(name)
        before, after = text[max(0, at - 40) : at], text[at + len(name) :]
        if not re.search(_NOT, before) and not re.match(_NOT_AFTER, after):
            return True
    return False


_CODES_OR_WORDS = frozenset(("latin", "basque", "zh-hans", "zh-hant"))


@cache
def _any_name() -> str:
    return "|".join(re.escape(name) for name in _names() if name.isascii() and len(name) > 3)  # noqa: PLR2004


@cache
def _names() -> Mapping[str, str]:
    return {
        name: code
        for code, names in table("languages")["languages"].items()
        for name in (code, *names)
    }
