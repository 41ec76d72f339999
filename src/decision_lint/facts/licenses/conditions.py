"""What a license note says of the conditions of its license, in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from decision_lint.facts.licenses.claims import claims_commercial
from decision_lint.facts.licenses.known import License
from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold

_ACKNOWLEDGES: Mapping[str, str] = {
    "attribution": r"attribut|credit|built with|powered by|署名|标注|標注|クレジット|帰属|表示",
    "naming": r"\bnaming|\bnames? (?:must|of|start|begin)|命名|名前|名称",
    "users": r"\bmau\b|monthly|\busers?\b|\d+ ?m(?:illion)?\b|用户|月活|ユーザー|亿",
    "revenue": r"revenue|turnover|income|[$€] ?\d|收入|营收|売上|収益",
    "use-policy": r"acceptable use|use (?:policy|restriction)|\baup\b|(?:prohibited|forbidden) use"
    r"|使用(?:政策|限制)|可接受使用|禁止用途|用途限制|利用(?:規約|制限|方針)|禁止事項|用途制限",
    "pass-on": r"pass(?:ed|es|ing)? (?:\w+ )?on|flow ?-?down|downstream|传递|下游|下流",
    "outputs": r"\boutputs?\b|distil|train(?:ing)? (?:other|another)|improve other"
    r"|蒸馏|输出|出力|蒸留",
    "notice": r"notice|copyright|license (?:text|copy|file)|copy of"
    r"|声明|版权|著作権|同梱|附带|随附",
    "changes": r"\bchange|modif|修改|変更|改変",
    "share-alike": r"share ?-?alike|copyleft|same license|相同|同一条件|継承|传染",
    "network": r"network|\bsaas\b|source (?:code|offer)|网络|ネットワーク|源码|ソース",
    "no-derivatives": r"no ?-?deriv|\bnd\b|禁止演绎|改変禁止|禁止修改",
    "non-commercial": r"non ?-?commercial|no commercial|not .{0,20}commercial|\bnc\b"
    r"|非商|禁止商|商用不可|不可商用",
    "research": r"research|academic|研究|学术|学術|\bevaluation only"
    r"|(?:社内|内部)(?:評価|评估|评测)|\b(?:no|not|non|never)[ -](?:\w+ ){0,2}production",
    "region": r"\beu\b|europe|\buk\b|region|territor|countr|欧盟|欧州|地区|地域|国",
    "revocable": r"revo[ck]|terminat|withdraw|撤销|终止|終了|取消",
    "registration": r"regist|登记|注册|登録|申请|申請",
    "competitors": r"compet|竞争|競合",
}
_NAMED = pattern(r"gemma ?(?:の ?)?利用規約")
"""A name of a license that is a word for its conditions as well."""

_IN_GENERAL = pattern(
    r"\b(?:conditions?|restrictions?|obligations?|limitations?|compl(?:y|ies|ied|iance))\b"
    r"|\b(?:terms|license) (?:\w+ )?(?:met|kept|followed|observed)\b"
    r"|限制|条件|义务|遵守|制約|義務|順守"
)


def acknowledged(note: str, license: License) -> frozenset[str]:  # noqa: A002
    """Give the kinds of the license's conditions that a note has a word on.

    A word on conditions in general is `terms`.
    """
    text = _NAMED.sub("gemma", fold(note).casefold())
    found = {
        kind
        for kind in license.conditions
        if kind in _ACKNOWLEDGES and re.search(_ACKNOWLEDGES[kind], text)
    }
    if "non-commercial" in license.conditions and claims_commercial(note) is False:
        found.add("non-commercial")
    return frozenset(found | ({"terms"} if _IN_GENERAL.search(text) else set()))
