"""What an amount of memory in a note is of: a GPU, main memory, or what the model needs."""

from __future__ import annotations

from typing import Literal, NamedTuple

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold
from decision_lint.quantities.memory import Memory, find_memory

Of = Literal["gpu", "ram", "need", "other", "unknown"]
"""`need`: of a model as a whole or its weights; `other`: its cache, or what is left over."""

_CLAUSE = pattern(r"[,;(（)）、，；。\n]|\.\s|\s[-–—]\s|\b(?:and|with|but|has|have|having)\b")
_GPU_AFTER = pattern(
    r"\s?-?(?:of |の)?(?:(?:gpu|dedicated|video|graphics|total|free|usable|available|nvidia|cuda|rtx|geforce|single"
    r"|consumer|class) ){0,3}(?:vram|gpus?|cards?|graphics|gpu memory|video memory|显存|显卡|gpu ?メモリ|gpu|ビデオメモリ|グラフィック)"
)
_GPU_BEFORE = pattern(
    r"(?:vram|gpus?(?: memory)?|card|graphics|显存|显卡|ビデオメモリ|gpu ?メモリ)(?:[\s:：=はがを为有约~(（]|with|of|has|about|total"
    r"|at least|每张|共){0,6}$"
)
_RAM_AFTER = pattern(
    r"\s?(?:of |の|的)?(?:(?:system |main |host |cpu |unified |physical |free |total ){0,3}"
    r"(?:(?:lp)?ddr\d[x\d-]*(?: ?ram)?|ram(?![a-z])|memory(?! bandwidth)|内存|メインメモリ|主記憶|メモリ|统一内存))"
)
_RAM_BEFORE = pattern(
    r"(?:(?<![a-z])ram|(?<!gpu )memory|内存|メインメモリ|(?<!gpu)(?<!ビデオ)メモリ)(?:[\s:：=はがを为有约~(（]|with|of|about|total|共){0,5}$"
)
_NEED = pattern(
    r"(?:(?<![a-z])(?:needs?|needed|needing|requires?|required|takes?|taking|uses?|using|used|occup\w+|consum\w+|weights?"
    r"|weigh|model|fits?(?: in| into)?|footprint|download|checkpoint|files?|params?|parameters|estimated?"
    r"|expected?|peak|loads?)(?![a-z]))"
    r"|权重|需要|需|占用?|估计|预计|大小|下载|模型|约占|重み|必要|使用量|消費|サイズ|モデル|見込"
)
_OTHER = pattern(
    r"(?<![a-z])(?:kv|cache|overhead|activations?|graphs?|margin|headroom|buffers?|leaves?|leaving|spare|per token"
    r"|swap|left)(?![a-z])|缓存|余量|剩余|剩下|キャッシュ|余裕|残り"
)
_OTHER_AFTER = pattern(
    r"\s?(?:of |for |の|的)?(?:the )?(?:vram |gpu memory )?(?:kv|cache|overhead|activations?|headroom|margin|spare|left|context|images?"
    r"|缓存|余量|キャッシュ|余裕)"
)
_NEED_AFTER = pattern(
    r"\s?(?:of |の|的)?(?:gpu |vram |memory |ram |显存|内存)?\s?(?:is |are )?(?:needed|required|weights?|of weights|for (?:the )?weights|used"
    r"|权重|必要|の?重み|占用|を?使用|を?消費|程度必要)"
)
_FREE_AFTER = pattern(
    r"\s?(?:of )?(?:vram |gpu memory |memory |显存)?(?:are |is )?(?:free(?![a-z])|usable|available|to use|可用|可使用|空闲|空き|使える|利用可能)"
)
_FREE_BEFORE = pattern(
    r"(?:free|usable|available|可用|空闲|空き|利用可能な?)(?:[\s:：=]|显存|vram|gpu|memory){0,4}$"
)
_LOOK = 60


class Amount(NamedTuple):
    """An amount of memory with what it is of."""

    memory: Memory
    of: Of
    free: bool
    """Whether it is said to be free, usable or available."""


def read_amounts(text: str) -> tuple[Amount, ...]:
    """Tell of each amount of memory in a note what it is of; disks and ranges are left out."""
    folded = fold(text).casefold()
    return tuple(_amount(folded, each) for each in find_memory(text) if each.most is None)


def _amount(text: str, memory: Memory) -> Amount:
    before, after = text[max(0, memory.start - _LOOK) : memory.start], text[memory.end :]
    clause = _CLAUSE.split(before)[-1]
    free = bool(_FREE_AFTER.match(after) or _FREE_BEFORE.search(before))
    return Amount(memory, _of(clause, before, after), free)


def _of(clause: str, before: str, after: str) -> Of:
    if _OTHER.search(clause) or _OTHER_AFTER.match(after):
        return "other"
    if _NEED_AFTER.match(after):
        return "need"
    # nobody has about 5 GB, and `needs a 24 GB card` speaks of what there is to be
    if (_ABOUT.search(before) or _NEED.search(clause)) and not _CARD.match(after):
        return "need"
    if _GPU_AFTER.match(after):
        return "gpu"
    if _RAM_AFTER.match(after):
        return "ram"
    return (
        "gpu" if _GPU_BEFORE.search(before) else "ram" if _RAM_BEFORE.search(before) else "unknown"
    )


_ABOUT = pattern(
    r"(?:(?<![a-z])(?:about|around|approx\.?|approximately|roughly|some|circa|ca\.)|[~≈∼]|大约|约|約|およそ|大概|差不多)\s?(?:需要?|占用?|要)?\s?$"
)
_CARD = pattern(
    r"\s?-?(?:nvidia |consumer |single |class |rtx ){0,2}(?:gpus?|cards?|显卡|カード|gpu)(?![a-z])"
)
