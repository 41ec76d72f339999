"""The decision paragraph: one model, one runtime and the reasons, in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.patterns import pattern
from decision_lint.vocabulary import RECORD_KEYS, Field

_I = r"(?:I|we|the team)(?:'ll|’ll|\s+will|\s+shall|\s+would)?"
_STOP = r"\s*(?:(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)[.!](?=\s|$)|。|；|;(?=\s)|$)"
_JA_BECAUSE = r"(?:理由は|なぜなら|というのも)[、,]?\s*"
_JA_STOP = r"\s*(?:だから(?:です)?|から(?:です|だ)|ため(?:です|だ)?|です|である)?\s*(?:。|$)"
_LONGEST = 5_000
"""A decision paragraph has no more characters."""

_CLAUSES = tuple(
    # A bound on each part, so that a paragraph without an end is not searched again and again.
    pattern(
        clause.replace(".+?", ".{1,400}?").replace("]*?", "]{0,200}?"), re.IGNORECASE | re.DOTALL
    )
    for clause in (
        # English
        *(
            rf"(?:\b{_I}\s+|^\W*|[.:!]\s+)start\s+with\s+(?P<model_decision>.+?)\s+(?:{by})"
            rf"\s+(?P<runtime_decision>.+?),?\s+because\s+(?P<why_now>.+?){_STOP}"
            for by in ("using", "on|with|through|via|under")
        ),
        (
            rf"\b{_I}\s+(?:will\s+)?(?:not|won't|won’t)\s+(?:yet\s+)?(?:use|try|move\s+to)\s+"
            rf"[^.。]*?\bbecause\s+(?P<rejected_for_now>.+?){_STOP}"
        ),
        (
            rf"\b{_I}\s+(?:only\s+)?switch\s+(?:only\s+)?(?:if|when)\s+(?:the\s+)?(?:same\s+)?fixed\s+"
            rf"eval(?:uation)?\s+set\s+shows?\s+(?:that\s+)?(?P<switch_condition>.+?){_STOP}"
        ),
        # Chinese
        (
            r"(?:项目|專案)(?:里|中)?[，,、]?\s*(?:我们|我)?\s*(?:会|将|打算|准备)?\s*先\s*(?:使用|采用|用|从)\s*"
            r"(?P<model_decision>.+?)\s*(?:和|搭配|配合|加上|加|通过|，\s*运行时(?:用|使用|为))\s*"
            rf"(?P<runtime_decision>.+?)\s*[，,]?\s*因为\s*(?P<why_now>.+?){_STOP}"
        ),
        (
            r"(?:我们|我)?\s*(?:暂时|目前|现在|暂)\s*(?:还)?不(?:会)?(?:用|使用|采用|考虑)\s*更大(?:的)?\s*(?:模型|model)"
            rf"\s*[，,]?\s*因为\s*(?P<rejected_for_now>.+?){_STOP}"
        ),
        (
            r"只有(?:当|在)?\s*固定(?:的)?(?:评估|评测)集\s*(?:显示|表明)\s*(?P<switch_condition>.+?)\s*(?:时|的时候)?"
            r"\s*[，,]\s*(?:我们|我)?\s*才(?:会)?\s*(?:切换|更换|升级)"
        ),
        # Japanese
        *(
            r"(?:project|プロジェクト)\s*(?:では|で|は)[、,]?\s*(?:私は|私たちは)?\s*"
            rf"{start}[^。]*?。?\s*{_JA_BECAUSE}(?P<why_now>.+?){_JA_STOP}"
            for start in (
                (
                    r"まず[、,]?\s*(?P<model_decision>.+?)\s*を\s*(?P<runtime_decision>.+?)\s*で\s*"
                    r"(?:使|動か|始め|実行|試)"
                ),
                (
                    r"(?:まず[、,]?\s*)?(?P<runtime_decision>.+?)\s*を\s*(?:使って|用いて|使い[、,]?)"
                    r"\s*(?P<model_decision>.+?)\s*から\s*(?:始め|試)"
                ),
            )
        ),
        (
            r"(?:まだ|今は)[^。]*?大き(?:な|い)\s*(?:model|モデル)\s*を\s*使(?:わない|いません)"
            rf"\s*(?:。\s*)?(?:のは[、,]?\s*|{_JA_BECAUSE})(?P<rejected_for_now>.+?){_JA_STOP}"
        ),
        (
            r"(?:fixed\s+eval(?:uation)?\s+set|固定(?:の|された)?\s*(?:評価|eval)\s*(?:セット|set))\s*(?:が|で)\s*"
            r"(?P<switch_condition>.+?)\s*(?:を|と)?\s*(?:示した|出た|なった)(?:とき|時|場合)(?:に)?(?:だけ|のみ|に限り)"
            r"[、,]?\s*(?:切り替え|乗り換え|変更)"
        ),
    )
)
_HINT = pattern(r"\bbecause\b|因为|理由は|なぜなら|というのも|fixed\s+eval|固定", re.IGNORECASE)


def clauses(text: str) -> Iterator[tuple[Field, int, int]]:
    """Find what a decision paragraph sets: the field, and the offsets of its words."""
    if len(text) > _LONGEST or not _HINT.search(text):
        return
    seen: set[str] = set()
    for clause in _CLAUSES:
        match = clause.search(text)
        for name in match.groupdict() if match else ():
            if match and name not in seen:
                seen.add(name)
                yield RECORD_KEYS[name], *match.span(name)
