"""Chat and tools: whether a text asks for them, in three languages."""

from __future__ import annotations

import re

from decision_lint.quantities.folding import fold

_CHAT = (
    r"\bchat(?:s|ting|bots?)?\b|\bassistants?\b|\bdialog(?:ue)?s?\b|\bconversation(?:s|al)?\b"
    r"|\bhelp ?desk\b|\bmulti-?turn\b|聊天|对话|助手|客服|机器人|チャット|対話|会話|アシスタント"
)
_TOOLS = (
    r"\btool[- ](?:calls?|calling|use|usage)\b|\bfunction[- ](?:calls?|calling)\b"
    r"|\b(?:calls?|uses?|using|calling|invok\w+|with) (?:\w+ ){0,2}tools\b(?! (?:bar|box|chain))"
    r"|\bmcp\b|\btool-?using\b|工具调用|调用(?:\w{0,4})?工具|使用工具|函数调用|ツール(?:の)?呼び?出し"
    r"|ツールを(?:呼|使)|関数(?:の)?呼び?出し|function ?calling"
)
_NOT = (
    r"(?:\b(?:no|not|never|without|nor|neither|instead of|rather than|does not|need no)[\s-]"
    r"(?:\w+[\s-]){0,3}|(?:不需要|不用|无需|没有|无|非|不是|不)(?:任何)?)$"
)
_NOT_AFTER = r"\s?(?:is|are)?\s?(?:not\b|later|out of scope|不需要|は不要|は使わ|なし|しない)"


def chat_word(text: str) -> str | None:
    """Find the word by which a text asks for a conversation."""
    return _asked(text, _CHAT)


def tool_word(text: str) -> str | None:
    """Find the word by which a text asks for calls of tools."""
    return _asked(text, _TOOLS)


def _asked(text: str, words: str) -> str | None:
    folded = fold(text).casefold()
    for match in re.finditer(words, folded):
        before = folded[max(0, match.start() - 40) : match.start()]
        if not re.search(_NOT, before) and not re.match(_NOT_AFTER, folded[match.end() :]):
            return match[0]
    return None
