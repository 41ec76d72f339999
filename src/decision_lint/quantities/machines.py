"""What a text says of a machine as a whole: that it has no GPU."""

from __future__ import annotations

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold

_NO_GPU = pattern(
    r"\b(?:cpu[ -]only|no (?:dedicated |discrete )?gpus?|without (?:a |any )?gpus?|cpu laptop|laptop cpu|desktop cpu|on (?:the |a )?cpu)\b"
    r"|只有 ?cpu|仅 ?cpu|无(?:独立)?(?:gpu|显卡)|没有(?:gpu|显卡)|笔记本 ?cpu|台式机 ?cpu|cpu ?のみ|gpu ?(?:なし|無し|がない)|pc の cpu|pcのcpu"
)


def says_no_gpu(text: str) -> bool:
    """Tell whether a text says that a machine has no GPU, or that only its CPU is used."""
    return bool(_NO_GPU.search(fold(text).casefold()))
