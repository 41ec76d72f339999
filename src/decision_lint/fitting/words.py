"""Number formats and quantizations that a record states in words, as the estimator names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.quantities.folding import fold

_DTYPES = {
    "bf16": "bfloat16",
    "bfloat16": "bfloat16",
    "fp16": "float16",
    "f16": "float16",
    "float16": "float16",
    "half": "float16",
    "fp32": "float32",
    "f32": "float32",
    "float32": "float32",
}
_WORD = re.compile(
    r"(?<![\w.])(?:ud-)?(?P<word>i?q[1-8]_[0-9a-z_]+|tq[12]_0|fp8|nvfp4|mxfp[48]|nf4|int[48]|[348]-?\s?bits?|awq|gptq"
    r"|w\d+a\d+|bnb(?:-[48]bit)?|bf16|bfloat16|fp16|f16|float16|fp32|float32)(?![\w])"
    r"|(?P<digits>[48])\s?(?:位|ビット|比特|bit)"
)
_NEGATED = re.compile(
    r"(?:\b(?:no|not|without|never|non|un|nor|instead of|rather than|if|would need|before)[\s-]"
    r"(?:\w+[\s-]){0,2}|不(?:用|使用|做)?|未|没有|无|なし|せず)$"
)
_LOOK = 24


def stated_words(text: str) -> Iterator[str]:
    """Give the formats that a text states, in lower case; what it takes back is left out."""
    folded = fold(text).casefold()
    for found in _WORD.finditer(folded):
        if _NEGATED.search(folded[max(0, found.start() - _LOOK) : found.start()]):
            continue
        yield f"{found['digits']}bit" if found["digits"] else re.sub(r"[\s-]|s$", "", found["word"])


def dtype_in(words: tuple[str, ...]) -> str | None:
    """Give the first that is a plain number format."""
    return next((_DTYPES[word] for word in words if word in _DTYPES), None)


def quantization_in(words: tuple[str, ...]) -> str | None:
    """Give the first that is a quantization."""
    return next((word for word in words if word not in _DTYPES), None)


_FOUR = frozenset(("4bit", "int4", "nf4", "bnb4bit", "bnb"))
_EIGHT = frozenset(("8bit", "int8", "bnb8bit"))
_GGUF = frozenset(("llama.cpp", "ollama", "lm-studio"))


def as_run_by(runtime: str, word: str) -> str:
    """Give what a loose word means to a runtime: 4 bits are Q4_K_M to llama.cpp."""
    folded = word.casefold().replace("-", "")
    if runtime in _GGUF:
        known = {"3bit": "Q3_K_M"} | dict.fromkeys(_FOUR, "Q4_K_M") | dict.fromkeys(_EIGHT, "Q8_0")
    elif runtime == "transformers":
        known = dict.fromkeys(_FOUR, "bnb-4bit") | dict.fromkeys(_EIGHT, "bnb-8bit")
    else:
        known = {"bnb4bit": "bnb-4bit", "bnb8bit": "bnb-8bit"}
    if re.fullmatch(r"i?q\d_.*|tq\d_0", folded):
        return word.upper()
    return known.get(folded, word)
