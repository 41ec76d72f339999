"""Private data: what a text calls private, and what it says of what may leave."""

from __future__ import annotations

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold

_PRIVATE = pattern(
    r"(?<![a-z])(?:private(?![ _-]?(?:endpoint|network|cloud|subnet|repo\w*|registry|link|key))|confidential|internal[ _-]?only"
    r"|internal (?:use|doc\w*|data|files?|notes?|wiki|pages?|knowledge|material\w*|text\w*)|internal_\w+|pii|phi|hipaa|gdpr"
    r"|personal (?:data|information)|personally identifiable|(?:customer|client|patient|employee|user|student|member)s?'?[ _-]"
    r"(?:data|records?|files?|names?|tickets?|messages?|documents?|docs|information|emails?|chats?)"
    r"|medical records?|health (?:data|records?)|hr (?:data|files?|records?)|sensitive|secrets?(?: data)?|classified|restricted data|under nda|trade secrets?"
    r"|proprietary (?:data|documents?|code|text\w*)|non-public|not public)(?![a-z])"
    r"|私有|私密|私人|隐私|内部(?:资料|文件|文档|数据|信息|规章|使用)|仅限内部|^内部$|机密|保密|敏感|(?:客户|用户|员工|患者|个人)(?:数据|资料|信息|隐私|合同|档案)|病历|涉密"
    r"|社外秘|機密|部外秘|内部(?:文書|資料|データ|限定)|社内(?:文書|資料|データ|情報|限定|のみ)|個人(?:情報|データ)|(?:顧客|患者|利用者|従業員)(?:データ|情報|の記録)|非公開|秘密"
)
_NEGATED = pattern(
    r"(?:\b(?:no|not|non|never|without|neither|nor|free of|excludes?|excluding|contains? no|nothing)[\s_-](?:\w+[\s_-]){0,3}"
    r"|(?:不含|无|不涉及|没有|不包含|非|不是)(?:任何|含)?)$"
)
_NEGATED_AFTER = pattern(
    r"[をはがも]?(?:含ま|扱わ|使わ)(?:ない|ず|ません)|(?:は|が)(?:ない|なし|無し)|なし"
)
_PUBLIC = pattern(
    r"(?<![a-z])(?<!non-)(?<!not )(?:public|open[ _]data|synthetic|published)(?![a-z])|^(?:none|no|low)$|公开|公開(?!前)(?<!非公開)|オープンデータ"
)
_ON_LEAVING = pattern(
    r"redact|anonymi[sz]|pseudonymi[sz]|\bmask(?:ed|ing|s)?\b|\bstrip(?:ped|s|ping)?\b|scrub|synthetic|saniti[sz]"
    r"|\b(?:only|just) (?:\w+ ){0,2}public|\bpublic (?:\w+ ){0,3}only\b|\b(?:for|with|on) (?:\w+ ){0,2}public\b"
    r"|\b(?:no|without|never|nothing|not|excluding|except)\b.{0,40}\b(?:private|customer|personal|internal|confidential|sensitive|documents?|tickets?|text|data|pii|leaves?|sent|sends?)\b"
    r"|may leave|allowed to leave|leaves? the|\bdpa\b|data processing|zero[- ]retention|\bconsent\b|\bapprov(?:ed|al)\b|contract(?:ed)?\b|self-hosted"
    r"|脱敏|匿名|打码|仅(?:限)?(?:公开|非敏感)|只(?:发送|上传|用).{0,8}公开|不(?:含|发送|外发|上传|包含|外传|出境)|授权|同意|合规审批"
    r"|マスク|匿名化|仮名化|伏せ|公開(?:情報|文書|データ)(?:のみ|だけ)|(?:送ら|含め|出さ|渡さ)(?:ない|ず)|除い|除外|同意|許可|承認"
)


def private_word(text: str) -> str | None:
    """Find the word by which a text calls its data private."""
    folded = fold(text).casefold()
    for found in _PRIVATE.finditer(folded):
        before = folded[max(0, found.start() - 30) : found.start()]
        if not _NEGATED.search(before) and not _NEGATED_AFTER.match(folded, found.end()):
            return found[0]
    return None


def is_public(text: str) -> bool:
    """Tell whether a text says that its data is public."""
    return bool(_PUBLIC.search(fold(text).casefold())) and private_word(text) is None


def says_what_leaves(text: str) -> bool:
    """Tell whether a text has a word on which data may go to somebody else's service."""
    return bool(_ON_LEAVING.search(fold(text).casefold()))
