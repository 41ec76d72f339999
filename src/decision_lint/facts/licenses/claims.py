"""What a license note claims of commercial use and of passing a model on, in three languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold

_CLAUSES = pattern(
    r"[,;。；、，\n()（）]|[.!](?=\s|$)|\s[-–—]+\s|\b(?:but|however|although|while|and)\b"
)
_DOUBT = pattern(
    r"\?|\b(?:check|verify|confirm|unclear|unknown|tbd|todo|whether|ask|review|pending|depends"
    r"|unless|if)\b|待|是否|确认|核实|不明|未定|未知|要確認|確認|かどうか|可否|検討"
)
_FINE = (
    r"(?:\b(?:ok(?:ay)?|fine|allow\w*|permit\w*|yes|possible|free|good|granted|cleared|usable"
    r"|unrestricted|friendly|covered|suitable|licensed)\b|[✓✔✅])"
)
_NOT = (
    r"(?:\b(?:no|not|never|non|without|forbid\w*|prohibit\w*|exclud\w*|disallow\w*|bans?|banned"
    r"|only (?:for )?(?:research|academic)|restrict\w*|unlicensed)\b|n't\b)"
)
_PLAINLY: tuple[tuple[str, str], ...] = (
    (r"\b(?:business|for-profit|profit-making) (?:use|purposes?)\b", "commercial use"),
    (
        r"\b(?:paid|for-profit|profit-making) (product|service|app|saas|offer|plan|tier)",
        r"commercial \1",
    ),
    (r"\bpaying (?:customer|user|client|subscriber)s?\b", "commercial use ok"),
    (r"\b(?:charge|bill)(?: our| the)? (?:customer|user|client)s?\b", "commercial use ok"),
    (r"\bcommercial use ?= ?", "commercial use: "),
    (r"\b(?:sell|selling|sold|monetis\w+|monetiz\w+)\b", "commercial use of"),
    (r"\bnot be an? (?:problem|issue)\b", "be fine"),
    (r"\b(?:not|n't) (?:restricted|limited|prohibited|forbidden|excluded)\b", "fine"),
    (r"\b(?:no|not a) (?:problems?|issues?|objections?)\b", "fine"),
    (
        (
            r"\b(?:no|without)(?: any)? (commercial|redistribution)"
            r" (?:limit|restriction|constraint)\w*"
        ),
        r"\1 fine",
    ),
    (
        r"\b(?:no|without)(?: any)? (?:limit|restriction|constraint)\w*(?: (?:on|for|to|of))?",
        "fine",
    ),
    (
        (
            r"\b(commercial|redistribution)(?: use)?((?:(?:, and |, | and |/)\w+(?: use)?){1,3}"
            rf" (?:is |are |both )?({_FINE}))"
        ),
        r"\1 \3,\2",
    ),
    (r"\bincluding commercially\b", "including commercial use ok"),
    (r"(?:没有|无|不受)(?:任何)?限制", "可"),
    (r"没有(?:任何)?问题", "没问题"),
    (r"(?:收费|付费)(产品|服务|项目|应用)", r"商业\1"),
    (r"(商[用業](?:利用|目的)?[はも])(?:無償|無料)(?:で|でも)", r"\1"),
)
"""Other ways to say the same, and what is said of several uses at once."""

_NEEDS = pattern(r"\b(?:requires?|needs?|need(?:ing)?|subject to|separate|contact|apply)\b")

_AGREED = pattern(
    r"\b(?:commercial|enterprise|separate|written|individual|paid)(?: \w+){0,2}"
    r" (?:license|licence|agreement|permission|contract|consent)\b.{0,30}"
    r"\b(?:signed|bought|purchased|obtained|granted|acquired|concluded|in place|in force)\b"
    r"|\b(?:signed|bought|purchased|obtained|acquired|concluded|hold|have|under|got)"
    r" (?:a |an |the |our |their )?(?:commercial|enterprise|separate|written|individual|paid)"
    r"(?: \w+){0,2} (?:license|licence|agreement|permission|contract|consent)\b"
    r"|已(?:经)?(?:获得?|取得|签|购买|得到).{0,8}(?:授权|许可|协议|同意)"
    r"|(?:授权|协议|许可)(?:已(?:经)?(?:获得?|取得|签|购买))"
    r"|(?:商用|商業|個別|書面)(?:での|の|利用)?(?:ライセンス|契約|許諾|許可|同意)(?:を|は)?.{0,8}"
    r"(?:取得|締結|購入|得て|得た|済)"
)
_NOT_YET = pattern(
    r"\b(?:no|not|without|needs?|requires?|must|should|would|will|could|never|n't|if|unless)\b"
    r"|未|没|無|ない|なし|必要|需|予定"
)

_CUSTOMERS = pattern(
    r"\b(?:customers?|clients?|buyers?|sold|sell|selling|products?|devices?|appliances?)\b"
    r"|客户|顾客|产品|设备|销售|顧客|製品|販売|機器"
)
_UNCHANGED = pattern(
    r"\b(?:unmodified|unchanged|unaltered|verbatim|as[- ]is|original weights)\b"
    r"|原样|原封不动|未(?:经)?修改|不(?:做|作)?修改|無改変|改変(?:せず|しない|なし)|そのまま"
)

_COMMERCIAL = (
    (
        rf"commercial\w*(?: \w+)?[ -]?(?:is|are|should be|:)? ?{_FINE}"
        rf"|{_FINE}(?: \w+){{0,4}} commercial"
        r"|\b(?:can|may|will)(?: \w+){0,4} commercial(?:ly| use)\b"
        r"|\bcommercial(?:ly)? (?:use|usage)$"
        r"|commercially (?:usable|permissive)"
        r"|\buse[ds]?(?: \w+){0,3} commercial(?:ly| (?:product|service|app|offer))"
        r"|(?<!不)可(?:以)?(?:免费|直接|自由)?(?:用于|供|作)?商[用业]|(?<!不)能(?:够)?(?:用于)?商[用业]"
        r"|(?<!不)(?:允许|支持|许可|免费)(?:用于)?商[用业]"
        r"|商[用业](?:使用|用途|化|授权)?[:：]? ?"
        r"(?:[✓✔✅]|是|可(?!能性|否)|允许|没问题|ok|免费|友好|自由|无需|不需要|不用)"
        r"|商[用業](?:利用|目的(?:での|で)?(?:利用)?|での利用|で)?[もはがに]{0,2} ?"
        r"(?:可(?!否)|ok|でき[るま]|使え|使って(?:よい|良い|いい)|認め|許可|許され|(?:問題|制限)[はがも]?な|自由)"
        r"|(?<![不非止未有其会能得需])用于(?:我们的?|公司的?)?商[用业]"
        r"|商[用業](?:サービス|製品|アプリ)(?:で|に)(?:利用|使用)する"
        r"|商[用業].{1,6}に[もは]?(?:使え|使って(?:よい|良い|いい)|利用でき[るま])|営利(?:利用)?[もは]?可"
    ),
    (
        rf"no[nt] ?-?commercial|{_NOT}(?: \w+){{0,4}} commercial"
        rf"|commercial\w*(?: \w+)?(?: is| are|:)? ?{_NOT}"
        r"|\b(?:research|academic|evaluation)[ -](?:use )?only|only for (?:research|evaluation)"
        r"|非商[用业業]|(?:不(?:可|能|得|会|允许|许|支持)?(?:以)?(?:用于|作)?|禁止(?:用于)?)商[用业]|仅限?(?:非商|研究|学术)"
        r"|商[用业](?:使用|用途)?[:：]? ?(?:不可|否|禁止|受限|不允许|不行|除外|需)"
        r"|(?:未|没有|不得.{0,3})用于商[用业]"
        r"|商[用業](?:サービス|製品)?(?:利用|目的|で)?[にはも]{0,2}(?:使わない|使えない|用いない|利用しない|利用できない)"
        r"|(?:許可|認め(?:ら)?|許)(?:さ)?(?:れ)(?:て)?(?:い)?(?:ない|ません|ず)"
        r"|商[用業](?:利用|目的(?:での)?(?:利用)?)?[はがも]?(?:不可|禁止|でき(?:ない|ません)|認められ(?:ない|ま"
        r"せん|てい(?:ない|ません))|ng|除く)|営利(?:目的|利用)?[はの]?(?:不可|禁止)|研究(?:目的|用途)?(?:のみ|に限)"
    ),
)
_PASSING_ON = (
    (
        rf"re-?distribut\w*(?: \w+)?[ -]?(?:is|are|:)? ?{_FINE}"
        rf"|{_FINE}(?: \w+){{0,4}} re-?distribut"
        r"|\b(?:can|may) be (?:freely )?(?:re-?)?distributed|\bwe (?:will |also )?re-?distribute"
        r"|\b(?:weights|model|fine-?tunes?|checkpoints?)(?: \w+){0,3} (?:shipped|bundled|delivered"
        r"|distributed|handed)\b"
        r"|\b(?:ship|bundle|distribute|deliver)s?(?: \w+){0,2} (?:weights|model)"
        r"|\b(?:re-?)?distributed (?:with|to|in|as part of) (?:our |the )?(?:app|product|device"
        r"|installer|image|appliance|customer|client|partner|buyer|reseller|user)"
        r"|\b(?:installed|pre-?installed|baked|built) (?:on|onto|in|into)(?: [\w']+){0,8}"
        r" (?:customers?|clients?|buyers?)\b"
        r"|\b(?:upload|publish)(?:ed)? (?:to|on) (?:our |a |the )?(?:public|hub|hugging)"
        r"|(?<![不未])随(?:安装包|镜像|软件|客户端)(?:一起)?(?:分发|发布|交付)"
        r"|可(?:以)?(?:自由)?(?:再|重新)?(?:分发|发布)|允许(?:再|重新)?分发|再?分发(?:可|允许|ok|没问题)"
        r"|随(?:产品|设备|应用)(?:分发|发布|附带|交付)|权重(?:交付|分发|提供)给"
        r"|再?配布[もはが]?(?:可(?!否)|ok|でき[るま]|許可|する|予定)|(?:重み|モデル)を.{0,8}(?:同梱|配布|提供)"
    ),
    (
        rf"{_NOT}(?: \w+){{0,4}} re-?distribut|re-?distribut\w*(?: \w+)?(?: is| are|:)? ?{_NOT}"
        r"|(?:\b(?:not|never)|n't)(?: \w+){0,2}"
        r" (?:ship|bundl|deliver|(?:re-?)?distribut|publish|upload|install|hand|give|pass)\w*"
        r"|stays? (?:in-house|internal)"
        r"|(?:不(?:可|能|得|允许|会|做|再|对外)?|禁止)(?:再|重新)?分发|再?分发(?:不可|禁止|受限)"
        r"|再?配布[はをが]?(?:不可|禁止|しない|行わない|でき(?:ない|ません)|しません|なし)"
    ),
)

_OF_COMMERCE = "commerc research academic evaluation 商 営利 研究 学术 仅限 許可 認め".split()
_OF_PASSING_ON = (
    *"distribut ship bundl deliver hand publish pass in-house internal".split(),
    *"install baked built upload give".split(),
    *"分发 发布 交付 提供 附带 配布 同梱".split(),
)
"""What one of stands in every note that says something of the use: cheaper than to look closely."""


@lru_cache(1024)
def claims_commercial(note: str) -> bool | None:
    """Tell whether a note says that commercial use is fine (True) or is not (False)."""
    return _claims(note, _COMMERCIAL, _OF_COMMERCE)


@lru_cache(1024)
def claims_redistribution(note: str) -> bool | None:
    """Tell whether a note says that the model may be or is passed on (True), or not (False)."""
    return _claims(note, _PASSING_ON, _OF_PASSING_ON)


@lru_cache(1024)
def claims_agreement(note: str) -> bool:
    """Tell whether a note says that there is an agreement of its own with the owner."""
    clauses = _CLAUSES.split(fold(note).casefold())
    return any(
        _AGREED.search(one) and not _DOUBT.search(one) and not _NOT_YET.search(one)
        for one in clauses
    )


def is_for_customers(note: str) -> bool:
    """Tell whether a note speaks of those to whom a product goes."""
    return bool(_CUSTOMERS.search(fold(note).casefold()))


def is_unchanged(note: str) -> bool:
    """Tell whether a note says that the weights are passed on as they are."""
    return bool(_UNCHANGED.search(fold(note).casefold()))


def _plain(note: str) -> str:
    """Give a note in plainer words."""
    text = fold(note).casefold()
    for way, plainly in _PLAINLY:
        text = re.sub(way, plainly, text)
    return text


def _claims(note: str, words: tuple[str, str], told_by: Sequence[str]) -> bool | None:
    """Read each clause; a question, a condition and a contradiction claim nothing."""
    fine, not_fine = words
    plain = _plain(note)
    if not any(word in plain for word in told_by):
        return None
    said: set[Literal["yes", "no"]] = set()
    for clause in _CLAUSES.split(plain):
        if _DOUBT.search(clause):
            continue
        if re.search(not_fine, clause):
            said.add("no")
        elif re.search(fine, clause.strip()) and not _NEEDS.search(clause):
            said.add("yes")
    return said == {"yes"} if len(said) == 1 else None
