"""Gated weights: what a text says of access to them, in three languages."""

from __future__ import annotations

import re

from decision_lint.quantities.folding import fold

_TERMS = r"(?:licen[cs]e|terms|conditions|agreement|policy|form|eula)"
_ACCESS = (
    r"\bgated\b|\bbehind (?:a|its|the|meta's|google's) gate\b"
    r"|\b(?:request\w*|grant\w*|appl(?:y|ied|ies)|approv\w*|ask\w*|got|ha(?:ve|s|d)|with|needs?|gives?"
    r"|needed|requires?|required|obtain\w*|manual|waiting)(?: (?:for|the|us|our|hub|model|meta|google)"
    r"){0,2} access\b"
    r"|\baccess (?:(?:was|is|has|have|been|already|first)\s)*"
    r"(?:to (?:the )?(?:weights|model|repo\w*|it)|request\w*|grant\w*|approv\w*|form|token|pending)"
    r"|\b(?:hf|hugging_?face(?:_hub)?)_token\b|--(?:hf-)?token\b"
    r"|\b(?:hf|hub|hugging ?face|access|read|auth\w*|personal|user)[ -]tokens?\b"
    r"|\b(?:with|needs?|requires?|export|our|own|team|a|the) token\b"
    r"(?! (?:limit|budget|count|window|per|length|rate|stream|usage))"
    r"|\b(?:hf auth|huggingface-cli|hf|notebook_)[ -]?login\b"
    r"|\blogg?(?:ed)? ?-?in (?:to|at|on|with) (?:the )?(?:hub|hugging|hf)"
    rf"|\b(?:accept|agree|sign|click)\w*(?: to)?(?: [\w'-]+){{0,4}} {_TERMS}\b"
    rf"|\b{_TERMS}(?: [\w'-]+){{0,3}} (?:accepted|agreed|signed)\b"
    r"|申请(?:了)?(?:访问|权限|授权|下载|使用|通过)|(?:访问|下载|使用)(?:权限|申请|令牌)|令牌|门控|门禁|受限(?:访问|仓库)"
    r"|(?:接受|同意|签署|勾选)(?:了)?.{0,10}(?:协议|许可|条款)|(?:协议|许可|条款)(?:已|均已)?(?:接受|同意|签署)"
    r"|登录.{0,3}(?:hub|hugging|hf)|(?:需|需要|已)(?:登录|授权|审批|获批)|获(?:得)?(?:批准|授权)"
    r"|授权(?:已)?(?:通过|获)|申请已(?:通过|批准)"
    r"|アクセス(?:の|を|が|は)?(?:申請|許可|権|承認|トークン|リクエスト)|利用申請|ゲート(?:付|あり|制|が)"
    r"|(?:hf|hub|hugging ?face|認証)(?:の| )?トークン|トークン(?:が|を)(?:必要|設定|用意|使)"
    r"|(?:規約|ライセンス|条件|契約|条項)(?:に|への|を)?.{0,4}(?:同意|承諾|受諾)"
    r"|(?:承認|申請)(?:済|待ち|して|が必要)|ログイン"
)


def speaks_of_access(text: str) -> bool:
    """Tell whether a text has a word on who may have the weights, or on the token for them."""
    return bool(re.search(_ACCESS, fold(text).casefold()))
