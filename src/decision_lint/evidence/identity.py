"""Whether two references clearly mean different models, whoever packed or quantized them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern
from decision_lint.quantities.references import ModelReference, Reference, same_model

_QUANTIZED = pattern(
    r"[-_.:](?:i?q\d(?:[_-][a-z0-9]{1,2})*|iq\d\w*|gguf|ggml|awq|gptq|exl2|bnb|mlx|onnx|openvino|imatrix"
    r"|i1|ud|fp8|fp4|fp16|bf16|f16|f32|int[48]|nf4|nvfp4|mxfp4|w\d+a\d+|[2-8]-?bit|quantized|dynamic"
    r"|unsloth|qat|g128|marlin|hf|latest|preview|\d{5}-of-\d{5})(?![a-z0-9])"
)
_CHAT = pattern(r"[-_.:](?:instruct|chat|it)(?![a-z0-9])")
_SIZE = pattern(
    r"(?<![a-z0-9.])(?P<experts>\d{1,3}x)?(?P<number>\d{1,4}(?:\.\d{1,2})?)(?P<unit>[bm])(?![a-z0-9])"
)
_TOKEN = pattern(r"[a-z]+|\d+(?:\.\d+)*")
_VARIANTS = frozenset("coder code vl vision math omni audio embedding embed guard reranker".split())
_MAKERS = frozenset(("meta",))
_COMPARABLE = frozenset((Reference.HUB, Reference.OLLAMA, Reference.NAME, Reference.FILE))
_NEAR = 1.2
"""Sizes within this factor may be one size, rounded."""


def is_clearly_another(one: ModelReference, other: ModelReference) -> bool:
    """Tell whether two references mean different models; in doubt they do not."""
    kinds = {one.kind, other.kind}
    if not kinds <= _COMPARABLE or same_model(one, other):
        return False
    names = [_bare(reference) for reference in (one, other)]
    if any(
        reference.kind in {Reference.FILE, Reference.OLLAMA} and not says_family(name, inside=True)
        for reference, name in zip((one, other), names, strict=True)
    ):
        return False  # a file or a model of one's own may hold anything
    sizes = [_size(name) for name in names]
    if all(sizes) and max(sizes) > _NEAR * min(sizes):
        return True
    if kinds == {Reference.HUB} and bool(_CHAT.search(names[0])) != bool(_CHAT.search(names[1])):
        return True
    first, second = (_tokens(name) for name in names)
    if _VARIANTS & set(first) != _VARIANTS & set(second):
        return True
    return not (_holds(first, second) or _holds(second, first))


def says_family(name: str, *, inside: bool = False) -> bool:
    """Tell whether a name begins with a known family, or holds one."""
    found = _families().search(name.casefold()) if inside else _families().match(name.casefold())
    return bool(found)


def _bare(reference: ModelReference) -> str:
    """Give the name in lower case, without its owner, its file ending and its quantization."""
    name = reference.name.casefold().removeprefix("ollama/").rpartition("/")[2]
    name = re.sub(r"\.(?:gguf|safetensors|ggml)$", "", name)
    return _QUANTIZED.sub("", name)


def _size(name: str) -> float:
    """Give the parameters that a name states, in billions; 0 where it states none."""
    found = _SIZE.search(name)
    if not found:
        return 0
    experts = int(found["experts"][:-1]) if found["experts"] else 1
    return experts * float(found["number"]) / (1000 if found["unit"] == "m" else 1)


def _tokens(name: str) -> Sequence[str]:
    """Cut a name into words and numbers, without its size and its `instruct`."""
    rest = _SIZE.sub(" ", _CHAT.sub(" ", name))
    return [token for token in _TOKEN.findall(rest) if token not in _MAKERS]


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Tell whether the words of one name stand together in the other."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


@cache
def _families() -> re.Pattern[str]:
    words = sorted(table("models")["families"], key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(re.escape(word) for word in words)})(?![a-z]{{3}})")
