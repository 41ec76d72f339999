"""What a text says of a machine as a whole: that it has no GPU, or what kind of machine it is."""

from __future__ import annotations

import re

from decision_lint.patterns import pattern
from decision_lint.quantities.cards import CARD
from decision_lint.quantities.folding import fold
from decision_lint.quantities.numbers import COUNT_WORD, word_number

_NO_GPU = pattern(
    r"\b(?:cpu[ -]only|no (?:dedicated |discrete )?gpus?|without (?:a |any )?gpus?|cpu laptop|laptop cpu|desktop cpu|on (?:the |a )?cpu)\b"
    r"|只有 ?cpu|仅 ?cpu|无(?:独立)?(?:gpu|显卡)|没有(?:gpu|显卡)|笔记本 ?cpu|台式机 ?cpu|cpu ?のみ|gpu ?(?:なし|無し|がない)|pc の cpu|pcのcpu"
)
_APPLE = r"(?<![a-z])(?:macbooks?|mac|imac|apple|m[1-9])(?![a-z])"
_COMPUTER = (
    r"(?<![a-z])(?:laptops?|notebooks?|desktops?|pc|cpus?|raspberry|nuc|thinkpad|ultrabook|chromebook)(?![a-z])"
    r"|笔记本|电脑|台式|パソコン|ノート|デスクトップ"
)
_GPU = r"(?<![a-z])(?:gpus?|cuda|nvidia|geforce|rtx|graphics|vram|cards?)(?![a-z])|显卡|显存|グラフィック|カード"
_SEVERAL = (
    r"(?<![a-z])(?:gpus|cards|nodes?|cluster|multi(?:ple|-gpu)?|several|some|l4s|t4s|[ah]\d{2,3}s|\d{4}s)(?![a-z0-9])"
    r"|多卡|多张|多块|几张|集群|複数|クラスタ"
)
_AT_LEAST = (
    r"(?<![a-z])(?:at least|min(?:imum)?|or (?:more|larger|better|bigger|above|higher|newer|equivalent|similar|comparable))(?![a-z])"
    r"|>=|≥|\d\s?(?:gi?b|g)?\+|以上|及以上|至少|最低|同等"
)


def says_no_gpu(text: str) -> bool:
    """Tell whether a text says that a machine has no GPU, or that only its CPU is used."""
    return bool(_NO_GPU.search(fold(text).casefold()))


def says_apple(text: str) -> bool:
    """Tell whether a folded text speaks of a Mac."""
    return re.search(_APPLE, text) is not None


def says_computer(text: str) -> bool:
    """Tell whether a folded text speaks of a computer whose memory is its main memory."""
    return re.search(_COMPUTER, text) is not None


def says_gpu(text: str) -> bool:
    """Tell whether a folded text speaks of a graphics card."""
    return re.search(_GPU, text) is not None


def says_several(text: str) -> bool:
    """Tell whether a folded text speaks of several cards without saying how many."""
    return re.search(_SEVERAL, text) is not None


def says_at_least(text: str) -> bool:
    """Tell whether a folded text states the least that there is to be: `16 GB or more`."""
    return re.search(_AT_LEAST, text) is not None


def how_many(text: str) -> int:
    """Give how many cards a folded text speaks of; 1 where it does not say."""
    found = re.search(rf"(?<![\w.])(\d{{1,2}}|{COUNT_WORD})\s?(?:gpus|cards|{CARD}|显卡)", text)
    return max(1, word_number(found[1]) or 1) if found else 1
