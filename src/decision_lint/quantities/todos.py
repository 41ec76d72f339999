"""To-dos in the place of an answer: `TBD`, `check the model card`, `待确认`, `要確認`."""

from __future__ import annotations

import re
from functools import cache

from decision_lint.knowledge.tables import table
from decision_lint.quantities import deferrals as says
from decision_lint.quantities.folding import fold

_CLAUSES = re.compile(
    r"[,;。；、，\n]|\.(?=\s|$)|\s[-–—]+\s|(?<=[a-z)])\s?[—–]\s?|\bbut\b|(?<!\w)[&+](?!\w)"
)
_BLANK = re.compile(r"[\W_]*(?:_{2,}|\.{3,}|…)[\W_]*|\?+|x{3,}|\[[\sx]?\]|☐")
_TEMPLATE = re.compile(
    r"<[^<>]*[^\W\d][^<>]*>|\[[^\[\]\"':,]+\]|\{\{?[^{}\"':,]+\}\}?"
    r"|(?:your|insert|enter|fill in|put) (?:your |the |a |an )?[\w -]{1,30} here|your [\w-]{1,20}"
    r"|placeholder|lorem ipsum.*"
)
_OPENERS = re.compile(
    r"(?:tbd|tba|tbc|tbf|t\.b\.d|to[ -]?do|fixme|待定|待补充?|待填写?|待确认|待定义|待续|未定|要確認|未記入|未入力"
    r"|後で記入|追って記入)(?![a-z0-9-])"
)
_TERMS = re.compile(
    r"\b(?:licen[cs]\w*|terms|model ?card|card|legal\w*|lawyers?|counsel|compliance|commercial\w*"
    r"|redistribut\w*|permission|permitted|allowed|conditions|restrictions|acceptable use"
    r"|use policy|hub|hugging ?face|model page|eula|whether|if|with|it|this|that we)\b"
)
_KEPT = re.compile(
    r"\b(?:notice|attribution|copyright|shipped|ships|kept|included|header|nightly|each|every)\b"
    r"|署名|随附|附带|表示|同梱"
)
_AFTERTHOUGHT = re.compile(rf"(?:yet|by .{{1,20}}|{says.SOMETIME})?")
_SUBJECT = 40
"""Characters before the phrase that a mere subject may take: `the stop command is …`."""


def is_placeholder(text: str) -> bool:
    """Tell whether a text only says that it will be filled in."""
    folded = fold(text).casefold().strip(" *`\"'!:。")
    if _BLANK.fullmatch(folded) or _TEMPLATE.fullmatch(folded):
        return True
    bare = folded.strip("()[]<>{}（）【】. ")
    clauses = _clauses(bare)
    return bool(_OPENERS.match(bare)) or (bool(clauses) and all(map(_puts_off, clauses)))


def is_license_todo(text: str) -> bool:
    """Tell whether a license note says that something is still to be found out."""
    folded = fold(text).casefold()
    named = names_a_license(folded)
    return any(_is_open(clause, named=named) for clause in _clauses(folded))


def names_a_license(text: str) -> bool:
    """Tell whether a note names a license."""
    return bool(_licenses().search(fold(text).casefold()))


def _clauses(text: str) -> list[str]:
    return [part for part in (piece.strip(" ()[]:：") for piece in _CLAUSES.split(text)) if part]


def _puts_off(clause: str) -> bool:
    """Tell whether a clause of any field answers nothing: it ends with what puts it off."""
    if says.DONE.search(clause):
        return False
    if says.UNKNOWN.fullmatch(clause) or says.BARE_LOOK.fullmatch(clause):
        return not clause.endswith("first")
    phrases = (says.OPEN, says.MEANT, says.ZH_OPEN, says.ZH_MEANT, says.JA_OPEN)
    if any(_ends_with(phrase, clause) for phrase in phrases):
        return True
    if not any(one.fullmatch(clause) for one in _IMPERATIVES):
        return False
    card = re.search(r"model ?card|模型卡|モデルカード", clause)
    later = re.search(rf"\b{says.SOMETIME}$", clause) or says.CJK_SOMETIME.search(clause)
    return bool(card or later)


def _ends_with(phrase: re.Pattern[str], clause: str) -> bool:
    for found in phrase.finditer(clause):
        after = clause[found.end() :].strip()
        if found.start() <= _SUBJECT and _AFTERTHOUGHT.fullmatch(after):
            return not re.search(r"\d", clause)
    return False


_IMPERATIVES = (says.IMPERATIVE, says.ZH_IMPERATIVE, says.JA_IMPERATIVE)
_POINTERS = (says.POINTER, says.ZH_POINTER, says.JA_POINTER, says.UNKNOWN)
_PHRASES = (says.OPEN, says.MEANT, says.ZH_OPEN, says.ZH_MEANT, says.JA_OPEN, says.JA_MEANT)


def _is_open(clause: str, *, named: bool) -> bool:
    """Tell whether a clause of a license note leaves a question open."""
    if says.DONE.search(clause):
        return False
    if named and _KEPT.search(clause) and not _TERMS.search(clause):
        return False  # what is checked is the notice, not the license
    if _OPENERS.match(clause) or any(phrase.search(clause) for phrase in _PHRASES):
        return True
    if match := says.IMPERATIVE.fullmatch(clause):
        later = re.search(rf"\b{says.SOMETIME}$", clause)
        return bool(not named or later or _TERMS.search(match["object"]))
    if any(one.fullmatch(clause) for one in _IMPERATIVES[1:]):
        return True
    return not named and any(pointer.fullmatch(clause) for pointer in _POINTERS)


@cache
def _licenses() -> re.Pattern[str]:
    words = sorted(table("licenses")["spellings"], key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(re.escape(word) for word in words)})(?![a-z])")
